"""How far a long batch has come."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from ektpflow.errors import MissingExtra

__all__ = ["Progress", "Shown"]

#: Called with what is being done, how much is done and how much there is.
Progress = Callable[[str, int, int], None]


class Shown:
    """Tells how far it is: to whom it is asked to, with a bar, or to nobody.

    Used with ``with``, so that a bar is closed also where the work is interrupted.

    Parameters
    ----------
    progress
        Whom to tell; True for a bar of tqdm, False for nobody.

    Raises
    ------
    MissingExtra
        When a bar is asked for and tqdm is not installed.
    """

    def __init__(self, progress: Progress | bool) -> None:  # noqa: FBT001 - what users hand in
        self._tell = None if isinstance(progress, bool) else progress
        self._make: Any = _tqdm() if progress is True else None
        self._bar: Any = None
        self._what = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell it."""
        if self._tell is not None:
            self._tell(what, done, total)
        if self._make is None:
            return
        if what != self._what:
            if self._bar is not None:
                self._bar.close()
            self._what, self._bar = what, self._make(total=total, desc=what, unit_scale=True)
        self._bar.update(done - self._bar.n)


def _tqdm() -> Any:  # noqa: ANN401 - tqdm ships no types
    try:
        from tqdm.auto import tqdm  # noqa: PLC0415 - extra
    except ImportError as missing:
        raise MissingExtra("tqdm", "lab", "a progress bar") from missing
    return tqdm
