"""Name cultures of the synthetic world, and the mix in which they live together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ektpflow.population.cultures.culture import Culture
from ektpflow.population.cultures.java import JAVA, SUNDA
from ektpflow.population.cultures.others import BALI, TIONGHOA
from ektpflow.population.cultures.sumatra import BATAK, MELAYU, MINANG

__all__ = ["CULTURES", "MIX", "Culture"]

#: Every culture by its code.
CULTURES: Final[Mapping[str, Culture]] = MappingProxyType(
    {c.code: c for c in (JAVA, SUNDA, BATAK, MELAYU, MINANG, TIONGHOA, BALI)}
)
#: Share of the households of each culture; invented: no published figure fits a made-up city.
MIX: Final[Mapping[str, float]] = MappingProxyType(
    {
        "jawa": 0.40,
        "sunda": 0.14,
        "batak": 0.14,
        "melayu": 0.13,
        "minang": 0.08,
        "tionghoa": 0.07,
        "bali": 0.04,
    }
)
