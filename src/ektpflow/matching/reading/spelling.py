"""What all readers share: raw values as text, letters in one form, old spelling, consonant keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ektpflow.errors import InvalidValue

__all__ = ["key", "modern", "plain", "raw_text", "shape", "sorted_keys", "told", "words"]

# As Python and pandas write a missing value. Only in this very writing: NAN in capitals, as a
# register writes, may be somebody's name.
_MISSING: Final = frozenset({"nan", "NaN", "NaT", "<NA>", "None"})
# What offices and programs write where nothing is known: our choice of list. NA, NN and N are not
# on it, for they may be names (one-letter names exist: domain P).
_NOT_KNOWN: Final = frozenset(
    {
        "N/A",
        "#N/A",
        "NULL",
        "(NULL)",
        "UNKNOWN",
        "TIDAK DIKETAHUI",
        "TDK DIKETAHUI",
        "BELUM DIKETAHUI",
        "TIDAK TAHU",
        "TIDAK ADA",
        "TANPA KETERANGAN",
    }
)
_CROSSES: Final = 3  # three X and more; two may be a numeral
_CONTAINERS: Final = (bytes, bytearray, list, tuple, dict, set, frozenset)
_SHOWN: Final = 24

_APOSTROPHES: Final = "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf"
_NO_APOSTROPHES: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, ""))
_CLEAN: Final = str.maketrans(
    {c: "" if c in _APOSTROPHES else " " for c in map(chr, range(128)) if not c.isalnum()}
)

# CHR is the sound K in either spelling (Christina, Kristina): before CH, which was KH.
_OLD_SPELLING: Final = (
    ("OE", "U"),
    ("DJ", "J"),
    ("TJ", "C"),
    ("SJ", "SY"),
    ("NJ", "NY"),
    ("CHR", "KR"),
    ("CH", "KH"),
)

_SOUNDS: Final = (
    ("KH", "H"),
    ("SY", "S"),
    ("SH", "S"),
    ("NY", "N"),
    ("DH", "D"),
    ("TH", "T"),
    ("BH", "B"),
    ("GH", "G"),
    ("PH", "P"),
    ("DZ", "Z"),
    ("TS", "S"),
    ("CK", "K"),
    ("X", "KS"),
)
_LIKE: Final = str.maketrans({"F": "P", "V": "P", "Q": "K", "Z": "S"})
_VOWELS: Final = frozenset("AEIOUY")
_NO_VOWELS: Final = str.maketrans(dict.fromkeys(_VOWELS, ""))
_DOUBLED: Final = re.compile(r"(.)\1+")


def raw_text(raw: object, what: str) -> str:
    """Return a raw value as text without blanks around it; empty where it says "not known".

    Parameters
    ----------
    raw
        Text, number, date, None or a missing value of numpy or pandas. A whole number that became
        a decimal one (a column with gaps does that: 1.0) is read as the whole number.
    what
        The kind of value, for the error.

    Raises
    ------
    InvalidValue
        When the value is no single value: a list, or bytes that nobody decoded.

    Examples
    --------
    >>> from ektpflow.matching.reading.spelling import raw_text
    >>> raw_text(" Medan ", "place"), raw_text(7.0, "RT"), raw_text("tidak diketahui", "place")
    ('Medan', '7', '')
    """
    if raw is None:
        return ""
    if not isinstance(raw, str):
        if isinstance(raw, _CONTAINERS):
            raise InvalidValue(
                what,
                f"a value of type {type(raw).__name__}",
                "a field holds one text, number or date",
                "decode bytes, and take one value out of a list",
            )
        raw = int(raw) if isinstance(raw, float) and raw.is_integer() else raw
    text = str(raw).strip()
    return text if text not in _MISSING and told(text.upper()) else ""


def told(text: str) -> str:
    """Return an upper-case text, or "" where it only says that nothing is known.

    For raw values, and for read ones, since signs may have hidden it ("NULL.", "X-X-X").

    Examples
    --------
    >>> from ektpflow.matching.reading.spelling import told
    >>> told("MEDAN"), told("TIDAK DIKETAHUI"), told("XXXX")
    ('MEDAN', '', '')
    """
    if text in _NOT_KNOWN or (len(text) >= _CROSSES and not text.strip("X")):
        return ""
    return text


def shape(text: str) -> str:
    """Return what a text looks like, for errors: digits as 9, letters as A, never the text.

    Examples
    --------
    >>> from ektpflow.matching.reading.spelling import shape
    >>> shape("17 Agustus 1990")
    "'99 AAAAAAA 9999'"
    """
    seen = "".join("9" if c.isdigit() else "A" if c.isalpha() else c for c in text[:_SHOWN])
    return repr(seen + ("..." if len(text) > _SHOWN else ""))


def plain(text: str) -> str:
    """Return the text in upper case, without accents and without apostrophes.

    Examples
    --------
    >>> from ektpflow.matching.reading.spelling import plain
    >>> plain("Ren\u00e9 Ma'ruf")
    'RENE MARUF'
    """
    if text.isascii():
        return (
            text.translate(_NO_APOSTROPHES).upper()
            if "'" in text or "`" in text
            else (text.upper())
        )
    # Upper case can bring new marks, and taking letters apart new apostrophes: so twice.
    for _ in range(2):
        marks = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES))
        text = "".join(c for c in marks if unicodedata.category(c) != "Mn").upper()
    return text.translate(_NO_APOSTROPHES)


def words(text: str) -> str:
    """Return the words of a plain text, letters and digits only, one blank between them.

    Examples
    --------
    >>> from ektpflow.matching.reading.spelling import words
    >>> words("SITI--AMINAH / 2")
    'SITI AMINAH 2'
    """
    if text.isalpha():
        return text
    if text.isascii():
        return " ".join(text.translate(_CLEAN).split())
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def modern(text: str) -> str:
    """Return upper-case text in the spelling of 1972: oe, dj, tj, sj, nj, ch become u, j, c ...

    3.9 % of 1,057 names published in 2024 hold such a pair of letters [P]. Modern NJ (Panjaitan)
    becomes NY too: the two cannot be told apart, and both records are read alike. J for today's Y
    is left to the key, for J is a letter of today as well.

    Examples
    --------
    >>> from ektpflow.matching.reading.spelling import modern
    >>> modern("SOETJIPTO"), modern("ACHMAD"), modern("CHRISTINA")
    ('SUCIPTO', 'AKHMAD', 'KRISTINA')
    """
    before = ""
    while text != before:
        before = text
        for old, new in _OLD_SPELLING:
            text = text.replace(old, new)
    return text


def key(word: str) -> str:
    """Return the consonants of one word, those that are written for each other made one.

    Doubled letters count once and a silent H at the end not at all (Fatimah, Fatima). An own key
    for Indonesian spelling, for a Soundex changed for it beat a changed Double Metaphone [P].

    Examples
    --------
    >>> from ektpflow.matching.reading.spelling import key
    >>> key("SAEPUDIN"), key("SYAEFUDDIN"), key("JUSUF"), key("YUSUP"), key("FATIMAH")
    ('SPDN', 'SPDN', 'JSP', 'JSP', 'PTM')
    """
    if not word:
        return ""
    # Y sounds as a consonant only in front: YUSUF and JUSUF are one name in two spellings.
    first = "J" if word[0] in "YJ" else "A" if word[0] in _VOWELS else ""
    for sound, like in _SOUNDS:
        if sound in word:
            word = word.replace(sound, like)
    word = _DOUBLED.sub(r"\1", word.translate(_LIKE))
    if word[-1] == "H" and word[-2:-1] in _VOWELS:
        word = word[:-1]
    return first + (word[1:] if first else word).translate(_NO_VOWELS)


# Names share their words: remembered, a key costs a fifth, and the words at most 7 MB.
_key_of_word: Final = lru_cache(maxsize=2**15)(key)


def sorted_keys(parts: Iterable[str]) -> str:
    """Return the keys of words in alphabetical order, one blank between them."""
    return " ".join(sorted(map(_key_of_word, parts)))
