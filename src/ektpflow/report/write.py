"""Files of a study: all are written beside their places, and then moved there together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from ektpflow.errors import BadFile
from ektpflow.lifecycle.picture import lifecycle_svg
from ektpflow.report.page import html_page
from ektpflow.simulation import OBSTACLES, CaseRow, StudyResult
from ektpflow.tables import Column, Table

__all__ = ["FILES", "JOURNAL", "UNFINISHED", "foreign_file", "write"]

#: What a study leaves, the page first, and what each file is.
FILES: Final[Mapping[str, str]] = {
    "report.html": "the page; open it in a browser",
    "cases.csv": "one row for each person",
    "parts.csv": "where the time of each person went",
    "days.csv": "the recap of each day",
    "lifecycle.svg": "the statuses of an application",
}
#: The journal of a study.
JOURNAL: Final = "journal.jsonl"
#: What the name of a file ends on while it is written.
UNFINISHED: Final = ".part"

_MARK: Final = '<meta name="generator" content="ektpflow '
_HEAD: Final = 2000


def write(
    result: StudyResult, folder: Path | str, *, journal: Path | None = None
) -> tuple[Path, ...]:
    """Write tables, picture and page of a study, and return where they are.

    Parameters
    ----------
    result
        The study.
    folder
        Where to; it is made where it is not there.
    journal
        The finished journal, in the same folder under its unfinished name; it is moved to its
        place with the rest.

    Raises
    ------
    OSError
        When the folder cannot be written to; then what stood there before still does.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    texts = {
        "report.html": html_page(result),
        "cases.csv": _cases(result).to_csv(),
        "parts.csv": _parts(result).to_csv(),
        "days.csv": _days(result).to_csv(),
        "lifecycle.svg": lifecycle_svg(result.lifecycle),
    }
    moves = [(place / f"{name}{UNFINISHED}", place / name) for name in texts]
    try:
        for (unfinished, _), text in zip(moves, texts.values(), strict=True):
            unfinished.write_text(text, encoding="utf-8", newline="")
        if journal is not None:
            moves.append((journal, journal.with_suffix("")))
        try:
            _move(moves)
        except KeyboardInterrupt:
            # once the first is in its place the others follow: no folder with half a study
            _move([move for move in moves if move[0].exists()])
            raise
    finally:
        for unfinished, _ in moves:
            unfinished.unlink(missing_ok=True)
    return tuple(path for _, path in moves)


def _move(moves: list[tuple[Path, Path]]) -> None:
    for unfinished, path in moves:
        os.replace(unfinished, path)  # noqa: PTH105  (atomic on every system, as Path.replace is)


def foreign_file(folder: Path) -> BadFile | None:
    """Say which file a study would overwrite that no study left; None where there is none.

    A folder is known by its page. Without one, a ``journal.jsonl`` there may be an office's own.
    """
    page = folder / "report.html"
    if page.is_file():
        with page.open(encoding="utf-8", errors="replace") as file:
            if _MARK in file.read(_HEAD):
                return None
    for name in (*FILES, JOURNAL):
        if (folder / name).exists():
            return BadFile(
                str(folder / name),
                "file",
                "stands there, no study left it, and a study would overwrite it",
                "name another folder with --out",
            )
    return None


def _moment(value: datetime | None) -> str:
    return "" if value is None else value.isoformat()


def _cases(result: StudyResult) -> Table:
    names = ("case", "kind", "applied", "complete", "print_ready", "issued", "status", "visits")

    def row(c: CaseRow) -> tuple[str | int | None, ...]:
        times = (_moment(c.applied), _moment(c.complete), _moment(c.print_ready), _moment(c.issued))
        return (c.case, c.kind, *times, c.status, c.visits, c.lead)

    columns = (*(Column(name) for name in names), Column("lead", "s"))
    return Table("Cases", columns, [row(c) for c in result.cases])


def _parts(result: StudyResult) -> Table:
    rows = [
        (c.case, o.group, o.key, c.parts[o.key])
        for c in result.finished
        for o in OBSTACLES
        if c.parts[o.key]
    ]
    columns = (Column("case"), Column("group"), Column("obstacle"), Column("time", "s"))
    return Table("Parts", columns, rows)


def _days(result: StudyResult) -> Table:
    names = ("day", "applied", "issued", "sisa_prr", "sisa_blanko", "sisa_suket")
    rows = [
        (d.day.isoformat(), d.applied, d.issued, d.sisa_prr, d.sisa_blanko, d.sisa_suket)
        for d in result.days
    ]
    return Table("Days", tuple(Column(name) for name in names), rows)
