"""Hold the files beside this one against both type checkers, line by line (`make types`).

In `mistakes.py` each line with a mark must be refused by both, for the reasons that the mark names
(``# E: call-overload reportCallIssue``: mypy's code, then pyright's), and no other line by either.
The other files are legal use: neither refuses anything.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
FILES = ("mistakes.py", "legal.py", "office_flow.py", "office_typed.py")
MARK = re.compile(r"#\s*E:\s*(\S+) (\S+)\s*$")
CHECKERS = ("mypy", "pyright")

#: A file and a line in it.
Place = tuple[str, int]
#: What one checker refuses there, each with its code.
Refusals = Mapping[Place, set[str]]


def marks(name: str, text: str) -> dict[Place, tuple[str, str]]:
    """Return where a file expects a refusal, with mypy's code and pyright's.

    Raises
    ------
    ValueError
        When something looks like a mark and names no two codes.
    """
    found: dict[Place, tuple[str, str]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        mark = MARK.search(line)
        if mark is not None:
            found[name, number] = (mark[1], mark[2])
        elif re.search(r"#\s*E\b", line):
            raise ValueError(f"{name}:{number}: a mark names mypy's code and pyright's: {line!r}")
    return found


def differences(
    expected: Mapping[Place, tuple[str, str]], by_mypy: Refusals, by_pyright: Refusals
) -> Iterator[str]:
    """Give, in words, every place where a checker does not do what is expected of it."""
    for number, (checker, refused) in enumerate(zip(CHECKERS, (by_mypy, by_pyright), strict=True)):
        for place in sorted({*expected, *refused}):
            codes = refused.get(place, set())
            where = f"{place[0]}:{place[1]}: {checker}"
            if place not in expected:
                yield f"{where} refuses this [{', '.join(sorted(codes))}] and no mark expects it"
            elif not codes:
                yield f"{where} no longer refuses this [{expected[place][number]}]"
            elif expected[place][number] not in codes:
                told = ", ".join(sorted(codes))
                yield f"{where} refuses this as [{told}], not as [{expected[place][number]}]"


def read_mypy(said: str) -> dict[Place, set[str]]:
    """Return what mypy refuses, from its lines of JSON."""
    found: dict[Place, set[str]] = {}
    for line in said.splitlines():
        message = json.loads(line)
        if message["severity"] == "error":
            place = Path(message["file"]).name, message["line"]
            found.setdefault(place, set()).add(message["code"] or "no code")
    return found


def read_pyright(said: str) -> dict[Place, set[str]]:
    """Return what pyright refuses, from its JSON, which counts lines from nought."""
    found: dict[Place, set[str]] = {}
    for message in json.loads(said)["generalDiagnostics"]:
        if message["severity"] == "error":
            place = Path(message["file"]).name, message["range"]["start"]["line"] + 1
            found.setdefault(place, set()).add(message.get("rule", "no rule"))
    return found


def _run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words, *(str(HERE / name) for name in FILES)],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parents[1],
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"{words[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> int:
    """Compare, and tell what differs."""
    expected: dict[Place, tuple[str, str]] = {}
    for name in FILES:
        expected |= marks(name, (HERE / name).read_text(encoding="utf-8"))
    by_mypy = read_mypy(_run("mypy", "--strict", "--no-error-summary", "--output", "json"))
    by_pyright = read_pyright(
        _run("pyright", "--outputjson", "--pythonpath", sys.executable, "--level", "error")
    )
    wrong = list(differences(expected, by_mypy, by_pyright))
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    if not wrong:
        print(f"types: {len(expected)} mistakes refused by mypy and pyright, legal use accepted")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
