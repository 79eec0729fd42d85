"""Matching (pemadanan): whether a person is on file under another number.

A room in the order in which it is used: `reading` brings values into one form, `person` holds
what is compared, `levels` says how alike two values are, `weights` what that is worth, `model` adds
it up, `gallery` brings up the records worth comparing, `abis` is the port to the biometric search
and `matcher` puts the two searches together.

Similarity of text comes from rapidfuzz, which is imported when two names are first compared.
"""

from __future__ import annotations

from ektpflow.matching.abis import (
    AADHAAR,
    Abis,
    AbisAnswer,
    AbisHit,
    AbisStatus,
    CopyableAbis,
    Examiner,
    HandleAbis,
    HandleExaminer,
    MatcherRates,
    RatedAbis,
    ScriptedAbis,
    TimedAbis,
)
from ektpflow.matching.doubts import doubts
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.gallery import Gallery, Hit
from ektpflow.matching.kinds import KINDS, Kind
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import (
    Agree,
    Anything,
    Crossed,
    Edits,
    Metric,
    Near,
    Own,
    Test,
    WordsNear,
)
from ektpflow.matching.matcher import Matcher
from ektpflow.matching.model import Likeness, MatchModel, Part, Score, Together, Veto
from ektpflow.matching.person import Person
from ektpflow.matching.plan import BlockingPlan, Key

__all__ = [
    "AADHAAR",
    "KINDS",
    "Abis",
    "AbisAnswer",
    "AbisHit",
    "AbisStatus",
    "Agree",
    "Anything",
    "BlockingPlan",
    "Comparison",
    "CopyableAbis",
    "Crossed",
    "Edits",
    "Examiner",
    "Frequencies",
    "Gallery",
    "HandleAbis",
    "HandleExaminer",
    "Hit",
    "Key",
    "Kind",
    "Level",
    "Likeness",
    "MatchModel",
    "Matcher",
    "MatcherRates",
    "Metric",
    "Near",
    "Own",
    "Part",
    "Person",
    "RatedAbis",
    "Score",
    "ScriptedAbis",
    "Test",
    "TimedAbis",
    "Together",
    "Veto",
    "WordsNear",
    "doubts",
]
