"""The comparison with mypy and pyright notices what it is there for (`make types` runs it)."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Final

import pytest

FOLDER: Final = Path(__file__).parent / "typing"
CHECK: Final = runpy.run_path(str(FOLDER / "check.py"))
marks, differences = CHECK["marks"], CHECK["differences"]
HERE: Final = ("mistakes.py", 3)
EXPECTED: Final = {HERE: ("arg-type", "reportArgumentType")}
MYPY: Final = {HERE: {"arg-type"}}
PYRIGHT: Final = {HERE: {"reportArgumentType", "reportCallIssue"}}


def test_refused_by_both_as_expected_is_no_difference() -> None:
    assert list(differences(EXPECTED, MYPY, PYRIGHT)) == []


def test_a_mistake_that_one_checker_no_longer_refuses_is_told() -> None:
    assert list(differences(EXPECTED, {}, PYRIGHT)) == [
        "mistakes.py:3: mypy no longer refuses this [arg-type]"
    ]
    assert list(differences(EXPECTED, MYPY, {})) == [
        "mistakes.py:3: pyright no longer refuses this [reportArgumentType]"
    ]


def test_a_mistake_refused_for_another_reason_is_told() -> None:
    assert list(differences(EXPECTED, {HERE: {"misc"}}, PYRIGHT)) == [
        "mistakes.py:3: mypy refuses this as [misc], not as [arg-type]"
    ]


def test_a_line_that_is_refused_without_a_mark_is_told() -> None:
    legal = ("legal.py", 9)
    assert list(differences(EXPECTED, MYPY, PYRIGHT | {legal: {"reportReturnType"}})) == [
        "legal.py:9: pyright refuses this [reportReturnType] and no mark expects it"
    ]


def test_a_mark_that_names_one_code_only_is_refused() -> None:
    with pytest.raises(ValueError, match=r"mistakes\.py:2"):
        marks("mistakes.py", "x = 1\ny = 2  # E: arg-type\n")


def test_the_answers_of_both_checkers_are_read_to_the_same_line() -> None:
    """Mypy counts lines from one and pyright from nought; notes are no refusals."""
    said = (
        '{"file": "a/mistakes.py", "line": 3, "code": "arg-type", "severity": "error"}\n'
        '{"file": "a/mistakes.py", "line": 4, "code": "arg-type", "severity": "note"}\n'
    )
    assert CHECK["read_mypy"](said) == MYPY
    where = '"file": "/a/mistakes.py", "range": {"start": {"line": 2}}'
    said = (
        '{"generalDiagnostics": ['
        f'{{{where}, "severity": "error", "rule": "reportArgumentType"}},'
        f'{{{where}, "severity": "error", "rule": "reportCallIssue"}},'
        f'{{{where}, "severity": "warning", "rule": "reportUnusedExpression"}}]}}'
    )
    assert CHECK["read_pyright"](said) == PYRIGHT


def test_every_kind_of_mistake_is_marked_and_legal_use_bears_no_mark() -> None:
    """A file that lost its marks would hold nothing."""
    found = {
        name: marks(name, (FOLDER / name).read_text(encoding="utf-8")) for name in CHECK["FILES"]
    }
    print(f"{len(found['mistakes.py'])} mistakes marked")
    assert len(found["mistakes.py"]) >= 70
    assert not any(found[name] for name in found if name != "mistakes.py")
    functions = (FOLDER / "mistakes.py").read_text(encoding="utf-8").count("\ndef ")
    # three guards are no mistakes by themselves; two mistakes are classes
    assert functions == len(found["mistakes.py"]) - 2 + 3
