"""The built-in weights: an expert's prior, with the origin of every number.

Few numbers are published; what is not is an assumption and says so. Replace them by your own with
`attrs.evolve` or a `MatchModel` of your own; the tests hold what any set must do.
"""

from __future__ import annotations

import math
from typing import Final

from ektpflow.matching.levels import Comparison, Level, Test

__all__ = ["COMPARISONS", "POSSIBLE", "PRIOR"]

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
_FREQUENT: Final = (
    "u: 144,497 Sutrisno (Dukcapil) among 175.9 million recorded [P], so that no name counts for "
    "more than a frequent one; m: expert prior, assumption"
)
_SHARED: Final = _DEFAULT_DATES / _RECORDED
_U_DEFAULT: Final = _SHARED**2 / 2 / 65  # both unknown, the same of two days, the same year
_U_DATE: Final = (1 - _SHARED) ** 2 / _DAYS
_U_SWAPPED: Final = 12 * 11 / 365.25 / _DAYS  # 132 days of the year can be misread as another
_U_PARTS: Final = (1 / 12 + 1 / 30.4) / 65 + 1 / 365.25
# 0.845 and 0.745 are fractions of 200: no pair of names up to 60 letters can stand on them.
_CLOSE: Final = 0.845
_ALIKE: Final = 0.745


def _last(m: float, *us: float) -> Level:
    return Level("fits no level", Test.ANYTHING, 0, m, 1 - sum(us), _A)


_NAME: Final = Comparison(
    "name",
    "name",
    (
        Level("same", Test.SAME, 0, 0.80, _SUTRISNO / _RECORDED, _FREQUENT),
        Level("nearly the same spelling", Test.NEARLY, _CLOSE, 0.10, 0.002, _A),
        Level("a word more or less", Test.WORDS_WITHIN, 0, 0.06, 0.003, _A),
        Level("same consonants", Test.CONSONANTS, 0, 0.02, 0.002, _A),
        Level("alike", Test.NEARLY, _ALIKE, 0.01, 0.01, _A),
        _last(0.01, _SUTRISNO / _RECORDED, 0.002, 0.003, 0.002, 0.01),
    ),
)
_DATE: Final = Comparison(
    "birth_date",
    "birth date",
    (
        Level(
            "same",
            Test.SAME_KNOWN_DAY,
            0,
            0.96 * (1 - _SHARED),
            _U_DATE,
            "u: birth dates spread over 65 years, assumption; m: expert prior, assumption",
        ),
        Level(
            "same, 1 July or 31 December",
            Test.SAME,
            0,
            0.96 * _SHARED,
            _U_DEFAULT,
            "dates for unknown ones (Permendagri 19/2010) [S], on 17.5 million voters "
            "(tempo.co 763178) [P]; the year over 65 years, assumption",
        ),
        Level(
            "day and month exchanged",
            Test.DAY_AND_MONTH_SWAPPED,
            0,
            0.01,
            _U_SWAPPED,
            "u: 132 days of a year can be read so; m: expert prior, assumption",
        ),
        Level("two of day, month, year", Test.TWO_OF_THREE, 0, 0.025, _U_PARTS, _A),
        _last(0.005, _U_DATE, _U_DEFAULT, _U_SWAPPED, _U_PARTS),
    ),
)
_PLACE: Final = Comparison(
    "birth_place",
    "birth place",
    (
        Level("same", Test.SAME, 0, 0.90, 0.10, _A),
        Level("alike", Test.NEARLY, _ALIKE, 0.05, 0.01, _A),
        _last(0.05, 0.10, 0.01),
    ),
)
_SEX: Final = Comparison(
    "sex",
    "sex",
    (Level("same", Test.SAME, 0, 0.998, 0.5, _A), _last(0.002, 0.5)),
)
_MOTHER: Final = Comparison(
    "mother_name",
    "mother's name",
    (
        Level("same", Test.SAME, 0, 0.85, _SUTRISNO / _RECORDED, _FREQUENT),
        Level("nearly the same spelling", Test.NEARLY, _CLOSE, 0.09, 0.002, _A),
        Level("a word more or less", Test.WORDS_WITHIN, 0, 0.03, 0.003, _A),
        Level("same consonants", Test.CONSONANTS, 0, 0.01, 0.002, _A),
        _last(0.02, _SUTRISNO / _RECORDED, 0.002, 0.003, 0.002),
    ),
)

#: Every field that is compared.
COMPARISONS: Final = (_NAME, _DATE, _PLACE, _SEX, _MOTHER)

#: Bits for "a record taken at random is this person's other one", before anything is compared:
#: 1.1 % of the records had a double, one among all the others. About -34 [P].
PRIOR: Final = math.log2(_DOUBLES / _RECORDED / _RECORDED)

#: Bits from which a person must look at a pair (assumption). It stands above a namesake born on
#: the same day at the same place (about 23) and a twin whose name fits no level (about 22), and
#: below a second recording with a slip in the name and in the mother's name (about 30).
POSSIBLE: Final = 28.0
