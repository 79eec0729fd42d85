"""The explanation of one pair: everything that made its weight, as a frozen value."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.matching.explain.brought import keys_of_pair
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.levels import Comparison
from ektpflow.matching.likeness import Anything
from ektpflow.matching.model import (
    NOT_KNOWN,
    Likeness,
    MatchModel,
    Part,
    Row,
    Together,
    Veto,
)
from ektpflow.nik import Nik

if TYPE_CHECKING:
    from ektpflow.matching.explain.letter import Letter

__all__ = ["Alike", "Explanation", "Line", "explain"]

_NO_NUMBER: Final = "a record without a NIK"
_FAR: Final = 1000.0  # bits beyond which a probability is 0 or 1, and 2^bits no number


class Alike(StrEnum):
    """How alike two values are, as coarse as it may be told to a citizen."""

    SAME = "SAME"
    ALIKE = "ALIKE"
    OTHER = "OTHER"
    NOT_KNOWN = "NOT_KNOWN"


@attrs.frozen
class Line:
    """One field of the pair.

    Parameters
    ----------
    field
        Name of the field in the model.
    part
        Level, bits and where they come from.
    alike
        The same, coarse.
    here, there
        The two values as recorded, where they may be shown; else empty.
    """

    field: str
    part: Part
    alike: Alike
    here: str = attrs.field(default="", repr=False)
    there: str = attrs.field(default="", repr=False)


@attrs.frozen
class Explanation:
    """Why a pair weighs what it weighs, and what follows.

    `explain` makes it. Without ``show_values`` it holds no value of either record, and the numbers
    masked, so that it can be filed.

    Parameters
    ----------
    model
        Name and version of the model.
    here, there
        The two records by their masked numbers.
    lines
        One for each comparison, in the order of the model.
    weight
        Bits of evidence, without the prior.
    prior
        Bits before anything is compared.
    possible, duplicate
        Bits of evidence from which a person must look, and from which a batch takes the two for
        one person.
    likeness
        What the model says of the pair.
    vetoes
        Those that stand against it.
    together
        The groups of fields that say one thing twice, of which something did not count.
    keys
        Names of the blocking keys that bring the pair up; without one no search compares it.
    shows_values
        Whether the lines hold the values.
    """

    model: str
    here: str
    there: str
    lines: tuple[Line, ...]
    weight: float
    prior: float
    possible: float
    duplicate: float
    likeness: Likeness
    vetoes: tuple[Veto, ...]
    together: tuple[Together, ...]
    keys: tuple[str, ...]
    shows_values: bool

    @property
    def title(self) -> str:
        """The two records."""
        return f"{self.here} beside {self.there}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each comparison brought."""
        return tuple(line.part for line in self.lines)

    @property
    def posterior(self) -> float:
        """Bits after everything was compared: log2 of the odds that the two are one person."""
        return self.prior + self.weight

    @property
    def probability(self) -> float:
        """Probability that the two are one person, as far as model and prior are true."""
        return 1 / (1 + math.exp2(-max(-_FAR, min(_FAR, self.posterior))))

    @property
    def odds(self) -> str:
        """The odds after everything was compared, in words."""
        bits = self.posterior
        many = _many(math.exp2(min(abs(bits), _FAR)))
        return f"{many} to 1 for one person" if bits >= 0 else f"{many} to 1 for two people"

    @property
    def verdict(self) -> str:
        """What follows, in one sentence."""
        if self.likeness is Likeness.DIFFERENT:
            return "Not worth a look."
        if self.likeness is Likeness.DUPLICATE:
            return "A batch takes the two for one person; an office lets a person decide."
        if self.weight >= self.duplicate:
            return "A person decides: the weight would do, but a veto stands against it."
        return "A person must look."

    def text(self, width: int = 100) -> str:
        """Return table and waterfall for a terminal.

        Parameters
        ----------
        width
            Columns of the terminal.

        Examples
        --------
        >>> from ektpflow.matching import MatchModel, Person
        >>> from ektpflow.matching.explain import explain
        >>> from ektpflow.population import applicant
        >>> one, other = (Person.of(applicant(seed=n), None) for n in (1, 2))
        >>> print(explain(MatchModel.expert(), one, other).text().splitlines()[0])
        1271************ beside 1271************
        """
        from ektpflow.matching.explain.text import text  # noqa: PLC0415  (it reads this class)

        return text(self, width)

    def svg(self) -> str:
        """Return the waterfall of weights as a drawing, for screen and paper."""
        from ektpflow.matching.explain.waterfall import waterfall  # noqa: PLC0415  (the same)

        return waterfall(self)

    def html(self) -> str:
        """Return a page of its own for the adjudicator: waterfall, table and what follows."""
        from ektpflow.matching.explain.page import page  # noqa: PLC0415  (the same)

        return page(self)

    def letter(self) -> Letter:
        """Return what the citizen is told: no number, no bits and no value."""
        from ektpflow.matching.explain.letter import Letter  # noqa: PLC0415  (the same)

        return Letter.of(self)


def explain(
    model: MatchModel,
    a: Row,
    b: Row,
    frequencies: Frequencies | None = None,
    *,
    show_values: bool = False,
) -> Explanation:
    """Explain how the weight of a pair comes about.

    Parameters
    ----------
    model
        The model.
    a, b
        The records.
    frequencies
        As in `MatchModel.score`.
    show_values
        Whether the explanation holds the two values of every field, NIK and all: for the desk of
        an adjudicator who has both files before him, and for nothing that is filed or sent.

    Raises
    ------
    InvalidValue
        When a column is missing or a value cannot be read.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel, Person
    >>> from ektpflow.matching.explain import explain
    >>> from ektpflow.population import people, twin
    >>> one = people(1, seed=5)[0]
    >>> pair = (Person.of(x.resident, None) for x in (one, twin(one, seed=5)))
    >>> why = explain(MatchModel.expert(), *pair)
    >>> why.verdict
    'Not worth a look.'
    """
    score = model.score(a, b, frequencies)
    here, there = model.read(a), model.read(b)
    pattern = model.pattern(here, there)
    levels = {
        (comparison.field, comparison.levels[index].name)
        for comparison, index in zip(model.comparisons, pattern, strict=True)
        if index != NOT_KNOWN
    }
    lines = tuple(
        Line(
            comparison.field,
            part,
            _alike(comparison, index, here[n] == there[n], part.bits),
            _recorded(comparison, a) if show_values else "",
            _recorded(comparison, b) if show_values else "",
        )
        for n, (comparison, part, index) in enumerate(
            zip(model.comparisons, score.parts, pattern, strict=True)
        )
    )
    less = {line.field for line in lines if line.part.counted != line.part.bits}
    return Explanation(
        model.tag,
        _number(a),
        _number(b),
        lines,
        score.weight,
        model.prior,
        model.possible,
        model.duplicate,
        model.likeness(score.weight, vetoed=score.vetoed),
        tuple(veto for veto in model.vetoes if (veto.field, veto.level) in levels),
        tuple(group for group in model.together if less.intersection(group.fields)),
        keys_of_pair(model, here, there),
        show_values,
    )


def _alike(comparison: Comparison, index: int, same: bool, bits: float) -> Alike:  # noqa: FBT001
    if index == NOT_KNOWN:
        return Alike.NOT_KNOWN
    if same:
        return Alike.SAME
    # a level that speaks against one person (born in the same year) is no likeness to tell of
    other = isinstance(comparison.levels[index].test, Anything) or bits <= 0
    return Alike.OTHER if other else Alike.ALIKE


def _columns(row: Row) -> Mapping[str, object]:
    return row if isinstance(row, Mapping) else row.row


def _recorded(comparison: Comparison, row: Row) -> str:
    values = (_columns(row)[column] for column in comparison.columns)
    return " ".join(str(value) for value in values if value is not None)


def _number(row: Row) -> str:
    """Return the masked number of a record."""
    try:
        return str(Nik(str(_columns(row).get("nik"))))
    except InvalidValue:
        return _NO_NUMBER


def _many(number: float) -> str:
    """Write a number to two digits, as people say it.

    >>> [_many(n) for n in (1.04, 34.7, 16384, 2.4e9)]
    ['1', '35', '16,000', '2.4 billion']
    """
    for size, name in ((1e15, ""), (1e9, " billion"), (1e6, " million")):
        if number >= size:
            return f"{number:.0e}" if not name else f"{float(f'{number / size:.2g}'):,g}{name}"
    return f"{float(f'{number:.2g}'):,.10g}"
