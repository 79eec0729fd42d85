"""Synthetic people, with the truth about who is who. No real person's number is ever made.

Serials are 9001 to 9999, which offices do not reach on one day in one kecamatan.

- `crowd`: a few people for a case: an applicant, a twin, a namesake, a second identity
- `register`, `world`: a register of any size with households, doubles and errors, and its truth
- `rates`, `causes`: how often what goes wrong, and what it is called
- `families`, `clerk`: how people come about, and how they are recorded
- `names`, `cultures`, `words`, `slips`, `dates`, `places`: what both are made of

Nothing here is imported from `ektpflow.matching` or copied from its tables: a generator that knows
what the matcher forgives would praise the matcher.

All names are imported from here: ``from ektpflow.population import applicant``.
"""

from __future__ import annotations

from ektpflow.population.causes import Cause
from ektpflow.population.crowd import (
    Synthetic,
    applicant,
    biometrics,
    namesake,
    people,
    second_identity,
    twin,
)
from ektpflow.population.cultures import MIX
from ektpflow.population.places import REGIONS
from ektpflow.population.rates import Rates
from ektpflow.population.register import register
from ektpflow.population.world import World

__all__ = [
    "MIX",
    "REGIONS",
    "Cause",
    "Rates",
    "Synthetic",
    "World",
    "applicant",
    "biometrics",
    "namesake",
    "people",
    "register",
    "second_identity",
    "twin",
]
