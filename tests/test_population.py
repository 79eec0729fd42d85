"""Synthetic people: reproducible, never colliding, and with the truth about who is who."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.population import (
    applicant,
    biometrics,
    namesake,
    people,
    second_identity,
    twin,
)
from ektpflow.resident import Sex

BORN = date(2008, 5, 6)
SEEDS = st.integers(min_value=0, max_value=10**6)


@given(SEEDS)
def test_the_same_seed_gives_the_same_people(seed):
    assert people(3, seed=seed) == people(3, seed=seed)
    assert applicant(seed) == people(1, seed=seed)[0].resident


def test_another_seed_gives_other_people():
    assert people(3, seed=1) != people(3, seed=2)


@given(SEEDS)
def test_an_applicant_must_hold_a_card_in_march_2026(seed):
    resident = applicant(seed)
    assert resident.obliged(date(2026, 3, 1))
    assert resident.age(date(2026, 3, 1)) in {17, 18}


@given(SEEDS)
def test_a_synthetic_number_follows_the_rules_and_stays_among_the_high_serials(seed):
    for person in people(5, seed=seed):
        resident = person.resident
        assert resident.findings() == ()
        assert resident.nik.region.code == "12.71.17"
        assert resident.nik.serial >= 9001


def test_no_two_people_of_a_crowd_share_a_number_even_when_born_on_one_day():
    crowd = people(600, seed=3, born=BORN)
    assert len({person.resident.nik for person in crowd}) == 600
    assert len({person.body for person in crowd}) == 600
    assert {person.resident.birth_date for person in crowd} == {BORN}


def test_a_crowd_that_outgrows_its_numbers_is_refused_with_a_way_out():
    with pytest.raises(InvalidValue, match=r"999 synthetic numbers.*another region"):
        people(2100, seed=3, born=BORN)


def test_each_recording_of_a_body_has_its_own_handle():
    person = people(1, seed=4)[0]
    one, two = biometrics(person), biometrics(person, recording=2)
    assert one.handle.split("#") == [person.body, "1"]
    assert two.handle.split("#") == [person.body, "2"]
    assert one.usable


def test_a_resident_keeps_the_body_when_the_name_is_corrected():
    resident = applicant(5)
    corrected = attrs.evolve(resident, name="Nama Baru")
    assert biometrics(resident).handle == biometrics(corrected).handle
    assert biometrics(resident).handle != biometrics(applicant(6)).handle


def test_a_handle_never_shows_the_number():
    resident = applicant(5)
    assert resident.nik.reveal() not in biometrics(resident).handle


@given(SEEDS, st.sampled_from(["12.71.17", "12.71.19"]))
def test_a_second_identity_is_the_same_body_under_a_number_from_elsewhere(seed, region):
    first = people(1, seed=seed, region=region)[0]
    second = second_identity(first, seed=seed)
    assert second.body == first.body
    assert second.resident.nik.region != first.resident.nik.region
    assert second.resident.birth_date == first.resident.birth_date


@given(SEEDS)
def test_a_twin_shares_day_mother_and_house_but_neither_name_nor_body(seed):
    first = people(1, seed=seed)[0]
    second = twin(first, seed=seed)
    assert second.household == first.household
    assert second.resident.birth_date == first.resident.birth_date
    assert second.resident.mother_name == first.resident.mother_name
    assert second.resident.sex is first.resident.sex
    assert second.resident.name != first.resident.name
    assert second.body != first.body


@given(SEEDS)
def test_a_namesake_shares_name_and_day_but_neither_mother_nor_house_nor_body(seed):
    first = people(1, seed=seed)[0]
    second = namesake(first, seed=seed)
    assert second.resident.name == first.resident.name
    assert second.resident.birth_date == first.resident.birth_date
    assert second.resident.mother_name != first.resident.mother_name
    assert second.resident.kk != first.resident.kk
    assert second.household != first.household
    assert second.body != first.body


def test_twins_and_namesakes_take_no_number_of_their_crowd():
    crowd = people(300, seed=8, born=BORN)
    taken = {person.resident.nik for person in crowd}
    added = [f(p, seed=n).resident.nik for n, p in enumerate(crowd) for f in (twin, namesake)]
    assert len(taken | set(added)) == 900


def test_both_sexes_and_several_cultures_are_there():
    crowd = people(300, seed=9)
    assert {person.resident.sex for person in crowd} == set(Sex)
    families = {person.resident.name.split()[-1] for person in crowd}
    assert families >= {"Siregar", "Ginting", "Lim", "Santoso"}
