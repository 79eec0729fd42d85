"""Matching: what brings two records together, what keeps them apart, and who decides."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from datetime import date

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.evidence import Outcome, Verdict
from ektpflow.matching import (
    AbisAnswer,
    AbisHit,
    AbisStatus,
    Agree,
    Anything,
    Comparison,
    Gallery,
    HandleAbis,
    HandleExaminer,
    Level,
    Matcher,
    MatchModel,
    Person,
    ScriptedAbis,
    Veto,
)
from ektpflow.matching.kinds import NAME
from ektpflow.matching.likeness import short_for
from ektpflow.matching.reading.names import consonants, normalised
from ektpflow.nik import Nik
from ektpflow.population import namesake, people, second_identity, twin
from ektpflow.resident import Sex

MODEL = MatchModel.expert()
CROWD = people(300, seed=11)
SEEDS = st.integers(min_value=0, max_value=10**6)
INDEX = st.integers(min_value=0, max_value=len(CROWD) - 1)


def nik(serial, born="010190"):
    return Nik("127117" + born + f"{serial:04d}")


def person(serial=9999, *, born=date(1990, 1, 8), handle="body:1#1", **other):
    facts = {"name": "Sutrisno", "place": "Medan", "sex": Sex.MALE, "mother": "Sri Lestari"}
    facts |= other
    return Person(
        nik(serial),
        facts["name"],
        facts["place"],
        born,
        facts["sex"],
        facts["mother"],
        handle,
    )


def recorded(synthetic, recording=1):
    return Person.of(synthetic.resident, f"{synthetic.body}#{recording}")


def unlike(synthetic):
    """The person as the biometric search misses them, for instance behind contact lenses."""
    return Person.of(synthetic.resident, "body:behind-lenses#1")


def level(field, one, other):
    comparison = next(c for c in MODEL.comparisons if c.field == field)
    found = comparison.level(one, other)
    return None if found == -1 else comparison.levels[found].name


def found(gallery, one):
    """Whom the keys bring up, however little they weigh."""
    return {hit.record for hit in gallery.search(one, floor=-1000.0)}


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Drs. H. Oesman Siregar, S.H., M.Si.", "USMAN SIREGAR"),
        ("Djoko Tjahjono", "JOKO CAHJONO"),
        ("Sjarifuddin Achmad", "SYARIFUDDIN AKHMAD"),
        ("M. Rizki", "MUHAMMAD RIZKI"),
        ("Moch. Rizki", "MUHAMMAD RIZKI"),
        ("Mhd Rizki", "MUHAMMAD RIZKI"),
        ("Moehammad Rizki", "MUHAMMAD RIZKI"),
        ("M.Rizki", "MUHAMMAD RIZKI"),
        ("Abd. Rahman", "ABDUL RAHMAN"),
        ("Hj. St. Aminah", "SITI AMINAH"),
        ("Ma'ruf  Amin", "MARUF AMIN"),
        ("René", "RENE"),
        ("N", "N"),
        ("M.", "M"),
        ("Dr.", "DR"),
        ("-", ""),
    ],
)
def test_a_name_is_compared_in_one_spelling(written, compared):
    assert normalised(written) == compared


@example("Ddjoko")
@example("Tjh")
@example("M M. Rizki")
@given(st.text(alphabet="ACDEHJMNOSTUY .,'", max_size=14) | st.text(max_size=12))
def test_to_normalise_twice_changes_nothing(name):
    once = normalised(name)
    assert normalised(once) == once


def test_mahmud_is_not_muhammad_though_their_consonants_agree():
    assert normalised("Mahmud") != normalised("Muhammad")
    assert consonants("MAHMUD") == consonants("MUHAMMAD")


@pytest.mark.parametrize(
    ("one", "other"),
    [("MUTAQIN", "MUTTAQIN"), ("SAEPUDIN", "SYAEFUDIN"), ("YUSUF", "JUSUP"), ("RIZKI", "RISKY")],
)
def test_the_consonants_join_spellings_of_one_name(one, other):
    assert consonants(one) == consonants(other) != ""


def test_the_consonants_do_not_look_at_the_order_of_words_or_at_muhammad():
    assert consonants("MUHAMMAD RIZKI LUBIS") == consonants("LUBIS RIZKI")


# -- levels and weights ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "one", "other", "name"),
    [
        ("name", "SUTRISNO", "SUTRISNO", "same"),
        ("name", "SUTRISNO", "SUTRISNA", "nearly the same spelling"),
        ("name", "SUTRISNO", "AGUS SUTRISNO", "words alike, or one more"),
        ("name", "MUHAMMAD RIZKI", "MUHAMMAD RIZKI PRATAMA", "words alike, or one more"),
        ("name", "MULIADI HARWITO", "M HARWITO", "a word shortened"),
        ("name", "TAMUDIN PERMANA", "TMD PERMANA", "a word shortened"),
        ("name", "SALOMO SAPUTRA POHAN", "S POHAN", "a word shortened"),
        ("mother_name", "ROMINTA MELATI LUBIS", "ROM LUBIS", "a word shortened"),
        ("mother_name", "MELATI LUBIS", "ROSMINTA SIREGAR", "fits no level"),
        ("name", "NUR HAYATI", "NURHAYATI", "same words in another order, or written together"),
        ("name", "BUDI SIREGAR", "BUDI", "same given name"),
        ("name", "MUHAMMAD", "RIZKI", "fits no level"),
        ("name", "SAEPUDIN", "SYAEFUDIN", "words alike, or one more"),
        ("name", "RINA", "RINI", "words alike, or one more"),
        ("name", "BUDI", "RUDI", "words alike, or one more"),
        ("name", "MUHAMMAD RIZKI", "MUHAMMAD YUSUF", "fits no level"),
        ("name", "", "SUTRISNO", None),
        ("birth_date", "1990-01-08", "1990-01-08", "same"),
        ("birth_date", "1990-07-01", "1990-07-01", "same, 1 July or 31 December"),
        ("birth_date", "1990-12-31", "1990-12-31", "same, 1 July or 31 December"),
        ("birth_date", "1990-03-08", "1990-08-03", "day and month exchanged"),
        ("birth_date", "1990-03-08", "1990-03-09", "two of day, month, year"),
        ("birth_date", "1990-03-08", "1990-11-09", "same year"),
        ("birth_date", "1990-03-08", "1992-11-09", "fits no level"),
        ("sex", "MALE", "FEMALE", "fits no level"),
    ],
)
def test_two_values_are_alike_in_one_degree(field, one, other, name):
    assert level(field, one, other) == name
    assert level(field, other, one) == name


@pytest.mark.parametrize(
    ("short", "word", "is_short"),
    [
        ("M", "MARULI", True),
        ("SIH", "SIHOMBING", True),
        ("TMD", "TAMUDIN", True),
        ("TDM", "TAMUDIN", False),
        ("MD", "TAMUDIN", False),
        ("SITI", "SUMIATI", False),
        ("TAMUDIN", "TMD", False),
    ],
)
def test_a_word_is_shortened_to_its_beginning_or_to_consonants_in_their_order(
    short, word, is_short
):
    assert short_for(short, word) is is_short


def test_the_less_alike_the_less_it_is_worth():
    for comparison in MODEL.comparisons:
        worth = [x.bits for x in comparison.levels]
        assert worth == sorted(worth, reverse=True)
        assert worth[0] > 0 > worth[-1]


def test_every_number_says_where_it_comes_from():
    reasons = {x.because for c in MODEL.comparisons for x in c.levels}
    assert all("assumption" in reason or "[" in reason for reason in reasons)
    assert any("144,497" in reason for reason in reasons)


def test_name_and_date_bring_about_25_bits_against_a_prior_of_34():
    bits = sum(c.levels[0].bits for c in MODEL.comparisons[:2])
    assert bits == pytest.approx(25, abs=0.6)
    assert pytest.approx(-34, abs=0.2) == MODEL.prior
    assert bits < MODEL.possible


@given(INDEX, INDEX)
def test_the_order_of_two_records_does_not_matter(i, j):
    a, b = recorded(CROWD[i]), recorded(CROWD[j])
    assert MODEL.score(a, b) == MODEL.score(b, a)


TEXT = st.text(alphabet="AIUDMNRST .", min_size=1, max_size=10)


@given(TEXT, TEXT, st.dates(), st.dates())
def test_the_order_does_not_matter_for_odd_records_either(one, other, born, later):
    a = person(9998, name=one, mother=other, born=born)
    b = person(9999, name=other, mother=one, born=later)
    assert MODEL.score(a, b) == MODEL.score(b, a)


@given(INDEX, st.sampled_from(["name", "mother_name", "birth_place"]), TEXT)
def test_a_difference_never_adds_weight(i, field, text):
    a = recorded(CROWD[i])
    assert MODEL.score(a, attrs.evolve(a, **{field: f"{text}X"})).weight <= MODEL.score(a, a).weight


def test_what_is_not_known_neither_adds_nor_takes():
    a = person(9998, mother="-")
    score = MODEL.score(a, person(9999))
    (mother,) = [part for part in score.parts if part.comparison == "mother's name"]
    assert mother.bits == mother.counted == 0
    assert mother.level == "not known"


def test_another_name_and_another_sex_leave_a_pair_to_a_person():
    a = person(9998)
    assert not MODEL.score(a, person(9999)).vetoed
    assert MODEL.score(a, person(9999, name="Bambang Wijaya")).vetoed
    assert MODEL.score(a, person(9999, sex=Sex.FEMALE)).vetoed


def test_an_explanation_shows_the_sum_and_nobody():
    a, b = person(9998, name="Parlindungan"), person(9999, name="Parlindungen")
    text = MODEL.explain(a, b)
    assert f"{MODEL.score(a, b).weight:.1f} bits" in text
    assert "nearly the same spelling" in text
    for secret in (a.nik.reveal(), b.nik.reveal(), "Parlind", "PARLIND", "Lestari", "1990"):
        assert secret not in text


def test_a_person_shows_neither_number_nor_name():
    assert "Sutrisno" not in repr(person())
    assert nik(9999).reveal() not in repr(person())


def test_a_person_survives_pickling_with_what_was_computed():
    one = person()
    assert one.row["name"] == "Sutrisno"
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_level_that_is_impossible_is_refused():
    with pytest.raises(InvalidDefinition, match="between 0 and 1"):
        attrs.evolve(REST, m=0.0)


SAME = Level("same", Agree(), 0.9, 0.1, "assumption")
REST = Level("other", Anything(), 0.1, 0.9, "assumption")


@pytest.mark.parametrize(
    ("levels", "problem"),
    [
        ((), "must take anything"),
        ((SAME,), "must take anything"),
        ((SAME, attrs.evolve(REST, m=0.2)), "m sum to"),
        ((SAME, attrs.evolve(REST, u=0.8)), "u sum to"),
        ((attrs.evolve(SAME, m=0.1, u=0.9), attrs.evolve(REST, m=0.9, u=0.1)), "exchange"),
    ],
)
def test_levels_that_cannot_work_are_refused(levels, problem):
    with pytest.raises(InvalidDefinition, match=problem):
        Comparison("name", "name", NAME, levels)


def test_a_veto_on_a_level_that_does_not_exist_is_refused():
    with pytest.raises(InvalidDefinition, match="no comparison has the level"):
        attrs.evolve(MODEL, vetoes=(Veto("name", "quite other", ""),))


def test_a_field_is_weighed_once():
    with pytest.raises(InvalidDefinition, match="every field once"):
        attrs.evolve(MODEL, comparisons=MODEL.comparisons[:1] * 2, vetoes=())


# -- the gallery -----------------------------------------------------------------------------------


@given(INDEX, SEEDS)
def test_a_record_on_file_is_found_under_another_number_and_not_after_its_removal(i, seed):
    gallery = Gallery()
    for one in CROWD[:40]:
        gallery.enter(recorded(one))
    first = recorded(CROWD[i])
    second = recorded(second_identity(CROWD[i], seed=seed), 2)
    gallery.enter(first)
    assert first.nik in found(gallery, second)
    gallery.remove(first.nik)
    assert first.nik not in found(gallery, second)
    assert first.nik not in gallery


def test_a_record_is_not_its_own_double():
    gallery = Gallery()
    gallery.enter(person())
    assert found(gallery, person()) == set()


@pytest.mark.parametrize(
    "other",
    [
        person(9998, name="Xaverius", mother="Yohana"),
        person(9998, born=date(1990, 8, 1), name="Xaverius", mother="Yohana"),
        person(9998, born=date(1990, 5, 23), name="Soetrisno", mother="Yohana"),
        person(9998, born=date(1990, 5, 23), name="Xaverius", mother="Sri Lestary"),
    ],
    ids=["date", "day and month exchanged", "name and year", "mother and year"],
)
def test_every_key_alone_brings_up_a_record(other):
    gallery = Gallery()
    gallery.enter(other)
    assert found(gallery, person()) == {other.nik}


def test_no_key_brings_up_a_stranger():
    gallery = Gallery()
    gallery.enter(person(9998, born=date(1971, 2, 3), mother="Yohana"))
    assert found(gallery, person()) == set()


def test_a_record_that_is_entered_again_is_replaced():
    gallery = Gallery()
    gallery.enter(person(born=date(1980, 2, 3), name="Xaverius", mother="Yohana"))
    gallery.enter(person())
    assert len(gallery) == 1
    assert gallery.entries() == (person(),)
    old = person(9998, born=date(1980, 2, 3), name="Xaverius", mother="Yohana")
    assert found(gallery, old) == set()


def test_to_remove_who_is_not_there_changes_nothing():
    gallery = Gallery()
    before = gallery.state
    gallery.remove(nik(9999))
    assert gallery.state == before


def test_the_state_tells_every_sequence_apart():
    gallery = Gallery()
    seen = [gallery.state]
    for act in (
        lambda: gallery.enter(person(9998)),
        lambda: gallery.enter(person(9999)),
        lambda: gallery.enter(person(9999, handle=None)),
        lambda: gallery.remove(nik(9999)),
        lambda: gallery.enter(person(9999)),
    ):
        act()
        seen.append(gallery.state)
    assert len(set(seen)) == len(seen)
    assert all(len(state) == 16 and int(state, 16) >= 0 for state in seen)


@pytest.mark.parametrize(
    "other",
    [
        person(9998),
        person(name="Sutrisna"),
        person(place="Binjai"),
        person(born=date(1990, 1, 9)),
        person(sex=Sex.FEMALE),
        person(mother="Sri"),
        person(handle="body:1#2"),
    ],
)
def test_the_state_looks_at_every_field(other):
    one, two = Gallery(), Gallery()
    one.enter(person())
    two.enter(other)
    assert one.state != two.state


def test_candidates_stand_by_weight_and_number_whenever_they_came():
    gallery = Gallery()
    serials = [9000 + 37 * n % 100 for n in range(60)]  # many weigh the same
    for serial in serials:
        gallery.enter(person(serial))
    found = [hit.record.serial for hit in gallery.search(person(), floor=-1000.0)]
    assert sorted(found) == sorted(serials)
    weights = {hit.record.serial: hit.weight for hit in gallery.search(person(), floor=-1000.0)}
    assert found == sorted(found, key=lambda serial: (-weights[serial], serial))


def test_a_copy_goes_its_own_way():
    gallery = Gallery()
    gallery.enter(person(9998))
    fork = gallery.copy()
    assert fork.state == gallery.state
    fork.enter(person(9997))
    assert len(gallery) == 1
    assert found(gallery, person(9999)) == {nik(9998)}
    assert len(found(fork, person(9999))) == 2


_CHAIN = """
from ektpflow.matching import Matcher, Person
from ektpflow.population import people, second_identity
matcher = Matcher()
crowd = people(60, seed=2)
for one in crowd:
    matcher.enter(Person.of(one.resident, one.body))
matcher.remove(crowd[3].resident.nik)
second = second_identity(crowd[7], seed=2)
found = matcher.search("K1", Person.of(second.resident, "body:x"), "identity")
print(matcher.gallery.state, found.outcome, [(c.record.reveal(), c.weight) for c in found.candidates])
print([h.record.reveal() for h in matcher.gallery.search(Person.of(crowd[3].resident, None), floor=-1000.0)])
"""


def test_state_and_evidence_are_the_same_in_another_process():
    said = {
        subprocess.run(
            [sys.executable, "-c", _CHAIN],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(said) == 1
    assert "ADJUDICATE" in said.pop()


def test_rapidfuzz_is_loaded_when_names_are_compared_and_not_before():
    code = (
        "import sys, ektpflow.matching as m; m.Matcher(); assert 'rapidfuzz' not in sys.modules;"
        "m.MatchModel.expert().comparisons[0].level('A', 'B'); assert 'rapidfuzz' in sys.modules"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], env=env, check=True)


# -- the biometric search --------------------------------------------------------------------------


def test_the_same_body_under_another_number_is_hit_once_for_each_record():
    abis = HandleAbis()
    for serial in (9998, 9997):
        abis.insert(nik(serial), f"body:1#{serial}")
        abis.insert(nik(serial), f"body:1#{serial}")
    answer = abis.identify(nik(9999), "body:1#3")
    assert answer.status is AbisStatus.HIT
    assert [hit.nik for hit in answer.hits] == [nik(9997), nik(9998)]


def test_a_record_does_not_hit_itself_and_not_what_was_deleted_or_replaced():
    abis = HandleAbis()
    abis.insert(nik(9999), "body:1#1")
    assert abis.identify(nik(9999), "body:1#1").status is AbisStatus.NO_HIT
    assert abis.identify(nik(9998), "body:1#1").status is AbisStatus.HIT
    abis.insert(nik(9999), "body:2#1")
    assert abis.identify(nik(9998), "body:1#1").status is AbisStatus.NO_HIT
    abis.delete(nik(9999))
    abis.delete(nik(9999))
    assert abis.identify(nik(9998), "body:2#1").status is AbisStatus.NO_HIT


def test_an_answer_that_contradicts_itself_is_refused():
    with pytest.raises(InvalidValue, match="HIT and SIMILAR name a record"):
        AbisAnswer(AbisStatus.HIT)
    with pytest.raises(InvalidValue, match="the other answers name none"):
        AbisAnswer(AbisStatus.NO_HIT, (AbisHit(nik(9999), 1.0),))


def test_a_script_plays_its_answers_in_order_and_then_steps_back():
    script = {nik(9999): [AbisStatus.FAILED, AbisStatus.UNREADABLE_CENTRAL]}
    abis = ScriptedAbis(HandleAbis(), script)
    said = [abis.identify(nik(9999), "body:1#1").status for _ in range(3)]
    assert said == [AbisStatus.FAILED, AbisStatus.UNREADABLE_CENTRAL, AbisStatus.NO_HIT]


def test_a_forced_likeness_must_be_with_somebody():
    abis = ScriptedAbis(HandleAbis(), {nik(9999): [AbisStatus.SIMILAR]})
    with pytest.raises(InvalidDefinition, match="nobody is hit"):
        abis.identify(nik(9999), "body:1#1")
    abis.insert(nik(9998), "body:1#2")
    answer = abis.identify(nik(9999), "body:1#1")
    assert (answer.status, answer.hits[0].nik) == (AbisStatus.SIMILAR, nik(9998))


def test_a_copied_script_stands_at_the_same_place_and_goes_its_own_way():
    script = {nik(9999): [AbisStatus.FAILED, AbisStatus.UNREADABLE_CENTRAL]}
    abis = ScriptedAbis(HandleAbis(), script)
    abis.identify(nik(9999), None)
    fork = abis.copy()
    fork.insert(nik(9998), "body:1#1")
    assert fork.identify(nik(9999), None).status is AbisStatus.UNREADABLE_CENTRAL
    assert abis.identify(nik(9999), None).status is AbisStatus.UNREADABLE_CENTRAL
    assert abis.identify(nik(9999), "body:1#2").status is AbisStatus.NO_HIT


def test_the_panel_of_the_synthetic_world_knows_bodies():
    panel = HandleExaminer()
    assert panel.compare(person(handle="body:1#1"), person(handle="body:1#2")) is Verdict.SAME
    assert panel.compare(person(handle="body:1#1"), person(handle="body:2#1")) is Verdict.DIFFERENT
    assert panel.compare(person(handle="body:1#1"), person(handle=None)) is Verdict.UNDECIDED


# -- the two searches together ---------------------------------------------------------------------


def search(probe, *on_file, script=(), validated=False):
    abis = ScriptedAbis(HandleAbis(), {probe.nik: list(script)})
    matcher = Matcher(abis=abis)
    for one in on_file:
        matcher.enter(one)
    return matcher.search("K000001", probe, "identity", validated=validated)


def test_evidence_is_bound_to_case_record_identity_gallery_and_model():
    matcher = Matcher()
    matcher.enter(person(9998, handle="body:2#1", name="Xaverius"))
    found = matcher.search("K000001", person(), "identity")
    assert (found.case, found.record, found.identity) == ("K000001", nik(9999), "identity")
    assert (found.gallery_state, found.gallery_size) == (matcher.gallery.state, 1)
    assert found.model == "expert/2"


def test_who_is_alone_is_unique():
    assert search(person()).outcome is Outcome.UNIQUE


def test_a_search_changes_neither_gallery_nor_recordings():
    matcher = Matcher()
    matcher.enter(person(9998))
    before = matcher.gallery.state
    first = matcher.search("K1", person(), "identity")
    assert matcher.search("K1", person(), "identity") == first
    assert matcher.gallery.state == before
    assert nik(9999) not in matcher.gallery


@given(INDEX, SEEDS)
def test_the_same_body_under_another_number_is_a_duplicate(i, seed):
    second = second_identity(CROWD[i], seed=seed)
    found = search(recorded(second, 2), recorded(CROWD[i]))
    assert found.outcome is Outcome.DUPLICATE_ONE_TO_ONE
    assert [c.record for c in found.candidates] == [CROWD[i].resident.nik]
    assert found.candidates[0].biometric == 1.0


def test_one_body_under_several_numbers_is_a_duplicate_one_to_many():
    found = search(person(9999), person(9998), person(9997))
    assert found.outcome is Outcome.DUPLICATE_ONE_TO_MANY
    assert [c.record for c in found.candidates] == [nik(9997), nik(9998)]


def test_what_lies_between_same_and_different_is_for_the_panel():
    hits = (AbisHit(nik(9998), 0.6),)
    other = person(9998, handle="body:2#1", name="Xaverius", born=date(1960, 2, 3), mother="Yohana")
    found = search(person(), other, script=[AbisAnswer(AbisStatus.SIMILAR, hits)])
    assert found.outcome is Outcome.ADJUDICATE
    assert found.candidates[0].biometric == 0.6
    assert found.candidates[0].weight < MODEL.possible


def test_a_hit_of_which_the_gallery_knows_nothing_is_still_named():
    hits = (AbisHit(nik(9998), 1.0),)
    found = search(person(), script=[AbisAnswer(AbisStatus.HIT, hits)])
    assert found.outcome is Outcome.DUPLICATE_ONE_TO_ONE
    assert "no biodata on file" in found.candidates[0].because


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (AbisStatus.FAILED, Outcome.SEARCH_FAILED),
        (AbisStatus.UNREADABLE_REGIONAL, Outcome.UNREADABLE_REGIONAL),
        (AbisStatus.UNREADABLE_CENTRAL, Outcome.UNREADABLE_CENTRAL),
        (AbisStatus.NEEDS_VALIDATION, Outcome.VALIDATE),
    ],
)
def test_a_search_that_did_not_take_place_proves_nothing(status, outcome):
    assert search(person(), script=[status]).outcome is outcome


@pytest.mark.parametrize("status", [AbisStatus.FAILED, AbisStatus.UNREADABLE_CENTRAL])
def test_validation_does_not_help_a_search_that_failed(status):
    assert search(person(), script=[status], validated=True).outcome is not Outcome.UNIQUE


def test_who_has_nothing_readable_is_validated_and_then_weighed_by_biodata():
    probe = person(handle=None)
    assert search(probe).outcome is Outcome.VALIDATE
    assert search(probe, validated=True).outcome is Outcome.UNIQUE
    assert search(probe, person(9998), validated=True).outcome is Outcome.ADJUDICATE


@given(INDEX, SEEDS)
def test_a_second_identity_that_the_cameras_miss_is_a_case_for_a_person(i, seed):
    found = search(unlike(second_identity(CROWD[i], seed=seed)), recorded(CROWD[i]))
    assert found.outcome is Outcome.ADJUDICATE
    assert found.candidates[0].biometric is None


@given(INDEX, SEEDS)
def test_a_twin_is_never_called_a_duplicate_by_biodata_alone(i, seed):
    found = search(recorded(twin(CROWD[i], seed=seed)), recorded(CROWD[i]))
    assert found.outcome in {Outcome.UNIQUE, Outcome.ADJUDICATE}


def test_a_twin_of_quite_another_name_is_unique():
    other = person(9998, handle="body:2#1", name="Bambang Wijaya")
    assert MODEL.score(person(), other).vetoed
    assert search(person(), other).outcome is Outcome.UNIQUE


@given(INDEX, SEEDS)
def test_a_namesake_of_the_same_day_is_never_accused(i, seed):
    """By chance the mother and the birth place may be alike, too: then a person looks at it."""
    found = search(recorded(namesake(CROWD[i], seed=seed)), recorded(CROWD[i]))
    assert found.outcome in (Outcome.UNIQUE, Outcome.ADJUDICATE)


def test_nearly_every_namesake_of_the_same_day_is_unique():
    outcomes = [
        search(recorded(namesake(person, seed=i)), recorded(person)).outcome
        for i, person in enumerate(CROWD)
    ]
    assert outcomes.count(Outcome.UNIQUE) >= 0.98 * len(CROWD)


def test_two_men_called_sutrisno_born_on_one_day_are_two_men():
    other = person(9998, handle="body:2#1", place="Surabaya", mother="Wagiyem")
    assert search(person(), other).outcome is Outcome.UNIQUE


@given(INDEX)
def test_biodata_never_accuse_however_much_they_agree(i):
    first = recorded(CROWD[i])
    again = attrs.evolve(unlike(CROWD[i]), nik=nik(9999))
    assert search(again, first).outcome is Outcome.ADJUDICATE


def test_candidates_stand_strongest_first_and_tell_nothing_personal():
    near = person(9996, handle="body:2#1")
    nearer = person(9997, handle="body:1#9", name="Xaverius", mother="Yohana")
    found = search(person(), near, nearer, person(9998, handle="body:3#1", name="Sutrisna"))
    assert [c.record.serial for c in found.candidates] == [9997, 9996, 9998]
    for candidate in found.candidates:
        assert "utrisn" not in candidate.because.lower()
        assert not any(char.isdigit() for char in candidate.because)


def test_examiners_say_of_each_candidate_who_it_is():
    matcher = Matcher()
    for one in (person(9998), person(9997, handle="body:2#1")):
        matcher.enter(one)
    found = matcher.examine("K1", person(), "identity", (nik(9997), nik(9998), nik(9996)))
    assert found.verdicts == (
        (nik(9997), Verdict.DIFFERENT),
        (nik(9998), Verdict.SAME),
        (nik(9996), Verdict.UNDECIDED),
    )
    assert found.gallery_state == matcher.gallery.state
    assert found.examiner == "HandleExaminer"


def test_a_record_is_not_examined_beside_itself():
    with pytest.raises(InvalidValue, match="not compared with itself"):
        Matcher().examine("K1", person(), "identity", (nik(9999),))


def test_who_left_is_found_by_neither_search():
    matcher = Matcher()
    matcher.enter(person(9998))
    matcher.remove(nik(9998))
    matcher.remove(nik(9998))
    found = matcher.search("K1", person(), "identity")
    assert (found.outcome, found.candidates) == (Outcome.UNIQUE, ())


def test_who_is_entered_again_without_biometrics_is_no_longer_hit():
    matcher = Matcher()
    matcher.enter(person(9998))
    matcher.enter(person(9998, handle=None))
    assert matcher.search("K1", person(), "identity").outcome is Outcome.ADJUDICATE


def test_a_copied_matcher_goes_its_own_way():
    matcher = Matcher()
    fork = matcher.copy()
    fork.enter(person(9998))
    assert matcher.search("K1", person(), "identity").outcome is Outcome.UNIQUE
    assert fork.search("K1", person(), "identity").outcome is Outcome.DUPLICATE_ONE_TO_ONE


def test_a_search_that_cannot_be_copied_says_so():
    class Remote:
        def insert(self, nik, handle): ...
        def delete(self, nik): ...
        def identify(self, nik, handle):
            return AbisAnswer(AbisStatus.NO_HIT)

    with pytest.raises(InvalidDefinition, match="Remote, copy"):
        Matcher(abis=Remote()).copy()


def test_a_search_among_two_thousand_takes_less_than_two_milliseconds():
    matcher = Matcher()
    crowd = people(2000, seed=5)
    for one in crowd:
        matcher.enter(recorded(one))
    probes = [unlike(one) for one in crowd[:200]]
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for probe in probes:
            matcher.search("K1", probe, "identity")
        rounds.append((time.process_time() - start) / len(probes))
    assert min(rounds) < 0.002
