"""Matching (pemadanan): whether a person is on file under another number.

A room in the order in which it is used: `names` normalises, `person` holds what is compared,
`levels` says how alike two values are, `weights` what that is worth, `model` adds it up, `gallery`
brings up the records worth comparing, `abis` is the port to the biometric search and `matcher`
puts the two searches together.

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
from ektpflow.matching.gallery import Gallery
from ektpflow.matching.levels import Comparison, Level, Test
from ektpflow.matching.matcher import Matcher
from ektpflow.matching.model import MatchModel, Part, Score, Veto
from ektpflow.matching.person import Person

__all__ = [
    "AADHAAR",
    "Abis",
    "AbisAnswer",
    "AbisHit",
    "AbisStatus",
    "Comparison",
    "CopyableAbis",
    "Examiner",
    "Gallery",
    "HandleAbis",
    "HandleExaminer",
    "Level",
    "MatchModel",
    "Matcher",
    "MatcherRates",
    "Part",
    "Person",
    "RatedAbis",
    "Score",
    "ScriptedAbis",
    "Test",
    "TimedAbis",
    "Veto",
]
