"""Pools of words that are drawn as often as words of a language are, and words never heard before.

Names follow a long tail: a few are everywhere, most are rare. A pool draws the word of rank ``k``
as often as ``1 / (k + level)`` (Zipf and Mandelbrot); what no pool holds is put together from
syllables. Both are our modelling choice; what is published about single names stands in
`ektpflow.population.cultures.published`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import attrs

__all__ = ["Draw", "Pool", "coined", "one_of"]

#: The one source of chance: ``Random(...).random``. Nothing else of `random` is used, because
#: Python promises the same numbers in every version for this method alone.
Draw = Callable[[], float]

_ONSETS: Final = (
    "B", "D", "F", "G", "H", "J", "K", "K", "L", "L", "M", "M", "N", "N", "P", "R", "R", "S", "S",
    "T", "T", "W", "Y", "Z", "SY", "NY", "DH", "KH", "PR", "TR", "KR", "BR",
)  # fmt: skip
_VOWELS: Final = ("A", "A", "A", "A", "I", "I", "I", "U", "U", "E", "O")
_CODAS: Final = ("", "", "", "", "", "N", "R", "S", "L", "M", "H", "NG")
_ENDS_MALE: Final = ("AN", "ON", "IR", "AR", "UL", "O", "IS", "AT", "IL", "US", "I", "IN")
_ENDS_FEMALE: Final = ("A", "A", "I", "IA", "INA", "ITA", "IS", "AH", "ISA", "ARA", "EL", "ANI")
_THREE_SYLLABLES: Final = 0.35


def one_of(draw: Draw, words: tuple[str, ...]) -> str:
    """Return one of the words, each as likely as any other."""
    return words[int(draw() * len(words))]


def coined(draw: Draw, *, female: bool) -> str:
    """Return a word put together from syllables, for names that stand in no list.

    Examples
    --------
    >>> from random import Random
    >>> from ektpflow.population.words import coined
    >>> coined(Random("a doctest").random, female=True)
    'LOMFIMI'
    """
    middle = ""
    if draw() < _THREE_SYLLABLES:
        middle = one_of(draw, _ONSETS[:23]) + one_of(draw, _VOWELS)
    first = one_of(draw, _ONSETS) + one_of(draw, _VOWELS) + one_of(draw, _CODAS)
    ends = _ENDS_FEMALE if female else _ENDS_MALE
    return f"{first}{middle}{one_of(draw, _ONSETS[:23])}{one_of(draw, ends)}"


@attrs.frozen
class Pool:
    """Words in the order of how common they are.

    Parameters
    ----------
    words
        The commonest first.
    level
        The first so many words are nearly as common as each other; the higher, the flatter.

    Examples
    --------
    >>> from ektpflow.population.words import Pool
    >>> pool = Pool.of("Budi Agus Slamet", level=10)
    >>> [pool.draw(chance) for chance in (0.0, 0.4, 0.99)]
    ['BUDI', 'AGUS', 'SLAMET']
    """

    words: tuple[str, ...]
    level: float
    _ratio: float = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_ratio", (len(self.words) + self.level) / self.level)

    @classmethod
    def of(cls, words: str, *more: Iterable[str], level: float = 25.0) -> Pool:
        """Return the pool of the words of a text, then of further words, none of them twice."""
        listed = words.upper().split()
        for group in more:
            listed.extend(group)
        return cls(tuple(dict.fromkeys(listed)), level)

    def draw(self, chance: float) -> str:
        """Return the word that a number from 0 up to 1 points at."""
        rank = int(self.level * self._ratio**chance - self.level)
        # the power may miss the last rank by a rounding
        return self.words[rank if rank < len(self.words) else -1]


def joined(stems: str, ends: str) -> tuple[str, ...]:
    """Return every stem with every end, those of common parts first.

    Many Indonesian names are made so: stem and ending, each common, the whole of them rare.

    Examples
    --------
    >>> from ektpflow.population.words import joined
    >>> joined("Har Su", "no yono")
    ('HARNO', 'HARYONO', 'SUNO', 'SUYONO')
    """
    pairs = [
        ((i + 1) * (j + 1), stem + end)
        for i, stem in enumerate(stems.upper().split())
        for j, end in enumerate(ends.upper().split())
    ]
    pairs.sort(key=lambda pair: pair[0])
    return tuple(word for _, word in pairs)
