"""The values of one field of a table: each read once, and known by its number from then on.

Values and what is made of them (the words in order, the consonants) stand in one list, so that two
of them are the same where their numbers are, whatever they were made from. What a test looks at is
made when it is first asked for: most values never meet one that is worth a second look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

import numpy as np

from ektpflow.matching.batch.sketch import Sketches, distinct
from ektpflow.matching.codes import code_of
from ektpflow.matching.kinds import Kind

__all__ = ["ITSELF", "Codes", "Numbers", "OnFile", "Space", "Texts", "Values"]

#: Numbers of rows, values and texts; 0 is the text that is not known.
Numbers = np.ndarray[Any, np.dtype[np.int32]]
Codes = np.ndarray[Any, np.dtype[np.uint64]]

#: The feature that is the value itself.
ITSELF: Final = "clean"

_NOT_MADE: Final = -1


class Space:
    """Texts by number. It only grows."""

    def __init__(self, texts: Sequence[str] = ("",)) -> None:
        self.texts = list(texts)
        self._index = dict(zip(self.texts, range(len(self.texts)), strict=True))
        self._codes: Codes = np.zeros(0, np.uint64)
        self._sketches: Sketches | None = None

    def __len__(self) -> int:
        return len(self.texts)

    def numbers(self, texts: Sequence[str]) -> Numbers:
        """Return the number of each text; new ones are taken in."""
        index = self._index
        new = [text for text in dict.fromkeys(texts) if text not in index]
        index.update(zip(new, range(len(index), len(index) + len(new)), strict=True))
        self.texts.extend(new)
        return np.fromiter(map(index.__getitem__, texts), np.int32, len(texts))

    def named(self, numbers: Numbers) -> list[str]:
        """Return the texts themselves."""
        return list(map(self.texts.__getitem__, numbers.tolist()))

    def codes(self, numbers: Numbers) -> Codes:
        """Return the codes of texts, as `code_of` gives them."""
        if len(self._codes) < len(self.texts):
            more = np.zeros(len(self.texts) - len(self._codes), np.uint64)
            self._codes = np.concatenate([self._codes, more])
        found: Codes = self._codes[numbers]
        if len(found) and not found.all():
            wanted = distinct(numbers[found == 0], len(self.texts))
            self._codes[wanted] = np.fromiter(
                map(code_of, self.named(wanted)), np.uint64, len(wanted)
            )
            found = self._codes[numbers]
        return found

    @property
    def sketches(self) -> Sketches:
        """What letters the texts have."""
        if self._sketches is None:
            self._sketches = Sketches(self.texts)
        return self._sketches


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
        """Return something that is the same where the texts are; 0 where they are not known."""
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
        self._features: dict[str, Numbers] = {}
        self._whole: set[str] = {ITSELF}  # features made for every value

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
        made = self._features.get(feature)
        if made is None:
            made = np.full(self._count, _NOT_MADE, np.int32)
            made[0] = 0
            self._features[feature] = made
        found: Numbers = made[values]
        if feature not in self._whole and len(found) and found.min() == _NOT_MADE:
            wanted = distinct(values[found == _NOT_MADE], self._count)
            made[wanted] = self.space.numbers(
                list(map(self._kind.features[feature], self.space.named(wanted)))
            )
            found = made[values]
            if made.min() != _NOT_MADE:
                self._whole.add(feature)
        return found

    same = numbers

    def codes(self, feature: str, values: Numbers) -> Codes:
        """Return the code of a feature for each value."""
        return self.space.codes(self.numbers(feature, values))


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
