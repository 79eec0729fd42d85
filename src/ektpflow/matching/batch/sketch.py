"""What can be said of the likeness of two texts before they are compared.

A sketch is 64 bits, each for "has this letter so many times". Letters that one text has and the
other has not must be edited, so two sketches bound the number of edits from below, for hundreds of
millions of pairs a minute. The bound is exact: it never rules out a pair that passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np

from ektpflow.matching.likeness import Edits, Metric, Near, WordsNear

__all__ = ["Missing", "Sketches", "Words", "can_pass", "distinct"]

Ints = np.ndarray[Any, np.dtype[np.int32]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

_NOT_MADE: Final = -1
_BITS: Final = 64
_OFTEN: Final = 6  # a letter is counted up to so many times
_AT_ONCE: Final = 1 << 16
_LONG: Final = 1 << 14  # letters from which on lengths need more than 16 bits
_SAMPLE: Final = 1 << 11
_ROUNDING: Final = 1e-6
_PREFIX: Final = 0.4  # what Jaro-Winkler adds at most of what Jaro leaves open: 4 letters, 0.1 each
_FEW: Final = 16
_BLANK: Final = ord(" ")


class Sketches:
    """The sketch, the length and the number of blanks of texts, made when first asked for.

    Parameters
    ----------
    texts
        All texts; the list may grow. Those that are there now tell which letters are worth a bit.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._letters, self._least = _worth_a_bit(texts)
        self.presence = np.uint64(sum(1 << i for i, x in enumerate(self._least.tolist()) if x == 1))
        self.bits: Any = np.zeros(0, np.uint64)
        self.lengths: Any = np.zeros(0, np.int16)
        self.blanks: Any = np.zeros(0, np.int16)
        self._made = 0

    def make(self, numbers: Ints) -> None:
        """See to it that these texts have their sketch."""
        more = len(self._texts) - len(self.bits)
        if more:
            self.bits = np.concatenate([self.bits, np.zeros(more, np.uint64)])
            self.lengths = np.concatenate(
                [self.lengths, np.full(more, _NOT_MADE, self.lengths.dtype)]
            )
            self.blanks = np.concatenate([self.blanks, np.zeros(more, self.blanks.dtype)])
        if self._made == len(self.lengths):
            return
        missing = self.lengths[numbers] == _NOT_MADE
        if missing.any():
            wanted = distinct(numbers[missing], len(self.bits))
            for at in range(0, len(wanted), _AT_ONCE):
                part = wanted[at : at + _AT_ONCE]
                texts = list(map(self._texts.__getitem__, part.tolist()))
                bits, lengths, blanks = self._of(texts)
                if lengths.max() > _LONG:
                    self.lengths = self.lengths.astype(np.int32)
                    self.blanks = self.blanks.astype(np.int32)
                self.bits[part], self.lengths[part], self.blanks[part] = bits, lengths, blanks
            self._made += len(wanted)

    def _of(self, texts: Sequence[str]) -> tuple[Any, Ints, Ints]:
        letters, owner, lengths = _spelled(texts)
        places, inverse = np.unique(self._letters, return_inverse=True)
        at = np.searchsorted(places, letters)
        at[at == len(places)] = 0
        told = places[at] == letters if len(places) else np.zeros(len(letters), bool)
        width = max(len(places), 1)
        counts = np.bincount(owner[told] * width + at[told], minlength=len(texts) * width).reshape(
            len(texts), width
        )
        bits = np.zeros(len(texts), np.uint64)
        for number, (place, least) in enumerate(zip(inverse, self._least, strict=True)):
            bits |= (counts[:, place] >= least).astype(np.uint64) << np.uint64(number)
        blanks = np.bincount(owner[letters == _BLANK], minlength=len(texts))
        return bits, lengths, blanks.astype(np.int32)


class Words:
    """The words of texts, parted when first asked for; each word has a number.

    Parameters
    ----------
    texts
        All texts; the list may grow.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._index: dict[str, int] = {}
        self.words: list[str] = []
        self._sketches: Sketches | None = None
        self.first: Ints = np.zeros(0, np.int32)
        self.numbers: Ints = np.zeros(0, np.int32)
        self.many: Any = np.zeros(0, np.int64)
        self.starts: Any = np.zeros(0, np.int64)

    @property
    def sketches(self) -> Sketches:
        """What letters the words have."""
        if self._sketches is None:
            self._sketches = Sketches(self.words)
        return self._sketches

    def make(self, numbers: Ints) -> None:
        """See to it that these texts are parted: `many` words each, from `starts` in `numbers`."""
        more = len(self._texts) - len(self.many)
        if more:
            self.many = np.concatenate([self.many, np.full(more, _NOT_MADE, np.int64)])
            self.starts = np.concatenate([self.starts, np.zeros(more, np.int64)])
        missing = self.many[numbers] == _NOT_MADE
        if not missing.any():
            return
        wanted = distinct(numbers[missing], len(self.many))
        parted = [text.split() for text in map(self._texts.__getitem__, wanted.tolist())]
        every = [word for words in parted for word in words]
        new = [word for word in dict.fromkeys(every) if word not in self._index]
        self._index.update(
            zip(new, range(len(self.words), len(self.words) + len(new)), strict=True)
        )
        self.words.extend(new)
        first = np.fromiter((ord(word[0]) for word in new), np.int32, len(new))
        self.first = np.concatenate([self.first, first])
        many = np.fromiter(map(len, parted), np.int64, len(parted))
        self.many[wanted] = many
        self.starts[wanted] = len(self.numbers) + np.cumsum(many) - many
        found = np.fromiter(map(self._index.__getitem__, every), np.int32, len(every))
        self.numbers = np.concatenate([self.numbers, found])


class Missing:
    """Of pairs of texts, how many letters each has at least that the other has not.

    Parameters
    ----------
    sketches
        Of the texts.
    here, there
        Numbers of texts.
    """

    def __init__(self, sketches: Sketches, here: Ints, there: Ints) -> None:
        sketches.make(here)
        sketches.make(there)
        self._presence = sketches.presence
        self.here, self.there = sketches.bits[here], sketches.bits[there]
        self.long_here, self.long_there = sketches.lengths[here], sketches.lengths[there]
        self._blanks = sketches.blanks
        self._numbers = here, there

    @cached_property
    def edits(self) -> Any:  # noqa: ANN401 - an array
        """The fewest edits, of whichever kind."""
        return np.maximum(self.more, self.less)

    @cached_property
    def more(self) -> Any:  # noqa: ANN401 - an array
        """Letters that the first has more."""
        here, there = (np.bitwise_count(one).astype(np.int16) for one in self._alone)
        return np.maximum(here, there + (self.long_here - self.long_there))

    @cached_property
    def less(self) -> Any:  # noqa: ANN401 - an array
        """Letters that the first has less: as many as it has more, but for the lengths."""
        return self.more - (self.long_here - self.long_there)

    @cached_property
    def blanks(self) -> tuple[Any, Any]:
        """How many blanks each has."""
        here, there = self._numbers
        return self._blanks[here], self._blanks[there]

    @cached_property
    def of_shorter(self) -> tuple[Any, Any]:
        """Which letters that of fewer words has alone, and how many it has at all."""
        one, other = self.blanks
        first = one <= other
        here, there = (np.bitwise_count(each & self._presence) for each in self._alone)
        letters = np.where(first, self.long_here - one, self.long_there - other)
        return np.where(first, here, there), letters

    @cached_property
    def _alone(self) -> tuple[Any, Any]:
        """The bits that each has and the other has not."""
        return self.here & ~self.there, self.there & ~self.here


def can_pass(test: Near | Edits | WordsNear, missing: Missing) -> Bools:
    """Say of which pairs of texts it is not yet sure that they fail a test.

    Parameters
    ----------
    test
        The test.
    missing
        What the texts lack.
    """
    found: Any
    if isinstance(test, WordsNear):
        one, other = missing.blanks
        found = (np.minimum(one, other) + 1 >= test.words) | (one == other)
        share = _may_miss(test)
        if not test.shortened and share < 1:
            # every word of the shorter text is near one of the other; two of them may be near the
            # same word, so it counts only which letters there are
            alone, letters = missing.of_shorter
            found &= alone <= _allowed(share, letters)
    elif isinstance(test, Edits):
        found = missing.edits <= test.within
    elif test.metric is Metric.JARO_WINKLER:
        one, other = missing.long_here, missing.long_there
        common = np.minimum(one - missing.more, other - missing.less)
        jaro = (common / np.maximum(one, 1) + common / np.maximum(other, 1) + 1) / 3
        found = jaro + _PREFIX * (1 - jaro) >= test.at_least - _ROUNDING
    else:
        longest = np.maximum(missing.long_here, missing.long_there)
        found = missing.edits <= _allowed(1 - test.at_least, longest)
    return np.asarray(found)


def _allowed(share: float, lengths: Ints) -> Ints:
    """Return the most letters that are this share of each length."""
    longest = int(lengths.max()) if len(lengths) else 0
    return (share * np.arange(longest + 1) + _ROUNDING).astype(np.int32)[lengths]


def distinct(numbers: Ints, below: int) -> Ints:
    """Return each number once, in order; quicker than sorting where there are many.

    Parameters
    ----------
    numbers
        From 0 on.
    below
        A number above all of them.
    """
    if len(numbers) * _FEW < below:
        return np.unique(numbers)
    there = np.zeros(below, bool)
    there[numbers] = True
    return np.flatnonzero(there).astype(np.int32)


def _may_miss(test: WordsNear) -> float:
    """Return the share of a word's letters that a word near it may lack."""
    if test.metric is Metric.JARO_WINKLER:
        jaro = (test.at_least - _PREFIX) / (1 - _PREFIX)
        return 3 * (1 - jaro)
    return (1 - test.at_least) / test.at_least  # the other word is at most 1 / at_least as long


def _spelled(texts: Sequence[str]) -> tuple[Any, Any, Ints]:
    """Return all letters one after another, whose each is, and the lengths."""
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    # a lone surrogate cannot be encoded, but may stand in a table
    whole = "".join(texts).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(whole, "<u4"), np.repeat(np.arange(len(texts)), lengths), lengths


def _worth_a_bit(texts: Sequence[str]) -> tuple[Any, Any]:
    """Return the letters and counts that part the texts best: those that half of them have."""
    sample = texts[:: max(len(texts) // _SAMPLE, 1)]
    letters, owner, _ = _spelled(sample)
    kept = letters != _BLANK
    places, at = np.unique(letters[kept], return_inverse=True)
    if len(places) > _BITS:  # a script of many letters: the frequent ones
        often = np.sort(np.argsort(-np.bincount(at), kind="stable")[:_BITS])
        told = np.isin(at, often)
        at, owner_kept = np.searchsorted(often, at[told]), owner[kept][told]
        places = places[often]
    else:
        owner_kept = owner[kept]
    width = max(len(places), 1)
    counts = np.bincount(owner_kept * width + at, minlength=len(sample) * width)
    counts = counts.reshape(len(sample), width)[:, : len(places)]
    shares = np.stack([(counts >= least).mean(axis=0) for least in range(1, _OFTEN + 1)], axis=1)
    best = np.argsort(-(shares * (1 - shares)).ravel(), kind="stable")[:_BITS]
    return places[best // _OFTEN], best % _OFTEN + 1
