"""Reading: what holds for every reader and every feature, whatever a table holds."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.matching.reading import addresses, dates, names, numbers, places, sex, spelling, text

ANYTHING = {
    "name": names.read_name,
    "place": places.read_place,
    "NIK": numbers.read_nik,
    "code": numbers.read_code,
    "address": addresses.read_address,
    "text": text.read_text,
}
PICKY = {"date": dates.read_date, "sex": sex.read_sex}
READERS = ANYTHING | PICKY

REGION = places.as_region({"12.71": "Kota Medan", "12.71.17": "Medan Baru"})
FEATURES = [
    *(names.sorted_words, names.joined, names.joined_key, names.given, names.given_key),
    *(names.consonants, names.first_key, names.normalised),
    *(dates.known, dates.unordered, dates.shared, dates.fifteenth, dates.doubt),
    *(dates.year, dates.month, dates.day, dates.swapped),
    *(places.place_key, REGION),
    *(numbers.sexless, numbers.tail, numbers.region, numbers.born, numbers.serial, numbers.doubt),
    *(addresses.street, addresses.house),
    *(text.sorted_words, text.key),
    *(spelling.key, spelling.plain, spelling.words, spelling.modern, spelling.told),
]

# Letters and signs that the rules look at, so that the odd cases come up often.
TRICKY = st.text(alphabet="ABCDEHIJKMNOPRSTUXY0125 .,'-/()", max_size=16)
PIECES = st.lists(
    st.sampled_from(
        [
            "H",
            "H.",
            "M",
            "M.",
            "ST",
            "SH",
            "S.H.",
            "S.",
            "PD",
            "S Pd",
            "ABDUR",
            "ABDULABD",
            "RAHMAN",
            "I",
            "WY",
            "MD",
            "HADJI",
            "CH",
            "TJ",
            "KOTA",
            "KAB",
            "P",
            "SIANTAR",
            "D.I.",
            "BARU",
            "SEI",
            "JL",
            "NO",
            "NO.",
            "RT",
            "RW",
            "RT01",
            "0",
            "12",
            "7A",
            "A",
            "GANG",
            "DJ",
            "OE",
            "X",
            "xx",
            "null",
            "N/A",
            "tidak",
            "diketahui",
            ",",
            "(",
            "-",
            "ŉ",
            "ß",
            "٣",
            "é",
            "中",
        ]
    ),
    max_size=6,
).map(" ".join)
TEXTS = TRICKY | PIECES | PIECES.map(lambda t: t.replace(" ", "")) | st.text(max_size=12)


@pytest.mark.parametrize("read", ANYTHING.values(), ids=ANYTHING)
@example("KOTA P SIANTAR")
@example("X'XX")
@example("NULL.")
@example("12 JALAN")
@example("NO A 0")
@example("RT 0 RT 5")
@example("0RT01")
@example("NO 0ST 12")
@example("ABDULABDUR RAHMAN")
@given(TEXTS)
def test_every_text_can_be_read_and_to_read_twice_changes_nothing(read, raw):
    once = read(raw)
    assert read(once) == once


@pytest.mark.parametrize("read", PICKY.values(), ids=PICKY)
@given(TEXTS | st.dates().map(str) | st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}"))
def test_what_is_no_date_and_no_sex_is_refused_and_the_rest_is_read_once_for_all(read, raw):
    try:
        once = read(raw)
    except InvalidValue as no:
        assert no.rule  # noqa: PT017 - either it is refused with its rule, or it is read
    else:
        assert read(once) == once


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "raw",
    [
        None,
        float("nan"),
        "",
        "  ",
        "-",
        "nan",
        "None",
        "<NA>",
        "NaT",
        "n/a",
        "NULL",
        "xxx",
        "Tidak diketahui",
    ],
)
def test_what_says_that_nothing_is_known_is_not_known(read, raw):
    assert read(raw) == ""


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("raw", [b"L", ["L"], {"L": 1}])
def test_a_list_or_bytes_in_a_field_are_refused(read, raw):
    with pytest.raises(InvalidValue, match="one text, number or date"):
        read(raw)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_of_what_is_not_known_every_feature_is_not_known(feature):
    assert feature("") == ""


@given(TEXTS)
def test_every_feature_answers_for_every_text_that_its_reader_returns(raw):
    features = {
        names.read_name: FEATURES[:8],
        places.read_place: [places.place_key, REGION],
        numbers.read_nik: [numbers.sexless, numbers.tail, numbers.born, numbers.doubt],
        addresses.read_address: [addresses.street, addresses.house],
        text.read_text: [text.sorted_words, text.key],
    }
    for read, theirs in features.items():
        value = read(raw)
        for feature in theirs:
            assert isinstance(feature(value), str)


@given(TEXTS)
def test_a_name_that_is_known_has_a_key_and_a_given_word(raw):
    name = names.read_name(raw)
    for feature in (names.given, names.consonants, names.given_key, names.first_key, names.joined):
        assert bool(feature(name)) == bool(name)


def test_an_error_shows_what_a_value_looks_like_and_never_the_value():
    with pytest.raises(InvalidValue) as no:
        dates.read_date("17 Agustus 1990")
    assert "'99 AAAAAAA 9999'" in str(no.value)
    assert "1990" not in str(no.value)
    assert "Agustus" not in str(no.value)


@pytest.mark.parametrize(
    "raw",
    [
        date(1990, 8, 17),
        datetime(1990, 8, 17, 8, 30),  # noqa: DTZ001 - a table's dates have no zone
        "1990-08-17",
        "1990-08-17 00:00:00",
        "1990-08-17T08:30:00+07:00",
        "17-08-1990",
        "17/08/1990",
        "17.8.1990",
        "1990/08/17",
        "19900817",
        19900817,
        19900817.0,
    ],
)
def test_a_date_is_read_in_every_form_that_tables_have(raw):
    assert dates.read_date(raw) == "1990-08-17"


@pytest.mark.parametrize("raw", ["08/17/90", "17 Agustus 1990", "17081990", "1990", "1990-08/17"])
def test_what_can_be_read_as_two_dates_or_none_is_refused(raw):
    with pytest.raises(InvalidValue, match="YYYY-MM-DD"):
        dates.read_date(raw)


@pytest.mark.parametrize(
    ("raw", "read", "doubt"),
    [
        ("1990-02-31", "1990-02-31", "February of that year has no day 31"),
        ("29/02/1995", "1995-02-29", "February of that year has no day 29"),
        ("29/02/1996", "1996-02-29", ""),
        ("1990-13-01", "1990-13-01", "there is no month 13"),
        ("1990-08-00", "1990-08-00", "August of that year has no day 00"),
        ("2999-01-01", "2999-01-01", ""),
        ("0000-05-05", "0000-05-05", "there is no year 0000"),
        ("0190-05-05", "0190-05-05", "nobody on file is born in the year 0190"),
    ],
)
def test_an_impossible_date_is_kept_and_told(raw, read, doubt):
    assert (dates.read_date(raw), dates.doubt(read)) == (read, doubt)


@given(st.dates(min_value=date(1800, 1, 1)))
def test_a_date_that_exists_is_never_doubted_and_is_either_known_or_shared(day):
    iso = dates.read_date(day)
    assert iso == day.isoformat()
    assert dates.doubt(iso) == ""
    assert {dates.known(iso), dates.shared(iso)} == {iso, ""}


@given(st.dates())
def test_dates_with_day_and_month_exchanged_meet_unless_one_is_a_default_day(day):
    iso = day.isoformat()
    other = dates.swapped(iso)
    assert dates.swapped(other) == iso
    if dates.known(iso) and dates.known(other):
        assert dates.unordered(iso) == dates.unordered(other) != ""


def test_the_days_that_stand_for_unknown_are_not_known_and_the_fifteenth_is_but_is_marked():
    assert dates.known("1960-07-01") == dates.known("1960-12-31") == ""
    assert dates.known("1960-07-15") == dates.fifteenth("1960-07-15") == "1960-07-15"
    assert dates.year("1960-07-01") == "1960"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        *((t, "MALE") for t in ["L", "l", "Laki-laki", "LAKI LAKI", "laki2", "Pria", "M", "male"]),
        *((t, "FEMALE") for t in ["P", "Perempuan", "PR", "wanita", "F", "Female"]),
        *[(1, "MALE"), (2.0, "FEMALE"), ("1", "MALE"), ("?", "")],
    ],
)
def test_sex_is_read_in_the_words_that_tables_have(raw, read):
    assert sex.read_sex(raw) == read


@pytest.mark.parametrize("raw", ["3", "0", "X", "male/female"])
def test_another_code_for_sex_is_refused_with_those_that_are_accepted(raw):
    with pytest.raises(InvalidValue, match="Laki-laki and Perempuan"):
        sex.read_sex(raw)


def test_reading_needs_no_heavy_package():
    heavy = "{'rapidfuzz', 'numpy', 'pandas', 'networkx'}"
    modules = "addresses, dates, names, numbers, places, sex, text"
    code = f"import sys; from ektpflow.matching.reading import {modules}; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
