"""Synthetic people, with the truth about who is who. No real person's number is ever made.

Serials are 9001 to 9999, which offices do not reach on one day in one kecamatan.

- `crowd`: a few people for a case: an applicant, a twin, a namesake, a second identity

All names are imported from here: ``from ektpflow.population import applicant``.
"""

from __future__ import annotations

from ektpflow.population.crowd import (
    Synthetic,
    applicant,
    biometrics,
    namesake,
    people,
    second_identity,
    twin,
)

__all__ = ["Synthetic", "applicant", "biometrics", "namesake", "people", "second_identity", "twin"]
