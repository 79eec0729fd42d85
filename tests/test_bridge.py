"""The same model in Splink's words. That both weigh alike is judged by judges/judge_splink.py."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import attrs
import pytest

from ektpflow.errors import InvalidDefinition, InvalidValue, MissingExtra
from ektpflow.matching import (
    Agree,
    Anything,
    Comparison,
    Crossed,
    Edits,
    Level,
    MatchModel,
    Metric,
    Near,
    Own,
    Test,
    Together,
    WordsNear,
)
from ektpflow.matching.bridge import to_splink
from ektpflow.matching.bridge.prepared import prepared
from ektpflow.matching.bridge.settings import settings_of, vetoes_of
from ektpflow.matching.bridge.sql import condition
from ektpflow.matching.kinds import NAME

MODEL = MatchModel.expert()


def comparison(test: Test, by_frequency: float = 0.0) -> Comparison:
    first = Level("the level", test, 0.9, 0.1, "assumption", by_frequency)
    return Comparison(
        "name", "name", NAME, (first, Level("else", Anything(), 0.1, 0.9, "assumption"))
    )


def said(test: Test) -> str:
    one = comparison(test)
    return condition(one, one.levels[0], "duckdb")


def test_agreement_of_all_some_or_one_of_several_features_is_said_as_such():
    assert said(Agree(("clean", "given"))) == (
        '"name__clean_l" = "name__clean_r" AND "name__given_l" = "name__given_r"'
    )
    assert " OR " in said(Agree(("clean", "given"), at_least=1))
    assert said(Agree(("clean", "given", "joined"), at_least=2)).endswith(">= 2")


def test_a_crossed_feature_may_meet_either_way_round():
    assert said(Crossed("clean", "given")) == (
        '("name__clean_l" = "name__given_r" OR "name__given_l" = "name__clean_r")'
    )


def test_one_edit_with_an_exchange_is_one_edit_for_either_damerau_kind():
    assert (
        said(Edits(1, Metric.OSA)) == 'damerau_levenshtein("name__clean_l", "name__clean_r") <= 1'
    )


@pytest.mark.parametrize(
    ("test", "word"),
    [
        (Edits(2, Metric.OSA), "osa"),
        (Near(Metric.OSA, 0.845), "osa"),
        (WordsNear(Metric.OSA, 0.8), "osa"),
        (Own("as my aunt writes it", lambda a, b: a == b), "as my aunt writes it"),
    ],
)
def test_what_the_database_has_no_words_for_is_refused_with_the_name_of_the_level(test, word):
    model = attrs.evolve(MODEL, comparisons=(comparison(test), *MODEL.comparisons[1:]), vetoes=())
    with pytest.raises(InvalidDefinition) as no:
        to_splink(model)
    assert no.value.place == "the level"
    assert word in no.value.problem


def test_a_level_that_counts_by_frequency_cannot_stand_in_a_group():
    model = attrs.evolve(MODEL, together=(Together(("name", "birth_date"), "a test"),))
    with pytest.raises(InvalidDefinition, match="by frequency and stands in a group"):
        to_splink(model)


def test_an_unknown_dialect_is_refused_and_the_known_ones_are_named():
    with pytest.raises(InvalidDefinition, match="known so far: duckdb"):
        to_splink(MODEL, "spark")


def test_a_group_becomes_one_comparison_with_a_level_for_each_combination():
    group = settings_of(MODEL, "duckdb")["comparisons"][1]
    by_field = {c.field: len(c.levels) for c in MODEL.comparisons}
    assert group["output_column_name"] == "nik_birth_date"
    assert len(group["comparison_levels"]) == (by_field["nik"] + 1) * (by_field["birth_date"] + 1)


def test_frequencies_are_asked_for_only_where_some_are_handed_in():
    plain, counted = (settings_of(MODEL, "duckdb", by_frequency=f) for f in (False, True))
    assert "tf_adjustment_column" not in str(plain)
    assert "tf_adjustment_column" in str(counted)


def test_every_veto_names_its_level_by_splinks_number():
    assert vetoes_of(MODEL) == ("gamma_name IN (0)", "gamma_sex IN (0)")


def test_a_table_without_a_column_is_refused_by_the_name_of_the_column():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = pa.table({"name": ["Budi"]})
    with pytest.raises(InvalidValue, match="birth_date"):
        prepared(MODEL, table)


def test_what_is_wrong_in_a_table_is_warned_of_before_splink_weighs_it(monkeypatch):
    class Stopped(Exception):
        pass

    class Api:
        def __init__(self, _connection):
            pass

        def register(self, table):
            raise Stopped(table)

    splink = SimpleNamespace(DuckDBAPI=Api, Linker=None)
    monkeypatch.setitem(sys.modules, "splink", splink)
    row = dict.fromkeys(MODEL.columns) | {"name": "Siti", "sex": "F", "birth_date": "1990-02-31"}
    table = {name: [row[name]] for name in MODEL.columns}
    with (
        pytest.raises(Stopped),
        pytest.warns(
            UserWarning, match=r"1 finding\(s\), the first in row 0, birth_date: February"
        ),
    ):
        to_splink(MODEL).linker(table)


def test_two_tables_are_numbered_one_behind_the_other():
    row = dict.fromkeys(MODEL.columns) | {"name": "Siti", "birth_date": "1990-02-13"}
    one, other = ({name: [row[name]] * many for name in MODEL.columns} for many in (2, 3))
    (first, second), _ = prepared(MODEL, one, other)
    assert first["row_number"].to_pylist() == [0, 1]
    assert second["row_number"].to_pylist() == [2, 3, 4]
    assert first.column_names == second.column_names
    assert first["key_0"][0] == second["key_0"][2]
    assert first["sex__clean"][0].as_py() is None


def test_without_splink_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(MissingExtra, match=r"ektpflow\[splink\]"):
        to_splink(MODEL).linker()
