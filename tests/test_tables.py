"""Plain tables: aligned for a terminal, exact in csv, escaped in HTML."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.tables import Column, Table

WAITING = Table(
    "Waiting at the kecamatan",
    (Column("Cause"), Column("Waiting", "minutes", "right", decimals=1)),
    [("no blanko & no printer", 61.26), ("<network>", None)],
    notes=("Synthetic figures.",),
)


def test_numbers_stand_right_under_their_unit() -> None:
    lines = WAITING.text().splitlines()
    assert lines[2].endswith("minutes")
    assert lines[4].endswith(" 61.3")
    assert len(lines[4]) == len(lines[2])


def test_an_unknown_value_is_shown_as_nothing() -> None:
    assert WAITING.text().splitlines()[5] == "<network>"


def test_a_narrow_terminal_wraps_words_but_never_breaks_a_number() -> None:
    table = Table(
        "Causes",
        (Column("Cause"), Column("Cases", "", "right")),
        [("the officer came back late from the break at the kecamatan", 1234567)],
    )
    text = table.text(width=40)
    assert max(len(line) for line in text.splitlines()) <= 40
    assert "1234567" in text
    assert "kecamatan" in text


def test_wide_characters_keep_the_columns_straight() -> None:
    table = Table("", (Column("Name"), Column("n", "", "right")), [("日本", 1), ("abcd", 2)])
    first, second = table.text().splitlines()[-2:]
    assert first == "日本  1"
    assert second == "abcd  2"


def test_csv_keeps_the_whole_value_and_names_the_unit() -> None:
    assert WAITING.to_csv().splitlines()[:2] == [
        "Cause,Waiting [minutes]",
        "no blanko & no printer,61.26",
    ]


def test_a_csv_file_holds_what_to_csv_returns(tmp_path: Path) -> None:
    WAITING.csv(tmp_path / "waiting.csv")
    assert (tmp_path / "waiting.csv").read_bytes() == WAITING.to_csv().encode()


def test_html_escapes_what_the_cells_say() -> None:
    """Names come from outside: a name in angle brackets must not become an element."""
    root = ET.fromstring(WAITING.html())
    assert root.findtext("caption") == WAITING.title
    cells = [cell.text for cell in root.iterfind("tbody/tr/td")]
    assert cells == ["no blanko & no printer", "61.3", "<network>", None]
    assert [td.text for td in root.iterfind("thead/tr[@class='units']/td")] == [None, "minutes"]


def test_a_row_with_a_cell_too_few_is_refused_with_its_number() -> None:
    with pytest.raises(InvalidValue, match="row 2"):
        Table("T", (Column("a"), Column("b")), [(1, 2), (3,)])


def test_a_table_without_rows_still_shows_its_heads() -> None:
    assert Table("T", (Column("Office"),), ()).text() == "T\nOffice\n──────"


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_every_text_survives_csv(rows: list[tuple[str, str]]) -> None:
    table = Table("T", (Column("a"), Column("b")), rows)
    read = list(csv.reader(io.StringIO(table.to_csv(), newline="")))
    assert [tuple(row) for row in read[1:]] == rows
