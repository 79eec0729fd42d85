"""The values of one field of a table: each read once, and known by its number from then on.

What is made of a value (the words in order, the consonants) is mostly only asked whether it is the
same as another's, and for that its code is enough. The text itself is kept for the few pairs whose
texts are compared. Either is made when it is first asked for: most values never meet one that is
worth a second look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

import numpy as np

from ektpflow.matching.batch.sketch import Sketches, Words, distinct
from ektpflow.matching.codes import UNKNOWN, code_of
from ektpflow.matching.kinds import Kind

__all__ = ["ITSELF", "Codes", "Numbers", "OnFile", "Space", "Texts", "Values", "codes_of"]

#: Numbers of rows, values and texts; 0 is the text that is not known.
Numbers = np.ndarray[Any, np.dtype[np.int32]]
Codes = np.ndarray[Any, np.dtype[np.uint64]]

#: The feature that is the value itself.
ITSELF: Final = "clean"

_NOT_MADE: Final = -1
_NO_CODE: Final = np.uint64((1 << 64) - 1)


def codes_of(texts: Iterable[str]) -> Codes:
    """Return the codes of texts, as `code_of` gives them one by one.

    Examples
    --------
    >>> from ektpflow.matching.batch.texts import codes_of
    >>> from ektpflow.matching.codes import UNKNOWN, code_of
    >>> codes_of(["SITI", ""]).tolist() == [code_of("SITI"), code_of("")]
    True
    """
    return np.fromiter(map(_Once().__getitem__, texts), np.uint64)


class _Once(dict[str, int]):
    """Codes of texts, each worked out once: many names begin alike, and a year has 366 days."""

    def __missing__(self, text: str) -> int:
        found = self[text] = code_of(text)
        return found


def _marks_of(texts: Iterable[str]) -> Codes:
    """Return numbers that are the same for the same text within this process: Python's own hashes.

    They are as long as codes, so two texts share one as rarely, and made in a tenth of the time.
    They never leave the process: another one gives others.
    """
    return np.fromiter(map(hash, texts), np.int64).view(np.uint64)


class Space:
    """Texts by number. It only grows."""

    def __init__(self, texts: Sequence[str] = ("",)) -> None:
        self.texts = list(texts)
        self._index: dict[str, int] | None = None
        self._sketches: Sketches | None = None
        self._words: Words | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def numbers(self, texts: Sequence[str]) -> Numbers:
        """Return the number of each text; new ones are taken in."""
        if self._index is None:
            self._index = dict(zip(self.texts, range(len(self.texts)), strict=True))
        index = self._index
        new = [text for text in dict.fromkeys(texts) if text not in index]
        index.update(zip(new, range(len(index), len(index) + len(new)), strict=True))
        self.texts.extend(new)
        return np.fromiter(map(index.__getitem__, texts), np.int32, len(texts))

    def named(self, numbers: Numbers) -> list[str]:
        """Return the texts themselves."""
        return list(map(self.texts.__getitem__, numbers.tolist()))

    @property
    def sketches(self) -> Sketches:
        """What letters the texts have."""
        if self._sketches is None:
            self._sketches = Sketches(self.texts)
        return self._sketches

    @property
    def words(self) -> Words:
        """The words of the texts."""
        if self._words is None:
            self._words = Words(self.texts)
        return self._words


class Values(Protocol):
    """The values of one field by number, and what is made of them."""

    @property
    def space(self) -> Space:
        """The texts."""
        ...

    @property
    def count(self) -> int:
        """How many values there are, the empty one included."""
        ...

    def same(self, feature: str, values: Numbers) -> Any:  # noqa: ANN401 - numbers or codes
        """Return something that is the same where the texts of this feature are; 0 if not known."""
        ...

    def codes(self, feature: str, values: Numbers) -> Codes:
        """Return the code of a feature for each value."""
        ...

    def numbers(self, feature: str, values: Numbers) -> Numbers:
        """Return the number of a feature's text in the space."""
        ...


class Texts:
    """The values of a field of a table.

    Parameters
    ----------
    kind
        Has the features.
    values
        Every value once, as it was read; the first is the empty one.

    Examples
    --------
    >>> import numpy as np
    >>> from ektpflow.matching.batch.texts import Texts
    >>> from ektpflow.matching.kinds import NAME
    >>> names = Texts(NAME, ["", "SITI AMINAH", "AMINAH SITI"])
    >>> one, other = names.numbers("sorted_words", np.array([1, 2]))
    >>> bool(one == other), names.space.texts[one]
    (True, 'AMINAH SITI')
    """

    def __init__(self, kind: Kind, values: Sequence[str]) -> None:
        self.space = Space(values)
        self._count = len(values)
        self._kind = kind
        self._numbers: dict[str, Numbers] = {}
        self._codes: dict[str, _OfValues] = {}
        self._marks: dict[str, _OfValues] = {}

    @property
    def count(self) -> int:
        """How many values there are, the empty one included."""
        return self._count

    def __len__(self) -> int:
        return self._count

    @property
    def texts(self) -> Sequence[str]:
        """The values, and behind them what was made of them so far."""
        return self.space.texts

    def numbers(self, feature: str, values: Numbers) -> Numbers:
        """Return the number of a feature's text for each value; 0 where it is not known."""
        if feature == ITSELF:
            return values
        if feature not in self._numbers:
            self._numbers[feature] = np.full(self._count, _NOT_MADE, np.int32)
            self._numbers[feature][0] = 0
        known = self._numbers[feature]
        wanted = values[known[values] == _NOT_MADE]
        if len(wanted):
            wanted = distinct(wanted, self._count)
            known[wanted] = self.space.numbers(self._made(feature, wanted))
        return known[values]

    def codes(self, feature: str, values: Numbers) -> Codes:
        """Return the code of a feature for each value."""
        if feature not in self._codes:
            self._codes[feature] = _OfValues(self._count)
        return self._codes[feature].of(values, lambda new: codes_of(self._made(feature, new)))

    def same(self, feature: str, values: Numbers) -> Any:  # noqa: ANN401 - numbers, codes or marks
        """Return something that is the same where the texts of this feature are."""
        if feature == ITSELF:
            return values
        if feature in self._codes:
            return self.codes(feature, values)
        if feature not in self._marks:
            self._marks[feature] = _OfValues(self._count)
        return self._marks[feature].of(values, lambda new: _marks_of(self._made(feature, new)))

    def _made(self, feature: str, values: Numbers) -> list[str]:
        texts = self.space.named(values)
        return texts if feature == ITSELF else list(map(self._kind.features[feature], texts))


class _OfValues:
    """A number for each value, made when it is first asked for; 0 for the empty one."""

    def __init__(self, count: int) -> None:
        self._known: Codes = np.full(count, _NO_CODE, np.uint64)
        self._known[0] = UNKNOWN
        self._left = count - 1  # values that have none yet

    def of(self, values: Numbers, make: Callable[[Numbers], Codes]) -> Codes:
        found: Codes = self._known[values]
        if not self._left:
            return found
        wanted = values[found == _NO_CODE]
        if len(wanted):
            wanted = distinct(wanted, len(self._known))
            self._known[wanted] = make(wanted)
            self._left -= len(wanted)
            found = self._known[values]
        return found


class OnFile:
    """The values of a field of which the codes are on file already.

    Parameters
    ----------
    kind
        Has the features.
    texts
        The texts by number.
    codes
        By feature, the code for each number.
    """

    def __init__(self, kind: Kind, texts: Sequence[str], codes: Mapping[str, Codes]) -> None:
        self.space = Space()
        self._kind = kind
        self._texts = texts
        self._codes = codes
        self._made: dict[tuple[str, int], int] = {}

    @property
    def count(self) -> int:
        """How many values there are, the empty one included."""
        return len(self._texts)

    def same(self, feature: str, values: Numbers) -> Codes:
        """Return the code of a feature for each value."""
        return self._codes[feature][values]

    codes = same

    def numbers(self, feature: str, values: Numbers) -> Numbers:
        """Return the number of a feature's text for each value, made when first asked for."""
        once, inverse = np.unique(values, return_inverse=True)
        wanted = once.tolist()
        self._make(feature, wanted)
        made = self._made
        found = np.fromiter((made[feature, one] for one in wanted), np.int32, len(wanted))
        return found[inverse]

    def _make(self, feature: str, wanted: Iterable[int]) -> None:
        new = [one for one in wanted if (feature, one) not in self._made]
        make = self._kind.features[feature]
        numbers = self.space.numbers([make(self._texts[one]) for one in new])
        self._made.update(zip(((feature, one) for one in new), numbers.tolist(), strict=True))
