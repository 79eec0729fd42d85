"""Synthetic people with what is true of them, and what a clerk writes, for the tests of both."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from math import sqrt
from random import Random

import attrs

from ektpflow.population import MIX, REGIONS, Cause, Rates
from ektpflow.population.clerk import Clerk
from ektpflow.population.dates import iso
from ektpflow.population.families import Families, Member
from ektpflow.population.names import Namer
from ektpflow.population.places import Home, Numbers, Places
from ektpflow.population.world import COLUMNS

#: The rates of what may go wrong in one recording.
ERRORS = tuple(field.name for field in attrs.fields(Rates) if field.metadata["error"])
#: Nothing goes wrong, nobody moves, and no title or degree is written.
NOTHING = Rates(**dict.fromkeys((*ERRORS, "title", "degree", "moved"), 0.0))


@attrs.frozen
class Recorded:
    """One recording beside the truth about the person."""

    home: Home
    member: Member
    row: Mapping[str, str | None]
    causes: tuple[Cause, ...]

    @property
    def wrong(self) -> set[str]:
        """The fields that do not say what the person's documents say."""
        home, body = self.home, self.member.body
        truth = {
            "name": " ".join(body.name),
            "sex": "FEMALE" if body.female else "MALE",
            "birth_place": body.place,
            "birth_date": iso(body.born),
            "mother_name": " ".join(body.mother),
            "address": home.street,
            "rt": home.rt,
            "rw": home.rw,
            "kelurahan": home.village,
            "religion": body.religion,
        }
        found = {field for field, value in truth.items() if self.row[field] != value}
        day = iso(body.born)
        female = self.row["sex"] == "FEMALE"
        coded = f"{int(day[8:]) + 40 * female:02d}{day[5:7]}{day[2:4]}"
        if self.row["birth_date"] == day and self.row["nik"][6:12] != coded:
            found.add("nik")
        return found


def people(count, *, rates=None, mix=MIX, seed="people"):
    """The first so many people of a world: home and member, as the first recording finds them."""
    draw = Random(seed).random
    places = Places(draw, REGIONS, Numbers(draw))
    families = Families(draw, places, rates or Rates(), dict(mix))
    return list(islice(((home, one) for home, members in families for one in members), count))


def recorded(crowd, rates, *, again=True, seed="clerk"):
    """What one clerk writes down about each of them."""
    draw = Random(seed).random
    numbers = Numbers(draw)
    clerk = Clerk(
        draw,
        Places(draw, REGIONS, numbers),
        numbers,
        Namer(draw, dict(MIX), rates.old_spelled),
        rates,
    )
    found = []
    for home, member in crowd:
        row, causes = clerk.record(member, home, again=again)
        found.append(Recorded(home, member, dict(zip(COLUMNS, row, strict=True)), causes))
    return found


def holds(count, of, share, *, least=None):
    """A count that a share of so many gives in all but one of 10,000 worlds (4 sigma)."""
    low, high = share if least is None else least, share
    room = 4 * sqrt(high * (1 - high) / of)
    return low - room <= count / of <= high + room
