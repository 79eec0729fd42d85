"""The study: honest parts, the same bytes for the same seed, and the same door as everybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ektpflow import Casebook, medan
from ektpflow.cli import main
from ektpflow.errors import BadFile
from ektpflow.journal import FileJournal, MemoryJournal
from ektpflow.report import text_summary
from ektpflow.simulation import BUILTIN, OBSTACLES, Scenario, study

CALM = Path(sys.modules["ektpflow.simulation"].__file__).parent / "scenarios" / "calm.toml"


@pytest.fixture(scope="module")
def pressed():
    journal = MemoryJournal()
    return study(Scenario.builtin("pressed").replace(days=14), journal=journal), journal


def test_the_parts_of_lead_time_sum_to_the_whole_for_every_case_to_the_second(pressed):
    result, _ = pressed
    assert len(result.finished) > 100
    for row in result.finished:
        assert sum(row.parts.values()) == row.lead
        assert min(row.parts.values()) >= 0


def test_every_change_went_through_the_door(pressed):
    result, journal = pressed
    again = Casebook.replay(journal, medan())
    assert again.facts == result.facts == len(journal)
    assert {c.case: c.status for c in result.cases if c.case} == {
        case: app.status.value for case, app in again.cases.items()
    }


def test_blanks_are_conserved_at_the_end(pressed):
    _, journal = pressed
    assert Casebook.replay(journal, medan()).stock.check() == ()


def test_nobody_is_falsely_accused_and_every_planted_identity_is_accounted_for(pressed):
    d = pressed[0].duplicates
    assert d.planted == d.caught + d.missed + d.undecided
    assert d.planted > 10
    assert d.falsely_accused == 0


def test_a_missed_second_identity_is_told_as_missed():
    scenario = Scenario.builtin("pressed").replace(days=14)
    assert study(scenario).duplicates.missed > 0


@pytest.mark.parametrize("name", BUILTIN)
def test_the_builtin_scenarios_run(name):
    result = study(Scenario.builtin(name).replace(days=5))
    assert result.cases
    assert "SISA PRR" in text_summary(result)


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    journals = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "ektpflow", "study", "--days", "5", "--quiet", "--out", out],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        journals.append((out / "journal.jsonl").read_bytes())
    assert journals[0] == journals[1]
    assert journals[0].count(b"\n") > 50


def test_every_figure_of_a_builtin_scenario_has_a_source_and_a_kind():
    for name in BUILTIN:
        for figure in Scenario.builtin(name).figures:
            assert figure.source
            assert figure.meaning


def changed(tmp_path, old, new):
    file = tmp_path / "mine.toml"
    text = CALM.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("[figures.recording.sets]", "[figures.recording.set]", "figures.recording.set"),
        ('unit = "min"', 'unit = "minute"', "figures.kecamatan.counter_time.unit"),
        ("days = 28", 'days = "28"', "days"),
        ("days = 28", "days = 0", "days"),
        ("value = 0.1\n", "value = -1\n", "figures.citizens.papers_missing.value"),
        ("value = 0.1\n", "value = 1.5\n", "figures.citizens.papers_missing.value"),
        ("value = 0.1\n", "", "figures.citizens.papers_missing.value"),
        ('source = "no figure found"', 'source = ""', "figures.demand.share_via_kelurahan.source"),
        ('kind = "assumption"', 'kind = "guess"', "figures.demand.share_via_kelurahan.kind"),
        ("name =", "nmae =", "nmae"),
        ("value = 7\n", "value = 3\n", "figures.recording.p90"),
    ],
)
def test_a_wrong_scenario_is_refused_with_its_path_and_nothing_is_written(
    tmp_path, capsys, old, new, place
):
    file = changed(tmp_path, old, new)
    with pytest.raises(BadFile) as refused:
        Scenario.read(file)
    assert refused.value.place == place
    out = tmp_path / "out"
    assert main(["study", str(file), "--out", str(out)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not out.exists()


def test_what_a_study_leaves_is_whole(tmp_path, capsys):
    assert main(["study", "--days", "3", "--out", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == [
        "cases.csv",
        "days.csv",
        "journal.jsonl",
        "lifecycle.svg",
        "parts.csv",
        "report.html",
    ]
    assert "done in" in printed
    assert Casebook.replay(FileJournal(tmp_path / "journal.jsonl"), medan()).facts > 10


def test_all_obstacles_have_the_studys_words():
    assert all(o.label_id and o.label_en for o in OBSTACLES)
