"""The generator does not know what the matcher forgives.

A world that errs only as a matcher expects praises that matcher. So neither room imports the other,
no word with its other writing stands in tables of both, and how much of each slip the matcher's
reading undoes is measured here, printed (``pytest -s``) and kept between bounds.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from types import CodeType

import attrs
import pytest

import ektpflow
from ektpflow.matching.reading import addresses, names, places
from ektpflow.population import slips
from recorded import NOTHING, people, recorded

SOURCE = Path(ektpflow.__file__).parent
ROOMS = ("population", "matching")
_MOST = 12  # a longer tuple or set is a list of words, not of writings of one

# Letters that both know. The spelling reforms of 1947 and 1972 are history, of which there is but
# one; the rest are sounds that Indonesian writes in two ways. Neither is a table of names: the
# generator changes any word by them, at random, and has more sounds that no table of the matcher has.
REFORMS = {("OE", "U"), ("DJ", "J"), ("C", "TJ"), ("NJ", "NY"), ("SJ", "SY"), ("CH", "KH")}
SOUNDS = {("F", "P"), ("H", "KH"), ("K", "Q"), ("S", "SY"), ("S", "SH"), ("S", "Z"), ("G", "GH"),
          ("D", "DH"), ("T", "TH"), ("DZ", "Z"), ("KS", "X")}  # fmt: skip
# Named side by side by both, neither for the other: two kinds of street, and two kinds of region.
LISTED = {("GANG", "LORONG"), ("KABUPATEN", "KOTA")}


# -- imports ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("room", "other"), [ROOMS, ROOMS[::-1]])
def test_neither_room_imports_the_other(room, other):
    files = list((SOURCE / room).rglob("*.py"))
    assert len(files) > 10
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                named = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            else:
                continue
            assert not any(f"ektpflow.{other}" in name for name in named), file
    loaded = f"import sys, ektpflow.{room}; print([m for m in sys.modules if '.{other}' in m])"
    told = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


# -- tables ----------------------------------------------------------------------------------------


def inside(value, depth=0):
    """The value and all it holds."""
    yield value
    if depth > 6:
        return
    if isinstance(value, Mapping):
        held = [*value.items(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        held = list(value)
    elif attrs.has(type(value)):
        held = [getattr(value, field.name) for field in attrs.fields(type(value))]
    else:
        return
    for one in held:
        yield from inside(one, depth + 1)


def code_constants(code):
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from code_constants(constant)
        elif isinstance(constant, tuple | frozenset):
            yield constant


def strings(value):
    if isinstance(value, int) and not isinstance(value, bool) and 32 < value < 0x110000:
        return [chr(value)]  # str.maketrans keeps letters as numbers
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple | set | frozenset):
        return [text for one in value for text in strings(one)]
    return []


def written(text):
    return text.upper().strip(" .,-")


def writings(value):
    """Every two texts that a table puts side by side: a key and its value, members of a small one."""
    groups = []
    if isinstance(value, Mapping):
        groups = [[key, text] for key in value for text in strings(value[key])]
        groups = [[*strings(key), text] for key, text in groups]
    elif isinstance(value, list | tuple | set | frozenset) and len(value) <= _MOST:
        groups = [[one for one in value if isinstance(one, str)]]
        if len(value) > 2 and all(len(text) == 1 for text in groups[0]):
            return  # letters of one kind, such as vowels
    for group in groups:
        texts = sorted({written(text) for text in group if text == text.upper()} - {""})
        yield from combinations(texts, 2)


def tables(room):
    """Every pair of texts in the tables of a room, with where it stands."""
    found = {}
    package = importlib.import_module(f"ektpflow.{room}")
    modules = [package] + [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(package.__path__, f"ektpflow.{room}.")
    ]
    for module in modules:
        held = [value for name, value in vars(module).items() if name.strip("_").isupper()]
        source = Path(module.__file__).read_text(encoding="utf-8")
        held += code_constants(compile(source, module.__file__, "exec"))
        for value in held:
            for one in inside(value):
                for pair in writings(one):
                    found.setdefault(pair, set()).add(module.__name__)
    return found


@pytest.fixture(scope="module")
def shared():
    ours, theirs = tables("population"), tables("matching.reading")
    # the walk sees what is there: plain mappings, tuples, sets, and str.maketrans
    assert ("GANG", "LORONG") in ours
    assert {("NOOR", "NUR"), ("SITI", "STI"), ("TANJUNG", "TJ"), ("K", "Q")} <= theirs.keys()
    return {pair for pair in ours.keys() & theirs.keys() if min(map(len, pair)) > 0}


def of_words(pair):
    return max(map(len, pair)) > 3


def ordered(pairs):
    return {tuple(sorted(pair)) for pair in pairs}


def test_no_word_stands_with_its_other_writing_in_tables_of_both(shared):
    assert {pair for pair in shared if of_words(pair)} == ordered(LISTED)


def test_of_letters_both_know_the_reforms_and_less_than_half_of_the_sounds(shared):
    reforms = ordered((a, b) for a, b in slips._OLD)
    assert reforms == ordered(REFORMS)
    sounds = ordered(slips._ALIKE)
    joined = sounds & shared
    print(
        f"\n{len(joined)} of {len(sounds)} sounds of the generator stand in tables of the matcher"
    )
    assert joined == ordered(SOUNDS)
    assert len(joined) < len(sounds) / 2


# -- what reading undoes ---------------------------------------------------------------------------

_NAME = (names.read_name, lambda one: " ".join(one.member.body.name))
_MOTHER = (names.read_name, lambda one: " ".join(one.member.body.mother))
_PLACE = (places.read_place, lambda one: one.member.body.place)
_STREET = (addresses.read_address, lambda one: one.home.street)
# Rate, field, and the bounds of the share that reads equal. What the matcher rightly undoes (titles,
# degrees, short forms of streets, KAB. before a town, the spelling before 1972) is undone by rules
# about real cards.
UNDONE = (
    ("spelling", "name", *_NAME, 0.0, 0.05),
    ("spacing", "name", *_NAME, 0.0, 0.05),
    ("word_order", "name", *_NAME, 0.0, 0.01),
    ("abbreviation", "name", *_NAME, 0.0, 0.10),
    ("old_spelling", "name", *_NAME, 0.55, 0.85),
    ("title", "name", *_NAME, 0.85, 1.0),
    ("degree", "name", *_NAME, 0.95, 1.0),
    ("mother_misspelt", "mother_name", *_MOTHER, 0.0, 0.05),
    ("mother_short", "mother_name", *_MOTHER, 0.0, 0.05),
    ("mother_title", "mother_name", *_MOTHER, 0.95, 1.0),
    ("place_spelling", "birth_place", *_PLACE, 0.0, 0.05),
    ("place_other", "birth_place", *_PLACE, 0.45, 0.60),
    ("address", "address", *_STREET, 0.5, 0.75),
)


@pytest.fixture(scope="module")
def crowd():
    return people(2_000)


@pytest.mark.parametrize(
    ("rate", "field", "read", "truth", "least", "most"),
    UNDONE,
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_so_much_of_a_slip_is_undone_by_reading(crowd, rate, field, read, truth, least, most):
    found = recorded(crowd, attrs.evolve(NOTHING, **{rate: 1.0}))
    wrong = [one for one in found if field in one.wrong]
    assert len(wrong) > 100
    undone = sum(read(truth(one)) == read(one.row[field]) for one in wrong) / len(wrong)
    print(f"\n{rate}: reading undoes {undone:.1%} of {len(wrong)}")
    assert least <= undone <= most


def test_a_key_of_consonants_joins_no_more_than_two_of_three_misspelt_names(crowd):
    found = recorded(crowd, attrs.evolve(NOTHING, spelling=1.0))
    wrong = [one for one in found if "name" in one.wrong]
    keys = [
        (names.consonants(names.read_name(text)) for text in (_NAME[1](one), one.row["name"]))
        for one in wrong
    ]
    joined = sum(here == there for here, there in keys) / len(wrong)
    print(f"\nthe key of consonants joins {joined:.1%} of {len(wrong)} misspelt names")
    assert 0.4 < joined < 0.67
