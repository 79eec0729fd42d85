"""Indonesian names in one spelling, so that two records of one person can meet.

Permendagri 73/2022 forbids abbreviations and keeps older records valid, so one person legitimately
has several spellings [S]. What is done here, and why:

- all after the first comma is an academic degree: 43 % of 1,057 published names of candidates in
  2024 carry one [P, measured];
- a leading word with a dot is a title, other than M., Moh., Abd. and St., which are names [P];
- the spelling before 1972 is read in today's: oe, dj, tj, sj, nj, ch [P, 3.9 % of those names];
- the more than 20 spellings of Muhammad, and Abdul and Siti, become one each [P].

The result is for comparing. It is nobody's name: a card shows what the resident's record says.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["consonants", "normalised", "telling_words"]

# Order matters only for speed: the replacements run until nothing changes.
_OLD_SPELLING: Final = (
    ("OE", "U"),
    ("DJ", "J"),
    ("TJ", "C"),
    ("SJ", "SY"),
    ("NJ", "NY"),
    ("CH", "KH"),
)
# Dotted words at the front that are names. Everything else with a dot there is a title.
_NAMES_WITH_DOT: Final = frozenset(
    {"M", "MOH", "MUH", "MOHD", "MUHD", "MOCH", "MUCH", "MHD", "ABD", "ST"}
)
_MUHAMMAD: Final = re.compile(r"M[OU]K?HAM+[AE]D|M[OU]K?HD?|MHD")
_MUHAMMAD_FORM: Final = "MUHAMMAD"
_WORDS: Final = {"ABD": "ABDUL", "ABDL": "ABDUL", "SITTI": "SITI", "SITY": "SITI"}
# Only in front of another word: alone they may be the whole name (one-letter names exist [P]).
_FIRST_WORDS: Final = {"M": _MUHAMMAD_FORM, "ST": "SITI"}

_SOUNDS: Final = (
    ("KH", "H"),
    ("SY", "S"),
    ("SH", "S"),
    ("NY", "N"),
    ("DH", "D"),
    ("TH", "T"),
    ("X", "KS"),
)
_LIKE: Final = str.maketrans({"F": "P", "V": "P", "Q": "K", "Z": "S"})
_VOWELS: Final = frozenset("AEIOUY")
_REPEATED: Final = re.compile(r"(.)\1+")


def normalised(name: str) -> str:
    """Return the name in the spelling in which names are compared.

    Parameters
    ----------
    name
        A name as a record holds it, with titles and degrees.

    Returns
    -------
    str
        Words in upper case, one blank between them; empty where the text holds no letter. To
        normalise twice changes nothing.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import normalised
    >>> normalised("Hj. St. Noerhajati, S.Pd., M.Si.")
    'SITI NURHAJATI'
    >>> normalised("Moch. Tjipto") == normalised("M.Cipto")
    True
    """
    whole = _plain(name).partition(",")[0]
    words = _without_titles(whole.replace(".", ". ").split())
    words = "".join(_kept(letter) for letter in " ".join(words)).split()
    words = [_modern(word) for word in words]
    words = [_one_form(word) for word in words]
    if len(words) > 1:
        words[0] = _FIRST_WORDS.get(words[0], words[0])
    return " ".join(words)


def consonants(name: str) -> str:
    """Return a key that spellings of one name share; other names may share it too.

    It joins MUTAQIN with MUTTAQIN and SAEPUDIN with SYAEFUDIN, but also MAHMUD with MUHAMMAD: it
    brings up records to compare and counts as a weak likeness, never as equality [P].

    Parameters
    ----------
    name
        A name as `normalised` returns it.

    Returns
    -------
    str
        Keys of the words in alphabetical order, without Muhammad where other words are left;
        empty for an empty name.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import consonants
    >>> consonants("SAEPUDIN"), consonants("SYAEFUDIN"), consonants("SAIFUDIN YUSUP")
    ('SPDN', 'SPDN', 'JSP SPDN')
    """
    return " ".join(sorted(_key(word) for word in telling_words(name)))


def telling_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without Muhammad, where other words are left.

    Muhammad is the first word of 5.7 % of names [P], is often left out, and an M. in front may
    stand for another name.

    Parameters
    ----------
    name
        A name as `normalised` returns it.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import telling_words
    >>> telling_words("MUHAMMAD RIZKI LUBIS"), telling_words("MUHAMMAD")
    (('RIZKI', 'LUBIS'), ('MUHAMMAD',))
    """
    words = tuple(name.split())
    return tuple(word for word in words if word != _MUHAMMAD_FORM) or words[:1]


def _plain(name: str) -> str:
    """Upper case without accents; upper case can bring new ones, so twice."""
    for _ in range(2):
        marks = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in marks if unicodedata.category(c) != "Mn").upper()
    return name


def _without_titles(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1 and _is_title(words[start]):
        start += 1
    return words[start:]


def _is_title(word: str) -> bool:
    return word.endswith(".") and word[:-1] not in _NAMES_WITH_DOT


def _kept(letter: str) -> str:
    if letter.isalnum():
        return letter
    return "" if letter in "'`’‘ʼ" else " "  # noqa: RUF001 - the apostrophes of Ma'ruf


def _modern(word: str) -> str:
    before = ""
    while word != before:
        before = word
        for old, new in _OLD_SPELLING:
            word = word.replace(old, new)
    return word


def _one_form(word: str) -> str:
    if _MUHAMMAD.fullmatch(word):
        return _MUHAMMAD_FORM
    return _WORDS.get(word, word)


def _key(word: str) -> str:
    # Y sounds as a consonant only in front: YUSUF and JUSUF are one name in two spellings.
    first = "J" if word[0] in "YJ" else "A" if word[0] in _VOWELS else ""
    for sound, like in _SOUNDS:
        word = word.replace(sound, like)
    rest = word[1:] if first else word
    skeleton = "".join(c for c in rest.translate(_LIKE) if c not in _VOWELS)
    return _REPEATED.sub(r"\1", first + skeleton)


def read_name(raw: object) -> str:
    return "" if raw is None else normalised(str(raw))


def sorted_words(name: str) -> str:
    return " ".join(sorted(name.split()))


def joined(name: str) -> str:
    return "".join(telling_words(name))


def given(name: str) -> str:
    return " ".join(telling_words(name)[:1])


def given_key(name: str) -> str:
    return consonants(given(name))


def first_key(name: str) -> str:
    return consonants(name).partition(" ")[0]
