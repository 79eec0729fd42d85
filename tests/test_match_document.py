"""A match model as a file: nothing is lost, nothing is run, and every mistake is told with its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import BadFile, InvalidDefinition
from ektpflow.matching import (
    KINDS,
    Anything,
    Comparison,
    Frequencies,
    Kind,
    Level,
    MatchModel,
    Metric,
    Near,
    Own,
)
from ektpflow.matching.document import (
    digest,
    frequencies_from_json,
    from_json,
    read_frequencies,
    read_model,
    to_json,
    write_model,
)
from random_models import PHONE, SAME_LENGTH, frequencies, models

EXPERT = MatchModel.expert()
OWN = {"kinds": [PHONE], "tests": [SAME_LENGTH]}


def changed(path, value=None, *, drop=False):
    """The built-in model's file with one value changed, taken out or put in."""
    whole = json.loads(to_json(EXPERT))
    *way, last = path
    at = whole
    for key in way:
        at = at[key]
    if drop:
        del at[last]
    else:
        at[last] = value
    return json.dumps(whole)


def refusal(text, **kw):
    with pytest.raises(BadFile) as no:
        from_json(text, file="ours.json", **kw)
    assert no.value.file == "ours.json"
    return no.value


# -- the round trip --------------------------------------------------------------------------------


@given(models())
def test_what_is_written_is_read_as_the_same_model_and_written_as_the_same_bytes(model):
    text = to_json(model)
    assert from_json(text, **OWN) == model
    assert to_json(from_json(text, **OWN)) == text


@given(models(), frequencies)
def test_frequencies_stand_with_a_model_and_come_back(model, counted):
    text = to_json(model, counted)
    assert frequencies_from_json(text, **OWN) == counted
    assert from_json(text, **OWN) == model
    assert frequencies_from_json(to_json(model), **OWN) is None


def test_the_built_in_model_read_from_its_file_weighs_alike():
    rows = [
        dict.fromkeys(EXPERT.columns) | {"name": "Sutrisno", "birth_date": "1990-01-08"},
        dict.fromkeys(EXPERT.columns) | {"name": "Soetrisno", "birth_date": "1990-08-01"},
    ]
    assert from_json(to_json(EXPERT)).score(*rows) == EXPERT.score(*rows)


def test_the_bytes_do_not_depend_on_hashing():
    program = (
        "import attrs\n"
        "from ektpflow.matching import MatchModel\n"
        "from ektpflow.matching.document import digest, to_json\n"
        "m = MatchModel.expert()\n"
        "c = (frozenset(range(1, 900, 7)),) + (frozenset(),) * (len(m.blocking.keys) - 1)\n"
        "m = attrs.evolve(m, blocking=attrs.evolve(m.blocking, crowds=c))\n"
        "print(digest(m)); print(to_json(m))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1


# -- the digest ------------------------------------------------------------------------------------


@given(models(), models())
def test_two_models_have_one_digest_only_where_they_are_equal(one, other):
    assert (digest(one) == digest(other)) == (to_json(one) == to_json(other))
    assert digest(from_json(to_json(one), **OWN)) == digest(one)


def test_a_changed_reason_shows_in_the_digest():
    first = attrs.evolve(EXPERT.vetoes[0], because="another reason")
    assert digest(attrs.evolve(EXPERT, vetoes=(first, *EXPERT.vetoes[1:]))) != digest(EXPERT)


# -- files -----------------------------------------------------------------------------------------


def test_a_file_holds_a_model_and_its_frequencies(tmp_path):
    counted = Frequencies.counted("name", "clean", [7, 7, 8])
    write_model(tmp_path / "m.json", EXPERT, counted)
    assert read_model(tmp_path / "m.json") == EXPERT
    assert read_frequencies(tmp_path / "m.json") == counted
    assert [p.name for p in tmp_path.iterdir()] == ["m.json"]


def test_a_writing_that_fails_leaves_what_stood_there(tmp_path, monkeypatch):
    file = tmp_path / "m.json"
    write_model(file, EXPERT)
    before = file.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_model(file, attrs.evolve(EXPERT, possible=1.0))
    assert file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["m.json"]


def test_a_file_that_is_not_there_or_no_text_is_told_by_its_name(tmp_path):
    with pytest.raises(BadFile, match=r"none\.json, file: cannot be read"):
        read_model(tmp_path / "none.json")
    (tmp_path / "photo.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match=r"photo\.json, file: is no text in UTF-8"):
        read_model(tmp_path / "photo.json")


@given(st.data())
def test_a_file_cut_short_is_refused_wherever_it_was_cut(data):
    text = to_json(EXPERT).rstrip()
    end = data.draw(st.integers(0, len(text) - 1))
    assert "is it a model's file, and whole?" in str(refusal(text[:end]))


# -- what is wrong in a file -----------------------------------------------------------------------

MISTAKES = [
    (("comparisons", 5, "levels", 2, "test", "metric"), "osu", "'osu' is no metric (did you mean 'osa'?)"),
    (("comparisons", 0, "kind"), "nama", "hand it in: kinds=[...] with a Kind named 'nama'"),
    (("comparisons", 0, "levels", 0, "test", "is"), "agrees", "is no test (did you mean 'agree'?)"),
    (("comparisons", 0, "levels", 0, "m"), "0.9", "'0.9' is no number"),
    (("comparisons", 0, "levels", 0, "m"), True, "True is no number"),
    (("comparisons", 0, "levels", 0, "m"), 10**400, "has no end"),
    (("comparisons", 0, "levels", 0, "m"), 1.5, "m 1.5"),
    (("comparisons", 0, "levels", 0, "colour"), "red", "an unknown key (known are name, test"),
    (("comparisons", 0, "levels", 0, "becuase"), "x", "did you mean 'because'?"),
    (("comparisons", 0, "levels", 0, "because"), None, "None is no text"),
    (("comparisons", 0, "levels", 2, "test", "at_least"), 2, "between 0 and 1"),
    (("comparisons", 0, "levels", 2, "test"), "near", "is no test"),
    (("comparisons", 5, "levels", 2, "test", "within"), 1.0, "is no whole number"),
    (("comparisons", 1, "columns"), "birth_date", "is no list"),
    (("comparisons", 3), [], "is no table of keys"),
    (("prior",), None, "None is no number"),
    (("blocking", "cap"), 0, "a cap of 1 or more"),
    (("blocking", "keys", 0, "parts"), ["name"], "a field and a feature with a dot"),
    (("blocking", "keys", 0, "crowds"), ["7"], "'7' is no code (write 16 hexadecimal digits"),
    (("blocking", "keys", 0, "crowds"), ["00000000000000FF"], "is no code"),
    (("frequencies",), {"records": 0, "shares": []}, "records=0"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "told"), MISTAKES)
def test_a_mistake_is_told_with_its_path_and_what_to_do(path, value, told):
    no = refusal(changed(path, value))
    start = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)[1:]
    assert start.startswith(no.place.removesuffix("[0]")) or no.place.startswith(start)
    assert told in str(no)
    assert no.hint


def test_a_mistake_deep_inside_is_told_to_the_last_key():
    no = refusal(changed(("comparisons", 2, "levels", 2, "test", "metric"), "edit"))
    assert no.place == "comparisons[2].levels[2].test.metric"


@pytest.mark.parametrize(
    "path",
    [("prior",), ("comparisons", 1, "label"), ("comparisons", 0, "levels", 2, "test", "at_least")],
)
def test_a_missing_key_is_named(path):
    no = refusal(changed(path, drop=True))
    assert no.place.endswith(path[-1])
    assert "this key is missing" in str(no)


def test_a_model_that_cannot_work_is_refused_as_a_file():
    levels = [{"level": "no such", "field": "name", "because": ""}]
    assert "no comparison has the level 'no such'" in str(refusal(changed(("vetoes",), levels)))


def test_all_mistakes_are_told_at_once():
    whole = json.loads(changed(("comparisons", 0, "levels", 0, "m"), "much"))
    whole["comparisons"][2]["levels"][0]["test"]["is"] = "same"
    whole["comparisons"][4]["sort"] = 1
    whole["blocking"]["keys"][1]["left_out"] = ["x"]
    told = str(refusal(json.dumps(whole)))
    for place in (
        "comparisons[0].levels[0].m",
        "comparisons[2].levels[0].test.is",
        "comparisons[4].sort",
        "blocking.keys[1].left_out[0]",
    ):
        assert f"\n  - {place}: " in told
    assert "4 places" in told


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("format",), "ektpflow lifecycle", "'ektpflow lifecycle' is no 'ektpflow match model'"),
        (("format_version",), 2, "a newer ektpflow wrote it: update this one"),
        (("format_version",), "1", "'1' is not read here, 1 is"),
        (("format_version",), True, "True is not read here"),
    ],
)
def test_another_format_and_a_newer_version_are_refused_before_anything_else(path, value, told):
    no = refusal(changed(path, value))
    assert no.place == path[0]
    assert told in str(no)


@pytest.mark.parametrize("text", ["[]", "null", '"x"', "{}", "12"])
def test_json_that_is_no_model_is_refused(text):
    assert "is no 'ektpflow match model'" in str(refusal(text))


def test_json_that_others_would_read_otherwise_is_refused():
    text = to_json(EXPERT)
    assert "stands twice" in str(refusal(text.replace('"prior"', '"possible"')))
    assert "is no number in JSON" in str(refusal(changed(("prior",), float("nan"))))
    assert "no JSON that can be read" in str(refusal("[" * 100_000))
    assert "no JSON that can be read" in str(refusal("9" * 10_000))
    assert "half of a character" in str(refusal(changed(("name",), "\ud800")))


# -- what is not the library's own -----------------------------------------------------------------


def model_with(test, kind=KINDS["text"]):
    levels = (Level("near", test, 0.9, 0.1, "ours"), Level("else", Anything(), 0.1, 0.9, "ours"))
    field = Comparison("name", "name", kind, levels)
    keys = attrs.evolve(EXPERT.blocking.keys[0], parts=("name.clean",), finer=())
    plan = attrs.evolve(
        EXPERT.blocking, keys=(keys,), crowds=(frozenset(),), left_out=(frozenset(),)
    )
    return attrs.evolve(EXPERT, comparisons=(field,), vetoes=(), together=(), blocking=plan)


def test_a_test_of_ones_own_is_handed_in_on_reading_or_refused_by_its_name():
    model = model_with(SAME_LENGTH)
    no = refusal(to_json(model))
    assert no.place == "comparisons[0].levels[0].test.name"
    assert "hand it in: tests=[Own('same_length', ...)]" in str(no)
    again = from_json(to_json(model), tests=[SAME_LENGTH])
    assert again.comparisons[0].level("ANI", "BUD") == 0
    assert again.comparisons[0].level("ANI", "BUDI") == 1


def test_a_kind_of_ones_own_is_handed_in_on_reading_or_refused_by_its_name():
    model = model_with(Near(Metric.OSA, 0.8), PHONE)
    assert "a Kind named 'phone'" in str(refusal(to_json(model)))
    assert (
        from_json(to_json(model), kinds=[PHONE]).comparisons[0].kind.features["last"]("12345")
        == "2345"
    )


def test_a_kind_that_bears_the_name_of_a_built_in_one_is_not_written():
    with pytest.raises(InvalidDefinition, match="give it a name of its own"):
        to_json(model_with(Near(Metric.OSA, 0.8), Kind("text", str)))


def test_two_tests_of_one_name_are_not_told_apart_and_refused():
    with pytest.raises(InvalidDefinition, match="two of them have this name"):
        from_json(to_json(EXPERT), tests=[SAME_LENGTH, Own("same_length", max)])


def test_a_number_without_end_is_not_written():
    with pytest.raises(InvalidDefinition, match="take finite numbers"):
        to_json(attrs.evolve(EXPERT, duplicate=float("inf")))
