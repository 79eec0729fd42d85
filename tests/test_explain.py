"""Why two records are one person or two: nothing is lost in the telling, and nobody is shown."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.draw import text_width
from ektpflow.matching import Frequencies, Likeness, MatchModel, Person
from ektpflow.matching.codes import code_of, joined
from ektpflow.matching.explain import Alike, Language, explain
from ektpflow.matching.explain.brought import keys_of_pair
from ektpflow.matching.explain.waterfall import marks, steps
from ektpflow.matching.plan import BlockingPlan, Key
from ektpflow.nik import Nik
from ektpflow.population import namesake, people, second_identity, twin
from ektpflow.resident import Sex

MODEL = MatchModel.expert()
CROWD = people(40, seed=12)
RECORDS = st.sampled_from(CROWD).map(lambda one: Person.of(one.resident, None))
FIRST = CROWD[0]
SVG = "{http://www.w3.org/2000/svg}"


LOW = attrs.evolve(MODEL, possible=20.0)


def pair(other, model=MODEL, **kw):
    records = (Person.of(one.resident, None) for one in (FIRST, other(FIRST, seed=4)))
    return explain(model, *records, **kw)


def person(serial, name="Sutrisno", born=date(1990, 1, 8), **kw):
    nik = Nik("127117" + "010190" + f"{serial:04d}")
    return Person(nik, name, "Medan", born, Sex.MALE, "Sri Lestari", None, **kw)


def shown(why):
    """Everything that a person may get to see of an explanation."""
    letters = [why.letter().text(language) for language in Language]
    return [
        why.text(),
        why.text(60),
        why.svg(),
        why.html(),
        why.letter().html(),
        *letters,
        repr(why),
    ]


# -- nothing is lost -------------------------------------------------------------------------------


@given(RECORDS, RECORDS)
def test_the_explanation_is_the_score_and_what_the_model_says_of_it(one, other):
    why, score = explain(MODEL, one, other), MODEL.score(one, other)
    assert why.parts == score.parts
    assert why.weight == score.weight
    assert bool(why.vetoes) == score.vetoed
    assert why.likeness is MODEL.likeness(score.weight, vetoed=score.vetoed)
    assert explain(MODEL, other, one).parts == why.parts


@given(RECORDS, RECORDS)
def test_the_waterfall_falls_from_the_prior_to_the_total_without_a_gap(one, other):
    why = explain(MODEL, one, other)
    prior, *parts, total = steps(why)
    assert prior.end == parts[0].start == MODEL.prior
    for above, below in pairwise(parts):
        assert above.end == below.start
    assert parts[-1].end == pytest.approx(total.end) == pytest.approx(MODEL.prior + why.weight)
    assert [step.label for step in parts] == [c.label for c in MODEL.comparisons]


def test_frequencies_change_what_is_explained():
    a, b = person(9001), person(9002)
    rare = Frequencies(10**8, {("name", "clean"): {}})
    assert explain(MODEL, a, b, rare).weight == MODEL.score(a, b, rare).weight
    assert explain(MODEL, a, b, rare).weight > explain(MODEL, a, b).weight


def test_probability_is_what_the_odds_say_and_never_overflows():
    why = explain(MODEL, person(9001), person(9002))
    assert why.probability == pytest.approx(2**why.posterior / (1 + 2**why.posterior))
    for prior, odds in ((-5000.0, "for two people"), (5000.0, "for one person")):
        far = attrs.evolve(why, prior=prior)
        assert far.odds.endswith(odds)
        assert far.probability == pytest.approx(float(prior > 0))
        assert all(shown(far))


@pytest.mark.parametrize(
    ("weight", "vetoed", "verdict"),
    [
        (27.9, False, "Not worth a look."),
        (31.0, False, "A person must look."),
        (60.0, False, "A batch takes the two for one person; an office lets a person decide."),
        (60.0, True, "A person decides: the weight would do, but a veto stands against it."),
    ],
)
def test_the_verdict_is_the_models(weight, vetoed, verdict):
    why = explain(MODEL, person(9001), person(9002))
    likeness = MODEL.likeness(weight, vetoed=vetoed)
    why = attrs.evolve(why, weight=weight, likeness=likeness)
    assert why.verdict == verdict
    assert verdict in why.text(200)
    assert verdict in why.html()


def test_what_another_field_said_already_is_told_as_such():
    same = person(9001)
    why = explain(MODEL, same, same)
    assert [group.fields for group in why.together] == [("nik", "birth_date")]
    assert "Counted once: nik and birth_date" in why.text(200)
    born = next(step for step in steps(why) if step.label == "birth date")
    assert "but another field says the same" in born.told
    assert born.bits == 0


def test_a_veto_is_named_with_its_reason():
    why = pair(twin)
    assert [veto.field for veto in why.vetoes] == ["name"]
    assert "another name: a twin or a sibling" in why.text(200)
    assert pair(second_identity).vetoes == ()


def test_a_level_called_as_what_is_not_known_is_no_veto_for_a_missing_value():
    name = MODEL.comparisons[0]
    last = attrs.evolve(name.levels[-1], name="not known")
    renamed = attrs.evolve(name, levels=(*name.levels[:-1], last))
    veto = attrs.evolve(MODEL.vetoes[0], level="not known")
    model = attrs.evolve(MODEL, comparisons=(renamed, *MODEL.comparisons[1:]), vetoes=(veto,))
    assert explain(model, person(9001, name=""), person(9002)).vetoes == ()
    assert explain(model, person(9001, name="Bambang"), person(9002)).vetoes == (veto,)


# -- which keys bring it up ------------------------------------------------------------------------


def test_the_keys_that_bring_a_pair_up_are_named():
    a, b = person(9001), person(9002)
    assert "name.consonants+birth_date.year" in explain(MODEL, a, b).keys
    stranger = person(9003, name="Xaverius", born=date(1971, 2, 3), address="")
    why = explain(MODEL, a, attrs.evolve(stranger, mother_name="Yohana"))
    assert why.keys == ()
    assert "No key brings this pair up" in why.text(200)


def test_a_crowd_is_parted_by_the_finer_key_and_what_is_left_out_brings_up_nothing():
    first = Key(("birth_date.unordered",), ("name.first_key",))
    plan = BlockingPlan((first, *MODEL.blocking.keys[3:]), 1_000_000, 1_000)
    a, b = person(9001), person(9002, name="Bambang")

    def found(crowds=(), left_out=(), one=a, other=b):
        rest = (frozenset(),) * (len(plan.keys) - 1)
        keyed = attrs.evolve(
            plan, crowds=(frozenset(crowds), *rest), left_out=(frozenset(left_out), *rest)
        )
        model = attrs.evolve(MODEL, blocking=keyed)
        return first.name in keys_of_pair(model, model.read(one), model.read(other))

    birth = next(c for c in MODEL.comparisons if c.field == "birth_date")
    name = MODEL.comparisons[0]
    crowd = code_of(birth.kind.features["unordered"](birth.read(("1990-01-08",))))
    finer = joined([crowd, code_of(name.kind.features["first_key"](name.read(("Sutrisno",))))])
    assert found()
    assert not found(crowds=[crowd])
    assert found(crowds=[crowd], other=person(9002))
    assert not found(crowds=[crowd], left_out=[finer], other=person(9002))
    assert not found(left_out=[crowd])
    # records whose finer part is not known meet only each other
    assert found(crowds=[crowd], one=person(9001, name=""), other=person(9002, name=""))


# -- nobody is shown -------------------------------------------------------------------------------


@given(RECORDS, RECORDS)
def test_no_value_of_either_record_is_shown_unless_it_is_asked_for(one, other):
    why = explain(MODEL, one, other)
    for told in shown(why):
        for record in (one, other):
            for column, value in record.row.items():
                if column not in {"rt", "rw", "sex", "birth_place"}:  # too short, or a common word
                    assert str(value) not in told
    assert why.title == "1271************ beside 1271************"


def test_an_adjudicator_sees_both_records_where_he_asks_for_them():
    why = pair(second_identity, show_values=True)
    second = second_identity(FIRST, seed=4).resident
    for told in (why.text(200), why.html()):
        for resident in (FIRST.resident, second):
            assert resident.name in told
            assert resident.nik.reveal() in told
    assert "it belongs on the desk" in why.html()
    assert FIRST.resident.name not in repr(why)
    letter = why.letter()
    for told in (letter.html(), repr(letter)):
        assert FIRST.resident.mother_name not in told


def test_what_somebody_writes_into_a_name_is_no_code_in_the_page():
    bad = person(9001, name="<script>alert(1)</script>")
    page = explain(MODEL, bad, person(9002), show_values=True).html()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_record_without_a_number_is_called_so():
    row = dict(person(9001).row)
    for nik in (None, ""):
        why = explain(MODEL, row | {"nik": nik}, person(9002))
        assert why.title == "a record without a NIK beside 1271************"


# -- the adjudicator -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_text_keeps_to_its_width(width):
    for other in (twin, namesake, second_identity):
        assert all(len(line) <= width for line in pair(other).text(width).splitlines())


def test_the_text_waterfall_starts_every_bar_where_the_one_before_ended():
    text = pair(twin).text(160)
    bars = [line[38:] for line in text.splitlines() if line[:28].strip() in {"name", "birth place"}]
    name, place = (bar for bar in bars if "█" in bar or "░" in bar)
    assert name.index("░") == place.index("█")


def test_the_drawing_is_as_long_as_the_bits_and_stays_on_its_sheet():
    why = pair(twin)
    root = ET.fromstring(why.svg())
    wide = float(root.get("width"))
    bars = [r for r in root.iter(f"{SVG}rect") if r.get("stroke-width") and r.get("height") == "9"]
    rows = steps(why)
    assert len(bars) == len(rows)
    scale = float(bars[0].get("width")) / abs(rows[0].bits)
    for bar, row in zip(bars, rows, strict=True):
        assert float(bar.get("width")) == pytest.approx(max(2, abs(row.bits) * scale), abs=0.2)
        assert float(bar.get("x")) >= 0
        assert float(bar.get("x")) + float(bar.get("width")) <= wide
    zero = float(bars[0].get("x")) + float(bars[0].get("width"))
    lines = [p.get("d") for p in root.iter(f"{SVG}path") if p.get("stroke-dasharray")]
    for (_, at), line in zip(marks(why), lines, strict=True):
        assert float(re.match(r"M([\d.]+)", line)[1]) == pytest.approx(zero + at * scale, abs=0.2)


@pytest.mark.parametrize("other", [twin, namesake, second_identity])
def test_no_word_leaves_the_drawing(other):
    root = ET.fromstring(pair(other).svg())
    for text in root.iter(f"{SVG}text"):
        bold = text.get("font-weight") is not None
        wide = text_width(text.text, float(text.get("font-size")), bold=bold)
        left = float(text.get("x")) - {"start": 0, "end": wide}[text.get("text-anchor")]
        assert left >= 0
        assert left + wide <= float(root.get("width")) + 1


def test_the_pages_ask_for_nothing_from_outside():
    why = pair(twin)
    for page in (why.html(), why.letter().html()):
        assert not re.search(r"(src|href)=\"(?!data:)", page)
        assert "url(" not in page
        assert "@import" not in page


# -- the citizen -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_every_field_of_the_built_in_model_has_a_name_for_the_citizen(language):
    letter = explain(MODEL, person(9001), person(9002)).letter()
    told = " ".join(letter.found(language))
    for comparison in MODEL.comparisons:
        assert told.count(":") >= 1
        if language is Language.INDONESIAN and comparison.field not in {"nik", "kelurahan"}:
            assert comparison.label not in told
    assert told.count(",") + told.count(".") == len(MODEL.comparisons)


@pytest.mark.parametrize("other", [twin, namesake, second_identity])
def test_a_letter_holds_no_number_and_no_bits(other):
    letter = pair(other).letter()
    for language in Language:
        told = letter.text(language)
        assert not re.search(r"\d|\bbits?\b|\*", told)


def test_a_letter_says_what_agreed_what_did_not_and_what_can_be_done():
    told = pair(namesake, LOW).letter().text("en", 200)
    assert "The same: name, birth date, birth place, sex, kelurahan or village." in told
    assert "Different: mother's name, address." in told
    assert "This is no accusation." in told
    assert "You choose which record stays." in told
    assert "Mirip: nama." in pair(second_identity).letter().text("id", 200)


def test_a_letter_is_as_coarse_as_it_must_be():
    born = next(i for i, c in enumerate(MODEL.comparisons) if c.field == "birth_date")
    close = explain(MODEL, person(9001), person(9002, born=date(1990, 1, 9)))
    year = explain(MODEL, person(9001), person(9002, born=date(1990, 7, 23)))
    far = explain(MODEL, person(9001), person(9002, born=date(1961, 7, 23)))
    assert close.lines[born].alike is Alike.ALIKE
    # born in the same year speaks against one person: to call it alike would mislead
    assert year.lines[born].part.level == "same year"
    assert year.lines[born].alike is far.lines[born].alike is Alike.OTHER
    assert close.letter().text("en").count("two of day") == 0


def test_two_people_who_are_not_alike_are_told_that_nothing_is_asked_of_them():
    letter = explain(MODEL, person(9001), person(9002, name="Xaverius")).letter()
    assert letter.likeness is Likeness.DIFFERENT
    assert "You need to do nothing." in letter.text("en", 200)
    assert "Disdukcapil" not in letter.text("en", 200)


def test_what_is_not_known_is_neither_alike_nor_different():
    why = explain(MODEL, person(9001, name=""), person(9002))
    assert why.lines[0].alike is Alike.NOT_KNOWN
    assert "Tidak diketahui pada salah satu data: nama" in why.letter().text("id", 200)


def test_a_twin_is_told_that_no_machine_decides():
    assert "no machine may decide" in pair(twin, LOW).letter().text("en", 200)
    assert "no machine may decide" not in pair(second_identity).letter().text("en", 200)


def test_a_field_of_ones_own_is_named_by_its_label():
    name = attrs.evolve(MODEL.comparisons[2], field="village_of_birth", label="village of birth")
    keys = tuple(
        k for k in MODEL.blocking.keys if not any("place" in p for p in (*k.parts, *k.finer))
    )
    plan = attrs.evolve(
        MODEL.blocking,
        keys=keys,
        crowds=(frozenset(),) * len(keys),
        left_out=(frozenset(),) * len(keys),
    )
    compared = (*MODEL.comparisons[:2], name, *MODEL.comparisons[3:])
    model = attrs.evolve(MODEL, comparisons=compared, blocking=plan)
    letter = explain(model, person(9001), person(9002)).letter()
    assert "village of birth" in letter.found("id")[0]


# -- the page for laymen ---------------------------------------------------------------------------


def sutrisno():
    known = {"name": "Sutrisno", "birth_date": "1990-01-08", "birth_place": "Medan", "sex": "L"}
    row = dict.fromkeys(MODEL.columns) | known
    return explain(
        MODEL, row | {"mother_name": "Sri Lestari"}, row | {"mother_name": "Yohana Simbolon"}
    )


DRAW_AGAIN = (
    "cd tests && python -c 'from test_explain import *; WATERFALL.write_text(sutrisno().svg())'"
)
WATERFALL = Path(__file__).parent.parent / "docs" / "images" / "waterfall.svg"


def test_the_page_for_laymen_shows_the_waterfall_as_the_model_draws_it():
    assert WATERFALL.read_text(encoding="utf-8") == sutrisno().svg(), DRAW_AGAIN


def test_the_page_says_in_both_languages_what_the_model_finds():
    docs = WATERFALL.parent.parent
    english = (docs / "explanation" / "why-a-name-and-a-birthday-are-not-enough.md").read_text(
        "utf-8"
    )
    indonesian = (docs / "id" / "mengapa-nama-dan-tanggal-lahir-tidak-cukup.md").read_text("utf-8")
    total = f"{sutrisno().posterior:.1f}".replace("-", "\u2212")
    assert f"all together {total} bits" in english
    assert f"seluruhnya {total.replace('.', ',')} bit" in indonesian
