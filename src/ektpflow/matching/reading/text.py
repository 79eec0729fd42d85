"""Text of which nothing more is known: occupations, foreign names, whatever a register has."""

from __future__ import annotations

from ektpflow.matching.reading import spelling

__all__ = ["key", "read_text", "sorted_words"]


def read_text(raw: object) -> str:
    """Return the words of a text in upper case without accents and signs, one blank between.

    No rule of Indonesian spelling is applied; `names` and `places` do that.

    Examples
    --------
    >>> from ektpflow.matching.reading.text import read_text
    >>> read_text("  Belum/Tidak  Bekerja "), read_text("N/A")
    ('BELUM TIDAK BEKERJA', '')
    """
    return spelling.told(spelling.words(spelling.plain(spelling.raw_text(raw, "text"))))


def sorted_words(text: str) -> str:
    """Return the words in alphabetical order.

    Examples
    --------
    >>> from ektpflow.matching.reading.text import sorted_words
    >>> sorted_words("TIDAK BELUM")
    'BELUM TIDAK'
    """
    return " ".join(sorted(text.split()))


def key(text: str) -> str:
    """Return the consonant keys of the words in alphabetical order: for bringing up records.

    Examples
    --------
    >>> from ektpflow.matching.reading.text import key
    >>> key("GURU SEKOLAH"), key("SEKOLAH GURU")
    ('GR SKL', 'GR SKL')
    """
    return spelling.sorted_keys(text.split())
