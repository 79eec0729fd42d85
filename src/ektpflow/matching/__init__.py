"""Matching (pemadanan): whether a person is on file under another number.

A room in the order in which it is used: `reading` brings values into one form, `person` holds
what is compared, `levels` says how alike two values are, `weights` what that is worth, `model` adds
it up, `gallery` brings up the records worth comparing, `abis` is the port to the biometric search
and `matcher` puts the two searches together.

Similarity of text comes from rapidfuzz, which is imported when two names are first compared.
"""

from __future__ import annotations

from ektpflow.matching.abis import (
    Abis,
    AbisAnswer,
    AbisHit,
    AbisStatus,
    Examiner,
    HandleAbis,
    HandleExaminer,
    ScriptedAbis,
)
from ektpflow.matching.gallery import Gallery
from ektpflow.matching.frequencies import Frequencies
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
    "KINDS",
    "Abis",
    "AbisAnswer",
    "AbisHit",
    "AbisStatus",
    "Agree",
    "Anything",
    "BlockingPlan",
    "Comparison",
    "Crossed",
    "Edits",
    "Examiner",
    "Frequencies",
    "Gallery",
    "HandleAbis",
    "HandleExaminer",
    "Key",
    "Kind",
    "Level",
    "Likeness",
    "MatchModel",
    "Matcher",
    "Metric",
    "Near",
    "Own",
    "Part",
    "Person",
    "Score",
    "ScriptedAbis",
    "Test",
    "Together",
    "Veto",
    "WordsNear",
]
