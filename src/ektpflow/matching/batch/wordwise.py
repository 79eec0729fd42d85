"""Names word by word, many pairs at once: every two words are compared once, whoever has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from rapidfuzz import process

from ektpflow.matching.batch.sketch import Words
from ektpflow.matching.likeness import Metric, WordsNear, short_for, similarity

__all__ = ["words_near"]

Bools = np.ndarray[Any, np.dtype[np.bool_]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

_AT_ONCE: Final = 1 << 21  # pairs of words: some 100 MB of working memory


def words_near(test: WordsNear, texts: Sequence[str], here: Any, there: Any) -> Bools:  # noqa: ANN401 - numbers
    """Say which pairs of texts pass, as `WordsNear.alike` says it of each.

    Parameters
    ----------
    test
        The test.
    texts
        Texts by number.
    here, there
        Numbers of texts.
    """
    distinct, place = np.unique(np.concatenate([here, there]), return_inverse=True)
    words = Words(list(map(texts.__getitem__, distinct.tolist())))
    here, there = place[: len(here)], place[len(here) :]
    one, other = words.many[here], words.many[there]
    found = np.zeros(len(here), bool)
    possible = (np.minimum(one, other) >= test.words) | (one == other)
    left = np.flatnonzero(possible)
    for part in _parts(left, (one * other)[left]):
        found[part] = _near(test, words, here[part], there[part])
    return found


def _near(test: WordsNear, words: Words, here: Any, there: Any) -> Bools:  # noqa: ANN401 - numbers
    one, other = words.many[here], words.many[there]
    pair, ahead, behind = _every_two(one, other)
    first, second = words.starts[here][pair] + ahead, words.starts[there][pair] + behind
    this, that = words.numbers[first], words.numbers[second]
    near = _alike(test, words, this, that)
    back = near if _symmetric(test) else _alike(test, words, that, this)
    enough = np.ones(len(here), bool)
    if test.shortened:
        enough = _any(near, pair, len(here))
        short = _short(words, this, that)
        near, back = near | short, back | short
    fewer = np.minimum(one, other)
    # a word by its place: which pair it stands in, and which of the words of that text it is
    mine = np.cumsum(one) - one
    theirs = np.cumsum(other) - other
    here_found = _any(near, mine[pair] + ahead, int(one.sum()))
    there_found = _any(back, theirs[pair] + behind, int(other.sum()))
    of_here = np.bincount(np.repeat(np.arange(len(here)), one)[here_found], minlength=len(here))
    of_there = np.bincount(np.repeat(np.arange(len(here)), other)[there_found], minlength=len(here))
    return np.asarray(enough & (of_here >= fewer) & (of_there >= fewer))


def _alike(test: WordsNear, words: Words, this: Any, that: Any) -> Bools:  # noqa: ANN401 - numbers
    size = np.int64(max(len(words.words), 1))
    low, high = (
        (np.minimum(this, that), np.maximum(this, that)) if _symmetric(test) else (this, that)
    )
    found = np.asarray(this == that)  # a word is as near itself as can be
    rest = np.flatnonzero(~found)
    lengths = words.lengths
    if _counts_edits(test):  # what the lengths differ by must be edited
        one, other = lengths[this[rest]], lengths[that[rest]]
        shortest, longest = np.minimum(one, other), np.maximum(one, other)
        rest = rest[shortest >= (test.at_least - 1e-6) * longest]
    pairs, inverse = np.unique(low[rest] * size + high[rest], return_inverse=True)
    texts = words.words
    scores = process.cpdist(
        [texts[n] for n in (pairs // size).tolist()],
        [texts[n] for n in (pairs % size).tolist()],
        scorer=similarity(test.metric),
        dtype=np.float64,
    )
    found[rest] = (scores >= test.at_least)[inverse]
    return found


def _short(words: Words, this: Any, that: Any) -> Bools:  # noqa: ANN401 - numbers
    size = np.int64(max(len(words.words), 1))
    pairs, inverse = np.unique(this * size + that, return_inverse=True)
    texts = words.words
    found = np.fromiter(
        (
            short_for(texts[a], texts[b]) or short_for(texts[b], texts[a])
            for a, b in zip((pairs // size).tolist(), (pairs % size).tolist(), strict=True)
        ),
        bool,
        len(pairs),
    )
    return np.asarray(found[inverse])


def _every_two(one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """Return, for every two words of each pair of texts: the pair, and the place of each word."""
    many = one * other
    pair = np.repeat(np.arange(len(many)), many)
    place = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    width = other[pair]
    return pair, place // width, place % width


def _any(holds: Bools, of: Ints, many: int) -> Bools:
    found = np.zeros(many, bool)
    found[of[holds]] = True
    return found


def _parts(left: Ints, sizes: Ints) -> Iterator[Ints]:
    done = np.cumsum(sizes)
    at = 0
    while at < len(left):
        before = int(done[at - 1]) if at else 0
        to = max(int(np.searchsorted(done, before + _AT_ONCE, "right")), at + 1)
        yield left[at:to]
        at = to


def _counts_edits(test: WordsNear) -> bool:
    return test.metric is not Metric.JARO_WINKLER


def _symmetric(test: WordsNear) -> bool:
    """Edits are the same both ways; how Jaro pairs letters may depend on which text is first."""
    return _counts_edits(test)
