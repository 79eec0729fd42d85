"""The match model: what likeness is worth, added up, with vetoes and an explanation.

A model is data. The weight of a pair is the sum of the bits of its levels; it is the evidence
alone, without the prior. Demographic evidence never accuses: name and birth date together are
worth some 25 bits against a prior of -34, and about 440,000 pairs of people called Sutrisno share
a birth date by chance [S, arithmetic].
"""

from __future__ import annotations

from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.levels import Comparison, Field
from ektpflow.matching.person import Person
from ektpflow.matching.weights import COMPARISONS, POSSIBLE, PRIOR
from ektpflow.tables import Align, Column, Table

__all__ = ["MatchModel", "Part", "Score", "Veto"]

_UNKNOWN: Final = "not known"
_WIDTH: Final = 100  # columns of an explanation


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

    field: Field
    level: str
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
    because
        Where the worth comes from.
    """

    comparison: str
    level: str
    bits: float
    because: str


@attrs.frozen
class Score:
    """The weight of one pair.

    Parameters
    ----------
    weight
        Sum of the parts, in bits.
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
    """Weights, prior, threshold and vetoes.

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
    vetoes
        Levels that leave a pair to a person.

    Raises
    ------
    InvalidDefinition
        When two comparisons read one field, or a veto names a level that does not exist.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> model = MatchModel.expert()
    >>> model.tag, round(model.prior), [c.field for c in model.comparisons][:2]
    ('expert/1', -34, ['name', 'birth_date'])
    """

    name: str
    version: str
    comparisons: tuple[Comparison, ...]
    prior: float
    possible: float
    vetoes: tuple[Veto, ...] = ()

    def __attrs_post_init__(self) -> None:
        known = {(c.field, level.name) for c in self.comparisons for level in c.levels}
        for veto in self.vetoes:
            if (veto.field, veto.level) not in known:
                problem = f"no comparison has the level {veto.level!r} of {veto.field}"
                raise InvalidDefinition(self.tag, "vetoes", problem)
        fields = [c.field for c in self.comparisons]
        if len(set(fields)) < len(fields):
            raise InvalidDefinition(self.tag, "comparisons", "compare every field once")

    @classmethod
    def expert(cls) -> MatchModel:
        """Return the built-in model; `ektpflow.matching.weights` says where its numbers are from.

        A name that fits no level, and another sex, are vetoes: on a synthetic set 366 of 407 false
        alarms were twins, and the first of the two took precision from .963 to .997 [S, measured].
        """
        return cls(
            "expert",
            "1",
            COMPARISONS,
            PRIOR,
            POSSIBLE,
            (
                Veto("name", "fits no level", "another name: a twin or a sibling"),
                Veto("sex", "fits no level", "another sex"),
            ),
        )

    @property
    def tag(self) -> str:
        """Name and version, as evidence names the model."""
        return f"{self.name}/{self.version}"

    def score(self, a: Person, b: Person) -> Score:
        """Weigh two records against each other; the order of the two does not matter.

        Parameters
        ----------
        a, b
            The records.

        Examples
        --------
        >>> from ektpflow.matching import MatchModel, Person
        >>> from ektpflow.population import applicant
        >>> person = Person.of(applicant(seed=1), None)
        >>> MatchModel.expert().score(person, person).weight > 34
        True
        """
        here, there = a.compared, b.compared
        parts = []
        vetoed = False
        for comparison in self.comparisons:
            level = comparison.level(here[comparison.field], there[comparison.field])
            if level is None:
                parts.append(Part(comparison.label, _UNKNOWN, 0.0, "no value on one side"))
                continue
            parts.append(Part(comparison.label, level.name, level.bits, level.because))
            vetoed = vetoed or any(
                veto.field == comparison.field and veto.level == level.name for veto in self.vetoes
            )
        return Score(sum(part.bits for part in parts), tuple(parts), vetoed)

    def explain(self, a: Person, b: Person) -> str:
        """Tell how the weight of a pair comes about, as a table for people.

        Both numbers are masked and no value of either record is shown, so that the explanation
        can be filed.

        Examples
        --------
        >>> from ektpflow.matching import MatchModel, Person
        >>> from ektpflow.population import applicant
        >>> one, other = (Person.of(applicant(seed=n), None) for n in (1, 2))
        >>> text = MatchModel.expert().explain(one, other)
        >>> text.splitlines()[0]
        '1271************ beside 1271************'
        """
        score = self.score(a, b)
        verdict = "a person must look" if score.weight >= self.possible else "not worth a look"
        evidence = f"{score.weight:.1f} bits of evidence; {self.possible:.1f} ask for a person"
        odds = f"{self.prior:.1f} bits the odds stand at 2^{score.weight + self.prior:.1f}"
        notes = [f"Model {self.tag}: {evidence}: {verdict}.", f"With the prior of {odds}."]
        if score.vetoed:
            notes.append("Vetoed: at most a person can find these two to be one.")
        return Table(
            f"{a.nik} beside {b.nik}",
            (
                Column("Comparison"),
                Column("Level"),
                Column("Worth", "bits", Align.RIGHT, decimals=1),
                Column("Because"),
            ),
            tuple((p.comparison, p.level, p.bits, p.because) for p in score.parts),
            notes=tuple(notes),
        ).text(_WIDTH)
