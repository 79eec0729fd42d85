"""The people of the synthetic world: what is published of names and dates holds, and so do the rates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from random import Random

import attrs
import pytest

from ektpflow.population import MIX, REGIONS, Rates
from ektpflow.population.cultures import CULTURES
from ektpflow.population.families import Families
from ektpflow.population.names import Namer
from ektpflow.population.places import Numbers, Places
from recorded import holds, people

_DEFAULT = re.compile(r"(12, 31|7, 1|\d+, 15)\)$")
# As Muhammad is spelled letter by letter, or cut short.
_MUHAMMAD = re.compile(r"M[UO]?(C?HA?)?M{0,2}[AE]?D?\.?")
_OLD_DIGRAPH = re.compile(r"OE|DJ|TJ|NJ|SJ|CH")


@pytest.fixture(scope="module")
def bodies():
    return [member.body for _, member in people(10_000)]


# -- what is published -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mix", [MIX, {"jawa": 0.2, "batak": 0.4, "bali": 0.4}], ids=["ours", "own"]
)
def test_the_frequent_names_are_as_frequent_as_published(mix):
    """Full names of 211,826,747 people who must hold a card: Dukcapil via goodstats.id and
    ciremainews.com; mediaindonesia 869734 [P]. Tolerance: four sigma of 60,000 names."""
    published = {"NURHAYATI": 254_922, "SUTRISNO": 144_497, "SLAMET": 115_354, "MULYADI": 111_685,
                 "HERMAN": 101_990}  # fmt: skip
    draw = Random("frequent").random
    namer = Namer(draw, mix, 0.0)
    seen = Counter()
    total = 60_000
    for code, share in mix.items():
        for number in range(round(share * total)):
            name = namer.name(CULTURES[code], female=number % 2 == 0, year=1975)
            seen[" ".join(name)] += 1
    for name, bearers in published.items():
        assert holds(seen[name], total, bearers / 211_826_747), name


def test_names_have_as_many_words_as_published(bodies):
    """Of 1,057 published candidate names of 2024: 18, 56, 22 and 4 % [P]. Tolerance 2 points."""
    words = Counter(len(body.name) for body in bodies)
    for many, published in ((1, 0.18), (2, 0.56), (3, 0.22), (4, 0.04)):
        assert words[many] / len(bodies) == pytest.approx(published, abs=0.02)
    assert set(words) == {1, 2, 3, 4}


def test_muhammad_opens_as_many_names_as_published(bodies):
    """5.7 % of the same names, in 9 spellings [P]. Tolerance half a point."""
    first = [body.name[0] for body in bodies if _MUHAMMAD.fullmatch(body.name[0])]
    assert len(first) / len(bodies) == pytest.approx(0.057, abs=0.005)
    assert len(set(first)) >= 9


def test_so_many_names_are_in_the_old_spelling_as_published(bodies):
    """3.9 % of the same names hold such a pair of letters [P]. Tolerance 1.5 points: the rate makes
    3.9 %, and some names of today hold a CH or an NJ besides."""
    old = sum(bool(_OLD_DIGRAPH.search(" ".join(body.name))) for body in bodies)
    assert old / len(bodies) == pytest.approx(0.039, abs=0.015)


def test_so_many_people_have_a_default_date_as_published(bodies):
    """17.5 million of about 192 million voters (tempo.co 763178) [P]: 9 %. Tolerance one point."""
    unknown = [body for body in bodies if not body.known]
    assert len(unknown) / len(bodies) == pytest.approx(17.5 / 192, abs=0.01)
    assert all(_DEFAULT.search(str(body.born)) for body in unknown)
    kinds = Counter(body.born[1:] for body in unknown)
    assert min(kinds[12, 31], kinds[7, 1]) > max(kinds[month, 15] for month in range(1, 13))


# -- how the people are ----------------------------------------------------------------------------


@pytest.mark.parametrize(("rate", "last"), [("titles", 1989), ("degrees", 2002)])
def test_titles_and_degrees_are_as_frequent_as_their_rates_among_those_of_an_age(rate, last):
    found = [member.body for _, member in people(2_000, rates=Rates(**{rate: 0.5}))]
    of_age = [body for body in found if body.born[0] <= last]
    field = rate[:-1]
    assert holds(sum(bool(getattr(body, field)) for body in of_age), len(of_age), 0.5)
    assert not any(getattr(body, field) for body in found if body.born[0] > last)


def test_unknown_dates_and_old_names_come_and_go_with_their_rates(bodies):
    none = [member.body for _, member in people(2_000, rates=Rates(unknown_dates=0, old_spelled=0))]
    assert all(body.known for body in none)
    assert not any(
        "OE" in word for body in none for word in body.name if body.culture.code == "jawa"
    )
    half = [member.body for _, member in people(5_000, rates=Rates(unknown_dates=0.045))]
    assert sum(not body.known for body in half) / len(half) == pytest.approx(0.045, abs=0.01)


def family(rates, seed="families"):
    draw = Random(seed).random
    return Families(draw, Places(draw, REGIONS, Numbers(draw)), rates, dict(MIX))


def test_every_other_birth_is_of_twins_where_the_rate_says_so():
    families = family(Rates(twins=0.5))
    father, mother = (member.body for _, member in people(60)[:2])
    mother = attrs.evolve(mother, born=(1960, 1, 1))
    births = twins = 0
    for _ in range(1_000):
        children = list(families._children(father, mother, "12.71.17.1001"))
        orders = Counter((child.born, child.order) for child in children)
        born_with = [child for child in children if orders[child.born, child.order - 1]]
        twins += len(born_with)
        births += len(children) - len(born_with)
    assert holds(twins, births, 0.5)


def test_twins_share_day_place_and_mother_and_most_of_one_sex_have_another_name():
    families = family(Rates())
    pairs = []
    for _, member in people(1_000):
        pairs.append((member.body, families._twin(member.body, "", "12.71.17.1001")))
    for one, other in pairs:
        assert (one.born, one.place, one.mother) == (other.born, other.place, other.mother)
    alike = [(one, other) for one, other in pairs if one.female == other.female]
    assert holds(len(alike), len(pairs), 0.68)
    assert sum(one.name == other.name for one, other in alike) < 0.01 * len(alike)
    assert sum(bool(set(one.name) & set(other.name)) for one, other in alike) > 0.2 * len(alike)


def test_every_other_person_has_a_name_of_the_village_where_the_rate_says_so():
    families, village = family(Rates(namesakes=0.5)), "12.71.17.1001"
    crowd = [member.body for _, member in people(300) if not member.body.female]
    families._recent[village, False] = crowd
    known = {body.name for body in crowd if abs(body.born[0] - 1980) < 3}
    assert known
    names = [
        families._called(CULTURES["tionghoa"], False, (1980, 5, 6), 0, "LIM", "", village)
        for _ in range(2_000)
    ]
    assert holds(sum(name in known for name in names), 2_000, 0.5)
    elsewhere = families._called(CULTURES["tionghoa"], False, (1980, 5, 6), 0, "LIM", "", "nowhere")
    assert elsewhere not in known


def test_there_are_namesakes_in_a_village_and_none_without_their_rate():
    found = {}
    for share in (0.0, 0.5):
        born, seen = defaultdict(list), 0
        for home, member in people(4_000, rates=Rates(namesakes=share)):
            body = member.body
            if len(body.name) > 2:
                near = born[home.village, body.female, body.name]
                seen += any(abs(year - body.born[0]) < 3 for year in near)
                near.append(body.born[0])
        found[share] = seen
    assert found[0.0] == 0
    assert found[0.5] > 50
