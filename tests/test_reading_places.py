"""Reading places, addresses and numbers: which writings meet."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.matching.reading import addresses, numbers
from ektpflow.matching.reading.addresses import house, read_address, street
from ektpflow.matching.reading.numbers import read_code, read_nik
from ektpflow.matching.reading.places import as_region, place_key, read_place
from ektpflow.nik import Nik
from ektpflow.region import RegionTable
from ektpflow.testing import niks

MAN = "127117" + "070495" + "9999"
WOMAN = "127117" + "470495" + "9999"


@pytest.mark.parametrize(
    "written",
    [
        ["Medan", "KOTA MEDAN", "Kodya Medan", "medan, Sumut", "Medan (Sumut)", "KOTAMADYA  MEDAN"],
        ["Tanjung Balai", "Tj. Balai", "TG.BALAI", "Tandjoeng Balai", "Kota Tg Balai", "T. Balai"],
        ["Pematang Siantar", "P. Siantar", "PMT SIANTAR", "Kota P Siantar"],
        ["Deli Serdang", "Kab. Deli Serdang", "KABUPATEN DELI SERDANG", "Kab.Deli-Serdang"],
        ["Kotabaru", "Kota Baru", "Kab. Kota Baru"],
        ["Yogyakarta", "D.I. Yogyakarta", "Jogja", "Jogjakarta"],
        ["Bandung", "Bandoeng", "BDG"],
        ["Jakarta Selatan", "Jaksel", "Jakarta Sel.", "JKT SEL"],
    ],
)
def test_a_place_is_one_however_an_office_writes_it(written):
    assert len({read_place(place) for place in written}) == 1


@pytest.mark.parametrize(("one", "other"), [("Binjai", "Medan"), ("Kota Pinang", "Pinang")])
def test_other_places_stay_apart(one, other):
    assert read_place(one) != read_place(other)


def test_a_place_in_one_or_two_words_has_one_key():
    assert place_key(read_place("Bukit Tinggi")) == place_key(read_place("BUKITTINGGI"))


def test_a_place_of_birth_becomes_its_regency():
    region = as_region(
        {
            "12": "Sumatera Utara",
            "12.71": "Kota Medan",
            "12.72": "Kota Pematang Siantar",
            "12.71.17": "Medan Baru",
            "12.07.01": "Sumber",
            "12.71.99": "Sumber",
            "32.04": "Kabupaten Bandung",
            "32.73": "Kota Bandung",
            "32.73.01": "Medan",
        }
    )
    assert region(read_place("KOTA MEDAN")) == "12.71"
    assert region(read_place("Medan Baru")) == "12.71"
    assert region(read_place("P.Siantar")) == region(read_place("PEMATANGSIANTAR")) == "12.72"
    assert region(read_place("Bandung")) == "32.04"
    assert region(read_place("Sumber")) == region(read_place("Sumatera Utara")) == ""


@pytest.mark.skipif("EKTPFLOW_REGION_TABLE" not in os.environ, reason="needs the full region table")
def test_with_the_full_table_every_regency_is_found_by_its_own_name():
    table = RegionTable.read(os.environ["EKTPFLOW_REGION_TABLE"], edition="2025")
    names = {str(code): table.name(code) for code in table}
    region = as_region(names)
    regencies = [code for code in names if len(code) == 5]
    found = {code: region(read_place(names[code])) for code in regencies}
    assert len(regencies) == 514
    assert all(found.values())
    assert all(read_place(names[c]) == read_place(names[found[c]]) for c in regencies)


@pytest.mark.parametrize(
    "written",
    [
        [
            "Jl. Sei Batang Hari No. 12 A",
            "JALAN SUNGAI BATANG HARI 12A",
            "Sei Batang Hari no.012-a",
            "Jln Sei Batang Hari 12 A RT 03 RW 05",
            "JL. SEI BATANG HARI RT/RW 003/005 NO. 12A",
            "Sei Batang Hari RT.IV/RW.02 No 12A",
        ],
        ["Gg. Melati 3 No 7", "GANG MELATI 3 NO. 07", "Jl Gg Melati 3 RT03 7"],
        ["Komp. Asri Blk C 5", "KOMPLEK ASRI BLOK C 5", "Kompleks Asri Blok C No. 5"],
    ],
)
def test_an_address_is_one_however_it_is_written(written):
    assert len({read_address(address) for address in written}) == 1


@pytest.mark.parametrize(
    ("written", "of_street", "of_house"),
    [
        ("Jl. 17 Agustus 45", "17 AGUSTUS", "45"),
        ("Jl. 17 Agustus", "17 AGUSTUS", ""),
        ("Dusun 3", "DUSUN 3", ""),
        ("Jl. Merdeka 45 Gg. 3 No. 12", "MERDEKA 45 GANG 3", "12"),
        ("Jl. Merdeka No. 12/14", "MERDEKA", "12 14"),
        ("RT 01 RW 02", "", ""),
        ("No 5", "", "5"),
        ("Jl. Normal 5", "NORMAL", "5"),
    ],
)
def test_the_house_number_is_told_from_the_street(written, of_street, of_house):
    address = read_address(written)
    assert (street(address), house(address)) == (of_street, of_house)


@given(st.text(alphabet="ABJLNORTW0127 ./", max_size=16))
def test_street_and_house_are_the_whole_address(raw):
    address = read_address(raw)
    parts = [street(address), "NO " + house(address) if house(address) else ""]
    assert " ".join(filter(None, parts)) == address


@pytest.mark.parametrize("raw", ["1", "001", 1, 1.0, "RT 001", "RT.1", "rw01", "RT001", " 01 "])
def test_a_neighbourhood_number_is_one_however_it_is_written(raw):
    assert read_code(raw) == "1"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("20153", "20153"),
        (20153.0, "20153"),
        ("12 A", "12A"),
        ("1/2", "1 2"),
        ("000", ""),
        ("B", "B"),
    ],
)
def test_other_codes_keep_what_they_say(raw, read):
    assert read_code(raw) == read


# -- NIK -------------------------------------------------------------------------------------------


@given(niks())
def test_a_nik_is_read_however_it_is_typed_and_its_parts_make_it_up(nik):
    text = nik.reveal()
    assert (
        read_nik(nik)
        == read_nik(text)
        == read_nik(f"'{text[:6]} {text[6:12]}.{text[12:]}-")
        == text
    )
    assert numbers.doubt(text) == ""
    assert numbers.region(text) + numbers.born(text) + numbers.serial(text) == numbers.sexless(text)
    assert numbers.tail(text) == numbers.born(text) + numbers.serial(text)


def test_a_number_taken_for_the_other_sex_meets_without_the_40():
    assert numbers.sexless(MAN) == numbers.sexless(WOMAN) == MAN
    assert numbers.sexless(numbers.sexless(WOMAN)) == MAN


def test_an_old_region_code_leaves_the_tail():
    assert numbers.tail("910417" + WOMAN[6:]) == numbers.tail(MAN)


@pytest.mark.parametrize("day", ["00", "32", "40", "72", "85"])
def test_a_day_that_no_woman_has_is_left_as_it_is(day):
    assert numbers.born("127117" + day + "04959999") == day + "0495"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("1271", "a text of 4 digits"),
        (MAN[:-1] + "O", "character 16"),
        (MAN[:-1] + "\uff19", "character 16 (U+FF19)"),
        ("127117" + "300295" + "9999", "******300295****"),
        ("0" + MAN[1:], "NIK, "),
    ],
)
def test_what_is_no_nik_is_kept_and_told_masked_and_has_no_parts_to_trust(raw, told):
    kept = read_nik(raw)
    assert kept == raw
    assert told in numbers.doubt(kept)
    assert raw not in numbers.doubt(kept)
    if len(raw) != 16 or not raw.isascii() or not raw.isdecimal():
        assert numbers.tail(kept) == numbers.region(kept) == numbers.sexless(kept) == ""


def test_a_whole_number_is_read_and_a_decimal_one_that_lost_its_last_digit_refused():
    assert read_nik(int(MAN)) == read_nik(float(MAN)) == MAN
    with pytest.raises(InvalidValue, match="lost its last digit"):
        read_nik(9.4e15)


@pytest.mark.parametrize("raw", ["0" * 16, "-", "0"])
def test_zeros_alone_are_no_number(raw):
    assert read_nik(raw) == ""


def test_a_number_is_never_read_from_its_mask():
    assert read_nik(Nik(MAN)) == MAN
    assert addresses.read_address("") == ""
