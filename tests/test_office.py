"""Offices: the order follows from the code, and an officer may do what the office is for."""

from __future__ import annotations

import copy
import pickle
import time

import attrs
import pytest

from ektpflow.errors import InvalidValue
from ektpflow.office import ACTORS, CENTRE, City, Office, Officer, Role, Tier, medan
from ektpflow.region import RegionCode
from ektpflow.resident import Resident

CITY = medan()
KECAMATAN = Office("12.71.17", "Kecamatan Medan Baru", Tier.KECAMATAN, RegionCode("12.71.17"))


# -- Medan -----------------------------------------------------------------------------------------


def test_medan_has_the_offices_of_the_decree() -> None:
    """Kepmendagri 300.2.2-2138/2025: 21 kecamatan and 151 kelurahan."""
    counted = {tier: len(CITY.offices_of(tier)) for tier in Tier}
    assert counted == {
        Tier.KELURAHAN: 151,
        Tier.KECAMATAN: 21,
        Tier.DINAS: 1,
        Tier.PROVINCE: 1,
        Tier.CENTRE: 1,
    }


def test_medan_baru_has_its_six_kelurahan() -> None:
    below = [o.name for o in CITY.offices if o.code.startswith("12.71.17.")]
    assert below == [
        "Kelurahan Petisah Hulu",
        "Kelurahan Babura",
        "Kelurahan Merdeka",
        "Kelurahan Darat",
        "Kelurahan Padang Bulan",
        "Kelurahan Titi Rante",
    ]


def test_cards_of_medan_are_printed_at_disdukcapil_alone() -> None:
    assert [office.code for office in CITY.offices if office.prints] == ["12.71"]
    assert {CITY.printing_office(o.code) for o in CITY.offices_of(Tier.KELURAHAN)} == {"12.71"}


def test_medan_is_built_once_and_fast() -> None:
    assert medan() is medan()
    medan()  # the region table is read
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        medan.__wrapped__()
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.02


# -- order -----------------------------------------------------------------------------------------


def test_every_office_leads_up_to_the_data_centre() -> None:
    for office in CITY.offices:
        at: str = office.code
        steps = 0
        while (above := CITY.parent(at)) is not None:
            at, steps = above, steps + 1
            assert steps < 5
        assert at == CENTRE


def test_an_application_goes_from_kelurahan_to_kecamatan_to_dinas_to_the_centre() -> None:
    chain = ["12.71.17.1005"]
    while (above := CITY.parent(chain[-1])) is not None:
        chain.append(above)
    assert chain == ["12.71.17.1005", "12.71.17", "12.71", "pusat"]


def test_the_province_is_no_station_of_an_application() -> None:
    assert CITY.parent("12.71") == CENTRE
    assert CITY.parent("12") == CENTRE


def test_an_office_that_is_missing_is_passed_over_and_not_its_dinas() -> None:
    city = City("Medan", tuple(o for o in CITY.offices if o.code != "12.71.17"))
    assert city.parent("12.71.17.1005") == "12.71"


def test_without_a_data_centre_the_dinas_is_the_top() -> None:
    city = City("Medan", tuple(o for o in CITY.offices if o.code != CENTRE))
    assert city.parent("12.71") is None
    assert city.printing_office("12.71.17") == "12.71"


def test_a_kecamatan_that_prints_prints_for_its_own_kelurahan_only() -> None:
    city = CITY.with_office(attrs.evolve(CITY.office("12.71.17"), prints=True))
    assert city.printing_office("12.71.17.1001") == "12.71.17"
    assert city.printing_office("12.71.16") == "12.71"
    assert CITY.printing_office("12.71.17.1001") == "12.71"


def test_an_office_takes_the_place_of_the_one_with_its_code() -> None:
    city = CITY.with_office(attrs.evolve(CITY.office("12.71.17"), name="Camat"))
    assert [o.code for o in city.offices] == [o.code for o in CITY.offices]
    assert city.office("12.71.17").name == "Camat"


def test_a_second_office_in_a_kecamatan_is_under_it() -> None:
    unit = Office("12.71.17.mobil", "jemput bola", Tier.KECAMATAN, RegionCode("12.71.17"))
    assert CITY.with_office(unit).parent("12.71.17.mobil") == "12.71.17"


def test_where_nobody_prints_that_is_said() -> None:
    city = CITY.with_office(attrs.evolve(CITY.office("12.71"), prints=False))
    with pytest.raises(InvalidValue, match=r"no office from 12\.71\.17 upwards prints"):
        city.printing_office("12.71.17")


# -- officers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "roles"),
    [
        ("12.71.17.1005", "COUNTER"),
        ("12.71.17", "COUNTER OPERATOR"),
        ("12.71", "COUNTER DINAS OPERATOR PRINTER STORE"),
        ("12", "STORE"),
        ("pusat", "ADJUDICATOR CENTRE STORE"),
    ],
)
def test_an_officer_may_do_what_is_usual_at_the_office(code: str, roles: str) -> None:
    officer = CITY.officer(code)
    assert sorted(officer.roles) == roles.split()
    assert (officer.id, officer.office) == (f"{code}/petugas", code)


def test_an_officer_with_roles_named_has_those_alone() -> None:
    officer = CITY.officer("12.71", Role.STORE, id="gudang-1")
    assert officer == Officer("gudang-1", "12.71", frozenset({Role.STORE}))


def test_only_the_centre_examines_and_only_the_dinas_prints() -> None:
    """A kecamatan cannot decide whether two people are one."""
    for role, tier in ((Role.ADJUDICATOR, Tier.CENTRE), (Role.PRINTER, Tier.DINAS)):
        able = {o.tier for o in CITY.offices if role in CITY.officer(o.code).roles}
        assert able == {tier}


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "masyarakat",
        "pegawai kecamatan",
        "kelurahan",
        "Kecamatan",
        "Disdukcapil",
        "Pemerintah Provinsi",
        "pemerintah pusat",
        "Pusat Data Ditjen Dukcapil",
    ],
)
def test_every_actor_of_the_study_has_a_public_name(words: str) -> None:
    found = Resident if words == "masyarakat" else ACTORS[words]
    if isinstance(found, Tier):
        assert words in found.label


def test_every_tier_and_role_has_an_indonesian_label_of_its_own() -> None:
    for words in (Tier, Role):
        assert len({word.label for word in words}) == len(words)


# -- refusals --------------------------------------------------------------------------------------


def test_an_unknown_office_is_refused_by_its_code() -> None:
    for question in (CITY.office, CITY.officer, CITY.parent, CITY.printing_office):
        with pytest.raises(InvalidValue, match=r"'12\.71\.99'"):
            question("12.71.99")


def test_two_offices_never_share_a_code() -> None:
    with pytest.raises(InvalidValue, match="a code names one office"):
        City("Medan", (KECAMATAN, KECAMATAN))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"code": " "}, "office, code"),
        ({"name": ""}, "office, name"),
        ({"tier": "CAMAT"}, "office, tier"),
        ({"tier": Tier.DINAS}, "office, region"),
        ({"tier": Tier.CENTRE}, "office, region"),
        ({"region": None}, "office, region"),
        ({"code": "12.71.1"}, "office, code"),
        ({"code": "12.71.18"}, "office, code"),
    ],
)
def test_an_office_that_cannot_be_is_refused(change: dict[str, object], what: str) -> None:
    with pytest.raises(InvalidValue) as no:
        attrs.evolve(KECAMATAN, **change)
    assert no.value.what == what
    assert no.value.rule
    assert no.value.hint


@pytest.mark.parametrize(
    ("id", "office", "roles", "what"),
    [
        ("", "12.71", {Role.STORE}, "officer, id"),
        ("x", "", {Role.STORE}, "officer, office"),
        ("x", "12.71", set(), "officer, roles"),
        ("x", "12.71", {"KING"}, "officer, roles"),
    ],
)
def test_an_officer_without_name_office_or_role_is_refused(
    id: str,  # noqa: A002  (its name)
    office: str,
    roles: set[Role],
    what: str,
) -> None:
    with pytest.raises(InvalidValue) as no:
        Officer(id, office, frozenset(roles))
    assert no.value.what == what


def test_a_city_survives_copy_and_pickle_after_use() -> None:
    for again in (copy.deepcopy(CITY), pickle.loads(pickle.dumps(CITY))):
        assert again == CITY
        assert again.office("12.71") == CITY.office("12.71")
