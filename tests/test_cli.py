"""The command line: what it says when something is wrong, and that nothing is left half done."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest

from ektpflow import Casebook, medan
from ektpflow.cli import main
from ektpflow.errors import MissingExtra
from ektpflow.journal import FileJournal
from ektpflow.report import FILES, JOURNAL
from ektpflow.simulation import Scenario

ALL = sorted((*FILES, JOURNAL))
SHORT = ["study", "--days", "2", "--quiet"]
COMMAND = [sys.executable, "-m", "ektpflow"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def said(capsys):
    """Run a command line; return its exit code and what it said, to the reader and in errors."""

    def run(*words):
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:  # argparse ends by itself
            code = end.code
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return run


def names(folder) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


# -- help ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["--help"], ["study", "--help"], ["replay", "--help"]])
def test_help_shows_examples_and_exit_codes(said, words):
    code, out, _ = said(*words)
    assert code == 0
    assert "examples:\n  python -m ektpflow " in out
    assert all(f"\n  {number} " in out for number in (0, 2, 130))
    assert max(len(line) for line in out.splitlines()) <= 80


def test_without_a_word_it_shows_its_help(said):
    code, out, err = said()
    assert (code, out) == (2, "")
    assert "examples:" in err


def test_every_example_of_the_help_is_a_command_that_is_understood(said, monkeypatch):
    _, out, _ = said("--help")
    lines = [line.strip() for line in out.splitlines() if line.startswith("  python -m")]
    monkeypatch.setattr("ektpflow.cli._study", lambda _: 0)
    monkeypatch.setattr("ektpflow.cli._replay", lambda _: 0)
    assert len(lines) == 5
    for line in lines:
        command, *_ = re.split(r"\s{2,}", line)
        assert said(*command.split()[3:])[0] == 0, command


# -- what is wrong is said -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["--scenario", "foo"], ["foo", "one of calm, pressed"]),
        (["--scenario", ""], ["no such scenario", "one of calm, pressed"]),
        (["nothere.toml"], ["nothere.toml", "is not there"]),
        (["pressed"], ["did you mean --scenario pressed?"]),
        (["."], ["is a folder, not a file"]),
        (["mine.toml", "--scenario", "calm"], ["not allowed with"]),
        (["--days", "0"], ["'0' is not possible", "from 1 to 3650"]),
        (["--days", "3651"], ["'3651' is not possible", "from 1 to 3650"]),
        (["--days", "abc"], ["'abc' is not possible", "a whole number"]),
        (["--seed", "-1"], ["'-1' is not possible", "a whole number from 0 on"]),
        (["--seed", "1.5"], ["'1.5' is not possible"]),
        (["--out", "file"], ["file, --out: is a file, not a folder"]),
        (["--out", "file/below"], ["file/below, --out: cannot be written to"]),
    ],
)
def test_a_study_that_cannot_be_is_refused_in_plain_words_and_leaves_nothing(said, words, wanted):
    Path("file").write_text("mine", encoding="utf-8")
    code, out, err = said("study", *words)
    assert (code, out) == (2, "")
    assert all(word in err for word in wanted), err
    assert names(".") == ["file"]


def test_a_scenario_file_that_runs_for_centuries_is_refused(said):
    calm = Path(sys.modules["ektpflow.simulation"].__file__).parent / "scenarios" / "calm.toml"
    text = calm.read_text(encoding="utf-8").replace("days = 28", "days = 99999999")
    Path("mine.toml").write_text(text, encoding="utf-8")
    code, _, err = said("study", "mine.toml")
    assert code == 2
    assert "99999999 are too many (at most 3650)" in err


def test_a_folder_that_may_not_be_written_to_is_named(said, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied", "out")

    monkeypatch.setattr(Path, "mkdir", refuse)
    code, _, err = said(*SHORT, "--out", "out")
    assert code == 2
    assert "out, --out: cannot be written to: Permission denied (name a folder that" in err


def test_a_disk_that_is_full_leaves_nothing_half_written():
    limited = f"ulimit -f 40; exec {sys.executable} -m ektpflow study --quiet --out full"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "full, --out: cannot be written to:" in done.stderr
    assert names(".") == []


def test_a_file_that_cannot_be_written_leaves_the_earlier_run_as_it_was(said, monkeypatch):
    said(*SHORT, "--out", "here")
    before = {name: Path("here", name).read_bytes() for name in ALL}
    real = Path.write_text

    def write_text(path, *args, **more):
        if path.name.startswith("days.csv"):
            raise OSError(28, "No space left on device")
        return real(path, *args, **more)

    monkeypatch.setattr(Path, "write_text", write_text)
    code, _, err = said(*SHORT, "--out", "here", "--seed", "7")
    assert code == 2
    assert "here, --out: cannot be written to: No space left on device" in err
    assert {path.name: path.read_bytes() for path in Path("here").iterdir()} == before


def test_a_package_that_is_missing_is_named_with_its_remedy(said, monkeypatch):
    def missing(*_args, **_more):
        raise MissingExtra("simpy", "lab", "the study")

    monkeypatch.setattr("ektpflow.simulation.study", missing)
    code, _, err = said(*SHORT, "--out", "deep/er")
    assert code == 2
    assert "the study needs simpy: pip install 'ektpflow[lab]'" in err
    assert names(".") == []


def test_a_scenario_cannot_name_its_way_out_of_the_folder(said, monkeypatch):
    calm = attrs.evolve(Scenario.builtin("calm"), name="../../x")
    monkeypatch.setattr(Scenario, "builtin", classmethod(lambda _cls, _name: calm))
    assert said(*SHORT)[0] == 0
    assert names("build") == ["study--x"]


# -- over an earlier run ---------------------------------------------------------------------------


def test_a_second_run_replaces_the_first_and_leaves_other_files_alone(said):
    assert "replaced" not in said(*SHORT, "--out", "here")[1]
    first = Path("here/journal.jsonl").read_bytes()
    Path("here/notes.txt").write_text("mine", encoding="utf-8")
    code, out, _ = said(*SHORT, "--out", "here", "--seed", "7")
    assert code == 0
    assert "here (an earlier run was replaced)" in out
    assert names("here") == sorted((*ALL, "notes.txt"))
    assert Path("here/journal.jsonl").read_bytes() != first


@pytest.mark.parametrize("name", ALL)
def test_a_file_that_no_study_left_is_never_overwritten(said, name):
    Path("office").mkdir()
    Path("office", name).write_text("an office's own", encoding="utf-8")
    code, _, err = said(*SHORT, "--out", "office")
    assert code == 2
    assert f"{Path('office', name)}, file: stands there, no study left it" in err
    assert Path("office", name).read_text(encoding="utf-8") == "an office's own"
    assert names("office") == [name]


# -- Ctrl-C ----------------------------------------------------------------------------------------


def _stopped(*words: str, when: Path, size: int) -> tuple[int, str]:
    """Start a study, press Ctrl-C once a file has so many bytes, and say how it ended."""
    running = subprocess.Popen(
        [*COMMAND, "study", "--scenario", "pressed", "--quiet", *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        # a shell that runs the tests in the background would have it ignore Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )  # fmt: skip
    until = time.monotonic() + 30
    while not (when.exists() and when.stat().st_size > size):
        assert time.monotonic() < until, "the study did not start"
        assert running.poll() is None, "the study ended too early"
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    return running.returncode, err


def test_ctrl_c_ends_a_study_and_takes_its_folder_with_it():
    code, err = _stopped("--out", "new/er", when=Path("new/er/journal.jsonl.part"), size=20_000)
    assert code == 130
    assert err == "ektpflow: stopped; nothing was left half written\n"
    assert names(".") == []


def test_ctrl_c_leaves_an_earlier_run_as_it_was(said):
    said(*SHORT, "--out", "here")
    before = {name: Path("here", name).read_bytes() for name in ALL}
    code, _ = _stopped("--out", "here", when=Path("here/journal.jsonl.part"), size=20_000)
    assert code == 130
    assert {path.name: path.read_bytes() for path in Path("here").iterdir()} == before


def test_ctrl_c_while_the_files_are_moved_leaves_all_of_one_run(said, monkeypatch):
    said(*SHORT, "--out", "here")
    said(*SHORT, "--out", "want", "--seed", "7")
    real, pressed = os.replace, []

    def replace(*paths):
        if pressed == [1]:
            pressed.append(2)
            raise KeyboardInterrupt
        pressed.append(1)
        real(*paths)

    monkeypatch.setattr(os, "replace", replace)
    code, _, err = said(*SHORT, "--out", "here", "--seed", "7")
    assert code == 130
    assert "stopped" in err
    for name in ALL:
        assert Path("here", name).read_bytes() == Path("want", name).read_bytes()
    assert names("here") == ALL


def test_whoever_reads_only_the_first_lines_is_no_error():
    line = f"{sys.executable} -m ektpflow study --days 2 --out here | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert names("here") == ALL


def test_a_terminal_without_our_signs_still_shows_the_table():
    done = subprocess.run(
        [*COMMAND, "study", "--days", "1"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "????" in done.stdout


# -- replay ----------------------------------------------------------------------------------------


@pytest.fixture
def journal(said):
    assert said("study", "--days", "4", "--quiet", "--out", "here")[0] == 0
    return Path("here/journal.jsonl")


def test_replay_says_where_every_application_stands(said, journal):
    code, out, _ = said("replay", journal)
    book = Casebook.replay(FileJournal(journal), medan())
    assert code == 0
    assert f"{book.facts:,} facts, {len(book.cases)} applications until 2026-03-05" in out
    assert "every seal fits" in out
    shown = [line.split() for line in out.splitlines() if line[:1].isupper() and line[-1].isdigit()]
    assert sum(int(words[-1]) for words in shown) == len(book.cases)
    assert "Siap cetak (PRR)" in out


def _cut_in_a_line(text):
    return text[: len(text) // 2]


def _cut_in_an_act(text):
    lines = text.splitlines(keepends=True)
    last = max(i for i, line in enumerate(lines) if '"part":2,' in line)
    return "".join(lines[:last])


def _edited(text):
    return text.replace("12.71.17.1001", "12.71.17.1002", 1)


def _a_line_less(text):
    lines = text.splitlines(keepends=True)
    return "".join(lines[:3] + lines[4:])


@pytest.mark.parametrize(
    ("spoil", "wanted"),
    [
        (_cut_in_a_line, ["the line is no whole fact", "cut short while it was written?"]),
        (_cut_in_an_act, ["is cut short", "remove lines"]),
        (_edited, ["the seal does not fit", "restore the file from its copy"]),
        (_a_line_less, ["line 4", "the seal does not fit"]),
        (lambda _: "<!DOCTYPE html>", ["line 1", "is it a journal?"]),
    ],
)
def test_a_journal_that_was_cut_or_changed_is_refused_with_its_line(said, journal, spoil, wanted):
    journal.write_text(spoil(journal.read_text(encoding="utf-8")), encoding="utf-8")
    code, out, err = said("replay", journal)
    assert (code, out) == (2, "")
    assert all(word in err for word in wanted), err


def test_what_is_no_journal_is_said_to_be_none(said):
    Path("picture").write_bytes(bytes(range(128, 256)))
    Path("empty").touch()
    for name, word in (
        ("nothere", "is not there"),
        (".", "is a folder, not a file"),
        ("picture", "is no text, so it is no journal"),
    ):
        code, _, err = said("replay", name)
        assert code == 2
        assert word in err
        assert "journal.jsonl in its folder" in err
    assert said("replay", "empty")[:2] == (0, "empty holds no fact: nothing has happened yet.\n")
