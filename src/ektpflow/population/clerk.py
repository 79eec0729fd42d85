"""One recording of a person: what the clerk writes down, and why it is not what it should be."""

from __future__ import annotations

from typing import Final

import attrs

from ektpflow.population.causes import Cause
from ektpflow.population.dates import Day, default, digit_off, exchanged, iso, year_off
from ektpflow.population.families import Body, Member
from ektpflow.population.names import Namer
from ektpflow.population.places import Home, Numbers, Places, in_other_words
from ektpflow.population.rates import Rates
from ektpflow.population.slips import abbreviated, in_old_spelling, misspelt
from ektpflow.population.words import Draw, one_of
from ektpflow.resident import OCCUPATIONS

__all__ = ["Clerk", "Row"]

#: nik, kk, name, sex, birth_place, birth_date, mother_name, address, rt, rw, kelurahan, religion,
#: marital, occupation
Row = tuple[str | None, ...]

_OLD: Final = 1965
_REGIONS: Final = ("KABUPATEN", "KOTA")
_SHORT: Final = 4  # letters of a word that nobody shortens
# Mrs, Hajjah, the late, mother: what clerks put before the name of a mother.
_MOTHERS: Final = ("HJ.", "HJ.", "NY.", "ALMH.", "ALM.", "IBU", "HJ")


class Clerk:
    """Records people, with the slips of a first or of a later recording."""

    def __init__(
        self, draw: Draw, places: Places, numbers: Numbers, namer: Namer, rates: Rates
    ) -> None:
        self._draw = draw
        self._places = places
        self._numbers = numbers
        self._namer = namer
        self._rates = (rates.scaled(rates.first), rates)

    def record(self, member: Member, home: Home, *, again: bool) -> tuple[Row, tuple[Cause, ...]]:
        """Return the row and why it differs from what the documents say."""
        draw, rates, body = self._draw, self._rates[again], member.body
        causes: list[Cause] = []
        if again:
            home, registered = self._second_home(home, causes), ""
        else:
            registered = self._places.registered(home.kecamatan)
        female = body.female
        if draw() < rates.sex:
            female = not female
            causes.append(Cause.SEX)
        day = self._day(body, rates, causes)
        coded = day
        if draw() < rates.date_corrected:
            coded = digit_off(draw, day)
            causes.append(Cause.DATE_CORRECTED)
        region = registered or home.kecamatan
        nik = self._numbers.nik(region, self._places.kecamatan, coded, female=female)
        name = self._name(body, rates, causes)
        mother = self._mother(body, rates, causes)
        street: str | None = home.street
        if draw() < rates.address:
            street = in_other_words(draw, home.street)
            causes += [Cause.ADDRESS] * (street != home.street)
        lesser: list[str | None] = [
            self._place(body, rates, causes),
            street,
            home.rt,
            home.rw,
            body.religion,
        ]
        for at in range(len(lesser)):
            if draw() < rates.missing:
                lesser[at] = None
                causes.append(Cause.FIELD_MISSING)
        place, street, rt, rw, religion = lesser
        row = (
            nik, home.kk, name, "FEMALE" if female else "MALE", place, iso(day), mother, street,
            rt, rw, home.village, religion, member.marital, OCCUPATIONS[member.occupation - 1],
        )  # fmt: skip
        return row, tuple(dict.fromkeys(causes))

    def _second_home(self, home: Home, causes: list[Cause]) -> Home:
        """Move to another kecamatan, or stay: in the same household, or in one nearby."""
        draw = self._draw
        if draw() < self._rates[1].moved:
            causes.append(Cause.MOVED)
            return self._places.home(away_from=home.kecamatan)
        if draw() < 0.6:
            return home
        return attrs.evolve(home, kk=self._numbers.kk(home.kecamatan))

    def _day(self, body: Body, rates: Rates, causes: list[Cause]) -> Day:
        draw, day = self._draw, body.born
        if not body.known:
            # nobody knows the date, so each office writes one of its own for some of them
            if draw() < min(1.0, rates.date_default * 10):
                day = default(draw, day[0])
            if draw() < min(1.0, rates.date_year * 10):
                day = year_off(draw, day)
            return _told(day, body.born, Cause.DATE_DEFAULT, causes)
        if draw() < rates.date_default:
            return _told(default(draw, day[0]), day, Cause.DATE_DEFAULT, causes)
        if draw() < rates.date_exchanged:
            return _told(exchanged(day), day, Cause.DATE_EXCHANGED, causes)
        if draw() < rates.date_digit:
            return _told(digit_off(draw, day), day, Cause.DATE_DIGIT, causes)
        if draw() < rates.date_year:
            return _told(year_off(draw, day), day, Cause.DATE_YEAR, causes)
        return day

    def _name(self, body: Body, rates: Rates, causes: list[Cause]) -> str:
        draw, words = self._draw, list(body.name)
        if draw() < rates.other_name:
            words = list(
                self._namer.name(
                    body.culture, female=body.female, year=body.born[0], family=body.family
                )
            )
            causes.append(Cause.OTHER_NAME)
        if draw() < rates.spelling:
            causes += [Cause.SPELLING] * _slip(draw, words)
        if body.born[0] < _OLD and draw() < rates.old_spelling:
            words = _changed(words, [in_old_spelling(draw, w) for w in words], causes)
        if draw() < rates.word_missing and len(words) > 1:
            # the first word is what a person is called by, so it is rarely the one left out
            del words[0 if draw() < 0.4 else 1 + int(draw() * (len(words) - 1))]
            causes.append(Cause.WORD_MISSING)
        if draw() < rates.word_added * (2.0 if len(words) == 1 else 0.5):
            words.append(body.culture.further[body.female].draw(draw()))
            causes.append(Cause.WORD_ADDED)
        if draw() < rates.word_order and len(words) > 1:
            words.append(words.pop(0))
            causes.append(Cause.WORD_ORDER)
        if draw() < rates.abbreviation and len(words) > 1:
            at = 0 if draw() < 0.65 else int(draw() * len(words))
            if len(words[at]) > 2:
                words[at] = abbreviated(draw, words[at])
                causes.append(Cause.ABBREVIATION)
        name = " ".join(words)
        if draw() < rates.spacing:
            written = _respaced(draw, name)
            causes += [Cause.SPACING] * (written != name)
            name = written
        return self._adorned(body, name, rates, causes)

    def _adorned(self, body: Body, name: str, rates: Rates, causes: list[Cause]) -> str:
        """Add the title and the degree, where this office writes them, in its own manner."""
        draw = self._draw
        if body.title and draw() < rates.title:
            title = body.title if draw() < 0.7 else body.title.replace(".", "")
            name = f"{title} {name}"
            causes.append(Cause.TITLE)
        if body.degree and draw() < rates.degree:
            degree = body.degree if draw() < 0.7 else body.degree.replace(".", "")
            name = f"{name}, {degree}" if draw() < 0.8 else f"{name} {degree}"
            causes.append(Cause.DEGREE)
        return name

    def _mother(self, body: Body, rates: Rates, causes: list[Cause]) -> str | None:
        draw = self._draw
        if draw() < rates.mother_missing:
            causes.append(Cause.MOTHER_MISSING)
            return None
        words = list(body.mother)
        if draw() < rates.mother_other:
            words = list(self._namer.name(body.culture, female=True, year=body.born[0] - 25))
            causes.append(Cause.MOTHER_OTHER)
        if draw() < rates.mother_misspelt:
            causes += [Cause.MOTHER_MISSPELT] * _slip(draw, words)
        if draw() < rates.mother_short and len(words) > 1:
            if draw() < 0.7:
                del words[-1 if draw() < 0.5 else 0]
            else:
                at = int(draw() * len(words))
                words[at] = abbreviated(draw, words[at])
            causes.append(Cause.MOTHER_SHORT)
        if draw() < rates.mother_order and len(words) > 1:
            words.append(words.pop(0))
            causes.append(Cause.MOTHER_ORDER)
        if draw() < rates.mother_title:
            words.insert(0, one_of(draw, _MOTHERS))
            causes.append(Cause.MOTHER_TITLE)
        return " ".join(words)

    def _place(self, body: Body, rates: Rates, causes: list[Cause]) -> str:
        draw, place = self._draw, body.place
        if draw() < rates.place_other:
            other = self._places.town()
            place = other if draw() < 0.5 else f"{_kind_of_region(draw)} {place}"
            causes += [Cause.PLACE_OTHER] * (place != body.place)
        if draw() < rates.place_spelling:
            place = misspelt(draw, place)
            causes.append(Cause.PLACE_SPELLING)
        return place


def _told(day: Day, true: Day, cause: Cause, causes: list[Cause]) -> Day:
    """Return the day and note the cause, unless it came out right by luck."""
    if day != true:
        causes.append(cause)
    return day


def _changed(words: list[str], new: list[str], causes: list[Cause]) -> list[str]:
    if new != words:
        causes.append(Cause.OLD_SPELLING)
    return new


def _slip(draw: Draw, words: list[str]) -> bool:
    """Misspell a word, most often once, a longer one rather than a shorter one; say if it shows."""
    before = tuple(words)
    chance = draw()
    for _ in range(1 if chance < 0.7 else 2 if chance < 0.93 else 3):
        letter, at = int(draw() * sum(map(len, words))), 0
        while letter >= len(words[at]):
            letter -= len(words[at])
            at += 1
        words[at] = misspelt(draw, words[at])
    return tuple(words) != before


def _kind_of_region(draw: Draw) -> str:
    """Return what a clerk writes before a town: Kota, or the beginning of Kabupaten."""
    kind = one_of(draw, _REGIONS)
    return kind if len(kind) <= _SHORT else f"{kind[: _SHORT - 1]}."


def _respaced(draw: Draw, name: str) -> str:
    """Join two words, or part a long one in two."""
    if " " in name:
        return name.replace(" ", "", 1)
    at = 3 + int(draw() * 3)
    return f"{name[:at]} {name[at:]}" if len(name) > at + 2 else name
