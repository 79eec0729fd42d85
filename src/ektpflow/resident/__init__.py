"""A resident: the fields of the card with their permitted values, biometrics, and the card itself.

Card face and permitted values: voi.id/berita/422929, Permendagri 19/2010 and 118/2017,
MK 97/PUU-XIV/2016 [S]; what has another source says so. Kinds of application and their papers are
in `ektpflow.kinds`.

What is impossible is refused; what is only unusual is a finding, for older records stay valid
(Permendagri 73/2022) [S]. Nothing here shows a person: `repr` and errors are masked. Biometrics
are opaque handles with a quality; no template ever enters the library.

- `permitted`, `occupation`: the words that the fields may hold
- `address`, `person`: a resident as the register knows them
- `biometrics`: what was recorded of them
- `card`, `chip`: what is printed on the card, and what its chip holds

All names are imported from here: ``from ektpflow.resident import Resident``.
"""

from __future__ import annotations

from ektpflow.resident.address import Address
from ektpflow.resident.biometrics import FINGERS, IRISES, Biometrics, Capture
from ektpflow.resident.card import CardFace, card_face
from ektpflow.resident.chip import Biodata, ChipContent, chip_content
from ektpflow.resident.occupation import OCCUPATIONS, Occupation
from ektpflow.resident.permitted import (
    Blood,
    Citizenship,
    FamilyRelation,
    Marital,
    Religion,
    Sex,
)
from ektpflow.resident.person import Resident

__all__ = [
    "FINGERS",
    "IRISES",
    "OCCUPATIONS",
    "Address",
    "Biodata",
    "Biometrics",
    "Blood",
    "Capture",
    "CardFace",
    "ChipContent",
    "Citizenship",
    "FamilyRelation",
    "Marital",
    "Occupation",
    "Religion",
    "Resident",
    "Sex",
    "card_face",
    "chip_content",
]
