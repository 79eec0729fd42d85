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
        pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *packages]
        subprocess.run(pip, check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python
