"""The population number and the family card number. All numbers are synthetic (serial 9990+)."""

from __future__ import annotations

import copy
import gzip
import os
import pickle
import traceback
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.nik import Finding, KkNumber, Nik
from ektpflow.region import RegionCode, RegionTable

MEDAN_BARU = "127117"
SERIAL = "9999"
MASK = "*" * 12

regions = st.builds(
    lambda province, regency, district: RegionCode(f"{province}.{regency:02d}.{district:02d}"),
    st.integers(11, 96),
    st.integers(1, 99).filter(lambda regency: regency != 70),
    st.integers(1, 99),
)
dates = st.dates(date(1900, 1, 1), date(2099, 12, 31))
serials = st.integers(9990, 9999)
niks = st.builds(Nik.compose, regions, dates, st.booleans(), serials)
kk_numbers = st.builds(
    lambda region, day, serial: KkNumber(f"{region.digits}{day:%d%m%y}{serial}"),
    regions,
    dates,
    serials,
)
numbers = niks | kk_numbers


def nik_of(coded: str, region: str = MEDAN_BARU, serial: str = SERIAL) -> Nik:
    return Nik(region + coded + serial)


def refusal(text: str, kind: type[Nik | KkNumber] = Nik) -> InvalidValue | None:
    try:
        kind(text)
    except InvalidValue as error:
        return error
    return None


def accepted(kind: type[Nik | KkNumber], text: str) -> bool:
    return refusal(text, kind) is None


def in_calendar(day: int, month: int, year: int) -> bool:
    """Say by the datetime module whether a day exists in the 1900s or the 2000s."""
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


# -- what is accepted ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Nik, KkNumber])
def test_exactly_the_dates_that_can_have_been_coded_are_accepted(kind: type[Nik]) -> None:
    """All 140,000 days 00-99, months 00-13, years 00-99, against the datetime module."""
    wrong = []
    for day in range(100):
        day_of_life = day - 40 if kind is Nik and day > 40 else day
        for month in range(14):
            for year in range(100):
                coded = f"{day:02d}{month:02d}{year:02d}"
                possible = in_calendar(day_of_life, month, year)
                if accepted(kind, MEDAN_BARU + coded + SERIAL) is not possible:
                    wrong.append(coded)
    assert wrong == []


def test_months_above_13_are_refused() -> None:
    assert not any(accepted(Nik, f"{MEDAN_BARU}01{month}90{SERIAL}") for month in range(14, 100))


def test_the_leap_day_of_00_is_that_of_2000() -> None:
    assert nik_of("290200").birth_candidates == (date(2000, 2, 29),)
    assert nik_of("690200").birth_candidates == (date(2000, 2, 29),)


def test_exactly_the_serials_0001_to_9999_are_accepted() -> None:
    refused = [n for n in range(10_000) if not accepted(Nik, f"{MEDAN_BARU}010190{n:04d}")]
    assert refused == [0]


def test_exactly_the_possible_regions_are_accepted() -> None:
    provinces = [n for n in range(100) if accepted(Nik, f"{n:02d}7117010190{SERIAL}")]
    regencies = [n for n in range(100) if accepted(Nik, f"12{n:02d}17010190{SERIAL}")]
    districts = [n for n in range(100) if accepted(Nik, f"1271{n:02d}010190{SERIAL}")]
    assert provinces == list(range(11, 97))
    assert regencies == [*range(1, 70), *range(71, 100)]
    assert districts == list(range(1, 100))


# -- what is refused, and how --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part", "shown"),
    [
        ("", "length", "a text of 0 digits"),
        (MEDAN_BARU + "010190" + "999", "length", "a text of 15 digits"),
        (MEDAN_BARU + "010190" + "99999", "length", "a text of 17 digits"),
        ("12 7117" + "010190" + SERIAL, "digits", "character 3 (U+0020)"),
        ("12.71.17" + "010190" + SERIAL, "digits", "character 3 (U+002E)"),
        (MEDAN_BARU + "010190" + SERIAL + "\n", "digits", "character 17 (U+000A)"),
        ("\uff11" + "27117" + "010190" + SERIAL, "digits", "character 1 (U+FF11)"),
        (MEDAN_BARU + "010190" + "999\u00b2", "digits", "character 16 (U+00B2)"),
        (MEDAN_BARU + "01019\u0660" + SERIAL, "digits", "character 12 (U+0660)"),
        ("-" + "27117" + "010190" + SERIAL, "digits", "character 1 (U+002D)"),
        ("0" + "1271171005" + "99999", "region (province)", "01" + "*" * 14),
        ("977117" + "010190" + SERIAL, "region (province)", "97" + "*" * 14),
        ("127017" + "010190" + SERIAL, "region (regency or city)", "**70" + "*" * 12),
        ("127100" + "010190" + SERIAL, "region (kecamatan)", "****00" + "*" * 10),
        (MEDAN_BARU + "320190" + SERIAL, "day of birth", "******32********"),
        (MEDAN_BARU + "400190" + SERIAL, "day of birth", "******40********"),
        (MEDAN_BARU + "811390" + SERIAL, "day of birth", "******81********"),
        (MEDAN_BARU + "011390" + SERIAL, "month of birth", "********13******"),
        (MEDAN_BARU + "310490" + SERIAL, "calendar date of birth", "******310490****"),
        (MEDAN_BARU + "690295" + SERIAL, "calendar date of birth", "******690295****"),
        (MEDAN_BARU + "010190" + "0000", "serial", "************0000"),
    ],
)
def test_a_refusal_names_the_part_and_shows_that_part_only(
    text: str, part: str, shown: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        Nik(text)
    error = caught.value
    assert (error.what, error.shown) == (f"NIK, {part}", shown)
    assert error.rule
    assert error.hint


def test_a_temporary_number_is_told_from_a_typing_error() -> None:
    """Village systems give temporary numbers that begin with 0."""
    with pytest.raises(InvalidValue, match="temporary"):
        Nik("0" + "1271171005" + "99999")


@pytest.mark.parametrize("thing", [None, 12, 1.5, b"12", nik_of("010190"), ["1"]])
def test_only_text_is_read(thing: object) -> None:
    with pytest.raises(InvalidValue, match="NIK, type"):
        Nik(thing)  # type: ignore[arg-type]


def test_a_family_card_number_has_no_days_above_31() -> None:
    with pytest.raises(InvalidValue, match="KK number, day of recording"):
        KkNumber(MEDAN_BARU + "410190" + SERIAL)


@given(st.text() | st.text("0123456789", min_size=14, max_size=18))
def test_any_text_is_a_number_or_refused_without_being_shown(text: str) -> None:
    error = refusal(text)
    if error is None:
        assert Nik(text).reveal() == text
    else:
        assert len(text) < 6 or text not in str(error)


@given(niks, st.integers(0, 15), st.sampled_from("0123456789"))
def test_a_mistyped_number_is_not_shown_in_its_refusal(nik: Nik, place: int, digit: str) -> None:
    """At most the six digits of an impossible date are shown, and nothing beside them."""
    text = nik.reveal()[:place] + digit + nik.reveal()[place + 1 :]
    error = refusal(text)
    if error is not None:
        assert sum(sign.isdigit() for sign in error.shown) <= 6
        assert text not in "".join(map(str, error.args))


# -- what a number says --------------------------------------------------------------------------


@given(regions, dates, st.booleans(), serials)
def test_a_number_gives_back_what_it_was_composed_of(
    region: RegionCode, born: date, female: bool, serial: int
) -> None:
    nik = Nik.compose(region, born, female, serial)
    again = Nik(nik.reveal())
    assert again == nik
    assert again.region == region
    assert again.coded_date == (born.day, born.month, born.year % 100)
    assert (again.sex_hint == "female") is female
    assert again.serial == serial
    assert born in again.birth_candidates
    assert Nik.compose(again.region, again.birth_candidates[0], female, again.serial) == nik


def test_a_village_lends_its_kecamatan_to_a_number() -> None:
    nik = Nik.compose(RegionCode("12.71.17.1005"), date(1990, 1, 1), female=False, serial=9999)
    assert nik.region == RegionCode("12.71.17")


@pytest.mark.parametrize(
    ("region", "born", "serial"),
    [
        ("12.71", date(1990, 1, 1), 9999),
        ("12.71.17", date(1899, 12, 31), 9999),
        ("12.71.17", date(2100, 1, 1), 9999),
        ("12.71.17", date(1990, 1, 1), 0),
        ("12.71.17", date(1990, 1, 1), 10_000),
    ],
)
def test_no_number_is_composed_of_parts_that_do_not_fit(
    region: str, born: date, serial: int
) -> None:
    with pytest.raises(InvalidValue):
        Nik.compose(RegionCode(region), born, female=False, serial=serial)


def test_a_family_card_number_says_region_date_and_serial() -> None:
    kk = KkNumber(MEDAN_BARU + "080712" + "9990")
    assert (kk.region, kk.coded_date, kk.serial) == (RegionCode("12.71.17"), (8, 7, 12), 9990)


@pytest.mark.parametrize(
    ("coded", "on", "ages", "born"),
    [
        ("010190", date(2026, 3, 2), (0, 120), date(1990, 1, 1)),  # 2090 is still to come
        ("010109", date(2026, 3, 2), (0, 120), None),  # 17 or 117
        ("010109", date(2026, 3, 2), (17, 100), date(2009, 1, 1)),
        ("020309", date(2026, 3, 2), (17, 100), date(2009, 3, 2)),  # 17 today
        ("030309", date(2026, 3, 2), (17, 100), None),  # 17 tomorrow
        ("010109", date(2126, 3, 2), (0, 120), date(2009, 1, 1)),  # the answer moves with the day
        ("290208", date(2025, 2, 28), (17, 100), None),  # a leap day's child is 17 on 1 March
        ("290208", date(2025, 3, 1), (17, 100), date(2008, 2, 29)),
    ],
)
def test_the_century_is_resolved_by_a_day_and_an_age(
    coded: str, on: date, ages: tuple[int, int], born: date | None
) -> None:
    assert nik_of(coded).resolve(on, *ages) == born


@given(niks, dates, st.integers(0, 130), st.integers(0, 130))
def test_a_resolved_date_is_a_candidate_of_that_age(nik: Nik, on: date, one: int, two: int) -> None:
    low, high = sorted((one, two))
    born = nik.resolve(on, low, high)
    if born is not None:
        assert born in nik.birth_candidates
        years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        assert low <= years <= high


@pytest.mark.parametrize("ages", [(-1, 5), (20, 17)])
def test_ages_that_are_no_range_are_refused(ages: tuple[int, int]) -> None:
    with pytest.raises(InvalidValue, match="range of ages"):
        nik_of("010190").resolve(date(2026, 3, 2), *ages)


# -- findings ------------------------------------------------------------------------------------


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in found]


def test_a_number_that_agrees_with_the_record_has_no_findings() -> None:
    table = RegionTable.builtin()
    nik = nik_of("470495")
    assert nik.findings(table=table, birth_date=date(1995, 4, 7), female=True) == ()
    assert nik.findings() == ()


def test_a_region_that_the_edition_does_not_hold_is_a_finding() -> None:
    (finding,) = nik_of("010190", region="127122").findings(table=RegionTable.builtin())
    assert finding.code == "region_unknown"
    assert "12.71.22" in finding.sentence
    assert "2025-06-23" in finding.sentence


def test_a_province_that_the_edition_does_not_hold_is_a_finding() -> None:
    found = nik_of("010190", region="540101").findings(table=RegionTable.builtin())
    assert codes(found) == ["region_unknown"]


def test_the_extract_is_silent_on_regions_it_leaves_out() -> None:
    """The built-in table holds Kota Medan only: a number from Bandung is no finding."""
    assert nik_of("010190", region="327301").findings(table=RegionTable.builtin()) == ()


@pytest.mark.parametrize(
    ("born", "parts"),
    [
        (date(1995, 4, 8), "day of birth"),
        (date(1995, 5, 7), "month of birth"),
        (date(1996, 4, 7), "year of birth"),
        (date(1996, 5, 8), "day, month, year of birth"),
        (date(1895, 4, 7), "century of birth"),
    ],
)
def test_a_date_that_differs_from_the_record_is_a_finding(born: date, parts: str) -> None:
    (finding,) = nik_of("470495").findings(birth_date=born)
    assert finding.code == "date_differs"
    assert finding.sentence.startswith(parts)


def test_both_centuries_agree_with_the_coded_date() -> None:
    assert nik_of("470495").findings(birth_date=date(2095, 4, 7)) == ()


def test_a_moment_counts_as_its_day() -> None:
    wib = timezone(timedelta(hours=7))
    assert nik_of("470495").findings(birth_date=datetime(1995, 4, 7, 8, tzinfo=wib)) == ()


@pytest.mark.parametrize("coded", ["311290", "010790"])
def test_the_days_of_unknown_birth_are_pointed_out(coded: str) -> None:
    (finding,) = nik_of(coded).findings(birth_date=date(1990, 3, 4))
    assert "unknown dates" in finding.sentence


@pytest.mark.parametrize(("coded", "female"), [("470495", False), ("070495", True)])
def test_a_sex_that_differs_from_the_record_is_a_finding(coded: str, female: bool) -> None:
    assert codes(nik_of(coded).findings(female=female)) == ["sex_differs"]
    assert nik_of(coded).findings(female=not female) == ()


def test_a_finding_reads_as_a_sentence_with_its_code() -> None:
    assert str(Finding("sex_differs", "coded female")) == "coded female [sex_differs]"


# -- masking -------------------------------------------------------------------------------------


@given(numbers, st.integers(16, 40))
def test_a_number_is_masked_wherever_it_is_shown(number: Nik | KkNumber, width: int) -> None:
    mask = number.reveal()[:4] + MASK
    name = type(number).__name__
    assert str(number) == f"{number}" == "%s" % number == f"{number!s}" == mask  # noqa: UP031
    assert repr(number) == f"{number!r}" == f"{name}('{mask}')"
    assert f"{number:>{width}}" == mask.rjust(width)
    assert f"{number:.2}" == mask[:2]
    shown = [str([number]), str((number,)), str({number: number}), str({number})]
    shown += [str(ValueError(number)), str(KeyError(number)), repr(ValueError(number))]
    shown += ["%r %a" % (number, number), str(number.__doc__)]  # noqa: UP031
    assert not any(number.reveal()[4:] in text for text in shown)


def test_a_traceback_of_a_refusal_holds_no_number() -> None:
    text = MEDAN_BARU + "320190" + SERIAL
    error = refusal(text)
    assert error is not None
    assert text not in "".join(traceback.format_exception(error))


@given(numbers)
def test_a_number_has_no_attribute_that_can_be_listed_with_its_digits(
    number: Nik | KkNumber,
) -> None:
    assert not hasattr(number, "__dict__")
    public = [getattr(number, name) for name in dir(number) if not name.startswith("_")]
    assert not any(value == number.reveal() for value in public)


# -- value ---------------------------------------------------------------------------------------


@given(numbers)
def test_a_number_survives_pickle_and_copy(number: Nik | KkNumber) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(number, protocol))
        assert again == number
        assert type(again) is type(number)
    assert copy.copy(number) == copy.deepcopy(number) == number


@given(numbers)
def test_a_number_cannot_be_changed(number: Nik | KkNumber) -> None:
    before = number.reveal()
    for name in ("_digits", "serial", "anything"):
        with pytest.raises(AttributeError):
            setattr(number, name, "1")
        with pytest.raises(AttributeError):
            delattr(number, name)
    number.__init__(MEDAN_BARU + "010190" + "9998")  # type: ignore[call-arg]
    assert number.reveal() == before


@given(niks, niks)
def test_numbers_compare_by_value(one: Nik, two: Nik) -> None:
    assert (one == two) is (one.reveal() == two.reveal())
    assert (one < two) is (one.reveal() < two.reveal())
    assert (one > two) is (one.reveal() > two.reveal())
    assert len({one, Nik(one.reveal())}) == 1


def test_a_number_equals_no_text_and_no_number_of_another_kind() -> None:
    text = MEDAN_BARU + "010190" + SERIAL
    assert Nik(text) != text
    assert Nik(text) != KkNumber(text)
    with pytest.raises(TypeError):
        sorted([Nik(text), KkNumber(text)])


def test_a_kind_of_text_is_left_behind() -> None:
    class Loud(str):
        __slots__ = ()

    assert type(Nik(Loud(MEDAN_BARU + "010190" + SERIAL)).reveal()) is str


# -- beside others, and over all of Indonesia ----------------------------------------------------


@given(niks)
def test_python_stdnum_reads_the_same_where_it_is_right(nik: Nik) -> None:
    """It takes the 1900s whenever they are possible."""
    other = pytest.importorskip("stdnum.id.nik", reason="python-stdnum is not installed")
    assert other.get_birth_date(nik.reveal()) == nik.birth_candidates[0]


def full(name: str) -> Path:
    path = os.environ.get("EKTPFLOW_REGION_TABLE")
    if not path:
        pytest.skip("EKTPFLOW_REGION_TABLE does not name the full region table")
    return Path(path).with_name(name)


@pytest.mark.parametrize(
    "name",
    ["wilayah-2025.csv.gz", "wilayah-2020-kecamatan.csv.gz", "wilayah-2018-kecamatan.csv.gz"],
)
def test_every_kecamatan_of_every_edition_can_stand_in_a_number(name: str) -> None:
    with gzip.open(full(name), "rt", encoding="utf-8") as lines:
        found = [line.partition(",")[0] for line in lines]
    districts = [code for code in found if len(code) == 8]
    assert len(districts) > 7000
    for code in districts:
        assert str(nik_of("010190", region=code.replace(".", "")).region) == code


def test_a_number_from_a_region_that_is_gone_is_a_finding_not_an_error() -> None:
    now = RegionTable.read(full("wilayah-2025.csv.gz"), edition="2025")
    then = RegionTable.read(full("wilayah-2018-kecamatan.csv.gz"), edition="2018")
    gone = [code for code in then if len(code.digits) == 6 and code not in now]
    assert len(gone) > 500
    for code in gone:
        nik = nik_of("010190", region=code.digits)
        assert codes(nik.findings(table=now)) == ["region_unknown"]
        assert nik.findings(table=then) == ()
