"""Region codes and dated editions of the region table."""

from __future__ import annotations

import copy
import gzip
import os
import pickle
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import BadFile, InvalidValue
from ektpflow.region import Level, RegionCode, RegionTable

PADANG_BULAN = RegionCode("12.71.17.1005")

parts = st.tuples(
    st.integers(11, 96).map(str),
    st.integers(1, 99).filter(lambda n: n != 70).map("{:02d}".format),
    st.integers(1, 99).map("{:02d}".format),
    st.integers(1001, 3999).filter(lambda n: n % 1000).map(str),
)
codes = st.builds(lambda all_, depth: RegionCode(".".join(all_[:depth])), parts, st.integers(1, 4))


# -- codes ---------------------------------------------------------------------------------------


def test_what_lies_above_a_village_is_found_by_slicing() -> None:
    assert PADANG_BULAN.level is Level.VILLAGE
    assert PADANG_BULAN.parent == PADANG_BULAN.district == RegionCode("12.71.17")
    assert PADANG_BULAN.regency == RegionCode("12.71")
    assert PADANG_BULAN.province == RegionCode("12")
    assert RegionCode("12").parent is None


def test_each_level_is_deeper_than_the_one_above() -> None:
    assert Level.PROVINCE < Level.REGENCY < Level.DISTRICT < Level.VILLAGE


@pytest.mark.parametrize(("code", "name"), [("12", "regency"), ("12", "district")])
def test_a_region_lies_in_none_of_a_deeper_level(code: str, name: str) -> None:
    with pytest.raises(InvalidValue, match=f"{name} of a region"):
        getattr(RegionCode(code), name)


@given(codes)
def test_a_code_survives_writing_with_and_without_dots(code: RegionCode) -> None:
    assert RegionCode(str(code)) == RegionCode.from_digits(code.digits) == code
    assert eval(repr(code)) == code
    assert pickle.loads(pickle.dumps(code)) == copy.deepcopy(code) == code
    assert hash(RegionCode(str(code))) == hash(code)


@given(codes, codes)
def test_a_region_contains_itself_and_what_is_below(one: RegionCode, two: RegionCode) -> None:
    chain = []
    above: RegionCode | None = two
    while above is not None:
        chain.append(above)
        above = above.parent
    assert one.contains(two) is (one in chain)
    assert all(region.contains(two) for region in chain)
    assert len(chain) == two.level


@given(st.lists(codes))
def test_codes_sort_as_in_the_decree(many: list[RegionCode]) -> None:
    assert [str(c) for c in sorted(many)] == sorted(map(str, many))


def test_a_code_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        PADANG_BULAN.code = "12"  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        *("", "1", "10", "97", "00", "12.", "12.70", "12.00", "12.7", "1271", "12.71.00"),
        *("12.71.17.4001", "12.71.17.0001", "12.71.17.1000", "12.71.17.105", "12.71.17.1005.1"),
        *(" 12", "12\n", "12-71", "\uff11\uff12", "1\u00b2"),
    ],
)
def test_a_text_that_no_edition_could_hold_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="region code"):
        RegionCode(text)


@pytest.mark.parametrize(
    "digits", ["", "127", "12711", "1271171", "127117100", "12711710055", "1.1"]
)
def test_digits_of_another_length_are_no_code(digits: str) -> None:
    with pytest.raises(InvalidValue):
        RegionCode.from_digits(digits)


def test_a_number_is_no_code() -> None:
    with pytest.raises(InvalidValue, match="region code"):
        RegionCode(12)  # type: ignore[arg-type]


# -- the built-in table --------------------------------------------------------------------------


def test_the_built_in_table_holds_the_provinces_and_medan() -> None:
    table = RegionTable.builtin()
    assert Counter(code.level for code in table) == {
        Level.PROVINCE: 38,
        Level.REGENCY: 1,
        Level.DISTRICT: 21,
        Level.VILLAGE: 151,
    }
    assert len(table) == 211
    assert table.name(RegionCode("12.71.17")) == "Medan Baru"
    assert "300.2.2-2138/2025" in table.decree
    assert "cahyadsn/wilayah" in table.source


def test_the_children_of_a_kecamatan_are_its_kelurahan() -> None:
    table = RegionTable.builtin()
    below = table.children(RegionCode("12.71.17"))
    assert [table.name(code) for code in below] == [
        *("Petisah Hulu", "Babura", "Merdeka", "Darat", "Padang Bulan", "Titi Rante"),
    ]
    assert table.children(PADANG_BULAN) == ()


def test_a_code_that_the_table_does_not_hold_is_refused_with_the_edition() -> None:
    table = RegionTable.builtin()
    absent = RegionCode("12.71.22")
    assert absent not in table
    assert "12.71" not in table
    for ask in (table.name, table.children):
        with pytest.raises(InvalidValue, match="2025-06-23"):
            ask(absent)


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("12", True),  # the list of provinces is whole
        ("20", True),
        ("54.01.01", True),  # no such province, so no such kecamatan
        ("12.71.22", True),  # Kota Medan is whole
        ("12.71", True),
        ("12.73.01", False),
        ("32.73.01", False),
    ],
)
def test_the_extract_answers_only_for_what_it_holds_whole(code: str, answers: bool) -> None:
    assert RegionTable.builtin().answers_for(RegionCode(code)) is answers


def test_a_table_survives_pickle_and_compares_by_value() -> None:
    table = RegionTable.builtin()
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert hash(again) == hash(table)
    assert again.children(RegionCode("12.71")) == table.children(RegionCode("12.71"))
    assert repr(table).startswith("<RegionTable 2025-06-23, 211 regions")
    with pytest.raises(AttributeError):
        table.edition = "1999"  # type: ignore[misc]


# -- reading -------------------------------------------------------------------------------------

GOOD = b"code,name\n12,Sumatera Utara\n12.71,Kota Medan\n12.71.17,Medan Baru\n"
# without the time in it: the bytes are part of a test's name, which is the same in every process
PACKED = gzip.compress(GOOD, mtime=0)
PACKED_TWICE = gzip.compress(GOOD[:30], mtime=0) + gzip.compress(GOOD[30:], mtime=0)


def read(folder: Path, raw: bytes) -> RegionTable:
    path = folder / "regions.csv"
    path.write_bytes(raw)
    return RegionTable.read(path, edition="test", decree="none")


@pytest.mark.parametrize(
    "raw",
    [
        GOOD,
        PACKED,
        PACKED_TWICE,  # two members, as `cat a b` makes
        PACKED + b"\0" * 512,  # padded to a block, as on tape
        b"\xef\xbb\xbf" + GOOD,  # a spreadsheet's "CSV UTF-8"
        GOOD.replace(b"\n", b"\r\n"),
        GOOD + b"\n",
        b"code,name\n12.71.17,Medan Baru\n12.71,Kota Medan \n12,Sumatera Utara\n",
    ],
    ids=[
        "plain",
        "gzip",
        "two members",
        "padded",
        "byte order mark",
        "CRLF",
        "empty line",
        "any order",
    ],
)
def test_a_table_is_read_from_any_usual_file(tmp_path: Path, raw: bytes) -> None:
    table = read(tmp_path, raw)
    assert [(str(code), table.name(code)) for code in table] == [
        ("12", "Sumatera Utara"),
        ("12.71", "Kota Medan"),
        ("12.71.17", "Medan Baru"),
    ]
    assert (table.edition, table.decree) == ("test", "none")
    assert table.source.endswith("regions.csv")
    assert table.answers_for(RegionCode("32.73.01"))


def test_a_name_may_hold_a_comma_in_quotation_marks(tmp_path: Path) -> None:
    table = read(tmp_path, b'code,name\n12,"I,II"\n')
    assert table.name(RegionCode("12")) == "I,II"


LONG = GOOD + b"".join(b"12.71.17.1%03d,Name %d\n" % (n, n) for n in range(1, 900))


@pytest.mark.parametrize(
    ("raw", "place", "problem"),
    [
        (b"", "line 1", "'nothing'"),
        (b"kode,nama\n12,Sumatera Utara\n", "line 1", "'kode,nama'"),
        (b"code;name\n12;Sumatera Utara\n", "line 1", "'code;name'"),
        (b"name,code\n", "line 1", "'name,code'"),
        (GOOD + b"12.70,Nowhere\n", "line 5", "'12.70' is not a region code"),
        (GOOD + b"1271,Kota Medan\n", "line 5", "'1271' is not a region code"),
        (GOOD + b"12.71,Kota Medan\n", "line 5", "stands in line 3 already"),
        (GOOD + b"12.72.01,Orphan\n", "line 5", "12.72 is missing"),
        (GOOD + b"12.72\n", "line 5", "1 columns, not 2"),
        (GOOD + b"12.72,a,b\n", "line 5", "3 columns, not 2"),
        (GOOD + b"12.72, \n", "line 5", "has no name"),
        (GOOD + b'12.72,"open\n', "line 5", "not CSV"),
        (GOOD + b"12.72,caf\xe9\n", "line 5", "byte 0xe9 is not UTF-8"),
        (GOOD.decode().encode("utf-16"), "line 1", "byte 0xff is not UTF-8"),
        (PACKED[:-8], "after line 4", "cut short"),
        (PACKED[:2], "after line 0", "cut short"),
        (PACKED[:-8] + b"\0" * 8, "after line ", "damaged"),
        (PACKED + b"rubbish", "after line 4", "damaged"),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_the_way_out(
    tmp_path: Path, raw: bytes, place: str, problem: str
) -> None:
    with pytest.raises(BadFile) as caught:
        read(tmp_path, raw)
    error = caught.value
    assert error.file == str(tmp_path / "regions.csv")
    assert error.place.startswith(place)
    assert problem in error.problem
    assert error.hint


def test_a_file_cut_anywhere_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    packed = gzip.compress(LONG, mtime=0)
    for length in range(2, len(packed), 97):
        with pytest.raises(BadFile, match="cut short"):
            read(tmp_path, packed[:length])


def test_a_file_that_is_not_there_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be opened"):
        RegionTable.read(tmp_path / "absent.csv", edition="test")
    with pytest.raises(BadFile, match="cannot be opened"):
        RegionTable.read(str(tmp_path), edition="test")


@given(st.binary() | st.lists(st.text()).map(lambda rows: "\n".join(["code,name", *rows]).encode()))
def test_any_file_is_a_table_or_a_bad_file(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            table = read(Path(folder), raw)
        except BadFile:
            return
    assert all(code.parent is None or code.parent in table for code in table)


# -- the full table ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full() -> Path:
    path = os.environ.get("EKTPFLOW_REGION_TABLE")
    if not path:
        pytest.skip("EKTPFLOW_REGION_TABLE does not name the full region table")
    return Path(path)


def test_the_full_table_holds_all_regions_and_the_built_in_one_agrees(full: Path) -> None:
    start = time.perf_counter()
    table = RegionTable.read(full, edition="2025")
    assert time.perf_counter() - start < 3  # 0.2 s where nothing else runs
    assert Counter(code.level for code in table) == {
        Level.PROVINCE: 38,
        Level.REGENCY: 514,
        Level.DISTRICT: 7285,
        Level.VILLAGE: 83762,
    }
    own = RegionTable.builtin()
    assert {code: own.name(code) for code in own} == {
        code: table.name(code)
        for code in table
        if code.level is Level.PROVINCE or RegionCode("12.71").contains(code)
    }


@pytest.mark.parametrize(("edition", "districts"), [("2020", 7230), ("2018", 7201)])
def test_older_editions_are_read_too(full: Path, edition: str, districts: int) -> None:
    path = full.with_name(f"wilayah-{edition}-kecamatan.csv.gz")
    table = RegionTable.read(path, edition=edition)
    assert Counter(code.level for code in table)[Level.DISTRICT] == districts
