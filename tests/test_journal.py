"""The journal on disk: read in another process it gives the same board, and damage is named."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from ektpflow import Casebook
from ektpflow.errors import BadFile, BrokenJournal
from ektpflow.journal import FileJournal
from ektpflow.nik import KkNumber, Nik
from ektpflow.population import second_identity
from ektpflow.steps import (
    CheckFile,
    Complain,
    ConfirmOnFile,
    FetchCards,
    Forward,
    IssueSuket,
    OrderPrint,
    Personalise,
    ResolveDuplicate,
    TakeIn,
)
from flow import CENTRE, CITY, COUNTER, DINAS, DINAS_OFFICER, Flow, somebody


def written(path: Path) -> Flow:
    """Write a journal with cases in several statuses."""
    flow = Flow.new(journal=FileJournal(path))
    flow.issued(somebody(0))
    flow.ordered(somebody(1))
    flow.matched(second_identity(somebody(1), seed=1), 2)
    flow.ready(somebody(2))
    flow.applied(somebody(0), "DAMAGED")
    return flow


def plain(value: object) -> str:
    """Return a value as text that does not hang on the order of sets or the name of a zone."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Nik | KkNumber):
        return value.reveal()
    if isinstance(value, frozenset):
        return str(sorted(map(plain, value)))
    if isinstance(value, tuple):
        return str([plain(part) for part in value])
    if attrs.has(type(value)):
        return str([plain(getattr(value, field.name)) for field in attrs.fields(type(value))])
    return repr(value)


def board(flow: Flow) -> dict[str, Any]:
    """Return what a board says, as plain data."""
    book = flow.book
    return {
        "cases": {
            case: plain((app.status, app.file, app.history)) for case, app in book.cases.items()
        },
        "custody": {case: app.custody for case, app in book.cases.items()},
        "records": sorted(plain(record) for record in book.records.values()),
        "stock": sorted((str(place), n) for place, n in book.stock.balances().items()),
        "conserved": list(book.stock.check()),
        "reserved": sorted([blank, case] for blank, case in book.stock.reservations.items()),
        "receipts": {case: app.file.receipt for case, app in book.cases.items()},
        "gallery": book.gallery_state,
        "next": {
            case: [repr(book.next_steps(case, at=flow.now, by=by)) for by in OFFICERS]
            for case in book.cases
        },
    }


OFFICERS = (COUNTER, DINAS_OFFICER, CENTRE)


def ten_more(flow: Flow) -> None:
    """Do the next ten steps, always the same ones."""
    flow.do(Personalise("K000002"), DINAS_OFFICER)
    flow.do(FetchCards("K000002"))
    flow.do(TakeIn("K000002"))
    flow.do(Complain("K000003", "two numbers"))
    flow.do(ResolveDuplicate("K000003", "other"), DINAS_OFFICER)
    flow.do(CheckFile("K000005"))
    flow.do(ConfirmOnFile("K000005"), DINAS_OFFICER)
    flow.do(IssueSuket("K000005"))
    flow.do(Forward("K000005", DINAS))
    flow.do(OrderPrint("K000005"), DINAS_OFFICER)


def read_again(path: Path, now: str) -> None:
    """Run in the other process: replay, tell the board, do ten more steps."""
    flow = Flow(Casebook.replay(FileJournal(path), CITY), datetime.fromisoformat(now))
    told = json.dumps(board(flow), sort_keys=True)
    ten_more(flow)
    sys.stdout.write(told)


def test_another_process_reads_the_same_board_and_goes_on_with_the_same_bytes(
    tmp_path: Path,
) -> None:
    """Cases, custody, stock, reservations, receipts, gallery, next steps; then ten more steps."""
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    flow = written(here)
    there.write_bytes(here.read_bytes())
    code = (
        "import sys, pathlib, test_journal as t;"
        "t.read_again(pathlib.Path(sys.argv[1]), sys.argv[2])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(there), flow.now.isoformat()],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(p for p in sys.path if p), "PYTHONHASHSEED": "7"},
    )
    assert run.returncode == 0, run.stderr
    mine = json.loads(json.dumps(board(flow)))
    told = json.loads(run.stdout)
    for part, value in mine.items():
        assert told[part] == value, part
    before = here.read_bytes()
    ten_more(flow)
    assert here.read_bytes() == there.read_bytes()
    assert len(here.read_bytes()) > len(before)


def test_what_is_read_back_is_the_same_to_the_name_of_its_zone(tmp_path: Path) -> None:
    """A moment is western Indonesian time again, not some unnamed offset."""
    path = tmp_path / "j.jsonl"
    flow = written(path)
    again = Casebook.replay(FileJournal(path), CITY)
    assert repr(dict(again.cases)) == repr(dict(flow.book.cases))
    assert [repr(f) for _, act in again.journal.acts() for f in act] == [
        repr(f) for _, act in flow.book.journal.acts() for f in act
    ]
    assert again.cases["K000001"].history[0].at.tzname() == "WIB"


# -- damage --------------------------------------------------------------------------------------


def sealed(lines: list[dict[str, Any]]) -> str:
    """Return lines with new seals, as somebody would who knows how a line is sealed."""
    last, out = "0" * 16, []
    for line in lines:
        data = {key: value for key, value in line.items() if key != "seal"}
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        last = hashlib.sha256(f"{last}{body}".encode()).hexdigest()[:16]
        out.append(f'{body[:-1]},"seal":"{last}"}}\n')
    return "".join(out)


def damaged(path: Path, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Write a journal, change its lines, seal it anew."""
    written(path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(lines)
    path.write_text(sealed(lines), encoding="utf-8")


def refused(path: Path, where: str) -> None:
    """Hold that reading fails, names the place, and tells no NIK."""
    with pytest.raises((BadFile, BrokenJournal)) as told:
        Casebook.replay(FileJournal(path), CITY)
    assert where in str(told.value), str(told.value)
    assert not re.search(r"\d{16}", str(told.value).replace(str(path), ""))


def test_a_line_sealed_anew_without_a_change_is_read(tmp_path: Path) -> None:
    """The tests below fail for their change, not for the seal."""
    path = tmp_path / "j.jsonl"
    damaged(path, lambda _: None)
    assert len(Casebook.replay(FileJournal(path), CITY).cases) == 5


def test_a_line_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    written(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:-40], encoding="utf-8")
    refused(path, f"line {text.count(chr(10))}")


def test_an_edited_line_is_named_by_its_seal(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    written(path)
    path.write_text(path.read_text(encoding="utf-8").replace("SJ-1", "SJ-2"), encoding="utf-8")
    refused(path, "line 1")


WRONG: dict[str, Callable[[dict[str, Any]], None]] = {
    "unknown fact": lambda line: line.update(fact="CardDreamt"),
    "wrong time": lambda line: line.update(at="yesterday"),
    "unknown kind": lambda line: line.update(kind="GOLD"),
    "NIK too long": lambda line: line["resident"].update(nik=line["resident"]["nik"] + "7"),
    "NIK of no region": lambda line: line["resident"].update(
        nik="00" + line["resident"]["nik"][2:]
    ),
    "number instead of resident": lambda line: line.update(resident=int(line["resident"]["nik"])),
    "NIK as kind": lambda line: line.update(kind=line["resident"]["nik"]),
    "NIK as time": lambda line: line.update(at=line["resident"]["nik"]),
    "NIK as birth date": lambda line: line["resident"].update(birth_date=line["resident"]["nik"]),
    "NIK as fact": lambda line: line.update(fact=line["resident"]["nik"]),
    "surplus field": lambda line: line.update({line["resident"]["nik"]: 1}),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_value_is_named_by_its_line_and_tells_no_nik(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    damaged(path, lambda lines: WRONG[wrong](lines[1]))
    refused(path, "line 2")


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [(1, "version", "KTP_EL/9"), (2, "case", "K000099"), (3, "fact", "Validated")],
)
def test_a_fact_that_cannot_have_happened_names_its_lines(
    number: int, field: str, value: str, tmp_path: Path
) -> None:
    """Whole lines, but another version, another case, a fact out of its status."""
    path = tmp_path / "j.jsonl"
    damaged(path, lambda lines: lines[number].update({field: value}))
    refused(path, "line")
