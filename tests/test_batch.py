"""The batch takes tables as users have them, passes over nothing in silence and says what it found."""

from __future__ import annotations

import sys
from datetime import date, datetime

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tqdm.auto import tqdm

from ektpflow.errors import InvalidValue, MissingExtra
from ektpflow.matching import Frequencies, Key, Likeness, MatchModel
from ektpflow.matching.batch import deduplicate, link, plan_for, weighing
from ektpflow.matching.codes import code_of
from ektpflow.matching.plan import BlockingPlan
from ektpflow.population import register

MODEL = MatchModel.expert()
BLANK = dict.fromkeys(MODEL.columns)
SITI = {
    **BLANK,
    "name": "Siti Aminah",
    "birth_date": "1990-03-04",
    "sex": "F",
    "birth_place": "Medan",
    "mother_name": "Nurhayati Lubis",
    "address": "Jalan Mawar No 1",
    "kelurahan": "12.71.01.1001",
}
BUDI = {
    **BLANK,
    "name": "Budi Parlindungan",
    "birth_date": "1981-11-23",
    "sex": "M",
    "birth_place": "Binjai",
    "mother_name": "Ramayana",
    "address": "Gang Satu 7",
}


def table(*rows):
    return {column: [row[column] for row in rows] for column in MODEL.columns}


#: Of a register of a million, none of whose values stand twice: in a table of three rows everybody's
#: name would be frequent.
RARE = Frequencies(10**6, {})


def doubles(rows, model=None, **more):
    return deduplicate(rows, model, frequencies=RARE, **more)


def told(found):
    return [(pair.left, pair.right, pair.likeness) for pair in found.pairs()]


def problems(found, column):
    return [(one.row, one.problem) for one in found.findings if one.column == column]


@pytest.fixture(scope="module")
def world():
    return register(400, seed=5)


@pytest.fixture(scope="module")
def whole(world):
    columns = world.columns()
    return {column: list(columns[column]) for column in MODEL.columns}


def test_pandas_polars_pyarrow_and_a_mapping_of_columns_give_the_same_pairs(whole):
    frames = [whole, pd.DataFrame(whole), pl.DataFrame(whole), pa.table(whole)]
    mapping, *packages = [deduplicate(frame) for frame in frames]
    assert len(mapping) > 30
    for found in packages:
        assert found.pairs() == mapping.pairs()


def test_the_pairs_come_back_as_a_table_of_the_package_that_was_handed_in(whole):
    for frame, kind in ((pd.DataFrame(whole), pd.DataFrame), (pl.DataFrame(whole), pl.DataFrame)):
        told = deduplicate(frame).frame()
        assert isinstance(told, kind)
    assert isinstance(deduplicate(pa.table(whole)).frame(), pa.Table)
    found = deduplicate(whole)
    columns = found.frame()
    assert [pair.weight for pair in found.pairs()] == columns["weight"]
    assert set(MODEL.columns) & set(columns) == {c.field for c in MODEL.comparisons}
    assert "same" in columns["name"]
    assert isinstance(found.frame("polars"), pl.DataFrame)


def test_dates_as_dates_as_times_and_as_text_are_the_same_dates():
    here = doubles(table(SITI, SITI, BUDI))
    assert len(here) == 1
    for make in (date, datetime, pd.Timestamp, np.datetime64):
        days = [make(*day) if make is not np.datetime64 else make("{}-{:02}-{:02}".format(*day))
                for day in ((1990, 3, 4), (1990, 3, 4), (1981, 11, 23))]  # fmt: skip
        there = doubles({**table(SITI, SITI, BUDI), "birth_date": days})
        assert there.pairs() == here.pairs(), make
    frame = pd.DataFrame(table(SITI, SITI, BUDI))
    frame["birth_date"] = pd.to_datetime(frame["birth_date"])
    assert doubles(frame).pairs() == here.pairs()
    assert doubles(pl.DataFrame(frame)).pairs() == here.pairs()


@pytest.mark.parametrize(
    "nothing", [None, float("nan"), "", "  ", pd.NaT, pd.NA, np.float64("nan")]
)
def test_what_is_not_known_is_not_known_however_it_is_written(nothing):
    rows = table({**SITI, "address": nothing}, {**SITI, "address": nothing})
    found = doubles(rows)
    assert told(found) == [(0, 1, Likeness.DUPLICATE)]
    at = [c.field for c in MODEL.comparisons].index("address")
    assert found.levels[0, at] == -1


def test_a_column_of_mixed_types_is_read_value_by_value():
    rows = table(SITI, SITI, SITI, BUDI)
    rows["kelurahan"] = ["127101", 127101, 127101.0, True]
    found = doubles(rows)
    assert len(found) == 3
    at = [c.field for c in MODEL.comparisons].index("kelurahan")
    assert set(found.levels[:, at].tolist()) == {0}
    rows["name"] = ["Siti Aminah", ["Siti", "Aminah"], {"name": "Siti"}, 7]
    assert [row for row, _ in problems(doubles(rows), "name")][:2] == [1, 2]


def test_an_impossible_date_is_compared_and_told_with_its_row():
    found = doubles(table(BUDI, {**SITI, "birth_date": "1990-02-31"}, SITI))
    assert problems(found, "birth_date") == [(1, "February of that year has no day 31")]


def test_what_cannot_be_read_is_told_with_its_row_and_does_not_stop_the_rest():
    broken = {**SITI, "birth_date": "the fourth of March"}
    found = doubles(table(SITI, broken, SITI, {**BUDI, "sex": "unclear"}))
    ((row, problem),) = problems(found, "birth_date")
    assert row == 1
    assert "YYYY-MM-DD" in problem
    assert "fourth" not in problem  # values stay out of messages
    assert [row for row, _ in problems(found, "sex")] == [3]
    assert (0, 2, Likeness.DUPLICATE) in told(found)


def test_an_empty_name_is_told_because_no_veto_on_it_can_stand():
    found = doubles(table(SITI, {**SITI, "name": ""}, {**SITI, "name": "-"}))
    assert problems(found, "name") == [
        (1, "no name, so no veto on it can stand against a pair"),
        (2, "no name, so no veto on it can stand against a pair"),
    ]


def test_a_record_that_no_key_brings_up_is_told():
    found = doubles(table(SITI, {**BLANK, "address": "Gang Satu"}, BUDI))
    assert problems(found, "") == [
        (1, "no key has a value here, so the record is compared with none")
    ]


def test_findings_of_a_second_table_name_their_table_and_count_its_rows():
    found = link(
        table(SITI, BUDI), table(BUDI, {**SITI, "birth_date": "1990-02-31"}), frequencies=RARE
    )
    (one,) = [finding for finding in found.findings if finding.column == "birth_date"]
    assert (one.table, one.row) == (1, 1)
    columns = found.frame()
    assert next(zip(columns["left_row"], columns["right_row"], strict=True)) == (1, 0)


def test_columns_that_are_missing_are_all_named():
    rows = table(SITI)
    del rows["name"], rows["sex"]
    with pytest.raises(
        InvalidValue, match="one without 'name', 'sex' is not possible: model expert"
    ):
        doubles(rows)


def test_columns_of_different_length_and_what_is_no_table_are_refused():
    with pytest.raises(InvalidValue, match="1 values of name"):
        doubles({**table(SITI, BUDI), "name": ["Siti"]})
    with pytest.raises(InvalidValue, match="in memory"):
        doubles([SITI, BUDI])
    with pytest.raises(InvalidValue, match="in memory"):
        doubles(pl.DataFrame(table(SITI, BUDI)).lazy())


@pytest.mark.parametrize("rows", [(), (SITI,)])
def test_an_empty_table_and_one_record_have_no_doubles(rows):
    for found in (doubles(table(*rows)), link(table(*rows), table())):
        assert (len(found), found.pairs(), found.clusters(), found.twins()) == (0, (), (), ())
        assert found.frame()["left"] == []
    assert plan_for(table(*rows), MODEL).keys == MODEL.blocking.keys


def test_records_are_called_by_their_ids():
    assert told(doubles(table(SITI, BUDI, SITI), ids=["a", "b", "c"]))[0][:2] == ("a", "c")
    frame = pd.DataFrame({**table(SITI, BUDI, SITI), "number": [10, 20, 30]})
    assert told(doubles(frame, ids="number"))[0][:2] == (10, 30)
    # in two tables one id may stand on both sides: often that is the very question
    linked = link(frame, frame.iloc[2:], ids="number", frequencies=RARE)
    assert {pair[:2] for pair in told(linked)} == {(10, 30), (30, 30)}


@pytest.mark.parametrize(
    ("ids", "says"),
    [
        (["a", "b", "a"], "rows 0 and 2 have the same"),
        (["a", None, "c"], "none in row 1"),
        (["a", float("nan"), "c"], "none in row 1"),
        (["a"], "there are 3 records"),
        ("number", "there is no 'number'"),
    ],
)
def test_ids_that_name_no_single_record_are_refused(ids, says):
    with pytest.raises(InvalidValue, match=says):
        doubles(table(SITI, BUDI, SITI), ids=ids)


def test_the_frequencies_counted_are_those_of_the_table():
    found = deduplicate(table(SITI, SITI, BUDI, {**BUDI, "name": None}), floor=-1e9)
    assert found.frequencies.records == 4
    comparison = MODEL.comparisons[0]
    code = code_of(comparison.read(("Siti Aminah",)))
    assert found.frequencies.share("name", "clean", code) == 0.5
    (pair,) = [one for one in found.pairs() if (one.left, one.right) == (0, 1)]
    assert pair.weight == pytest.approx(MODEL.score(SITI, SITI, found.frequencies).weight, abs=1e-9)
    assert doubles(table(SITI, SITI)).weight[0] > pair.weight  # a rare name tells more


def test_a_result_tells_how_many_pairs_each_key_brought_up(whole):
    found = deduplicate(whole)
    assert sum(many for _, many in found.compared) == len(deduplicate(whole, floor=-1e9))
    rows = found.costs().rows
    assert [row[0] for row in rows] == [key.name for key in found.plan.keys]
    assert [row[1:] for row in rows] == [(many, 0, 0) for _, many in found.compared]


def test_a_result_cannot_be_changed(whole):
    found = deduplicate(whole)
    with pytest.raises(ValueError, match="read-only"):
        found.weight[0] = 99.0
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.ids = ()
    assert "Siti" not in repr(found)


def test_progress_is_told_to_whoever_asks(whole):
    said = []
    deduplicate(whole, progress=lambda *one: said.append(one))
    whats = list(dict.fromkeys(what for what, _, _ in said))
    assert whats == ["reading fields", "making keys", "comparing pairs"]
    assert all(done <= total for _, done, total in said)
    assert said[-1][1] == said[-1][2]


def test_a_bar_is_shown_and_closed_also_when_the_work_is_interrupted(whole, monkeypatch, capsys):
    deduplicate(whole, progress=True)
    assert "comparing pairs" in capsys.readouterr().err
    closed = []
    monkeypatch.setattr(tqdm, "close", lambda self: closed.append(self.desc))
    monkeypatch.setattr(weighing.Weigher, "sift", interrupted)
    with pytest.raises(KeyboardInterrupt):
        deduplicate(whole, progress=True)
    assert closed[-1] == "making keys"


def interrupted(*_):
    raise KeyboardInterrupt


def test_without_tqdm_a_bar_names_the_extra(whole, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(MissingExtra, match=r"ektpflow\[lab\]"):
        deduplicate(whole, progress=True)


def test_nothing_of_the_table_is_changed(whole):
    frame = pd.DataFrame(whole)
    before = frame.copy(deep=True)
    deduplicate(frame)
    pd.testing.assert_frame_equal(frame, before)


# -- clusters: who is one person, and what a person should look at first --


def alike(model, *rows):
    """The pairs of a table, and how much each weighs."""
    found = doubles(table(*rows), model, floor=-1e9)
    return {(pair.left, pair.right): pair.weight for pair in found.pairs()}


def test_a_cluster_that_one_pair_holds_together_names_the_pair():
    first, middle = {**SITI, "birth_date": "1990-03-05"}, SITI
    last = {**SITI, "mother_name": "Nurhayati"}
    weights = alike(MODEL, first, middle, last)
    assert weights[0, 2] < min(weights[0, 1], weights[1, 2])
    between = (weights[0, 2] + min(weights[0, 1], weights[1, 2])) / 2
    model = attrs.evolve(MODEL, duplicate=between, possible=between, vetoes=())
    (cluster,) = doubles(table(first, middle, last), model).clusters()
    assert cluster.members == (0, 1, 2)
    assert cluster.bridges == ((0, 1), (1, 2))
    (cluster,) = doubles(table(middle, middle, middle), model).clusters()
    assert (cluster.members, cluster.bridges) == ((0, 1, 2), ())


def test_two_records_have_no_bridge():
    (cluster,) = doubles(table(SITI, BUDI, SITI)).clusters()
    assert (cluster.members, cluster.bridges, cluster.twins) == ((0, 2), (), ())


def test_a_twin_is_left_to_a_person_whatever_the_weight():
    twin = {**SITI, "name": "Zulkifli"}
    weight = alike(MODEL, SITI, twin)[0, 1]
    model = attrs.evolve(MODEL, possible=weight - 2, duplicate=weight - 1)
    found = doubles(table(SITI, twin), model)
    assert told(found) == [(0, 1, Likeness.POSSIBLE)]
    assert [(pair.left, pair.right, pair.vetoed) for pair in found.twins()] == [(0, 1, True)]
    assert found.clusters() == ()


def test_a_veto_inside_a_cluster_is_told_also_where_no_key_brought_the_pair_up():
    keys = BlockingPlan((Key(("address.clean",)), Key(("birth_place.clean",))), 100, 100)
    model = attrs.evolve(MODEL, duplicate=5.0, possible=5.0, blocking=keys)
    first = {**SITI, "birth_place": None}
    middle = {**SITI, "sex": None}
    last = {**SITI, "sex": "M", "address": None}
    found = doubles(table(first, middle, last), model)
    assert (0, 2) not in {(pair.left, pair.right) for pair in found.pairs()}
    (cluster,) = found.clusters()
    assert cluster.members == (0, 1, 2)
    assert cluster.twins == ((0, 2),)


def test_to_link_never_pairs_two_records_of_one_table():
    found = link(table(SITI, SITI), table(SITI, BUDI), frequencies=RARE)
    assert {pair[:2] for pair in told(found)} == {(0, 2), (1, 2)}
    (cluster,) = found.clusters()
    assert cluster.members == (0, 1, 2)
