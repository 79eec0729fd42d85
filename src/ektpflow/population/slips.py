"""How a word comes out otherwise than it was meant: by finger, by ear, by an old habit.

These are mechanisms, not a table of names: any word can meet any of them. Which of them a matcher
undoes is not looked at here; a test tells how many (``tests/test_population_honest.py``).
"""

from __future__ import annotations

from typing import Final

from ektpflow.population.words import Draw, one_of

__all__ = ["abbreviated", "in_old_spelling", "misspelt", "skeleton"]

_KEYS: Final = {
    "Q": "WA", "W": "QES", "E": "WRD", "R": "ETF", "T": "RYG", "Y": "TUH", "U": "YIJ", "I": "UOK",
    "O": "IPL", "P": "OL", "A": "QSZ", "S": "ADW", "D": "SFE", "F": "DGR", "G": "FHT", "H": "GJY",
    "J": "HKU", "K": "JLI", "L": "KOP", "Z": "AXS", "X": "ZCD", "C": "XVF", "V": "CBG", "B": "VNH",
    "N": "BMJ", "M": "NK",
}  # fmt: skip
_HEARD_VOWELS: Final = {"A": "EO", "E": "IA", "I": "EY", "U": "O", "O": "U", "Y": "I"}
# What sounds alike, or nearly, to an Indonesian ear: either may be written for the other.
_ALIKE: Final = (
    ("F", "P"), ("V", "F"), ("B", "P"), ("Z", "J"), ("Z", "S"), ("SY", "S"), ("KH", "H"),
    ("KH", "K"), ("Q", "K"), ("GH", "G"), ("DH", "D"), ("TH", "T"), ("DZ", "Z"), ("CH", "H"),
    ("X", "KS"), ("AI", "E"), ("AI", "AE"), ("AU", "O"), ("UW", "W"), ("IY", "Y"), ("D", "T"),
    ("NG", "N"), ("W", "U"), ("IA", "IYA"), ("UA", "UWA"), ("C", "K"), ("SH", "S"), ("Y", "J"),
)  # fmt: skip
_SOUNDS: Final = tuple(pair for a, b in _ALIKE for pair in ((a, b), (b, a)))
_VOWELS: Final = frozenset("AEIOU")
# The spelling of 1901 to 1947 and 1972, new to old; digraphs first.
_OLD: Final = (("NY", "NJ"), ("SY", "SJ"), ("KH", "CH"), ("J", "DJ"), ("C", "TJ"), ("U", "OE"))
_PARTLY: Final = 0.75
_SHORTEST: Final = 4
_DOUBLED: Final = frozenset("DFKLMNPRST")


def misspelt(draw: Draw, word: str) -> str:
    """Return the word with one slip: a key, a letter, a vowel, or a sound written otherwise.

    Examples
    --------
    >>> from random import Random
    >>> from ektpflow.population.slips import misspelt
    >>> chance = Random("a doctest").random
    >>> [misspelt(chance, "SURYANINGSIH") for _ in range(3)]
    ['SYURYANINGSIH', 'SURYANINGSI', 'SURJANINGSIH']
    """
    for _ in range(4):
        kind = draw()
        if kind < 0.34:  # (shares of the mechanisms, invented: they sum to 1)
            found = _heard(draw, word)
        elif kind < 0.56:
            found = _vowel(draw, word)
        elif kind < 0.74:
            found = _doubling(draw, word)
        else:
            found = _finger(draw, word, kind)
        if found != word:
            return found
    return _finger(draw, word, 0.8)


def _heard(draw: Draw, word: str) -> str:
    places = [(old, new) for old, new in _SOUNDS if old in word]
    if not places:
        return word
    old, new = places[int(draw() * len(places))]
    return word.replace(old, new, 1)


def _vowel(draw: Draw, word: str) -> str:
    places = [i for i, letter in enumerate(word) if letter in _HEARD_VOWELS]
    if not places:
        return word
    at = places[int(draw() * len(places))]
    return word[:at] + one_of(draw, tuple(_HEARD_VOWELS[word[at]])) + word[at + 1 :]


def _doubling(draw: Draw, word: str) -> str:
    """Double a consonant or write a double one once; an H at the end comes and goes alike."""
    twice = [i for i in range(1, len(word)) if word[i] == word[i - 1]]
    if twice:
        return word[: twice[0]] + word[twice[0] + 1 :]
    if word[-1] == "H" and len(word) > _SHORTEST:
        return word[:-1]
    if word[-1] in _VOWELS and draw() < 0.4:
        return f"{word}H"
    places = [i for i in range(1, len(word)) if word[i] in _DOUBLED]
    if not places:
        return word
    at = places[int(draw() * len(places))]
    return word[:at] + word[at] + word[at:]


def _finger(draw: Draw, word: str, kind: float) -> str:
    """Leave out a letter, exchange two, hit the key beside, or strike one twice."""
    at = int(draw() * len(word))
    if len(word) >= _SHORTEST and kind < 0.84:
        return word[:at] + word[at + 1 :]
    if kind < 0.9 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    beside = _KEYS.get(word[at], word[at])
    hit = one_of(draw, tuple(beside))
    return word[:at] + hit + word[at + (kind < 0.97) :]


def in_old_spelling(draw: Draw, word: str) -> str:
    """Return the word as it was written before 1972, each letter as far as the clerk keeps it up.

    Examples
    --------
    >>> from ektpflow.population.slips import in_old_spelling
    >>> in_old_spelling(lambda: 0.0, "SUJONO"), in_old_spelling(lambda: 0.0, "NYOMAN")
    ('SOEDJONO', 'NJOMAN')
    """
    written, at = [], 0
    while at < len(word):
        for new, old in _OLD:
            if word.startswith(new, at) and draw() < _PARTLY:
                written.append(old)
                at += len(new)
                break
        else:
            # a Y alone became J, which is no J of today
            written.append("J" if word[at] == "Y" and draw() < _PARTLY else word[at])
            at += 1
    return "".join(written)


def abbreviated(draw: Draw, word: str) -> str:
    """Return what people write for a word to save room: its beginning, or its consonants.

    Examples
    --------
    >>> from random import Random
    >>> from ektpflow.population.slips import abbreviated
    >>> chance = Random("a doctest").random
    >>> [abbreviated(chance, "ABDURRAHMAN") for _ in range(4)]
    ['A.', 'ABD.', 'ABDRR.', 'A.']
    """
    kind = draw()
    if kind < 0.45:
        short = word[0]
    elif kind < 0.75:  # (up to the consonants after the first vowel)
        end = next((i for i in range(1, len(word)) if word[i] in _VOWELS), 1) + 1
        if word[0] in _VOWELS:
            end = 1
        while end < len(word) - 1 and word[end] not in _VOWELS and end < _SHORTEST:
            end += 1
        short = word[:end]
    else:
        short = skeleton(word, 1 + int(draw() * 4))
    return short + ("." if draw() < 0.6 else "")


def skeleton(word: str, many: int) -> str:
    """Return the first letter of a word and so many of the consonants behind it.

    Examples
    --------
    >>> from ektpflow.population.slips import skeleton
    >>> skeleton("JALAN", 2), skeleton("ABDURRAHMAN", 4)
    ('JLN', 'ABDRR')
    """
    return word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)[:many]
