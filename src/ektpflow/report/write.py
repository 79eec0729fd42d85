"""Files of a study: each is written beside its place and moved there whole."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from ektpflow.lifecycle.picture import lifecycle_svg
from ektpflow.report.page import html_page
from ektpflow.simulation import OBSTACLES, CaseRow, StudyResult
from ektpflow.tables import Column, Table

__all__ = ["write"]


def write(result: StudyResult, folder: Path | str) -> tuple[Path, ...]:
    """Write tables, picture and page of a study, and return where they are.

    Parameters
    ----------
    result
        The study.
    folder
        Where to; it is made where it is not there.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    files = {
        "cases.csv": _cases(result).to_csv(),
        "parts.csv": _parts(result).to_csv(),
        "days.csv": _days(result).to_csv(),
        "lifecycle.svg": lifecycle_svg(result.lifecycle),
        "report.html": html_page(result),
    }
    return tuple(_whole(place / name, text) for name, text in files.items())


def _whole(path: Path, text: str) -> Path:
    unfinished = path.with_suffix(path.suffix + ".part")
    unfinished.write_text(text, encoding="utf-8", newline="")
    os.replace(unfinished, path)  # noqa: PTH105  (atomic on every system, as Path.replace is)
    return path


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
