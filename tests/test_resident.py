"""The resident, the recording and the card: what is impossible, what is unusual, what is shown."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documented import parameters
from ektpflow.calendar import WIB
from ektpflow.errors import InvalidValue
from ektpflow.kinds import KINDS, Document, Kind, required_documents
from ektpflow.nik import KkNumber, Nik
from ektpflow.region import RegionCode, RegionTable
from ektpflow.resident import (
    FINGERS,
    IRISES,
    OCCUPATIONS,
    Address,
    Biodata,
    Biometrics,
    Blood,
    Capture,
    CardFace,
    ChipContent,
    Citizenship,
    FamilyRelation,
    Marital,
    Occupation,
    Religion,
    Resident,
    Sex,
    card_face,
    chip_content,
)

MEDAN_BARU = RegionCode("12.71.17")
HOME = Address("Jl. Contoh 1", "3", "12", RegionCode("12.71.17.1005"))
BORN = date(2009, 3, 2)
TODAY = date(2026, 3, 2)
RESIDENT = Resident(
    nik=Nik.compose(MEDAN_BARU, BORN, female=True, serial=9999),
    name="Siti Contoh Rahayu",
    birth_place="Medan",
    birth_date=BORN,
    sex=Sex.FEMALE,
    address=HOME,
    religion=Religion.ISLAM,
    marital=Marital.BELUM_KAWIN,
    occupation=Occupation.of(3),
    mother_name="Aminah Contoh",
    kk=KkNumber("127117" + "010110" + "9999"),
)
RECORDED = Biometrics.of("body:1")
FOREIGNER = attrs.evolve(
    RESIDENT,
    citizenship=Citizenship.WNA,
    country="Japan",
    valid_until=date(2030, 1, 31),
    marital=Marital.CERAI_MATI,
    religion=Religion.BUDDHA,
)


def face(resident: Resident, biometrics: Biometrics = RECORDED) -> CardFace:
    """Return the card of a resident, issued in Medan today."""
    return card_face(resident, biometrics, "Kota Medan", TODAY)


def codes(resident: Resident, table: RegionTable | None = None) -> list[str]:
    """Return the codes of what is unusual."""
    return [finding.code for finding in resident.findings(table)]


def named(name: str) -> Resident:
    """Return the resident under another name."""
    return attrs.evolve(RESIDENT, name=name)


# -- permitted values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "count"),
    [(Sex, 2), (Religion, 7), (Blood, 13), (FamilyRelation, 11), (Citizenship, 2)],
)
def test_the_register_has_as_many_words_as_the_sources_say(words: type[Sex], count: int) -> None:
    assert len({word.label for word in words}) == count


def test_the_card_knows_four_marital_states_and_the_kk_more() -> None:
    assert {state.on_card for state in Marital} == {
        "BELUM KAWIN",
        "KAWIN",
        "CERAI HIDUP",
        "CERAI MATI",
    }
    assert {state for state in Marital if state.on_card == "BELUM KAWIN"} == {Marital.BELUM_KAWIN}


@pytest.mark.parametrize(
    ("code", "label"),
    [
        (1, "Belum/Tidak Bekerja"),
        (2, "Mengurus Rumah Tangga"),
        (3, "Pelajar/Mahasiswa"),
        (15, "Karyawan Swasta"),
        (64, "Dosen"),
        (65, "Guru"),
        (85, "Perangkat Desa"),
        (86, "Kepala Desa"),
        (87, "Biarawati"),
        (88, "Wiraswasta"),
    ],
)
def test_occupations_have_the_codes_on_which_all_lists_agree(code: int, label: str) -> None:
    assert Occupation.of(code).label == label


def test_there_are_88_agreed_occupations_and_no_two_are_one() -> None:
    assert len(OCCUPATIONS) == len(set(OCCUPATIONS)) == 88
    assert all(label == label.strip() != "" for label in OCCUPATIONS)


def test_an_occupation_after_88_is_open_and_never_refused() -> None:
    assert not Occupation(95, "Operator").agreed
    assert Occupation(88, "Wiraswasta").agreed
    with pytest.raises(InvalidValue, match=r"Occupation\(code, label\)"):
        Occupation.of(89)


# -- age and duty ----------------------------------------------------------------------------------


def test_a_card_must_be_held_from_the_seventeenth_birthday() -> None:
    """UU 24/2013 art. 63."""
    assert not RESIDENT.obliged(date(2026, 3, 1))
    assert RESIDENT.obliged(date(2026, 3, 2))


@pytest.mark.parametrize("marital", list(Marital))
def test_who_was_ever_married_must_hold_a_card_at_any_age(marital: Marital) -> None:
    young = attrs.evolve(RESIDENT, marital=marital)
    assert young.obliged(date(2024, 1, 1)) == (marital is not Marital.BELUM_KAWIN)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 110))
def test_everybody_is_a_year_older_from_the_birthday_on(born: date, years: int) -> None:
    someone = attrs.evolve(RESIDENT, birth_date=born)
    leap = (born.month, born.day) == (2, 29)
    year = born.year + years
    is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    birthday = date(year, 3, 1) if leap and not is_leap_year else born.replace(year=year)
    assert someone.age(birthday) == years
    assert someone.age(date.fromordinal(birthday.toordinal() - 1)) == years - 1


# -- identity --------------------------------------------------------------------------------------

COMPARED = {
    "nik": Nik.compose(MEDAN_BARU, BORN, female=True, serial=9998),
    "name": "Siti Contoh Rahayu Dua",
    "birth_place": "Binjai",
    "birth_date": date(2009, 3, 3),
    "sex": Sex.MALE,
    "mother_name": "",
}
NOT_COMPARED = {
    "address": attrs.evolve(HOME, rt="004"),
    "religion": Religion.HINDU,
    "marital": Marital.KAWIN,
    "occupation": Occupation.of(65),
    "kk": KkNumber("127117" + "010110" + "9998"),
    "blood": Blood.AB_NEG,
}


@pytest.mark.parametrize("field", COMPARED)
def test_identity_changes_with_everything_that_matching_compares(field: str) -> None:
    other = attrs.evolve(RESIDENT, **{field: COMPARED[field]})
    assert other.identity != RESIDENT.identity


@pytest.mark.parametrize("field", NOT_COMPARED)
def test_identity_survives_a_move_a_marriage_and_a_new_occupation(field: str) -> None:
    other = attrs.evolve(RESIDENT, **{field: NOT_COMPARED[field]})
    assert other != RESIDENT
    assert other.identity == RESIDENT.identity


def test_every_field_is_compared_or_is_not() -> None:
    """So that a new field of Resident is put on one of the two lists."""
    foreign = {"citizenship", "valid_until", "country"}
    fields = {field.name for field in attrs.fields(Resident)}
    assert fields == COMPARED.keys() | NOT_COMPARED.keys() | foreign
    assert FOREIGNER.identity == RESIDENT.identity


@given(st.text("AB \u00c9", min_size=1), st.text("AB \u00c9", min_size=1))
def test_letters_that_move_from_one_field_to_the_next_change_identity(a: str, b: str) -> None:
    if not (a.strip() and b.strip()):
        return
    one = attrs.evolve(RESIDENT, name=f"A{a}B", birth_place=f"{b}")
    other = attrs.evolve(RESIDENT, name=f"A{a}", birth_place=f"B{b}")
    assert one.identity != other.identity


def test_identity_is_made_once_and_stays_in_its_own_copy() -> None:
    someone = copy.deepcopy(RESIDENT)
    assert someone.identity is someone.identity
    assert len(someone.identity) == 32
    assert set(someone.identity) <= set("0123456789abcdef")
    moved = attrs.evolve(someone, name="Lain Sekali")
    assert moved.identity != someone.identity


def test_a_forged_identity_does_not_travel_in_a_pickle() -> None:
    """What proves uniqueness is bound to it, so it is always made from the fields."""
    someone = copy.deepcopy(RESIDENT)
    object.__setattr__(someone, "identity", "0" * 32)
    again = pickle.loads(pickle.dumps(someone))
    assert again == RESIDENT
    assert again.identity == RESIDENT.identity


# -- what is said of the fields --------------------------------------------------------------------


@pytest.mark.parametrize(
    "cls", [Address, Biodata, Biometrics, Capture, CardFace, ChipContent, Occupation, Resident]
)
def test_a_value_says_what_each_of_its_fields_means(cls: type) -> None:
    assert parameters(cls) == tuple(field.name for field in attrs.fields(cls))


def test_a_pickle_from_when_all_words_stood_in_one_file_is_read() -> None:
    """Made by `pickle.dumps`, protocol 4, before there were files for card, chip and the rest."""
    kept = (
        b"\x80\x04\x95\xd9\x00\x00\x00\x00\x00\x00\x00\x8c\x11ektpflow.resident\x94\x8c\x07Address\x93)"
        b"\x81}(\x8c\x06street\x8c\x0cJl. Contoh 1\x8c\x02rt\x8c\x03003\x8c\x02rw\x8c\x03012\x8c\x07village"
        b"\x8c\x0fektpflow.region\x8c\nRegionCode\x93)\x81}\x8c\x04code\x94\x8c\r12.71.17.1005sbubh\x00"
        b"\x8c\nOccupation\x93)\x81}(h\x01K\x03\x8c\x05label\x8c\x11Pelajar/Mahasiswaubh\x00\x8c\x08"
        b"Religion\x93\x8c\x05ISLAM\x85R\x87."
    )
    assert pickle.loads(kept) == (HOME, Occupation.of(3), Religion.ISLAM)


# -- privacy ---------------------------------------------------------------------------------------


def test_nothing_about_a_person_shows_who_it_is() -> None:
    chip = chip_content(RESIDENT, RECORDED)
    for value in (RESIDENT, face(RESIDENT), chip, chip.biodata):
        for shown in (repr(value), str(value), f"{value}", repr([value])):
            assert "1271************" in shown
            for secret in ("Siti", "SITI", "Aminah", "Medan", "Contoh", "2009", "9999", "body"):
                assert secret not in shown
    assert "Contoh" not in repr(HOME)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Siti\tRahayu"},
        {"mother_name": "Siti\nRahayu"},
        {"birth_place": "Siti\x1fRahayu"},
        {"religion": "Siti Rahayu"},
        {"birth_date": "Siti Rahayu"},
        {"nik": "Siti Rahayu"},
    ],
)
def test_an_error_names_the_field_and_never_shows_the_value(change: dict[str, str]) -> None:
    with pytest.raises(InvalidValue) as no:
        attrs.evolve(RESIDENT, **change)
    assert no.value.what == f"resident, {next(iter(change))}"
    assert no.value.rule
    assert no.value.hint
    assert "Rahayu" not in str(no.value)


# -- what is impossible ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", None),
        ("birth_place", " "),
        ("birth_date", datetime(2009, 3, 2, tzinfo=WIB)),
        ("birth_date", None),
        ("sex", "FEMALE"),
        ("religion", "JEDI"),
        ("marital", "KAWIN"),
        ("blood", "C"),
        ("citizenship", "WNI"),
        ("occupation", 3),
        ("address", "Jl. Contoh 1"),
        ("kk", RESIDENT.nik),
        ("nik", RESIDENT.nik.reveal()),
        ("valid_until", date(2030, 1, 1)),
        ("valid_until", "2030-01-01"),
        ("country", "Japan"),
    ],
)
def test_a_resident_that_cannot_be_is_refused_by_the_field(field: str, value: object) -> None:
    with pytest.raises(InvalidValue) as no:
        attrs.evolve(RESIDENT, **{field: value})
    assert no.value.what == f"resident, {field}"


def test_a_foreigner_s_card_ends_with_a_day_and_no_text_or_moment() -> None:
    for value in ("2030-01-01", datetime(2030, 1, 1, tzinfo=WIB)):
        with pytest.raises(InvalidValue, match="resident, valid_until"):
            attrs.evolve(FOREIGNER, valid_until=value)


@pytest.mark.parametrize("number", ["", "0001", "3a", "-1", "\u0663", " 3"])
def test_rt_and_rw_are_one_to_three_plain_digits(number: str) -> None:
    for field in ("rt", "rw"):
        with pytest.raises(InvalidValue, match="one to three digits"):
            attrs.evolve(HOME, **{field: number})


def test_rt_and_rw_are_filled_up_so_that_one_address_is_one_value() -> None:
    assert Address("A", "3", "012", HOME.village) == Address("A", "003", "12", HOME.village)


@pytest.mark.parametrize("code", ["12", "12.71", "12.71.17"])
def test_an_address_lies_in_a_village(code: str) -> None:
    with pytest.raises(InvalidValue, match="kelurahan or desa"):
        attrs.evolve(HOME, village=RegionCode(code))


def test_an_occupation_has_a_code_from_1_and_a_label() -> None:
    for code, label in ((0, "Guru"), (-1, "Guru"), (65, " ")):
        with pytest.raises(InvalidValue, match="occupation"):
            Occupation(code, label)


# -- what is only unusual --------------------------------------------------------------------------


def test_an_ordinary_record_has_no_findings() -> None:
    assert codes(RESIDENT, RegionTable.builtin()) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Sutrisno", ["name_one_word"]),
        ("N", ["name_one_word"]),
        ("Sutrisno, S.H., M.Hum.", ["name_one_word"]),
        ("Siti Rahayu, S.H., M.Hum.", []),
        ("Siti Rahayu 2", ["name_digits"]),
        ("Moh. Rizki", ["name_characters"]),
        ("Siti Nur'aini", ["name_characters"]),
        ("Jos\u00e9 Rahayu", []),
        ("\u0421\u0438\u0442\u0438 Rahayu", ["name_characters"]),
        ("A" * 30 + " " + "B" * 29, []),
        ("A" * 30 + " " + "B" * 30, ["name_long"]),
    ],
)
def test_a_name_outside_today_s_rule_is_a_finding_and_no_error(name: str, found: list[str]) -> None:
    """Permendagri 73/2022 leaves older names as they are."""
    assert codes(named(name)) == found


def test_a_nik_that_codes_another_date_or_sex_is_a_finding() -> None:
    """A NIK is not corrected when the birth date is."""
    corrected = attrs.evolve(RESIDENT, birth_date=date(2009, 2, 3), sex=Sex.MALE)
    assert len(codes(corrected)) == 2


def test_a_village_is_looked_up_only_where_the_edition_answers_for_it() -> None:
    table = RegionTable.builtin()
    gone = attrs.evolve(RESIDENT, address=attrs.evolve(HOME, village=RegionCode("12.71.17.1099")))
    elsewhere = attrs.evolve(
        RESIDENT, address=attrs.evolve(HOME, village=RegionCode("32.73.01.1001"))
    )
    assert codes(gone, table) == ["village_unknown"]
    assert codes(gone) == codes(elsewhere, table) == []


def test_what_a_foreigner_s_card_will_need_is_told_early() -> None:
    assert codes(FOREIGNER) == []
    bare = attrs.evolve(FOREIGNER, country="", valid_until=None, mother_name="")
    assert codes(bare) == ["mother_unknown", "country_unknown", "validity_unknown"]


@given(st.text(min_size=1, max_size=70))
def test_no_finding_repeats_the_name(name: str) -> None:
    if not name.strip() or not name.isprintable():
        with pytest.raises(InvalidValue):
            named(name)
        return
    for finding in named(f"QQ{name}QQ").findings():
        assert "QQ" not in finding.sentence


# -- biometrics ------------------------------------------------------------------------------------


def test_a_full_recording_has_ten_fingers_two_irises_photo_and_signature() -> None:
    captures = (RECORDED.photo, RECORDED.signature, *RECORDED.fingers, *RECORDED.irises)
    assert len({capture.handle for capture in captures}) == 14
    assert (len(FINGERS), len(IRISES)) == (10, 2)
    assert RECORDED.missing == ()
    assert RECORDED.usable


def test_somebody_without_fingers_is_recorded_by_the_irises() -> None:
    recorded = Biometrics.of("body:2", missing=FINGERS, because="amputated")
    assert recorded.usable
    assert recorded.missing == FINGERS
    assert all(finger.exception == "amputated" for finger in recorded.fingers)
    assert RESIDENT.obliged(TODAY)


def test_nothing_to_search_for_is_not_usable() -> None:
    assert not Biometrics.of("body:2", missing=(*FINGERS, *IRISES)).usable
    assert Biometrics.of("body:2", missing=(*FINGERS, "left iris")).usable


def test_a_damaged_finger_is_recorded_with_its_exception() -> None:
    worn = Capture("left thumb", "h", 12, "worn")
    assert (worn.handle, worn.exception) == ("h", "worn")


@pytest.mark.parametrize(
    ("capture", "what"),
    [
        ({"handle": None}, "exception"),
        ({"handle": None, "exception": " "}, "exception"),
        ({"handle": None, "exception": "gone", "quality": 1}, "quality"),
        ({"handle": "h", "quality": 101}, "quality"),
        ({"handle": "h", "quality": -1}, "quality"),
        ({"handle": ""}, "handle"),
        ({"handle": "template" * 100}, "handle"),
        ({"handle": b"template"}, "handle"),
    ],
)
def test_a_capture_that_cannot_be_is_refused(capture: dict[str, object], what: str) -> None:
    with pytest.raises(InvalidValue) as no:
        Capture("left index", **capture)
    assert no.value.what == f"capture of left index, {what}"
    assert "template" not in no.value.shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("fingers", RECORDED.fingers[:9]),
        ("fingers", RECORDED.fingers[::-1]),
        ("fingers", ()),
        ("irises", RECORDED.irises[:1]),
        ("photo", RECORDED.signature),
        ("signature", RECORDED.photo),
        ("handle", ""),
    ],
)
def test_a_recording_lacks_nothing_and_mixes_nothing_up(field: str, value: object) -> None:
    with pytest.raises(InvalidValue) as no:
        attrs.evolve(RECORDED, **{field: value})
    assert no.value.what == f"biometrics, {field}"


def test_a_part_that_nobody_has_cannot_be_missing() -> None:
    with pytest.raises(InvalidValue, match="left indx"):
        Biometrics.of("body:1", missing=["left indx"])


# -- the card --------------------------------------------------------------------------------------


def test_the_card_of_a_citizen_says_what_the_law_lists() -> None:
    assert attrs.asdict(face(RESIDENT)) == {
        "nik": RESIDENT.nik,
        "name": "SITI CONTOH RAHAYU",
        "birth": "MEDAN, 02-03-2009",
        "sex": "PEREMPUAN",
        "blood": "-",
        "address": "JL. CONTOH 1",
        "rt_rw": "003/012",
        "village": "PADANG BULAN",
        "district": "MEDAN BARU",
        "religion": "ISLAM",
        "marital": "BELUM KAWIN",
        "occupation": "PELAJAR/MAHASISWA",
        "citizenship": "WNI",
        "valid_until": "SEUMUR HIDUP",
        "photo": "body:1/photo",
        "photo_background": "red",
        "signature": "body:1/signature",
        "issued": "KOTA MEDAN, 02-03-2026",
    }


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_the_photo_is_red_for_odd_years_of_birth_and_blue_for_even(born: date) -> None:
    background = face(attrs.evolve(RESIDENT, birth_date=born)).photo_background
    assert background == ("blue" if int(str(born.year)[-1]) in {0, 2, 4, 6, 8} else "red")


def test_the_card_of_a_foreigner_is_in_english_and_ends_with_the_itap() -> None:
    card = face(FOREIGNER)
    assert (card.sex, card.religion, card.marital) == ("FEMALE", "BUDDHISM", "WIDOWED")
    assert (card.citizenship, card.valid_until) == ("JAPAN", "31-01-2030")


def test_every_word_of_a_foreigner_s_card_has_its_english() -> None:
    for field, words in (("sex", Sex), ("religion", Religion), ("marital", Marital)):
        for word in words:
            assert getattr(face(attrs.evolve(FOREIGNER, **{field: word})), field).isascii()


@pytest.mark.parametrize("change", [{"country": ""}, {"valid_until": None}])
def test_no_card_for_a_foreigner_without_country_or_validity(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match="ITAP"):
        face(attrs.evolve(FOREIGNER, **change))


def test_no_card_with_a_village_that_has_no_name() -> None:
    elsewhere = attrs.evolve(HOME, village=RegionCode("32.73.01.1001"))
    with pytest.raises(InvalidValue, match=r"RegionTable\.read"):
        face(attrs.evolve(RESIDENT, address=elsewhere))


def test_no_card_without_photo_but_one_without_signature() -> None:
    no_photo = Biometrics.of("body:1", missing=["photo"])
    for make in (face, chip_content):
        with pytest.raises(InvalidValue, match="photo"):
            make(RESIDENT, no_photo)
    assert face(RESIDENT, Biometrics.of("body:1", missing=["signature"])).signature is None


def test_the_chip_holds_two_fingerprints_and_never_an_iris() -> None:
    chip = chip_content(RESIDENT, RECORDED)
    assert [finger.part for finger in chip.fingerprints] == ["left index", "right index"]
    assert "iris" not in str(attrs.asdict(chip))


def graded(**quality: int) -> Biometrics:
    """Return a recording with the quality of some fingers set; zero means missing."""
    grades = {part.replace("_", " "): grade for part, grade in quality.items()}
    return attrs.evolve(
        RECORDED,
        fingers=tuple(
            attrs.evolve(f, quality=grades.get(f.part, 50))
            if grades.get(f.part, 50)
            else Capture(f.part, None, 0, "missing")
            for f in RECORDED.fingers
        ),
    )


def test_the_chip_takes_the_index_fingers_however_good_the_others_are() -> None:
    chip = chip_content(RESIDENT, graded(left_index=1, right_index=1, left_thumb=99))
    assert [finger.part for finger in chip.fingerprints] == ["left index", "right index"]


def test_without_index_fingers_the_chip_takes_the_two_best() -> None:
    recorded = graded(left_index=0, right_index=0, left_ring=90, right_thumb=70)
    chip = chip_content(RESIDENT, recorded)
    assert [finger.part for finger in chip.fingerprints] == ["left ring", "right thumb"]


def test_with_one_finger_or_none_the_chip_takes_what_there_is() -> None:
    one = Biometrics.of("body:1", missing=[part for part in FINGERS if part != "left little"])
    assert [f.part for f in chip_content(RESIDENT, one).fingerprints] == ["left little"]
    none = Biometrics.of("body:1", missing=FINGERS)
    assert chip_content(RESIDENT, none).fingerprints == ()


def test_the_chip_knows_neither_mother_nor_family() -> None:
    held = attrs.asdict(chip_content(RESIDENT, RECORDED))
    assert "Aminah" not in str(held)
    assert RESIDENT.kk not in held["biodata"].values()


def test_the_security_code_changes_with_all_that_the_chip_holds_and_nothing_else() -> None:
    code = chip_content(RESIDENT, RECORDED).security_code
    assert chip_content(copy.deepcopy(RESIDENT), RECORDED).security_code == code
    family = attrs.evolve(RESIDENT, mother_name="", kk=NOT_COMPARED["kk"])
    assert chip_content(family, RECORDED).security_code == code
    changes = COMPARED | NOT_COMPARED
    for field in changes.keys() - {"mother_name", "kk"}:
        other = attrs.evolve(RESIDENT, **{field: changes[field]})
        assert chip_content(other, RECORDED).security_code != code, field
    assert chip_content(RESIDENT, Biometrics.of("body:2")).security_code != code


# -- kinds of application --------------------------------------------------------------------------

D = Document


@pytest.mark.parametrize(
    ("kind", "papers", "records", "old_card"),
    [
        (Kind.NEW, {D.KK, D.FORM_F102}, "yes", "none"),
        (Kind.NEW_FOREIGNER, {D.KK, D.TRAVEL_DOCUMENT, D.ITAP}, "yes", "none"),
        (Kind.MOVED_IN, {D.MOVING_LETTER, D.KK}, "no", "surrender"),
        (
            Kind.MOVED_IN_FROM_ABROAD,
            {D.MISSION_LETTER, D.KK, D.TRAVEL_DOCUMENT, D.SKPLN},
            "if_never_recorded",
            "surrender",
        ),
        (
            Kind.MOVED_IN_FOREIGNER,
            {D.MOVING_LETTER, D.ITAP, D.TRAVEL_DOCUMENT, D.KK, D.OLD_CARD},
            "no",
            "surrender",
        ),
        (Kind.TRANSMIGRANT, {D.MOVING_LETTER, D.KK}, "no", "surrender"),
        (Kind.DATA_CHANGE, {D.KK, D.OLD_CARD, D.EVENT_EVIDENCE}, "no", "surrender"),
        (Kind.EXTENSION, {D.ITAP, D.OLD_CARD}, "no", "surrender"),
        (Kind.LOST, {D.POLICE_REPORT, D.KK, D.FORM_F102}, "no", "report"),
        (Kind.DAMAGED, {D.OLD_CARD, D.KK, D.FORM_F102}, "no", "surrender"),
        (Kind.OUT_OF_DOMICILE, {D.KK}, "if_never_recorded", "surrender"),
    ],
)
def test_each_kind_asks_for_what_perpres_96_of_2018_lists(
    kind: Kind, papers: set[Document], records: str, old_card: str
) -> None:
    rule = KINDS[kind]
    assert required_documents(kind) == rule.documents == papers
    assert (rule.records, rule.old_card) == (records, old_card)


def test_every_kind_has_its_rule_with_law_mark_and_names() -> None:
    assert list(KINDS) == list(Kind)
    for kind, rule in KINDS.items():
        assert rule.kind is kind
        assert rule.law.startswith(("Perpres 96/2018", "Permendagri 108/2019"))
        assert kind.label == rule.label_id
        assert rule.label_en
    for names in ("label_id", "label_en"):
        assert len({getattr(rule, names) for rule in KINDS.values()}) == len(Kind)
    weak = {kind for kind, rule in KINDS.items() if rule.mark != "S"}
    assert weak == {Kind.TRANSMIGRANT, Kind.EXTENSION}


def test_only_the_first_card_always_records_for_recording_is_once_in_a_lifetime() -> None:
    always = {kind for kind, rule in KINDS.items() if rule.records == "yes"}
    assert always == {Kind.NEW, Kind.NEW_FOREIGNER}
    assert always == {kind for kind, rule in KINDS.items() if rule.old_card == "none"}


def test_every_paper_is_asked_for_by_some_kind_and_has_a_name_of_its_own() -> None:
    assert {paper for rule in KINDS.values() for paper in rule.documents} == set(Document)
    assert len({paper.label for paper in Document}) == len(Document)


def test_the_table_of_kinds_cannot_be_changed_and_knows_no_other() -> None:
    with pytest.raises(TypeError):
        KINDS[Kind.LOST] = KINDS[Kind.NEW]  # type: ignore[index]
    with pytest.raises(InvalidValue, match="kind of application"):
        required_documents("RENEWAL")  # type: ignore[arg-type]
