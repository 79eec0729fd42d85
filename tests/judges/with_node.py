"""Ask a program in Node: its packages come from npm into a folder of the judge's own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
HOME = HERE.parent.parent / "build" / "judges-node"
#: Exit code of a judge that cannot judge here, as automake has it.
SKIPPED = 77


class CannotJudgeError(Exception):
    """What the judge needs is not to be had on this machine."""


def ask(script: str, packages: tuple[str, ...], question: object) -> dict:
    """Return what the script answers: JSON in, JSON out."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise CannotJudgeError("node and npm are not installed here")
    home = HOME / Path(script).stem
    stamp = home / "installed.txt"
    wanted = " ".join(packages)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        _install(npm, home, packages)
        stamp.write_text(wanted, encoding="utf-8")
    # a module of Node finds its packages from where it lies
    shutil.copy(HERE / script, home / script)
    done = subprocess.run(
        [node, home / script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"{script} failed: {done.stderr.strip()[-2000:]}"
        raise RuntimeError(message)
    return json.loads(done.stdout)


def _install(npm: str, home: Path, packages: tuple[str, ...]) -> None:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
    call = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", home]
    for _ in range(2):  # a registry may be busy for a moment
        done = subprocess.run([*call, *packages], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
    last = (done.stderr.strip().splitlines() or ["no message"])[0]
    raise CannotJudgeError(f"npm cannot install {', '.join(packages)}: {last}")
