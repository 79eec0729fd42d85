"""The match model: what likeness is worth, added up, with vetoes, as frozen data.

The weight of a pair is the sum of the bits of its levels; it is the evidence alone, without the
prior. Demographic evidence never accuses: name and birth date together are worth some 25 bits
against a prior of -34, and about 440,000 pairs of people called Sutrisno share a birth date by
chance [S, arithmetic].
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final, Protocol

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching.codes import code_of
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.plan import BlockingPlan
from ektpflow.matching.weights import BLOCKING, COMPARISONS, DUPLICATE, POSSIBLE, PRIOR

__all__ = [
    "NOT_KNOWN",
    "Likeness",
    "MatchModel",
    "Part",
    "Reading",
    "Row",
    "Score",
    "Together",
    "Veto",
]

#: Index of the level where one of the two records has no value.
NOT_KNOWN: Final = -1
#: A person looks so many bits below even odds: from where one pair in a hundred is one person.
LOOK: Final = math.log2(99)
_UNKNOWN: Final = "not known"

#: The texts that are compared, one for each comparison; empty where not known.
Reading = tuple[str, ...]


class _HasRow(Protocol):
    @property
    def row(self) -> Mapping[str, object]: ...


#: A record: its values by column, or something that shows them as its ``row`` (a `Person`).
Row = Mapping[str, object] | _HasRow


class Likeness(StrEnum):
    """What a model says of a pair."""

    DIFFERENT = "DIFFERENT"
    POSSIBLE = "POSSIBLE"
    DUPLICATE = "DUPLICATE"


@attrs.frozen
class Veto:
    """A level that leaves a pair to a person, however much the rest weighs.

    Parameters
    ----------
    field, level
        The comparison and its level.
    because
        The reason.
    """

    field: str
    level: str
    because: str


@attrs.frozen
class Together:
    """Fields that say one thing twice, so that it counts once.

    A NIK holds the birth date. Where both agree, only the stronger agreement counts; where both
    differ, only the stronger difference.

    Parameters
    ----------
    fields
        The fields, two or more.
    because
        What they share.
    """

    fields: tuple[str, ...]
    because: str


@attrs.frozen
class Part:
    """What one comparison brought.

    Parameters
    ----------
    comparison
        The field in words.
    level
        Name of the level, ``"not known"`` where one of the records has no value.
    bits
        What it is worth, 0 where not known.
    counted
        How much of it entered the weight: less where another field says the same (`Together`).
    because
        Where the worth comes from.
    """

    comparison: str
    level: str
    bits: float
    counted: float
    because: str


@attrs.frozen
class Score:
    """The weight of one pair.

    Parameters
    ----------
    weight
        Sum of what the parts counted, in bits.
    parts
        One for each comparison, in the order of the model.
    vetoed
        At most a person can find the two to be one, whatever the weight.
    """

    weight: float
    parts: tuple[Part, ...]
    vetoed: bool

    @property
    def words(self) -> str:
        """What agrees and what does not, without personal data."""
        return "; ".join(f"{part.comparison}: {part.level}" for part in self.parts)


@attrs.frozen
class MatchModel:
    """Weights, prior, keys, thresholds and vetoes.

    Parameters
    ----------
    name, version
        Both are written into every piece of evidence.
    comparisons
        What is compared.
    prior
        Bits before anything is compared (log2 of the odds).
    possible
        Weight in bits from which a person must look at the pair.
    duplicate
        Weight in bits from which the batch takes two records for one person, where no veto stands
        against it. The casebook never does on demographic evidence.
    blocking
        Which records are worth comparing.
    vetoes
        Levels that leave a pair to a person.
    together
        Fields that say one thing twice.

    Raises
    ------
    InvalidDefinition
        When two comparisons have one name, or a veto, a group or a key names what does not exist.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> model = MatchModel.expert()
    >>> model.tag, round(model.prior), [c.field for c in model.comparisons][:2]
    ('expert/2', -34, ['name', 'birth_date'])
    """

    name: str
    version: str
    comparisons: tuple[Comparison, ...]
    prior: float
    possible: float
    duplicate: float
    blocking: BlockingPlan
    vetoes: tuple[Veto, ...] = ()
    together: tuple[Together, ...] = ()

    def __attrs_post_init__(self) -> None:
        by_field = {c.field: c for c in self.comparisons}
        if not self.comparisons or len(by_field) < len(self.comparisons):
            self._refuse("comparisons", "compare one field at least, and every field once")
        if not self.possible <= self.duplicate:
            self._refuse("possible", "a person looks from a weight not above `duplicate` on")
        for veto in self.vetoes:
            names = (
                [level.name for level in by_field[veto.field].levels]
                if (veto.field in by_field)
                else []
            )
            if veto.level not in names:
                self._refuse(
                    "vetoes", f"no comparison has the level {veto.level!r} of {veto.field}"
                )
        grouped = [field for group in self.together for field in group.fields]
        for group in self.together:
            if len(group.fields) < 2:  # noqa: PLR2004 - as the docstring says
                self._refuse("together", "name two fields or more")
        for field in grouped:
            if field not in by_field or grouped.count(field) > 1:
                self._refuse("together", f"{field!r} is no field, or stands in two groups")
        self.check_plan(self.blocking)

    @classmethod
    def expert(cls) -> MatchModel:
        """Return the built-in model; `ektpflow.matching.weights` says where its numbers are from.

        A name that fits no level, and another sex, are vetoes: on a synthetic set 366 of 407 false
        alarms were twins, and the first of the two took precision from .963 to .997 [S, measured].
        """
        return cls(
            "expert",
            "2",
            COMPARISONS,
            PRIOR,
            POSSIBLE,
            DUPLICATE,
            BLOCKING,
            (
                Veto("name", "fits no level", "another name: a twin or a sibling"),
                Veto("sex", "fits no level", "another sex"),
            ),
            (
                Together(("nik", "birth_date"), "a NIK holds the birth date and the sex"),
                Together(("address", "kelurahan"), "who shares a house shares its kelurahan"),
            ),
        )

    @property
    def tag(self) -> str:
        """Name and version, as evidence names the model."""
        return f"{self.name}/{self.version}"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every column that a record must have, each once."""
        return tuple(dict.fromkeys(column for c in self.comparisons for column in c.columns))

    def read(self, row: Row) -> Reading:
        """Read a record: the texts that are compared.

        Parameters
        ----------
        row
            The record. A column may be empty (None, NaN or an empty text), but not be missing.

        Raises
        ------
        InvalidValue
            When a column is missing or a value cannot be read.
        """
        given = row if isinstance(row, Mapping) else row.row
        self.check_columns(given, "record")
        return tuple(c.read(tuple(given[column] for column in c.columns)) for c in self.comparisons)

    def check_columns(self, names: Collection[object], what: str) -> None:
        """Refuse what lacks a column that is compared: else it would be like nothing, unnoticed.

        Parameters
        ----------
        names
            The columns that are there.
        what
            What has them, in a word.

        Raises
        ------
        InvalidValue
            When one is missing; all that are missing are named, and those that are there.
        """
        missing = [repr(column) for column in self.columns if column not in names]
        if missing:
            raise InvalidValue(
                what,
                f"one without {', '.join(missing)}",
                f"model {self.tag} compares it"
                if len(missing) == 1
                else f"model {self.tag} compares them",
                "rename the column, or add it with None where it is not known; there are: "
                + (", ".join(map(str, names)) or "none"),
            )

    def check_plan(self, plan: BlockingPlan) -> None:
        """Refuse a plan whose keys look at what is not compared.

        Parameters
        ----------
        plan
            The plan.

        Raises
        ------
        InvalidDefinition
            When a part of a key is a feature that no comparison has.
        """
        features = {c.field: c.kind.features for c in self.comparisons}
        for key in plan.keys:
            for field, feature in (*key.pairs_of, *key.finer_of):
                if feature not in features.get(field, ()):
                    self._refuse(f"key {key.name}", f"no comparison has {field}.{feature}")

    def key_values(self, reading: Reading, plan: BlockingPlan | None = None) -> list[int]:
        """Return a record's value of each key, `UNKNOWN` where a key brings up nothing.

        Parameters
        ----------
        reading
            A record as `read` returns it.
        plan
            Has the keys; the model's own by default.
        """
        plan = self.blocking if plan is None else plan
        codes = []
        for field, feature in plan.parts:
            at = self.place[field]
            codes.append(code_of(self.comparisons[at].kind.features[feature](reading[at])))
        return plan.values(codes)

    def pattern(self, here: Reading, there: Reading) -> tuple[int, ...]:
        """Return the index of the level of every comparison, `NOT_KNOWN` where a value is missing.

        Parameters
        ----------
        here, there
            Two records as `read` returns them.
        """
        return tuple(c.level(x, y) for c, x, y in zip(self.comparisons, here, there, strict=True))

    def score(self, a: Row, b: Row, frequencies: Frequencies | None = None) -> Score:
        """Weigh two records against each other; the order of the two does not matter.

        Parameters
        ----------
        a, b
            The records.
        frequencies
            How often values are recorded; without them every value counts alike.

        Examples
        --------
        >>> from ektpflow.matching import MatchModel, Person
        >>> from ektpflow.population import applicant
        >>> person = Person.of(applicant(seed=1), None)
        >>> MatchModel.expert().score(person, person).weight > 34
        True
        """
        return self.score_readings(self.read(a), self.read(b), frequencies)

    def score_readings(
        self, here: Reading, there: Reading, frequencies: Frequencies | None = None
    ) -> Score:
        """Weigh two records that were read already.

        Parameters
        ----------
        here, there
            As `read` returns them.
        frequencies
            As for `score`.
        """
        found: list[tuple[Comparison, Level | None, float]] = []
        for comparison, index, text in zip(
            self.comparisons, self.pattern(here, there), here, strict=True
        ):
            if index == NOT_KNOWN:
                found.append((comparison, None, 0.0))
                continue
            level = comparison.levels[index]
            share = _share(frequencies, comparison, level, text)
            found.append((comparison, level, level.worth(share)))
        counted = self.counted([bits for _, _, bits in found])
        parts = tuple(
            Part(c.label, level.name, bits, much, level.because)
            if level
            else Part(c.label, _UNKNOWN, 0.0, 0.0, "no value on one side")
            for (c, level, bits), much in zip(found, counted, strict=True)
        )
        vetoed = any(
            level is not None and (c.field, level.name) in self.vetoed_levels
            for c, level, _ in found
        )
        return Score(sum(counted), parts, vetoed)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each field stands among the comparisons."""
        return {c.field: index for index, c in enumerate(self.comparisons)}

    @cached_property
    def coded(self) -> tuple[tuple[str, ...], ...]:
        """For each comparison, the features whose codes its levels look at, the text first."""
        return tuple(
            tuple(dict.fromkeys(["clean", *(f for x in c.levels if x.by_code for f in x.features)]))
            for c in self.comparisons
        )

    def explain(self, a: Row, b: Row, frequencies: Frequencies | None = None) -> str:
        """Tell how the weight of a pair comes about, as a table and a waterfall for people.

        Both numbers are masked and no value of either record is shown, so that it can be filed.
        `ektpflow.matching.explain` has it as a page and as a drawing, and for a citizen.

        Parameters
        ----------
        a, b, frequencies
            As in `score`.

        Examples
        --------
        >>> from ektpflow.matching import MatchModel, Person
        >>> from ektpflow.population import applicant
        >>> one, other = (Person.of(applicant(seed=n), None) for n in (1, 2))
        >>> text = MatchModel.expert().explain(one, other)
        >>> text.splitlines()[0]
        '1271************ beside 1271************'
        """
        from ektpflow.matching.explain import explain  # noqa: PLC0415  (it reads this class)

        return explain(self, a, b, frequencies).text()

    @cached_property
    def vetoed_levels(self) -> frozenset[tuple[str, str]]:
        """Field and level of every veto."""
        return frozenset((veto.field, veto.level) for veto in self.vetoes)

    def counted(self, bits: list[float]) -> list[float]:
        """Return how much of each comparison's bits counts, where some say one thing twice.

        Of a group only the strongest agreement and the strongest difference count.

        Parameters
        ----------
        bits
            One for each comparison.
        """
        found = list(bits)
        for group in self.together:
            members = [self.place[field] for field in group.fields]
            best = max(members, key=lambda i: bits[i])
            worst = min(members, key=lambda i: bits[i])
            for i in members:
                found[i] = 0.0
            found[best] += max(bits[best], 0.0)
            found[worst] += min(bits[worst], 0.0)
        return found

    def likeness(self, weight: float, *, vetoed: bool) -> Likeness:
        """Say what a weight means.

        Parameters
        ----------
        weight
            In bits.
        vetoed
            A veto stands against taking the two for one.
        """
        if weight < self.possible:
            return Likeness.DIFFERENT
        return Likeness.DUPLICATE if weight >= self.duplicate and not vetoed else Likeness.POSSIBLE

    def _refuse(self, place: str, problem: str) -> None:
        raise InvalidDefinition(self.tag, place, problem)


def _share(
    frequencies: Frequencies | None, comparison: Comparison, level: Level, text: str
) -> float | None:
    """Return the share of the value that a level agrees on, None where it does not matter."""
    if frequencies is None or not level.by_frequency:
        return None
    (feature,) = level.features
    code = code_of(comparison.kind.features[feature](text))
    return frequencies.share(comparison.field, feature, code)
