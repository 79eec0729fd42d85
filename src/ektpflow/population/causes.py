"""Why a row of the register does not say what the person's documents say."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Cause"]


class Cause(StrEnum):
    """What happened when a person was recorded; a row may have several, a plain one has none.

    Examples
    --------
    >>> from ektpflow.population import Cause
    >>> Cause("moved") is Cause.MOVED
    True
    """

    SPELLING = "spelling"
    OLD_SPELLING = "old spelling"
    SPACING = "words joined or parted"
    WORD_ORDER = "word order"
    WORD_MISSING = "word missing"
    WORD_ADDED = "word added"
    ABBREVIATION = "abbreviation"
    TITLE = "title"
    DEGREE = "degree"
    OTHER_NAME = "other name"
    DATE_EXCHANGED = "day and month exchanged"
    DATE_DIGIT = "digit of the date"
    DATE_YEAR = "year of birth"
    DATE_DEFAULT = "default date"
    DATE_CORRECTED = "date corrected, NIK kept"
    PLACE_SPELLING = "place misspelt"
    PLACE_OTHER = "other place"
    SEX = "sex"
    MOVED = "moved"
    ADDRESS = "address"
    MOTHER_MISSING = "mother missing"
    MOTHER_MISSPELT = "mother misspelt"
    MOTHER_SHORT = "mother shortened"
    MOTHER_ORDER = "word order of the mother's name"
    MOTHER_TITLE = "title of the mother"
    MOTHER_OTHER = "other mother"
    FIELD_MISSING = "field missing"
