"""Tests of likeness: what a level asks of two values, as data.

A test says what must be alike (features of the value: the year of a date, the words of a name) and
how. It holds no code and no query text, so a model can be written to a file, read by an officer
and run by any executor: record by record, over a frame with numpy, or in a database.

There are two families. `Agree`, `Crossed` and `Anything` look at whether features are the same;
`Near` and `WordsNear` look at the text. Every test is symmetric, and what is not known passes none
but `Anything`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final, Protocol

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching.codes import UNKNOWN

__all__ = [
    "Agree",
    "Anything",
    "ByCode",
    "ByText",
    "Crossed",
    "Edits",
    "Metric",
    "Near",
    "Own",
    "Test",
    "WordsNear",
]

# A code, or a numpy array of codes: the same line of arithmetic does for both, and numpy must not
# be loaded for a single pair. Hence Any.
Codes = Any
Holds = Any


class Metric(StrEnum):
    """How alike two spellings are, between 0 and 1, and with which function others know it."""

    LEVENSHTEIN = "levenshtein"
    OSA = "osa"
    DAMERAU_LEVENSHTEIN = "damerau_levenshtein"
    JARO_WINKLER = "jaro_winkler"


class ByCode(Protocol):
    """A test on the codes of features."""

    @property
    def features(self) -> tuple[str, ...]:
        """The features whose codes are handed to `holds`, in this order."""
        ...

    def holds(self, here: Sequence[Codes], there: Sequence[Codes]) -> Holds:
        """Say whether it holds: of two codes a feature, or element by element of two arrays."""
        ...


class ByText(Protocol):
    """A test on the text of one feature."""

    @property
    def feature(self) -> str:
        """The feature whose text is handed to `alike`."""
        ...

    def alike(self, here: str, there: str) -> bool:
        """Say whether two texts, both known, pass."""
        ...


@attrs.frozen
class Agree:
    """So many of the named features are the same on both sides.

    Parameters
    ----------
    features
        Names of features of the field's kind.
    at_least
        How many of them must agree; all of them by default (0).

    Examples
    --------
    >>> from ektpflow.matching import Agree
    >>> two_of_three = Agree(("year", "month", "day"), at_least=2)
    >>> bool(two_of_three.holds((1990, 7, 1), (1990, 7, 2)))
    True
    """

    features: tuple[str, ...] = ("clean",)
    at_least: int = 0

    def __attrs_post_init__(self) -> None:
        if not self.features or not 0 <= self.at_least <= len(self.features):
            many = f"{self.at_least} of {len(self.features)}"
            raise InvalidDefinition("Agree", many, "name features, and ask for some or all of them")

    @property
    def asked(self) -> int:
        """How many features must agree."""
        return self.at_least or len(self.features)

    def holds(self, here: Sequence[Codes], there: Sequence[Codes]) -> Holds:
        """Say whether enough features agree; what is not known agrees with nothing."""
        if len(here) == 1:
            return (here[0] == there[0]) & (here[0] != UNKNOWN)
        same = [((x == y) & (x != UNKNOWN)) * 1 for x, y in zip(here, there, strict=True)]
        return sum(same[1:], same[0]) >= self.asked


@attrs.frozen
class Crossed:
    """A feature of one side is another feature of the other side, as with exchanged day and month.

    Parameters
    ----------
    one, other
        The two features.
    """

    one: str
    other: str

    @property
    def features(self) -> tuple[str, ...]:
        """Both, in the order of the fields."""
        return (self.one, self.other)

    def holds(self, here: Sequence[Codes], there: Sequence[Codes]) -> Holds:
        """Say whether they meet, either way round."""
        one = (here[0] == there[1]) & (here[0] != UNKNOWN)
        return one | ((here[1] == there[0]) & (there[0] != UNKNOWN))


@attrs.frozen
class Anything:
    """What fits no level above it: every field ends with it."""

    @property
    def features(self) -> tuple[str, ...]:
        """The value itself: it only has to be known."""
        return ("clean",)

    def holds(self, here: Sequence[Codes], there: Sequence[Codes]) -> Holds:
        """Say yes where both are known."""
        return (here[0] != UNKNOWN) & (there[0] != UNKNOWN)


@attrs.frozen
class Near:
    """Two spellings are so alike.

    Parameters
    ----------
    metric
        How likeness is measured.
    at_least
        The likeness asked for, above 0 and below 1. It belongs between attainable values: one that
        a pair can stand on exactly is decided by the last bit of a division.
    feature
        Whose text.
    """

    metric: Metric
    at_least: float
    feature: str = "clean"

    def __attrs_post_init__(self) -> None:
        if not 0 < self.at_least < 1:
            raise InvalidDefinition(
                "Near", f"at_least={self.at_least}", "between 0 and 1, both out"
            )

    def alike(self, here: str, there: str) -> bool:
        """Say whether two texts are so alike."""
        return bool(similarity(self.metric)(here, there) >= self.at_least)


@attrs.frozen
class Edits:
    """One text becomes the other by so few edits: a letter more, less or other.

    Parameters
    ----------
    within
        The most edits.
    metric
        `Metric.LEVENSHTEIN`; the Damerau kinds and `Metric.OSA` take two exchanged neighbours for
        one edit.
    feature
        Whose text.
    """

    within: int
    metric: Metric = Metric.LEVENSHTEIN
    feature: str = "clean"

    def __attrs_post_init__(self) -> None:
        if self.within < 1 or self.metric is Metric.JARO_WINKLER:
            raise InvalidDefinition(
                "Edits",
                f"within={self.within}, {self.metric}",
                "at least 1, of a metric that counts",
            )

    def alike(self, here: str, there: str) -> bool:
        """Say whether so few edits do."""
        return bool(distance(self.metric)(here, there, score_cutoff=self.within) <= self.within)


@attrs.frozen
class WordsNear:
    """Every word of the shorter name has a word in the longer one that is near it.

    As many words of the longer name must find one in the shorter, so that two words that are near
    each other cannot both rest on one.

    This is what two records of one person show when a word was left out, a name was written in
    another order and a letter went wrong, all at once.

    Parameters
    ----------
    metric
        How likeness of two words is measured.
    at_least
        The likeness asked of two words; 1 for the same words.
    words
        The fewest words that must find one another. A name of fewer words passes only beside one
        that has as few.
    feature
        Whose text; words stand apart by blanks.
    shortened
        A word also finds what it is short for, or a short form of itself (`short_for`): ``M`` or
        ``MRL`` and ``MARULI``. One word at least must be near without that.
    """

    metric: Metric
    at_least: float
    words: int = 1
    feature: str = "clean"
    shortened: bool = False

    def __attrs_post_init__(self) -> None:
        if not 0 < self.at_least <= 1 or self.words < 1:
            raise InvalidDefinition(
                "WordsNear",
                f"at_least={self.at_least}, words={self.words}",
                "0 to 1; 1 word or more",
            )

    def alike(self, here: str, there: str) -> bool:
        """Say whether the words of one find theirs in the other."""
        one, other = here.split(), there.split()
        fewer = min(len(one), len(other))
        if fewer < self.words and len(one) != len(other):
            return False
        if self.shortened and not any(self._near(w, v) for w in one for v in other):
            return False
        found = self._near_or_shortened if self.shortened else self._near
        # counted on both sides, so that two words cannot claim the same one
        return (
            sum(any(found(w, v) for v in other) for w in one) >= fewer
            and sum(any(found(v, w) for w in one) for v in other) >= fewer
        )

    def _near(self, one: str, other: str) -> bool:
        return bool(similarity(self.metric)(one, other) >= self.at_least)

    def _near_or_shortened(self, one: str, other: str) -> bool:
        return short_for(one, other) or short_for(other, one) or self._near(one, other)


def short_for(short: str, word: str) -> bool:
    """Say whether a word may be written so to save room: its beginning, or some consonants.

    Permendagri 73/2022 forbids short forms because offices wrote them: Abd. for Abdul, Moh. for
    Muhammad [S]. Both kinds keep the first letter.

    Examples
    --------
    >>> from ektpflow.matching.likeness import short_for
    >>> short_for("SIH", "SIHOMBING"), short_for("TMD", "TAMUDIN"), short_for("SITI", "SUMIATI")
    (True, True, False)
    """
    if word.startswith(short):
        return True
    if not _SKELETON.fullmatch(short) or short[0] != word[0]:
        return False
    at = 0
    for letter in short:
        at = word.find(letter, at) + 1
        if not at:
            return False
    return True


@attrs.frozen
class Own:
    """A test of your own on the text of a feature.

    A model that uses it can be written to a file, and read again where the same test is handed in;
    another executor refuses it by its name.

    Parameters
    ----------
    name
        How a file names it.
    passes
        Takes two known texts in alphabetical order; must depend on nothing else.
    feature
        Whose text.
    """

    name: str
    passes: Callable[[str, str], bool] = attrs.field(eq=False, repr=False)
    feature: str = "clean"

    def alike(self, here: str, there: str) -> bool:
        """Ask the test, always in alphabetical order, so that it is symmetric."""
        low, high = (here, there) if here <= there else (there, here)
        return self.passes(low, high)


#: Everything a level can ask.
Test = Agree | Crossed | Anything | Near | Edits | WordsNear | Own

# a first letter and consonants: a short form with a vowel inside is the beginning of its word
_SKELETON: Final = re.compile(".[^AEIOU]+")
_NOT_COUNTED: Final = "Jaro-Winkler has no number of edits"


@cache
def similarity(metric: Metric) -> Callable[..., float]:
    """Return rapidfuzz's function for a metric, 0 to 1; it is loaded here and not before."""
    from rapidfuzz import distance as of  # noqa: PLC0415  (only where two texts are compared)

    functions: dict[Metric, Callable[..., float]] = {
        Metric.LEVENSHTEIN: of.Levenshtein.normalized_similarity,
        Metric.OSA: of.OSA.normalized_similarity,
        Metric.DAMERAU_LEVENSHTEIN: of.DamerauLevenshtein.normalized_similarity,
        Metric.JARO_WINKLER: of.JaroWinkler.similarity,
    }
    return functions[metric]


@cache
def distance(metric: Metric) -> Callable[..., int]:
    """Return rapidfuzz's number of edits for a metric that counts them."""
    from rapidfuzz import distance as of  # noqa: PLC0415  (only where two texts are compared)

    if metric is Metric.JARO_WINKLER:
        raise InvalidValue("metric", metric.value, _NOT_COUNTED)
    functions: dict[Metric, Callable[..., int]] = {
        Metric.LEVENSHTEIN: of.Levenshtein.distance,
        Metric.OSA: of.OSA.distance,
        Metric.DAMERAU_LEVENSHTEIN: of.DamerauLevenshtein.distance,
    }
    return functions[metric]
