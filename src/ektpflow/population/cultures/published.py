"""What is published about how often names occur; everything else about names is our own choice."""

from __future__ import annotations

from typing import Final

__all__ = ["FREQUENT", "MUHAMMAD", "OBLIGED", "WORDS"]

#: Full names, whether of women, and how many people bear them (Dukcapil via goodstats.id and
#: ciremainews.com) [P].
FREQUENT: Final = (
    ("NURHAYATI", True, 254_922),
    ("SUTRISNO", False, 144_497),
    ("SLAMET", False, 115_354),
    ("MULYADI", False, 111_685),
    ("HERMAN", False, 101_990),
)
#: People who must hold a card, of whom those are counted (mediaindonesia 869734, 2026) [P].
OBLIGED: Final = 211_826_747
#: Of 1,057 published candidate names of 2024, the share of one, two, three and more words [P].
WORDS: Final = (0.18, 0.56, 0.22, 0.04)
#: Share of the same names that open with Muhammad, in nine spellings [P].
MUHAMMAD: Final = 0.057
