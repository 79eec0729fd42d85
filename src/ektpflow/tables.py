"""Plain tables: the same rows for a terminal, a spreadsheet and a page.

A table is a frozen value and knows nothing of what it shows, so that every room above can hand one
out. Every number column says its unit, and every table says where its figures come from.
"""

from __future__ import annotations

import csv
import io
import textwrap
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import Final

import attrs

from ektpflow.errors import InvalidValue

__all__ = ["Align", "Cell", "Column", "Table"]

Cell = str | int | float | None

_GAP: Final = "  "
_NARROWEST: Final = 8
_DOUBLE: Final = frozenset("WF")


class Align(StrEnum):
    """On which side the cells of a column stand."""

    LEFT = "left"
    RIGHT = "right"


@attrs.frozen
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Heading.
    unit
        Unit of its numbers (``"minutes"``, ``"cards a day"``); empty for words.
    align
        Side on which the cells stand; numbers stand right.
    decimals
        Digits after the point where people read; the csv keeps the value whole.

    Examples
    --------
    >>> from ektpflow.tables import Column
    >>> Column("Waiting", "minutes", "right", decimals=1).shown(12.34)
    '12.3'
    """

    name: str
    unit: str = ""
    align: Align = attrs.field(default=Align.LEFT, converter=Align)
    decimals: int | None = None

    def shown(self, cell: Cell) -> str:
        """Return the cell as people read it; an absent value is an empty string."""
        if cell is None:
            return ""
        if isinstance(cell, float) and self.decimals is not None:
            return f"{cell:.{self.decimals}f}"
        return str(cell)


def _rows(value: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in value)


def _columns(value: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(value)


@attrs.frozen
class Table:
    """Rows under named columns, with a title and the source of the figures.

    Parameters
    ----------
    title
        What the table shows.
    columns
        The columns, in order.
    rows
        The cells; every row has one for each column.
    notes
        Sources and remarks, printed below.

    Raises
    ------
    InvalidValue
        When a row has more or fewer cells than there are columns.

    Examples
    --------
    >>> from ektpflow.tables import Column, Table
    >>> table = Table(
    ...     "Cards printed",
    ...     (Column("Office"), Column("Printed", "cards", "right")),
    ...     [("Disdukcapil", 1500), ("Medan Baru", 40)],
    ...     notes=("Synthetic figures.",),
    ... )
    >>> print(table.text())
    Cards printed
    Office       Printed
                   cards
    ───────────  ───────
    Disdukcapil     1500
    Medan Baru        40
    Synthetic figures.
    """

    title: str
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    notes: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise InvalidValue(
                    f"table '{self.title}', row {number}",
                    f"{len(row)} cells",
                    f"every row has {len(self.columns)} cells, one for each column",
                    "Give None for a value that is not known",
                )

    def text(self, width: int | None = None) -> str:
        """Return the table for a terminal, aligned, wrapped into `width` columns where given.

        Only columns of words are wrapped: a number is never broken. Where the numbers alone are
        wider than `width`, the lines stay longer than asked.
        """
        units = any(column.unit for column in self.columns)
        heads = [[c.name for c in self.columns]]
        if units:
            heads.append([c.unit for c in self.columns])
        body = [self._shown(row) for row in self.rows]
        widths = [
            max((_cells(line[i]) for line in (*heads, *body)), default=0)
            for i in range(len(self.columns))
        ]
        if width is not None:
            widths = self._narrowed(widths, width)
        lines = [] if not self.title else _wrapped(self.title, width)
        for head in heads:
            lines += self._laid(head, widths)
        lines.append(_GAP.join("─" * w for w in widths))
        for row in body:
            lines += self._laid(row, widths)
        for note in self.notes:
            lines += _wrapped(note, width)
        return "\n".join(lines)

    def to_csv(self) -> str:
        """Return the table as comma-separated values, one heading row, units in brackets.

        Lines end as RFC 4180 has it (CR LF), so that a line break inside a cell is quoted.
        """
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(f"{c.name} [{c.unit}]" if c.unit else c.name for c in self.columns)
        writer.writerows(self.rows)
        return out.getvalue()

    def csv(self, path: str | Path) -> None:
        """Write `to_csv` to a file in UTF-8."""
        Path(path).write_text(self.to_csv(), encoding="utf-8", newline="")

    def html(self) -> str:
        """Return the table as HTML: a caption, a row of units, every text escaped."""
        out = ["<table>", f"<caption>{escape(self.title)}</caption>", "<thead>", "<tr>"]
        out += [f'<th scope="col"{_side(c)}>{escape(c.name)}</th>' for c in self.columns]
        out.append("</tr>")
        if any(column.unit for column in self.columns):
            cells = "".join(f"<td{_side(c)}>{escape(c.unit)}</td>" for c in self.columns)
            out.append(f'<tr class="units">{cells}</tr>')
        out += ["</thead>", "<tbody>"]
        for row in self.rows:
            cells = "".join(
                f"<td{_side(column)}>{escape(shown)}</td>"
                for column, shown in zip(self.columns, self._shown(row), strict=True)
            )
            out.append(f"<tr>{cells}</tr>")
        out.append("</tbody>")
        if self.notes:
            notes = "<br>".join(escape(note) for note in self.notes)
            out.append(f'<tfoot><tr><td colspan="{len(self.columns)}">{notes}</td></tr></tfoot>')
        out.append("</table>")
        return "\n".join(out)

    def _shown(self, row: tuple[Cell, ...]) -> list[str]:
        return [column.shown(cell) for column, cell in zip(self.columns, row, strict=True)]

    def _narrowed(self, widths: list[int], width: int) -> list[int]:
        """Take from the widest column of words until the line fits, or none can give more."""
        widths = list(widths)
        over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
        words = [i for i, column in enumerate(self.columns) if column.align is Align.LEFT]
        while over > 0:
            widest = max(words, key=lambda i: widths[i], default=-1)
            if widest < 0 or widths[widest] <= _NARROWEST:
                break
            widths[widest] -= 1
            over -= 1
        return widths

    def _laid(self, cells: list[str], widths: list[int]) -> list[str]:
        """Return the lines of one row; a wrapped cell makes several."""
        wrapped = [
            _wrapped(cell, w) if _cells(cell) > w and column.align is Align.LEFT else [cell]
            for cell, w, column in zip(cells, widths, self.columns, strict=True)
        ]
        lines: list[str] = []
        for i in range(max((len(cell) for cell in wrapped), default=0)):
            parts: list[str] = []
            for cell, w, column in zip(wrapped, widths, self.columns, strict=True):
                part = cell[i] if i < len(cell) else ""
                pad = " " * (w - _cells(part))
                parts.append(pad + part if column.align is Align.RIGHT else part + pad)
            lines.append(_GAP.join(parts).rstrip())
        return lines


def _side(column: Column) -> str:
    return ' style="text-align:right"' if column.align is Align.RIGHT else ""


def _cells(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in _DOUBLE else 1
        for c in text
    )


def _wrapped(text: str, width: int | None) -> list[str]:
    return [text] if width is None else textwrap.wrap(text, max(width, 1)) or [""]
