"""One comparison, laid out for asking it of many values.

Codes are compared first. They say which level a pair has unless a text passes a level above, so
what the pair can be worth at most is known before a text is looked at, and falls with every test
of a text that it does not pass.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.gallery.words import UNSEEN, Probe, Words
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import Agree, Anything, ByCode, ByText, Crossed, Own, WordsNear
from ektpflow.matching.model import NOT_KNOWN, MatchModel

__all__ = ["DECIDED", "NOTHING", "Asked", "Field", "Layout", "State"]

#: No test of a text is left.
DECIDED: Final = -1

_ITSELF: Final = ("clean",)

#: What a value is worth at most, its level unless a text passes one above, and which test of a
#: text comes next.
State = tuple[float, int, int]

#: The state where a value is not known.
NOTHING: Final[State] = (0.0, NOT_KNOWN, DECIDED)


@attrs.frozen
class CodeLevel:
    """A level that codes decide, or one way of passing it.

    Parameters
    ----------
    index
        Where it stands.
    features, codes
        What is looked at, and the codes of all values.
    test
        The test; None where it is that the one feature agrees.
    """

    index: int
    features: tuple[str, ...]
    codes: tuple[array[int], ...]
    test: ByCode | None


@attrs.frozen
class TextLevel:
    """A level that a text decides.

    Parameters
    ----------
    index
        Where it stands.
    test
        The test.
    of
        Makes the text that is looked at; None for the text itself.
    """

    index: int
    test: ByText
    of: Callable[[str], str] | None


class Field:
    """One comparison of a model over one vocabulary.

    Parameters
    ----------
    words
        The vocabularies.
    at
        Which comparison.
    """

    __slots__ = ("at", "by_code", "by_frequency", "by_text", "known", "levels", "name", "states",
                 "tables", "texts", "vetoed")  # fmt: skip

    def __init__(self, words: Words, at: int) -> None:
        comparison: Comparison = words.model.comparisons[at]
        vocabulary = words.by_field[at]
        self.at = at
        self.name = comparison.field
        self.texts = vocabulary.texts
        self.levels: tuple[Level, ...] = comparison.levels
        self.known = len(self.levels) - 1  # the level of two known values that pass no other
        by_code: list[CodeLevel] = []
        by_text: list[TextLevel] = []
        for index, level in enumerate(self.levels[:-1]):
            test = level.test
            if isinstance(test, Agree) and test.asked == 1:
                # one of them must agree: each is a way of its own
                for feature in test.features:
                    column = vocabulary.keep(feature)
                    by_code.append(CodeLevel(index, (feature,), (column,), None))
            elif isinstance(test, Agree | Crossed | Anything):
                codes = tuple(vocabulary.keep(feature) for feature in test.features)
                by_code.append(CodeLevel(index, test.features, codes, test))
            else:
                make = None if test.feature == "clean" else words.makers[at][test.feature]
                by_text.append(TextLevel(index, test, make))
        self.by_code = tuple(by_code)
        self.by_text = tuple(by_text)
        self.by_frequency = tuple(i for i, level in enumerate(self.levels) if level.by_frequency)
        vetoed = words.model.vetoed_levels
        self.vetoed = tuple((self.name, level.name) in vetoed for level in self.levels)
        bits = [level.bits for level in self.levels]
        self.states = tuple(self.row(index, bits) for index in range(len(bits)))
        #: What `at_once` makes of the states, when it is first asked.
        self.tables: tuple[Any, Any] | None = None

    def row(self, level: int, bits: Sequence[float]) -> tuple[State, ...]:
        """Return the states of a value of one level, by how many tests of texts it has failed."""
        found: list[State] = []
        for failed in range(len(self.by_text) + 1):
            above = [text.index for text in self.by_text[failed:] if text.index < level]
            most = max([bits[level], *(bits[index] for index in above)])
            found.append((most, level, failed if above else DECIDED))
        return tuple(found)


class Asked:
    """One comparison of the record that is searched for; every value is looked at once.

    Parameters
    ----------
    field
        The comparison.
    probe
        The record.
    frequencies
        How often values are recorded.
    """

    __slots__ = ("_frequencies", "_mine", "_probe", "_steps", "field", "known", "states", "text")

    def __init__(self, field: Field, probe: Probe, frequencies: Frequencies | None) -> None:
        self.field = field
        self.text = probe.texts[field.at]
        self.known: dict[int, State] = {0: NOTHING}
        self.states = field.states
        self._probe = probe
        self._frequencies = frequencies
        self._steps: list[_Step] | None = None
        self._mine: dict[int, str] = {}

    def begin(self, number: int) -> State:
        """Return what codes tell of a value."""
        level = self.field.known
        for index, codes, mine, test in self._steps or self.steps():
            if test is None:
                if codes[number] == mine:
                    level = index
                    break
            elif test.holds(mine, [column[number] for column in codes]):
                level = index
                break
        state = self.known[number] = self.states[level][0]
        return state

    def steps(self) -> list[_Step]:
        """Make ready what is compared by code, once a value is there to compare with."""
        if self._steps is None:
            self._steps = _steps(self.field, self._probe)
            if self._frequencies is not None and self.field.by_frequency:
                self.states = _weighted(self.field, self._probe, self._frequencies)
        return self._steps

    def next(self, number: int, state: State) -> State:
        """Return what one more test of the text tells."""
        _, level, at = state
        passed = self.passes(at, self.field.texts[number])
        return self.tell(number, level, at, passed=passed)

    def tell(self, number: int, level: int, at: int, *, passed: bool) -> State:
        """Remember how a test of the text ended."""
        index = self.field.by_text[at].index
        state = self.states[index][-1] if passed else self.states[level][at + 1]
        self.known[number] = state
        return state

    def passes(self, at: int, other: str) -> bool:
        """Say whether a text passes a test."""
        tested = self.field.by_text[at]
        if tested.of is None:
            return tested.test.alike(self.text, other)
        mine, theirs = self.mine(at), tested.of(other)
        return bool(mine) and bool(theirs) and tested.test.alike(mine, theirs)

    def mine(self, at: int) -> str:
        """Return the text of the probe that a test looks at."""
        tested = self.field.by_text[at]
        if tested.of is None:
            return self.text
        found = self._mine.get(at)
        if found is None:
            found = self._mine[at] = tested.of(self.text)
        return found


# Level, codes, the probe's own, test: one column and one code where one feature must agree (None),
# else as many as the test asks for.
_Step = tuple[int, Any, Any, ByCode | None]


def _steps(field: Field, probe: Probe) -> list[_Step]:
    at, number = field.at, probe.numbers[field.at]
    found: list[_Step] = []
    for way in field.by_code:
        if way.test is not None:
            mine = [probe.code(at, feature) for feature in way.features]
            found.append((way.index, way.codes, mine, way.test))
        elif number != UNSEEN:
            (codes,) = way.codes
            if codes[number] != UNKNOWN:
                found.append((way.index, codes, codes[number], None))
        elif way.features != _ITSELF:  # a text that nobody has is nobody's
            code = probe.code(at, way.features[0])
            if code != UNKNOWN:
                found.append((way.index, way.codes[0], code, None))
    return found


def _weighted(
    field: Field, probe: Probe, frequencies: Frequencies
) -> tuple[tuple[State, ...], ...]:
    """Return the states where the frequency of the probe's own value counts."""
    states = [*field.states]
    for index in field.by_frequency:
        level = field.levels[index]
        (feature,) = level.features
        share = frequencies.share(field.name, feature, probe.code(field.at, feature))
        bits = [x.bits for x in field.levels]
        bits[index] = level.worth(share)
        states[index] = field.row(index, bits)
    return tuple(states)


class Layout:
    """A model's comparisons, and the order in which texts are looked at.

    Parameters
    ----------
    words
        The vocabularies.
    """

    __slots__ = ("fields", "groups", "order", "single")

    def __init__(self, words: Words) -> None:
        model: MatchModel = words.model
        self.fields = tuple(Field(words, at) for at in range(len(model.comparisons)))
        self.groups = tuple(
            tuple(model.place[field] for field in group.fields) for group in model.together
        )
        grouped = {at for group in self.groups for at in group}
        self.single = tuple(at for at in range(len(self.fields)) if at not in grouped)
        #: Field and number of every test of a text, and whether the field is in a group.
        self.order = tuple((at, test, at in grouped) for _, at, test in sorted(_texts(self.fields)))

    def bound(self, states: Sequence[State]) -> float:
        """Return what a pair can weigh at most; groups count as in `MatchModel.counted`."""
        found = 0.0
        for at in self.single:
            found += states[at][0]
        for group in self.groups:
            most = least = 0.0
            for at in group:
                bits = states[at][0]
                most, least = max(most, bits), min(least, bits)
            found += most + least
        return found


def _texts(fields: Sequence[Field]) -> list[tuple[tuple[int, int, float], int, int]]:
    """Return for each test of a text its rank, its field and its number; the cheap ones first."""
    found = []
    for field in fields:
        dear = 0
        for number, tested in enumerate(field.by_text):
            dear = max(dear, _DEAR.get(type(tested.test), 0))
            falls = field.states[-1][number][0] - field.states[-1][number + 1][0]
            found.append(((dear, number, -falls), field.at, number))
    return found


# what a test costs: letters by rapidfuzz, words by Python, and whatever somebody wrote himself
_DEAR: Final = {WordsNear: 1, Own: 2}
