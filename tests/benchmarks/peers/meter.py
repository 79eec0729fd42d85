"""What a worker measures of itself: seconds of each phase and its peak memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Meter:
    """Seconds by phase, on the wall and of the processor (children that ended are counted)."""

    def __init__(self) -> None:
        self.phases: dict[str, dict[str, float]] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        wall, cpu = time.perf_counter(), _cpu()
        yield
        self.phases[name] = {"wall": time.perf_counter() - wall, "cpu": _cpu() - cpu}


def peak_mb() -> float:
    """Return the largest resident size of this process so far, in MiB (1,048,576 bytes).

    The kernel's own mark of this program is read where there is one: ``ru_maxrss`` also counts what
    the process that started us held at that moment.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _cpu() -> float:
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
