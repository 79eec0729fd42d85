"""An environment of its own for the packages of others: made once, with pinned versions."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


def python_with(name: str, *packages: str) -> Path:
    """Return the Python of ``build/<name>-venv``, which holds these packages.

    The environment is made when it is absent, and brought up to date when the packages change.
    """
    home, wanted = ROOT / "build" / f"{name}-venv", "\n".join(packages)
    python, stamp = home / "bin" / "python", home / "packages.txt"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        venv.create(home, with_pip=True)
        # a judge loads little of what is installed, so that to compile all of it first is wasted
        pip = [python, "-m", "pip", "install", "-qq", "--no-compile", "--disable-pip-version-check"]
        subprocess.run([*pip, *packages], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python
