"""What is wrong with a record is told with its row, or refused in words: nothing is passed over."""

from __future__ import annotations

from datetime import datetime

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.matching import Gallery, Key, MatchModel, doubts
from ektpflow.matching.batch import deduplicate, link, plan_for
from ektpflow.matching.bridge import to_splink
from ektpflow.matching.plan import BlockingPlan
from ektpflow.matching.training import fit
from ektpflow.population import register

MODEL = MatchModel.expert()
WORLD = register(30, seed=11).columns()
TABLE = {name: list(WORLD[name]) for name in MODEL.columns}
GOOD = {name: values[0] for name, values in TABLE.items()}
OTHER_PLAN = BlockingPlan((Key(("phone.clean",)),), 100, 100)


def with_one(column, value):
    """The table with one value in row 3."""
    return {**TABLE, column: [*TABLE[column][:3], value, *TABLE[column][4:]]}


def told(findings, column):
    return [(one.row, one.problem) for one in findings if one.column == column]


UNREADABLE = [
    ("birth_date", "kemarin", "a date is read from"),
    ("birth_date", "1990", "a date is read from"),
    ("birth_date", "03-04-90", "a date is read from"),
    ("birth_date", 32_936, "a date is read from"),  # a day as a spreadsheet counts it
    ("sex", "x", "Laki-laki and Perempuan"),
    ("nik", float("9999" + "010101900001"), "lost its last digit"),
    ("name", b"Siti", "type bytes"),
    ("name", ["Siti"], "type list"),
    ("address", {"street": "Mawar"}, "type dict"),
]
DOUBTFUL = [
    ("birth_date", "1990-02-31", "no day 31"),
    ("birth_date", "1990-13-01", "no month 13"),
    ("birth_date", "0190-03-04", "nobody on file is born in the year 0190"),
    ("nik", "9999" + "01010190000", "15 digits"),
    ("nik", "9,99901E+15", "digits 0 to 9"),
    ("nik", "9999************", "digits 0 to 9"),
    ("name", "12345", "no letter in the name"),
    ("name", 12_345, "no letter in the name"),
    *(("name", empty, "no name") for empty in ("", "  ", "-", None, float("nan"))),
    ("sex", None, "no sex"),
]


@pytest.mark.parametrize(("column", "value", "words"), [*UNREADABLE, *DOUBTFUL])
def test_a_bad_value_in_a_table_is_told_with_its_row(column, value, words):
    table = with_one(column, value)
    found = deduplicate(table).findings
    ((row, problem),) = told(found, column)
    assert row == 3
    assert words in problem
    assert to_splink(MODEL).findings(table) == found
    rows = [{name: values[row] for name, values in table.items()} for row in range(30)]
    linked = link(TABLE, {name: [row[name] for row in rows] for name in rows[0]}).findings
    assert [(one.row, one.table) for one in linked if one.column == column] == [(3, 1)]


@pytest.mark.parametrize(("column", "value", "words"), UNREADABLE)
def test_a_value_that_cannot_be_read_is_refused_where_one_record_is_handed_in(column, value, words):
    row = {**GOOD, column: value}
    gallery = Gallery()
    gallery.enter(GOOD, "first")
    for ask in (
        lambda: gallery.search(row),
        lambda: gallery.admit(row, "second"),
        lambda: MODEL.score(GOOD, row),
        lambda: doubts(MODEL, row),
    ):
        with pytest.raises(InvalidValue, match=words):
            ask()
    assert len(gallery) == 1


@pytest.mark.parametrize(("column", "value", "words"), DOUBTFUL)
def test_what_one_record_lacks_can_be_asked_before_it_is_searched_for(column, value, words):
    assert doubts(MODEL, GOOD) == ()
    ((where, problem),) = doubts(MODEL, {**GOOD, column: value})
    assert where == column
    assert words in problem


def test_a_record_that_no_key_brings_up_is_told_alone_as_in_a_table():
    nothing = dict.fromkeys(MODEL.columns) | {"address": "Gang Satu"}
    alone = doubts(MODEL, nothing)
    found = deduplicate({name: [value] for name, value in nothing.items()}).findings
    assert list(alone) == [(one.column, one.problem) for one in found]
    assert alone[-1] == ("", "no key has a value here, so the record is compared with none")
    # a plan may bring up what the model's own does not, and the other way round
    streets = BlockingPlan((Key(("address.street",)),), 100, 100)
    assert doubts(MODEL, nothing, streets)[-1][0] != ""
    assert doubts(MODEL, {**GOOD, "address": None}, streets)[-1][0] == ""


def test_no_finding_shows_a_number_or_a_word_of_what_is_personal():
    for column, value in (("nik", "9999" + "01010190000"), ("birth_date", "Siti Aminah")):
        ((_, problem),) = told(deduplicate(with_one(column, value)).findings, column)
        assert str(value) not in problem


def test_a_column_of_mixed_types_is_read_as_if_it_were_all_text():
    texts = {**TABLE, "birth_date": ["1990-03-04"] * 30, "kelurahan": ["1271171005"] * 30}
    born = ["1990-03-04", datetime(1990, 3, 4, 5), 19900304, "04/03/1990", None] * 6  # noqa: DTZ001
    mixed = {**texts, "birth_date": born, "kelurahan": ["1271171005", 1271171005] * 15}
    known = {**texts, "birth_date": [value and "1990-03-04" for value in born]}
    one, other = deduplicate(mixed, floor=-1e9), deduplicate(known, floor=-1e9)
    assert one.pairs() == other.pairs()
    assert not one.findings


LACKING = {name: values for name, values in TABLE.items() if name not in ("sex", "nik")}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: deduplicate(LACKING),
        lambda: deduplicate(pd.DataFrame(LACKING)),
        lambda: deduplicate(pl.DataFrame(LACKING)),
        lambda: link(TABLE, pa.table(LACKING)),
        lambda: plan_for(LACKING, MODEL),
        lambda: fit(LACKING, MODEL, seed=1),
        lambda: to_splink(MODEL).findings(LACKING),
        lambda: Gallery().admit({name: values[0] for name, values in LACKING.items()}, 1),
        lambda: MODEL.score(GOOD, {name: values[0] for name, values in LACKING.items()}),
    ],
)
def test_missing_columns_are_named_with_those_that_are_there(ask):
    with pytest.raises(InvalidValue) as no:
        ask()
    assert "one without 'sex', 'nik' is not possible" in str(no.value)
    assert "rename the column" in str(no.value)
    assert no.value.hint.endswith("there are: " + ", ".join(LACKING))


@pytest.mark.parametrize("table", ["register.csv", [GOOD], None, pl.DataFrame(TABLE).lazy()])
def test_what_is_no_table_is_refused_with_what_to_do(table):
    for ask in (deduplicate, to_splink(MODEL).findings):
        with pytest.raises(InvalidValue, match=r"read a file first, .* turn rows into columns"):
            ask(table)


def test_a_plan_of_another_model_is_refused_by_everybody():
    for ask in (
        lambda: deduplicate(TABLE, plan=OTHER_PLAN),
        lambda: Gallery(plan=OTHER_PLAN),
        lambda: Gallery().replan(OTHER_PLAN),
        lambda: attrs.evolve(MODEL, blocking=OTHER_PLAN),
    ):
        with pytest.raises(InvalidDefinition, match=r"no comparison has phone\.clean"):
            ask()
