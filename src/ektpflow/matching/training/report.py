"""What training did: every session with its verdict, every level before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from ektpflow.tables import Align, Column, Table

__all__ = ["FitReport", "LevelReport", "SessionReport"]

_RIGHT: Final = Align.RIGHT


@attrs.frozen
class SessionReport:
    """One session of EM.

    Parameters
    ----------
    key
        The key that brought up its pairs.
    pairs
        How many of the plan's pairs it learnt from; pairs of crowds are left out.
    free
        The comparisons that share nothing with the key.
    share
        Share of matches that it found among its pairs.
    expected
        The same share by all fields together, with the numbers from before.
    iterations
        How many it took.
    refused
        Why it is not believed; empty where it is.
    """

    key: str
    pairs: int
    free: tuple[str, ...]
    share: float
    expected: float
    iterations: int
    refused: str

    @property
    def accepted(self) -> bool:
        """Whether the model learnt from it."""
        return not self.refused


@attrs.frozen
class LevelReport:
    """One level before and after.

    Parameters
    ----------
    field, level
        Which.
    m_before, u_before, m, u
        Probability of the level among pairs of one person and of two people.
    bits_before, bits
        What it is worth.
    levelled
        It came out heavier than a level above it, and both were given the same worth.
    """

    field: str
    level: str
    m_before: float
    u_before: float
    bits_before: float
    m: float
    u: float
    bits: float
    levelled: bool


@attrs.frozen
class FitReport:
    """What training did, and what the model is to be believed for.

    Parameters
    ----------
    model
        Name and version of the model that was trained.
    seed, records, pairs
        The seed, how many records, and how many pairs they make.
    random_pairs
        Random pairs on which u was seen.
    strength
        How many matches the model's own m counted as.
    sessions
        Sessions of EM; none where labels were given.
    labels
        Pairs known to be one person.
    untaught
        Fields whose m stayed as it was: no session that is believed left them free.
    levels
        Every level before and after.
    matches
        Pairs of one person that there seem to be, those that no key brings up included.
    recall
        Share of them that the keys bring up, from how many keys bring up each: rather too low,
        for keys that look at other fields find other matches.
    prior
        Log2 of the odds that two random records are one person.
    duplicate, possible
        The thresholds.
    expected_f1
        F1 at `duplicate` if the model is right, pairs that no key brings up counted as missed.
    """

    model: str
    seed: int
    records: int
    pairs: int
    random_pairs: int
    strength: float
    sessions: tuple[SessionReport, ...]
    labels: int
    untaught: tuple[str, ...]
    levels: tuple[LevelReport, ...]
    matches: float
    recall: float
    prior: float
    duplicate: float
    possible: float
    expected_f1: float

    @property
    def accepted(self) -> tuple[SessionReport, ...]:
        """The sessions that the model learnt from."""
        return tuple(session for session in self.sessions if session.accepted)

    def sessions_table(self) -> Table:
        """Return the sessions as a table."""
        return Table(
            f"Training of {self.model}: sessions",
            (
                Column("Key"),
                Column("Pairs", "", _RIGHT),
                Column("Matches", "%", _RIGHT, 1),
                Column("By all fields", "%", _RIGHT, 1),
                Column("Steps", "", _RIGHT),
                Column("Free"),
                Column("Verdict"),
            ),
            [
                (
                    one.key,
                    one.pairs,
                    100 * one.share,
                    100 * one.expected,
                    one.iterations,
                    ", ".join(one.free),
                    "refused: " + one.refused if one.refused else "accepted",
                )
                for one in self.sessions
            ],
            notes=("A session learns only what shares nothing with its key.",),
        )

    def levels_table(self) -> Table:
        """Return the levels before and after as a table."""
        return Table(
            f"Training of {self.model}: levels",
            (
                Column("Field"),
                Column("Level"),
                Column("m before", "", _RIGHT, 4),
                Column("m", "", _RIGHT, 4),
                Column("u before", "", _RIGHT),
                Column("u", "", _RIGHT),
                Column("Before", "bits", _RIGHT, 1),
                Column("After", "bits", _RIGHT, 1),
                Column("Levelled"),
            ),
            [
                (
                    one.field,
                    one.level,
                    one.m_before,
                    one.m,
                    f"{one.u_before:.2g}",
                    f"{one.u:.2g}",
                    one.bits_before,
                    one.bits,
                    "yes" if one.levelled else "",
                )
                for one in self.levels
            ],
            notes=(
                "Levelled: it came out heavier than a level above it; both got the same worth.",
                *(f"Not trained: m of {field}." for field in self.untaught),
            ),
        )

    def text(self, width: int | None = None) -> str:
        """Return the whole report for a terminal."""
        source = (
            f"m from {self.labels} labelled pairs"
            if self.labels
            else f"m from {len(self.accepted)} of {len(self.sessions)} sessions"
        )
        lines = [
            f"{self.records:,} records, {self.pairs:,} pairs; seed {self.seed}.",
            f"u from value counts and {self.random_pairs:,} random pairs; {source}.",
            f"The model's own m counts as {self.strength:g} matches.",
            f"About {self.matches:,.0f} pairs are one person: prior {self.prior:.1f} bits.",
            f"The keys bring up {self.recall:.1%} of them or more.",
            f"Duplicate from {self.duplicate:.1f} bits, possible from {self.possible:.1f}.",
            f"Expected F1 {self.expected_f1:.3f}.",
        ]
        tables: list[Callable[[], Table]] = [self.sessions_table] if self.sessions else []
        tables.append(self.levels_table)
        return "\n\n".join(["\n".join(lines), *(table().text(width) for table in tables)])

    def __str__(self) -> str:
        return self.text()
