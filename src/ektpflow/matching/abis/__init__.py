"""The biometric search at the data centre as a port, with fakes, and the panel of experts.

The data centre's system (ABIS) compares one recording with all others on fingerprint and iris.
How it does so is none of our business: what comes in are opaque handles, what comes out is one of
the answers of the ministry's slide deck *Verifikasi biometrik perekaman dan penghapusan rekaman
duplikat* (Direktorat PIAK, 2015) [S].

`HandleAbis` never errs, `ScriptedAbis` errs where a script says so, `RatedAbis` by chance at rates
that are handed in. No rate of false matches or misses of the real system is published.
"""

from ektpflow.matching.abis.examiner import Examiner, HandleExaminer
from ektpflow.matching.abis.handle import HandleAbis
from ektpflow.matching.abis.port import (
    Abis,
    AbisAnswer,
    AbisHit,
    AbisStatus,
    CopyableAbis,
    TimedAbis,
    copied,
    time_of,
)
from ektpflow.matching.abis.rated import AADHAAR, MatcherRates, RatedAbis
from ektpflow.matching.abis.scripted import ScriptedAbis

__all__ = [
    "AADHAAR",
    "Abis",
    "AbisAnswer",
    "AbisHit",
    "AbisStatus",
    "CopyableAbis",
    "Examiner",
    "HandleAbis",
    "HandleExaminer",
    "MatcherRates",
    "RatedAbis",
    "ScriptedAbis",
    "TimedAbis",
    "copied",
    "time_of",
]
