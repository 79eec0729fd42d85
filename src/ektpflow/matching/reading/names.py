"""Indonesian names in one spelling, so that two records of one person can meet.

Permendagri 73/2022 forbids abbreviations and keeps older records valid, so one person legitimately
has several spellings [S]. What is done here, and why:

- all after the first comma is an academic degree: 43 % of 1,057 published names of candidates in
  2024 carry one [P, measured]; without a comma only letters that are no name count as one;
- a leading word with a dot is a title, other than M., Moh., Abd. and St., which are names [P], and
  other than one letter, which is an initial unless it is the H. or R. of a title; so is a leading
  HAJI or RADEN without a dot where another word follows;
- the spelling before 1972 is read in today's: oe, dj, tj, sj, nj, ch [P, 3.9 % of those names];
- the more than 20 spellings of Muhammad, and Abdul and Siti, become one each [P]; Abdul is taken
  off the word it grew into (Abdurrahman, Abdul Rahman).

The result is for comparing. It is nobody's name: a card shows what the resident's record says.
"""

from __future__ import annotations

import re
from typing import Final

from ektpflow.matching.reading.spelling import key, modern, plain, raw_text, sorted_keys, told
from ektpflow.matching.reading.spelling import words as clean
from ektpflow.matching.reading.words import (
    BALINESE,
    BALINESE_AFTER,
    BARE_DEGREES,
    CLANS,
    COMMON,
    DEGREES,
    TITLES,
)

__all__ = [
    "consonants",
    "doubt",
    "first_key",
    "given",
    "given_key",
    "joined",
    "joined_key",
    "normalised",
    "read_name",
    "sorted_words",
    "telling_words",
]

# Dotted words at the front that are names. Everything else with a dot there is a title.
_NAMES_WITH_DOT: Final = frozenset(
    {"M", "MOH", "MUH", "MOHD", "MUHD", "MOCH", "MUCH", "MHD", "ABD", "ABDL", "ST"}
    | {"WY", "NYM", "KT", "GST"}
)
_MUHAMMAD: Final = re.compile(r"M[OU](?:KH|HH?|K)AM+A?[AE][DT]+|M[OU]K?HD?|M[OU]K?HM+AD|MHD")
_MUHAMMAD_FORM: Final = "MUHAMMAD"
_ABDUL: Final = "ABDUL"
# Sun letters: the L of Abdul takes their sound (Abdur Rahman, Abdus Salam).
_SUN_LETTERS: Final = frozenset("DNRSTZ")
_ABDUL_GROWN: Final = 4  # letters that must be left of a word that Abdul grew into
_WORDS: Final = {
    "ABD": _ABDUL,
    "ABDL": _ABDUL,
    "SITTI": "SITI",
    "SITY": "SITI",
    "STI": "SITI",
    "NOOR": "NUR",
    "GDE": "GEDE",
    "GST": "GUSTI",
    "NGR": "NGURAH",
    "BGS": "BAGUS",
}
# Only in front of another word: alone they may be the whole name (one-letter names exist [P]).
_FIRST_WORDS: Final = {
    "M": _MUHAMMAD_FORM,
    "ST": "SITI",
    "WY": "WAYAN",
    "NYM": "NYOMAN",
    "KT": "KETUT",
}
# Only behind the Balinese I or Ni: elsewhere MD may be Muhammad and PT a company.
_AFTER_I: Final = {
    "WY": "WAYAN",
    "NYM": "NYOMAN",
    "KT": "KETUT",
    "MD": "MADE",
    "PT": "PUTU",
    "KD": "KADEK",
    "KM": "KOMANG",
    "GD": "GEDE",
}
_LONGEST_DEGREE: Final = max(map(len, BARE_DEGREES))
_SPLIT_DEGREE: Final = 3  # S Pd in two words is a degree, S H may be two initials


def read_name(raw: object) -> str:
    """Return a raw name in the spelling in which names are compared; empty where not known.

    Parameters
    ----------
    raw
        A name as a table holds it; None, NaN and "TIDAK DIKETAHUI" are not known.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import read_name
    >>> read_name("H. Moch. Soeharto, S.H."), read_name(None), read_name("xxx")
    ('MUHAMMAD SUHARTO', '', '')
    """
    return told(normalised(raw_text(raw, "name")))


def normalised(name: str) -> str:
    """Return the name in the spelling in which names are compared.

    Parameters
    ----------
    name
        A name as a record holds it, with titles and degrees.

    Returns
    -------
    str
        Words in upper case, one blank between them; empty where the text holds no letter or digit.
        To normalise twice changes nothing.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import normalised
    >>> normalised("Hj. St. Noerhajati, S.Pd., M.Si.")
    'SITI NURHAJATI'
    >>> normalised("Moch. Tjipto") == normalised("M.Cipto")
    True
    >>> normalised("Abdurrachman Sitepu SH") == normalised("ABD. RACHMAN SITEPU")
    True
    """
    text = plain(name)
    if "," in text:
        text = text.lstrip(" ,").partition(",")[0]
    if "." in text:
        text = _without_dots(text)
    text = clean(text)
    if not text:
        return ""
    words = _one_form_each(modern(text).split())
    if len(words) == 1:
        return words[0]
    words = _without_titles_and_degrees(words)
    if len(words) > 1:
        words[0] = _FIRST_WORDS.get(words[0], words[0])
        if words[0] in {"I", "NI"}:
            words[1] = _AFTER_I.get(words[1], words[1])
    return " ".join(words)


def sorted_words(name: str) -> str:
    """Return all words in alphabetical order, for two records that differ in the order of words.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import sorted_words
    >>> sorted_words("SIREGAR BUDI") == sorted_words("BUDI SIREGAR")
    True
    """
    return " ".join(sorted(name.split()))


def joined(name: str) -> str:
    """Return the telling words in their order without blanks.

    Nur Hayati and Nurhayati, Abdul Aziz and Abdulaziz are one name. The order is kept, for words
    that grow together keep theirs; `sorted_words` is for the other error.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import joined
    >>> joined("NUR HAYATI") == joined("NURHAYATI")
    True
    """
    return "".join(telling_words(name))


def joined_key(name: str) -> str:
    """Return the consonant key of the telling words written as one word.

    The key for bringing up Nur Hayati when Nurhajati is asked for.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import joined_key
    >>> joined_key("NUR HAYATI"), joined_key("NURHAYATIE")
    ('NRHT', 'NRHT')
    """
    return key(joined(name))


def given(name: str) -> str:
    """Return the words that tell a person from a brother or sister, in their order.

    Left out, as long as another word stays: clan names; in front the Balinese words for sex, caste
    and order of birth; Muhammad, Abdul, Siti, Nur and Sri. Twins and siblings make most false
    alarms (366 of 407 on a synthetic set were twins [S]), and these words are what they share.

    Returns
    -------
    str
        Never empty where the name is not.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import given
    >>> given("MUHAMMAD RIZKI LUBIS"), given("I WAYAN SUDARMA"), given("SITI AMINAH")
    ('RIZKI', 'SUDARMA', 'AMINAH')
    >>> given("MUHAMMAD SIREGAR"), given("NI PUTU AYU")
    ('MUHAMMAD', 'AYU')
    """
    words = name.split()
    if len(words) > 1:
        words = [word for word in words if word not in CLANS] or words
        words = _without_balinese(words)
        words = [word for word in words if word not in COMMON] or words
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
    return sorted_keys(telling_words(name))


def given_key(name: str) -> str:
    """Return the consonant key of the words that `given` returns.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import given_key
    >>> given_key("MUHAMMAD RIZKI LUBIS") == given_key("RISKY")
    True
    """
    return sorted_keys(given(name).split())


def first_key(name: str) -> str:
    """Return the first of the keys in `given_key`, for dividing crowded blocks.

    Two records that lost or gained a word often still share it.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import first_key
    >>> first_key("AGUS BUDI SANTOSO"), first_key("SANTOSO AGUS")
    ('AGS', 'AGS')
    """
    return given_key(name).partition(" ")[0]


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
    if _MUHAMMAD_FORM not in words:
        return words
    return tuple(word for word in words if word != _MUHAMMAD_FORM) or words[:1]


def _without_dots(text: str) -> str:
    """Degrees with dots at the end and titles with a dot in front are taken off."""
    words = text.split()
    while len(words) > 1 and "." in words[-1] and words[-1].replace(".", "") in DEGREES:
        words.pop()
    words = " ".join(words).replace(".", ". ").split()
    start = 0
    while start < len(words) - 1 and (long := _title_at(words, start)):
        start += long
    return " ".join(words[start:])


def _title_at(words: list[str], at: int) -> int:
    """Of how many dotted words the title is that stands there: K. H. are two, 0 where none does."""
    word, after = words[at], words[at + 1]
    if not word.endswith("."):
        return 0
    if len(word) == len(after) == 2 and after[1] == "." and at + 2 < len(words):  # noqa: PLR2004 - K. H.
        both = word[0] + after[0]
        if both in TITLES:
            return 2
    bare = word[:-1]
    return int(bare in TITLES or (len(bare) > 1 and bare not in _NAMES_WITH_DOT))


def _one_form_each(words: list[str]) -> list[str]:
    """One form for Muhammad, Abdul, Siti and the like, and Abdul as a word of its own."""
    found: list[str] = []
    for word in words:
        rest = word
        while grown := _grown_into(rest):
            found.append(_ABDUL)
            rest = grown
        if rest[0] == "M" and _MUHAMMAD.fullmatch(rest):
            rest = _MUHAMMAD_FORM
        found.append(_WORDS.get(rest, rest))
    for here, after in enumerate(found[1:]):
        word = found[here]
        if len(word) == len(_ABDUL) and word[:4] == "ABDU" and word[4] == after[0] in _SUN_LETTERS:
            found[here] = _ABDUL
    return found


def _grown_into(word: str) -> str:
    """What Abdul grew into: RAHMAN of ABDURRAHMAN and ABDURAHMAN; empty for ABDULLAH."""
    if word[:4] != "ABDU" or len(word) < len(_ABDUL) + _ABDUL_GROWN - 1:
        return ""
    rest = word[4:]
    if rest[0] == "L":
        rest = "" if rest[1:4] in {"LAH", "LOH"} else rest[1:]
    elif rest[0] not in _SUN_LETTERS:
        rest = ""
    elif rest[1] == rest[0]:
        rest = rest[1:]
    return rest if len(rest) >= _ABDUL_GROWN else ""


def _without_titles_and_degrees(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1 and words[start] in TITLES:
        start += 1
    words = words[start:]
    while len(words) > 1 and len(words[-1]) <= _LONGEST_DEGREE:
        if words[-1] in BARE_DEGREES:
            words.pop()
        elif len(words) > 2 and _in_two_words(words[-2], words[-1]):  # noqa: PLR2004 - a name, S, Pd
            del words[-2:]
        else:
            break
    return words


def _in_two_words(one: str, other: str) -> bool:
    return len(one) == 1 and len(other) >= _SPLIT_DEGREE - 1 and one + other in DEGREES


def _without_balinese(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1 and (
        words[start] in BALINESE or (start and words[start] in BALINESE_AFTER)
    ):
        start += 1
    return words[start:]


def doubt(name: str) -> str:
    """Return why this is no name, in a sentence; empty if it may be one.

    Examples
    --------
    >>> from ektpflow.matching.reading.names import doubt
    >>> doubt("12345"), doubt("SITI")
    ('there is no letter in the name', '')
    """
    if not name or any(map(str.isalpha, name)):
        return ""
    return "there is no letter in the name"
