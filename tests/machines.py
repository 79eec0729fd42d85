"""Machines for tests: KTP_EL with an office's own steps, a short one, an odd one, and any number."""

from __future__ import annotations

import random
from typing import Final

import attrs

from ektpflow.events import (
    ApplicationRejected,
    CardIssued,
    CaseFact,
    CitizenInformed,
    FileCompleted,
    FileFoundIncomplete,
)
from ektpflow.lifecycle import KTP_EL, Lifecycle, OwnStatus, Phase, Rule, Status
from ektpflow.office import Role

FACTS: Final[tuple[type[CaseFact], ...]] = tuple(KTP_EL.by_event)


@attrs.frozen
class SentToLurah(CaseFact):
    """The file lies before the lurah."""


@attrs.frozen
class LurahApproved(CaseFact):
    """The lurah signed."""


@attrs.frozen
class CardChecked(CaseFact):
    """A second pair of eyes looked at the printed card."""


OWN_FACTS: Final[tuple[type[CaseFact], ...]] = (SentToLurah, LurahApproved, CardChecked)
AT_LURAH: Final = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)
CHECKED: Final = OwnStatus("CHECKED", "Kartu diperiksa", "card checked", Phase.PRINTING)

#: KTP_EL as an office may extend it, by two statuses of its own.
EXTENDED: Final = KTP_EL.extend(
    "KTP_EL_OWN",
    "1",
    statuses=(AT_LURAH, CHECKED),
    without_rules=("SUBMITTED + FileCompleted", "CARD_PRINTED + CardsFetched"),
    add=(
        Rule(SentToLurah, Status.SUBMITTED, AT_LURAH, Role.COUNTER),
        Rule(LurahApproved, AT_LURAH, Status.COMPLETE, Role.COUNTER, ("custody_here",)),
        Rule(FileFoundIncomplete, AT_LURAH, Status.INCOMPLETE, Role.COUNTER),
        Rule(CardChecked, Status.CARD_PRINTED, CHECKED, Role.PRINTER),
        *(
            attrs.evolve(rule, source=CHECKED)
            for rule in KTP_EL.rules
            if rule.source is Status.CARD_PRINTED and not rule.stays
        ),
    ),
)

#: Three statuses.
SHORT: Final = Lifecycle(
    "SHORT",
    "1",
    Status.SUBMITTED,
    frozenset({Status.COMPLETE}),
    (
        Rule(FileFoundIncomplete, Status.SUBMITTED, Status.INCOMPLETE, Role.COUNTER),
        Rule(CitizenInformed, Status.INCOMPLETE, Status.INCOMPLETE, Role.COUNTER),
        Rule(FileCompleted, Status.SUBMITTED, Status.COMPLETE, Role.COUNTER),
        Rule(FileCompleted, Status.INCOMPLETE, Status.COMPLETE, Role.COUNTER),
    ),
    (Status.SUBMITTED, Status.INCOMPLETE, Status.COMPLETE),
    invariants=(),
)

_ODD_WORDS: Final = (
    "A.B#C",
    'say "x"',
    "back\\slash\\",
    "two\nlines",
    "<b>R&D</b>",
    "état ✓ 状態",
    "--> [*]: end",
    "a very long word for a status that no box was ever made for: Pertanggungjawabanpenyerahan",
)

_ODD_ONES: Final = tuple(OwnStatus(word, word, "w", Phase.APPLICATION) for word in _ODD_WORDS)

#: Codes and labels that mean something to the languages of the exports, in a ring.
ODD: Final = Lifecycle(
    'ODD "one" & <only>',
    "1.0/β",
    _ODD_ONES[0],
    frozenset({Status.CLOSED}),
    tuple(
        Rule(fact, status, target, Role.COUNTER)
        for status, following in zip(_ODD_ONES, (*_ODD_ONES[1:], _ODD_ONES[0]), strict=True)
        for fact, target in (
            (FileCompleted, following),
            (ApplicationRejected, Status.CLOSED),
            (CardIssued, status),
        )
    ),
    (*_ODD_ONES, Status.CLOSED),
    invariants=(),
)


def any_machine(seed: int) -> Lifecycle:
    """Return a machine of 2 to 25 statuses with rows as chance has it; it need not be sound."""
    luck = random.Random(seed)
    own = [
        OwnStatus(f"OWN_{n}", luck.choice(_ODD_WORDS), f"own {n}", luck.choice(list(Phase)))
        for n in range(luck.randint(0, 8))
    ]
    pool = [*luck.sample(list(Status), luck.randint(2, 17)), *own]
    luck.shuffle(pool)
    facts = luck.sample(FACTS, luck.randint(1, len(FACTS)))
    pairs = {
        (luck.randrange(len(pool)), luck.randrange(len(facts)))
        for _ in range(luck.randint(1, 3 * len(pool)))
    }
    rows = [
        Rule(facts[fact], pool[source], luck.choice(pool), luck.choice(list(Role)))
        for source, fact in sorted(pairs)
    ]
    finals = frozenset(luck.sample(pool, luck.randint(0, 2)))
    return Lifecycle(f"ANY_{seed}", "1", pool[0], finals, rows, tuple(pool), invariants=())
