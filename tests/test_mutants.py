"""Each rule is switched off alone, and a test that names it must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from ektpflow.blanko.checks import CHECKS as LEDGER_CHECKS
from ektpflow.casebook import Casebook
from ektpflow.errors import Refused
from ektpflow.guards import GUARDS
from ektpflow.lifecycle import KTP_EL
from ektpflow.steps import CHECKS, DEMANDS
from flow import ours
from mutants.catalogue import LEDGER, ROWS, RULES
from mutants.gallery import GALLERY, broken

REGISTRIES: dict[str, dict[str, Any]] = {
    "guard": GUARDS,
    "check": CHECKS,
    "demand": DEMANDS,
    "ledger": LEDGER_CHECKS,
}
WRITTEN = Path(__file__).parents[1] / "build" / "mutants.txt"
Killer = Callable[[], object]


@contextmanager
def without_row(name: str) -> Iterator[None]:
    """Let new casebooks work by a table that lacks one row."""
    left = tuple(rule for rule in KTP_EL.rules if rule.name != name)
    assert len(left) == len(KTP_EL.rules) - 1
    defaults = Casebook.__init__.__kwdefaults__
    defaults["lifecycle"] = attrs.evolve(KTP_EL, rules=left)
    try:
        yield
    finally:
        defaults["lifecycle"] = KTP_EL


@contextmanager
def without_rule(kind: str, name: str) -> Iterator[None]:
    """Let one guard, check or demand find nothing, ever."""
    registry = REGISTRIES[kind]
    rule = registry[name]
    registry[name] = lambda *_: None
    try:
        yield
    finally:
        registry[name] = rule


def mutants() -> Iterator[tuple[str, Callable[[], Any], Killer]]:
    """Yield every mutant by name, with how it is made and who must notice."""
    for name, killer in ROWS.items():
        yield f"row {name}", lambda name=name: without_row(name), killer
    rules = {**RULES, **{("ledger", name): killer for name, killer in LEDGER.items()}}
    for (kind, name), killer in rules.items():
        yield f"{kind} {name}", lambda kind=kind, name=name: without_rule(kind, name), killer
    for name, (*_, killer) in GALLERY.items():
        yield f"gallery: {name}", lambda name=name: broken(name), killer


def notices(killer: Killer) -> bool:
    """Say whether a test or story fails."""
    try:
        killer()
    except (AssertionError, Refused):
        return True
    return False


def test_the_catalogue_names_every_rule_and_no_other() -> None:
    """A rule that is added without a test that misses it is found here."""
    assert set(ROWS) == {rule.name for rule in KTP_EL.rules}
    code = {
        (kind, name) for kind in ("guard", "check", "demand") for name in ours(REGISTRIES[kind])
    }
    assert set(RULES) == code
    assert set(LEDGER) == set(LEDGER_CHECKS)


def test_every_mutant_is_noticed_by_the_test_that_names_it() -> None:
    """Without the mutant the test passes, with it the test fails."""
    lines, noticed, total, missed = [], 0, 0, []
    for name, made, killer in mutants():
        total += 1
        assert not notices(killer), f"{killer.__name__} fails without any mutant"
        with made():
            found = notices(killer)
        noticed += found
        if not found:
            missed.append(name)
        lines.append(f"{name:<58} {killer.__name__ if found else 'NOT NOTICED'}")
    lines.append(f"{noticed} of {total} mutants noticed")
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    assert not missed
