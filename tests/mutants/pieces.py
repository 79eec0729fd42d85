"""Mutants of the built-in model: without one of its pieces, or with another threshold.

A level, a veto, a group, a key or a threshold is data, so its mutant is a model without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import attrs

from ektpflow.matching import Gallery, Likeness, MatchModel
from ektpflow.matching.batch import deduplicate, plan_for
from ektpflow.matching.levels import Comparison
from ektpflow.matching.likeness import Anything, Own
from ektpflow.matching.plan import BlockingPlan

__all__ = ["PIECES", "SITI", "counts_once", "meets", "pieces", "stands"]

Killer = Callable[[], object]

EXPERT: Final = MatchModel.expert()
SITI: Final = {
    "name": "Siti Sutrisno",
    "mother_name": "Sri Lestari",
    "birth_date": "1990-01-08",
    "birth_place": "Medan",
    "sex": "F",
    "nik": "9999" + "014801900001",
    "address": "Jalan Mawar No 1",
    "kelurahan": "12.71.01.1001",
}
UNLIKE: Final = {"name": "Xaverius", "mother_name": "Yohana"}


def other(**changed: object) -> dict[str, object]:
    return {**SITI, **changed}


# -- who notices that a piece is missing -----------------------------------------------------------

_NAMES: Final = {
    "same": ("Siti Aminah", "Sitti Aminah"),
    "same words in another order, or written together": ("Nur Hayati", "Nurhayati"),
    "nearly the same spelling": ("Sutrisno", "Sutrisna"),
    "same given name": ("Budi Siregar", "Budi"),
    "words alike, or one more": ("Rina", "Rini"),
    "same consonants": ("Siti Aminah", "Sete Omunih"),
    "alike": ("Kahaya", "Kah Ayah"),
    "a word shortened": ("Lim R", "Riska Lim"),
    "a given name more or less": ("Rasis Butarbutar", "Rasis Z"),
    "words a little alike": ("Karno", "Akrno"),
}
#: By field and level: two values that meet it.
EXAMPLES: Final = {
    **{("name", level): values for level, values in _NAMES.items()},
    **{("mother_name", level): values for level, values in _NAMES.items()},
    ("birth_date", "same"): ("1990-01-08", "1990-01-08"),
    ("birth_date", "same, 1 July or 31 December"): ("1990-07-01", "1990-07-01"),
    ("birth_date", "day and month exchanged"): ("1990-01-08", "1990-08-01"),
    ("birth_date", "two of day, month, year"): ("1990-01-08", "1991-01-08"),
    ("birth_date", "same year"): ("1990-01-08", "1990-11-23"),
    ("birth_place", "same"): ("Medan", "Kota Medan"),
    ("birth_place", "same consonants"): ("Medan", "Medn"),
    ("birth_place", "alike"): ("Pati", "Pai"),
    ("sex", "same"): ("L", "Laki-laki"),
    ("nik", "same"): (SITI["nik"], SITI["nik"]),
    ("nik", "same but for the sign of a woman"): (SITI["nik"], "9999" + "010801900001"),
    ("nik", "one digit other or two exchanged"): (SITI["nik"], "9999" + "014801900010"),
    ("nik", "same birth date and serial, another region"): (SITI["nik"], "8888" + "014801900001"),
    ("address", "same"): ("Jl. Mawar No. 1", "Jalan Mawar 1"),
    ("address", "same street"): ("Jl. Mawar No. 1", "Jl. Mawar No. 22"),
    ("address", "alike"): ("Lorong Elang No 100", "Lorong Kelapa No 10"),
    ("kelurahan", "same"): ("12.71.01.1001", "12-71-01-1001"),
}


def meets(field: str, level: str) -> None:
    comparison = MatchModel.expert().comparisons[EXPERT.place[field]]
    one, two = (comparison.read((value,)) for value in EXAMPLES[field, level])
    assert comparison.levels[comparison.level(one, two)].name == level


#: By field: a value of somebody else.
STRANGE: Final = {"name": "Bambang Wijaya", "sex": "M"}


def stands(field: str) -> None:
    """A veto stands where nothing but this field differs."""
    model = MatchModel.expert()
    score = model.score(SITI, other(**{field: STRANGE[field]}))
    assert score.vetoed
    assert model.likeness(100.0, vetoed=score.vetoed) is Likeness.POSSIBLE


def counts_once(*fields: str) -> None:
    """Of a group the strongest agreement counts, and the strongest difference."""
    model = MatchModel.expert()
    apart = {"nik": "8888" + "550455010001", "birth_date": "1955-04-05", "address": "Gang Satu",
             "kelurahan": "12.73.02.1009"}  # fmt: skip
    for two, strongest in ((SITI, max), (other(**{f: apart[f] for f in fields}), min)):
        parts = model.score(SITI, two).parts
        mine = [parts[model.place[field]] for field in fields]
        assert sum(part.counted for part in mine) == strongest(part.bits for part in mine)


#: By key: changes of two records that only this key brings together, and of others who make a
#: crowd of what another key would have brought together.
ALONE: Final = {
    "birth_date.unordered+name.first_key": (
        {},
        {**UNLIKE, "birth_date": "1990-08-01", "birth_place": "Binjai", "name": "Sutrisno Wibowo"},
    ),
    "birth_date.unordered+mother_name.first_key": (
        {},
        {**UNLIKE, "birth_date": "1990-08-01", "birth_place": "Binjai", "mother_name": "Lestari"},
    ),
    "birth_date.unordered+birth_place.place_key": (
        {},
        {**UNLIKE, "birth_date": "1990-08-01"},
    ),
    "birth_date.shared+name.first_key": (
        {"birth_date": "1990-12-31"},
        {
            "birth_date": "1990-12-31",
            "name": "Sutrisno Wibowo",
            "birth_place": "Binjai",
            "mother_name": "Yohana",
        },
        {"birth_date": "1971-12-31", "birth_place": "Pati", "mother_name": "Nurhayati"},
    ),
    "name.consonants+birth_date.year": (
        {},
        {"name": "Sity Soetrisno", "birth_date": "1990-05-23", "mother_name": "Yohana"},
    ),
    "mother_name.consonants+birth_date.year": (
        {},
        {"name": "Xaverius", "birth_date": "1990-05-23", "mother_name": "Sri Lestary"},
    ),
    "name.consonants+mother_name.consonants": ({}, {"birth_date": "1971-05-23"}),
    "birth_date.month+birth_date.day+name.first_key": (
        {},
        {"birth_date": "1991-01-08", "name": "Sutrisno Wibowo", "mother_name": "Yohana"},
    ),
    "birth_date.month+birth_date.day+mother_name.first_key": (
        {},
        {"birth_date": "1991-01-08", "name": "Xaverius", "mother_name": "Lestari"},
    ),
}


def brings_up(key: str) -> None:
    model = MatchModel.expert()
    rows = [other(**changed) for changed in ALONE[key]]
    table = {name: [row[name] for row in rows] for name in model.columns}
    plan = plan_for(table, model, cap=2)
    found = deduplicate(table, model, plan=plan, floor=-1e9)
    assert [(pair.left, pair.right) for pair in found.pairs()] == [(0, 1)]
    gallery = Gallery(model, plan=plan)
    for at, row in enumerate(rows):
        gallery.enter(row, at)
    assert [hit.record for hit in gallery.search(rows[1], 1, floor=-1e9)] == [0]


def a_second_recording_is_looked_at_and_a_namesake_is_not() -> None:
    """The one after a move, a slip in the name, the mother shortened; the other born on the day in the kelurahan."""
    model = MatchModel.expert()
    moved = other(
        name="Siti Sutrisna",
        mother_name="S. Lestari",
        nik="8888" + "014801900077",
        address="Gang Satu 7",
        kelurahan="12.73.02.1009",
    )
    namesake = other(mother_name="Yohana", nik="9999" + "014801900077", address="Gang Satu 7")
    assert model.score(SITI, moved).weight >= model.possible
    assert model.score(SITI, namesake).weight < model.possible


def a_batch_decides_from_even_odds_on() -> None:
    model = MatchModel.expert()
    assert model.prior + model.duplicate == 0
    assert round(model.prior) == -34


# -- pieces ----------------------------------------------------------------------------------------

#: By kind and name of a piece: who must notice that it is missing.
PIECES: Final[dict[tuple[str, str], Killer]] = {
    **{
        ("level", f"{field}: {level}"): partial(meets, field, level)
        for field, level in EXAMPLES
        if level in [x.name for x in EXPERT.comparisons[EXPERT.place[field]].levels]
    },
    **{("veto", field): partial(stands, field) for field in STRANGE},
    ("group", "nik, birth_date"): partial(counts_once, "nik", "birth_date"),
    ("group", "address, kelurahan"): partial(counts_once, "address", "kelurahan"),
    **{("key", key): partial(brings_up, key) for key in ALONE},
    ("threshold", "possible higher"): a_second_recording_is_looked_at_and_a_namesake_is_not,
    ("threshold", "possible lower"): a_second_recording_is_looked_at_and_a_namesake_is_not,
    ("threshold", "duplicate higher"): a_batch_decides_from_even_odds_on,
    ("threshold", "duplicate lower"): a_batch_decides_from_even_odds_on,
    ("threshold", "prior higher"): a_batch_decides_from_even_odds_on,
}


def pieces() -> Iterator[tuple[tuple[str, str], MatchModel]]:
    """Yield every piece of the built-in model, and the model without it."""
    for c in EXPERT.comparisons:
        for at, level in enumerate(c.levels):
            if not isinstance(level.test, Anything):
                yield ("level", f"{c.field}: {level.name}"), _without_level(c, at)
    for veto in EXPERT.vetoes:
        left = tuple(v for v in EXPERT.vetoes if v is not veto)
        yield ("veto", veto.field), attrs.evolve(EXPERT, vetoes=left)
    for group in EXPERT.together:
        ungrouped = tuple(g for g in EXPERT.together if g is not group)
        yield ("group", ", ".join(group.fields)), attrs.evolve(EXPERT, together=ungrouped)
    for key in EXPERT.blocking.keys:
        keys = tuple(k for k in EXPERT.blocking.keys if k is not key)
        plan = BlockingPlan(keys, EXPERT.blocking.register_size, EXPERT.blocking.cap)
        yield ("key", key.name), attrs.evolve(EXPERT, blocking=plan)
    for name, much in (("possible", 2.0), ("duplicate", 1.0)):
        for way, bits in (("higher", much), ("lower", -much)):
            moved = attrs.evolve(EXPERT, **{name: getattr(EXPERT, name) + bits})
            yield ("threshold", f"{name} {way}"), moved
    yield ("threshold", "prior higher"), attrs.evolve(EXPERT, prior=EXPERT.prior + 1)


def _without_level(c: Comparison, at: int) -> MatchModel:
    """Return the model in which nothing meets this level."""
    levels = list(c.levels)
    levels[at] = attrs.evolve(levels[at], test=Own("never", lambda *_: False), by_frequency=0.0)
    compared = tuple(
        attrs.evolve(x, levels=tuple(levels)) if x is c else x for x in EXPERT.comparisons
    )  # fmt: skip
    return attrs.evolve(EXPERT, comparisons=compared)
