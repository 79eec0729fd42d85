"""The built-in weights: an expert's prior, with the origin of every number.

Few numbers are published; what is not is an assumption and says so. Train a model of your own on
your register (`ektpflow.matching.training`); these are where training starts, and what the casebook
uses.
"""

from __future__ import annotations

import math
from typing import Final

from ektpflow.matching.kinds import ADDRESS, CODE, DATE, NAME, NIK, PLACE, SEX
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import (
    Agree,
    Anything,
    Crossed,
    Edits,
    Metric,
    Near,
    Test,
    WordsNear,
)
from ektpflow.matching.plan import BlockingPlan, Key

__all__ = ["BLOCKING", "COMPARISONS", "DUPLICATE", "POSSIBLE", "PRIOR"]

#: People recorded in 2017, and double records among them (viva 958382; republika) [P].
_RECORDED: Final = 175.9e6
_DOUBLES: Final = 1.9e6
#: People called Sutrisno (Dukcapil via goodstats.id, ciremainews.com) [P].
_SUTRISNO: Final = 144_497
#: Voters reported with a shared default birth date (tempo.co 763178) [P].
_DEFAULT_DATES: Final = 17.5e6
#: Days over which birth dates are spread as if evenly: 65 years (assumption).
_DAYS: Final = 65 * 365.25

_A: Final = "expert prior, assumption"
_C: Final = (
    "u: random pairs of a synthetic register, doubled, for real names crowd more [S, measured]; m: "
    "expert prior, assumption"
)
_FREQUENT: Final = (
    "u: 144,497 Sutrisno (Dukcapil) among 175.9 million recorded [P], so that no name counts for "
    "more than a frequent one; m: expert prior, assumption"
)
_UNKNOWN_DATES: Final = (
    "dates for unknown ones (Permendagri 19/2010) [S], on 17.5 million voters (tempo.co 763178) "
    "[P]; the year over 65 years, assumption"
)
_SHARED: Final = _DEFAULT_DATES / _RECORDED
_U_DEFAULT: Final = _SHARED**2 / 2 / 65  # both unknown, the same of two days, the same year
_U_DATE: Final = (1 - _SHARED) ** 2 / _DAYS
_U_SWAPPED: Final = 12 * 11 / 365.25 / _DAYS  # 132 days of the year can be misread as another
_U_PARTS: Final = (1 / 12 + 1 / 30.4) / 65 + 1 / 365.25
# 0.845 and 0.745 are fractions of 200: no pair of names up to 60 letters can stand on them.
_CLOSE: Final = 0.845
_ALIKE: Final = 0.745
_LITTLE: Final = 0.545
_U_NAME: Final = _SUTRISNO / _RECORDED
# The other explanation of a shared house is a brother or a sister, and keys bring those up far more
# often than chance would.
_U_HOUSE: Final = 0.002
_HOUSE: Final = "u: far above chance, for a household is compared with itself; assumption"


def _levels(*given: tuple[str, Test, float, float, str], m_last: float) -> tuple[Level, ...]:
    """Close the list with what fits none of them; a first level counts by frequency if it may."""
    levels = [Level(name, test, m, u, because) for name, test, m, u, because in given]
    last = Level("fits no level", Anything(), m_last, 1 - sum(x.u for x in levels), _A)
    return (*levels, last)


def _by_frequency(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    first, *rest = levels
    return (Level(first.name, first.test, first.m, first.u, first.because, 1.0), *rest)


_NAME: Final = Comparison(
    "name",
    "name",
    NAME,
    _by_frequency(
        _levels(
            ("same", Agree(), 0.66, _U_NAME, _FREQUENT),
            (
                "same words in another order, or written together",
                Agree(("sorted_words", "joined"), at_least=1),
                0.05,
                7e-5,
                _C,
            ),
            ("nearly the same spelling", Near(Metric.LEVENSHTEIN, _CLOSE), 0.12, 2e-4, _C),
            ("same given name", Agree(("given",)), 0.015, 4e-5, _C),
            ("words alike, or one more", WordsNear(Metric.LEVENSHTEIN, _ALIKE), 0.11, 0.0012, _C),
            ("same consonants", Agree(("consonants",)), 0.008, 1e-4, _C),
            ("alike", Near(Metric.LEVENSHTEIN, _ALIKE), 0.012, 2e-4, _C),
            (
                "a word shortened",
                WordsNear(Metric.LEVENSHTEIN, _ALIKE, 2, shortened=True),
                0.007,
                1.5e-4,
                _C,
            ),
            (
                "a given name more or less",
                WordsNear(Metric.LEVENSHTEIN, _ALIKE, feature="given"),
                0.006,
                4e-4,
                _C,
            ),
            ("words a little alike", WordsNear(Metric.LEVENSHTEIN, _LITTLE), 0.006, 0.01, _C),
            m_last=0.006,
        )
    ),
)
_DATE: Final = Comparison(
    "birth_date",
    "birth date",
    DATE,
    _levels(
        (
            "same",
            Agree(("known",)),
            0.94 * (1 - _SHARED),
            _U_DATE,
            "u: birth dates spread over 65 years, assumption; m: expert prior, assumption",
        ),
        (
            "same, 1 July or 31 December",
            Agree(("shared",)),
            0.94 * _SHARED,
            _U_DEFAULT,
            _UNKNOWN_DATES,
        ),
        (
            "day and month exchanged",
            Crossed("clean", "swapped"),
            0.01,
            _U_SWAPPED,
            "u: 132 days of a year can be read so; m: expert prior, assumption",
        ),
        (
            "two of day, month, year",
            Agree(("year", "month", "day"), at_least=2),
            0.03,
            _U_PARTS,
            _A,
        ),
        ("same year", Agree(("year",)), 0.012, 1 / 65, _A),
        m_last=0.008,
    ),
)
_PLACE: Final = Comparison(
    "birth_place",
    "birth place",
    PLACE,
    _by_frequency(
        _levels(
            ("same", Agree(), 0.90, 0.10, _A),
            ("same consonants", Agree(("place_key",)), 0.02, 0.004, _A),
            ("alike", Near(Metric.LEVENSHTEIN, _ALIKE), 0.03, 0.01, _A),
            m_last=0.05,
        )
    ),
)
_SEX: Final = Comparison(
    "sex", "sex", SEX, _levels(("same", Agree(), 0.998, 0.5, _A), m_last=0.002)
)
_MOTHER: Final = Comparison(
    "mother_name",
    "mother's name",
    NAME,
    _by_frequency(
        _levels(
            ("same", Agree(), 0.70, _U_NAME, _FREQUENT),
            (
                "same words in another order, or written together",
                Agree(("sorted_words", "joined"), at_least=1),
                0.02,
                3e-5,
                _C,
            ),
            ("nearly the same spelling", Near(Metric.LEVENSHTEIN, _CLOSE), 0.12, 2.5e-4, _C),
            (
                "words alike, or one more",
                WordsNear(Metric.LEVENSHTEIN, _ALIKE, 1),
                0.09,
                0.0025,
                _C,
            ),
            ("same consonants", Agree(("consonants",)), 0.01, 3e-4, _C),
            ("alike", Near(Metric.LEVENSHTEIN, _ALIKE), 0.006, 2e-4, _C),
            (
                "a word shortened",
                WordsNear(Metric.LEVENSHTEIN, _ALIKE, 2, shortened=True),
                0.006,
                2.5e-4,
                _C,
            ),
            ("words a little alike", WordsNear(Metric.LEVENSHTEIN, _LITTLE), 0.018, 0.03, _C),
            m_last=0.03,
        )
    ),
)
_NIK: Final = Comparison(
    "nik",
    "NIK",
    NIK,
    _levels(
        ("same", Agree(), 0.02, 1e-8, _A),
        ("same but for the sign of a woman", Agree(("sexless",)), 0.002, 1e-8, _A),
        ("one digit other or two exchanged", Edits(1, Metric.OSA), 0.005, 1e-7, _A),
        ("same birth date and serial, another region", Agree(("tail",)), 0.01, 1e-6, _A),
        m_last=0.963,
    ),
)
_ADDRESS: Final = Comparison(
    "address",
    "address",
    ADDRESS,
    _levels(
        ("same", Agree(), 0.40, _U_HOUSE, _HOUSE),
        ("same street", Agree(("street",)), 0.10, 0.005, _A),
        ("alike", Near(Metric.LEVENSHTEIN, _ALIKE), 0.06, 0.008, _A),
        m_last=0.44,
    ),
)
_KELURAHAN: Final = Comparison(
    "kelurahan",
    "kelurahan",
    CODE,
    _levels(("same", Agree(), 0.6, 0.01, _A), m_last=0.4),
)

#: Every field that is compared.
COMPARISONS: Final = (_NAME, _DATE, _PLACE, _SEX, _MOTHER, _NIK, _ADDRESS, _KELURAHAN)

#: Bits for "a record taken at random is this person's other one", before anything is compared:
#: 1.1 % of the records had a double, one among all the others. About -34 [P].
PRIOR: Final = math.log2(_DOUBLES / _RECORDED / _RECORDED)

#: Bits from which a person must look at a pair (assumption). It stands above a namesake born on
#: the same day in the same kelurahan (about 28) and a twin in the same house whose name fits no
#: level (about 29), and below a second recording after a move with a slip in the name and a short
#: form in the mother's name (about 31).
POSSIBLE: Final = 30.0

#: Bits from which the odds are even, whatever the prior.
DUPLICATE: Final = -PRIOR

#: Keys for a register of the size of a province.
BLOCKING: Final = BlockingPlan(
    (
        # one more field beside the date: a day has forty people for each million on file
        Key(("birth_date.unordered", "name.first_key"), ("mother_name.first_key",)),
        Key(("birth_date.unordered", "mother_name.first_key"), ("name.first_key",)),
        Key(("birth_date.unordered", "birth_place.place_key"), ("name.first_key",)),
        Key(("birth_date.shared", "name.first_key"), ("mother_name.first_key",)),
        Key(("name.consonants", "birth_date.year"), ("birth_date.month",)),
        Key(("mother_name.consonants", "birth_date.year"), ("name.first_key",)),
        Key(("name.consonants", "mother_name.consonants"), ("birth_place.place_key",)),
        # the year alone is wrong, or a digit of it
        Key(("birth_date.month", "birth_date.day", "name.first_key"), ("birth_place.place_key",)),
        Key(("birth_date.month", "birth_date.day", "mother_name.first_key"), ("name.first_key",)),
    ),
    register_size=1_000_000,
    cap=1_000,
)
