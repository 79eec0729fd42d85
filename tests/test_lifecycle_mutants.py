"""Every mutant of KTP_EL that lets a card out without proof is found by verify, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from random import Random

import pytest

from damaged_logs import walks
from ektpflow import KTP_EL
from ektpflow.events import CardIssued
from mutants.table import (
    Mutant,
    added,
    dropped,
    is_counterexample,
    lets_a_card_out,
    redirected,
    unmarked,
    with_row,
)

PROMISE = "never_without"
SAMPLE = 3000


def judged(mutants: Iterable[Mutant]) -> Counter[tuple[str, bool]]:
    """Hold verify against the brute force; count the mutants by kind and whether they are unsafe."""
    counts: Counter[tuple[str, bool]] = Counter()
    for name, table in mutants:
        unsafe = lets_a_card_out(table)
        found = [finding for finding in table.verify() if finding.code == PROMISE]
        assert bool(found) is unsafe, f"{name}: brute force {unsafe}, verify {found}"
        for finding in found:
            assert is_counterexample(finding.witness, table), f"{name}: {finding}"
        counts[name.partition(" ")[0], unsafe] += 1
    return counts


def told(counts: Counter[tuple[str, bool]]) -> None:
    """Print the counts; a comparison without many of both kinds would say little."""
    for kind in dict.fromkeys(kind for kind, _ in counts):
        print(f"{kind}: {counts[kind, True]} mutants let a card out, {counts[kind, False]} do not")
    unsafe = sum(number for (_, bad), number in counts.items() if bad)
    safe = counts.total() - unsafe
    print(f"all: {unsafe} mutants let a card out and are found, {safe} do not and are not")
    assert min(unsafe, safe) > 20


def test_the_table_itself_lets_no_card_out() -> None:
    assert not lets_a_card_out(KTP_EL)
    assert not KTP_EL.verify()


def test_every_table_with_a_row_dropped_or_redirected_or_a_fact_unmarked_is_judged_alike() -> None:
    counts = judged(chain(dropped(KTP_EL), redirected(KTP_EL), unmarked(KTP_EL)))
    told(counts)
    # a proof that is none any more is missed; a change or a card that is none is not
    assert counts["unmark", True] == len(
        [event for event in KTP_EL.by_event if event.proves_uniqueness]
    )


def test_a_sample_of_the_tables_with_one_row_more_is_judged_alike() -> None:
    rows = Random("rows that could be added").sample(list(added(KTP_EL)), SAMPLE)
    told(judged(with_row(KTP_EL, row) for row in rows))


@pytest.mark.thorough
def test_every_table_with_one_row_more_is_judged_alike() -> None:
    told(judged(with_row(KTP_EL, row) for row in added(KTP_EL)))


def test_a_table_whose_cards_bear_no_mark_is_told_to_promise_nothing() -> None:
    blind = [table for name, table in unmarked(KTP_EL) if name.endswith("makes_card")]
    assert blind
    for table in blind:
        assert [finding.code for finding in table.verify()] == ["vacuous"]


def test_the_judge_of_witnesses_is_not_content_with_any_walk() -> None:
    """A walk that is cut short, skips a row, starts elsewhere or proves something is refused."""
    table = next(
        table
        for name, table in redirected(KTP_EL)
        if name.startswith("redirect COMPLETE -BiometricsCaptured->")
        and name.endswith("to PRINT_READY_RECORD")
    )
    (witness,) = [f.witness for f in table.verify() if f.code == PROMISE]
    assert is_counterexample(witness, table)
    assert not is_counterexample(witness, KTP_EL)
    assert not is_counterexample((), table)
    assert not is_counterexample(witness[:-1], table)
    assert not is_counterexample(witness[1:], table)
    assert not is_counterexample((*witness[:2], *witness[3:]), table)
    honest = next(walk for walk in walks(KTP_EL, seed=1) if walk[-1].event is CardIssued)
    card = max(number for number, rule in enumerate(honest) if rule.event.makes_card)
    assert not is_counterexample(tuple(honest[: card + 1]), KTP_EL)
