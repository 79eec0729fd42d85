"""Families: parents, children at home, brothers and sisters who left, twins, namesakes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

import attrs

from ektpflow.population.cultures import CULTURES, Culture
from ektpflow.population.dates import FIRST_YEAR, LAST, Day, born_in, default
from ektpflow.population.names import Name, Namer
from ektpflow.population.places import Home, Places
from ektpflow.population.rates import Rates
from ektpflow.population.slips import misspelt
from ektpflow.population.words import Draw, one_of

__all__ = ["Body", "Families", "Member"]

# Heads of households by year of birth, of 100; all shares in this module are invented.
_HEADS: Final = (
    (1936, 1945, 3), (1946, 1955, 9), (1956, 1965, 17), (1966, 1975, 22), (1976, 1985, 23),
    (1986, 1995, 18), (1996, 2005, 8),
)  # fmt: skip
_HEADS_UP_TO: Final = tuple(accumulate(share for _, _, share in _HEADS))
_BIRTHS: Final = (0, 1, 1, 2, 2, 2, 3, 3, 4, 5)
# Dates nobody knows, by year of birth: so many times the share of all people.
_UNKNOWN: Final = ((1945, 5.0), (1955, 4.15), (1965, 3.0), (1975, 1.65), (1985, 0.7), (2010, 0.08))
_TITLES_MEN: Final = ("H.", "H.", "H.", "DRS.", "IR.", "DR.", "PDT.", "R.", "KH.")
_TITLES_WOMEN: Final = ("HJ.", "HJ.", "HJ.", "DRA.", "DR.", "IR.", "R.NGT.")
_DEGREES: Final = (
    "S.H.", "S.E.", "S.PD.", "S.PD.", "S.T.", "S.SOS.", "S.KOM.", "S.AG.", "S.KEP.", "A.MD.",
    "A.MD.KEB.", "S.P.", "S.SI.", "M.M.", "M.PD.", "S.H., M.H.", "S.PD.I.", "B.A.", "S.FARM.",
)  # fmt: skip
_RECENT: Final = 400  # people of one sex whom a village remembers when it names a child


@attrs.frozen
class Body:
    """The truth about one person."""

    culture: Culture
    female: bool
    name: Name
    born: Day
    known: bool
    place: str
    mother: Name
    religion: str
    title: str
    degree: str
    family: str
    order: int


@attrs.frozen
class Member:
    """A person in a household, as the first recording finds them."""

    body: Body
    marital: str
    occupation: int


class Families:
    """Founds one household after the other; who left home founds one of the next."""

    def __init__(self, draw: Draw, places: Places, rates: Rates, mix: dict[str, float]) -> None:
        self._draw = draw
        self._places = places
        self._rates = rates
        self._namer = Namer(draw, mix, rates.old_spelled)
        self._cultures = tuple(CULTURES[code] for code in mix)
        self._up_to = tuple(accumulate(mix.values()))
        self._left: list[Body] = []
        self._recent: dict[tuple[str, bool], list[Body]] = {}

    def __iter__(self) -> Iterator[tuple[Home, list[Member]]]:
        while True:
            home = self._places.home()
            yield home, self._household(home)

    def _household(self, home: Home) -> list[Member]:
        draw = self._draw
        head = self._somebody_who_left() or self._newcomer(home.village)
        year = head.born[0]
        alone = draw() < (0.14 if year < 1996 else 0.55)
        if alone:
            return [_member(draw, head, married=False)]
        partner = self._newcomer(
            home.village,
            culture=head.culture if draw() < 0.8 else None,
            female=not head.female,
            year=year + (int(draw() * 8) - 2) * (-1 if head.female else 1),
        )
        father, mother = (partner, head) if head.female else (head, partner)
        members = [_member(draw, father, married=True), _member(draw, mother, married=True)]
        if year < 1960 and draw() < 0.35:  # (one of the two has died)
            members.pop(draw() < 0.3)
        for child in self._children(father, mother, home.village):
            age = LAST[0] + 17 - child.born[0]
            if draw() < (0.85 if age < 25 else 0.35 if age < 35 else 0.12):
                members.append(_member(draw, child, married=False))
            elif draw() < 0.6:  # (the others live where another register is kept)
                self._left.append(child)
        return members

    def _somebody_who_left(self) -> Body | None:
        left = self._left
        if not left or self._draw() < 0.4:
            return None
        at = int(self._draw() * len(left))
        left[at], left[-1] = left[-1], left[at]
        return left.pop()

    def _newcomer(
        self,
        village: str,
        *,
        culture: Culture | None = None,
        female: bool | None = None,
        year: int | None = None,
    ) -> Body:
        """Return somebody whose parents are not in the register; a twin or sister may be."""
        draw = self._draw
        culture = culture or self._culture()
        if female is None:
            female = draw() < 0.22  # (heads of households who are women)
        if year is None:
            year = self._year()
        year = min(max(year, FIRST_YEAR), LAST[0] - 1)
        family = self._family(culture)
        mothers_culture = culture if draw() < 0.85 else self._culture()
        mother = self._namer.name(
            mothers_culture, female=True, year=year - 26, family=self._family(mothers_culture)
        )
        place = self._place(culture, self._places.town())
        order = int(draw() * 4)
        last = culture.further[False].draw(draw()) if not family and draw() < 0.3 else ""
        born, known = self._birth(year)
        body = self._body(culture, female, born, known, place, mother, family, order, last, village)
        if draw() < self._rates.twins:
            self._left.append(self._twin(body, last, village))
        elif draw() < 0.3:
            other = min(max(year + int(draw() * 16) - 8, FIRST_YEAR), LAST[0] - 1)
            born, known = self._birth(other)
            sibling = self._body(
                culture, draw() < 0.5, born, known, place, mother, family, order + 1, last, village
            )
            self._left.append(sibling)
        return body

    def _children(self, father: Body, mother: Body, village: str) -> Iterator[Body]:
        """Yield the children who have reached 17, twins among them."""
        draw = self._draw
        births = _BIRTHS[int(draw() * len(_BIRTHS))] + (mother.born[0] < 1955) * 2
        year = mother.born[0] + 19 + int(draw() * 10)
        last = father.name[-1] if not father.family and draw() < 0.22 else ""
        town = self._places.town()
        for order in range(births):
            if year >= LAST[0]:
                return
            born, known = self._birth(year)
            place = town if draw() < 0.9 else self._places.town()
            child = self._body(
                father.culture, draw() < 0.49, born, known, place, mother.name, father.family,
                order, last, village, father.religion,
            )  # fmt: skip
            yield child
            if draw() < self._rates.twins:
                yield self._twin(child, last, village)
            year += 1 + int(draw() * 5)

    def _twin(self, body: Body, last: str, village: str) -> Body:
        """Return a twin: same day, place and mother, mostly same sex, often a name that rhymes."""
        draw = self._draw
        female = body.female if draw() < 0.68 else not body.female
        twin = self._body(
            body.culture, female, body.born, body.known, body.place, body.mother, body.family,
            body.order + 1, last, village, body.religion,
        )  # fmt: skip
        if female is not body.female:
            return twin
        chance, own = draw(), twin.name
        if chance < 0.05:
            name = (misspelt(draw, misspelt(draw, body.name[0])), *body.name[1:])
        elif chance < 0.35 and len(body.name) > 1:
            name = (own[0], *(word for word in body.name[1:] if word != own[0]))
        elif chance < 0.42 and len(body.name) > 1:
            name = (body.name[0], *(own[1:] if len(own) > 1 else own))
        else:
            return twin
        return attrs.evolve(twin, name=name if name != body.name else own)

    def _body(
        self,
        culture: Culture,
        female: bool,
        born: Day,
        known: bool,
        place: str,
        mother: Name,
        family: str,
        order: int,
        last: str,
        village: str,
        religion: str = "",
    ) -> Body:
        draw = self._draw
        name = self._called(culture, female, born, order, family, last, village)
        title = degree = ""
        if draw() < self._rates.titles and born[0] < 1990:
            title = one_of(draw, _TITLES_WOMEN if female else _TITLES_MEN)
        if draw() < self._rates.degrees and born[0] < 2003:
            degree = one_of(draw, _DEGREES)
        religion = religion or self._religion(culture)
        body = Body(
            culture, female, name, born, known, place, mother, religion, title, degree, family,
            order,
        )  # fmt: skip
        recent = self._recent.setdefault((village, female), [])
        if len(recent) < _RECENT:
            recent.append(body)
        else:
            recent[int(draw() * _RECENT)] = body
        return body

    def _called(
        self, culture: Culture, female: bool, born: Day, order: int, family: str, last: str,
        village: str,
    ) -> Name:  # fmt: skip
        """Return a name, at times that of somebody of the same village and about the same age."""
        if self._draw() < self._rates.namesakes:
            near = [
                other.name
                for other in self._recent.get((village, female), ())
                if abs(other.born[0] - born[0]) < 3
            ]
            if near:
                return near[int(self._draw() * len(near))]
        return self._namer.name(
            culture, female=female, year=born[0], order=order, family=family, last=last
        )

    def _birth(self, year: int) -> tuple[Day, bool]:
        unknown = next(times for until, times in _UNKNOWN if year <= until)
        if self._draw() < min(1.0, unknown * self._rates.unknown_dates):
            return default(self._draw, year), False
        return born_in(self._draw, year), True

    def _culture(self) -> Culture:
        chance = self._draw() * self._up_to[-1]
        return next(
            (c for c, reached in zip(self._cultures, self._up_to, strict=True) if chance < reached),
            self._cultures[-1],
        )

    def _year(self) -> int:
        chance = self._draw() * _HEADS_UP_TO[-1]
        at = next(i for i, reached in enumerate(_HEADS_UP_TO) if chance < reached)
        first, last, _ = _HEADS[at]
        return first + int(self._draw() * (last - first + 1))

    def _family(self, culture: Culture) -> str:
        if culture.families is None or self._draw() >= culture.family_share:
            return ""
        return culture.families.draw(self._draw())

    def _place(self, culture: Culture, town: str) -> str:
        return culture.places.draw(self._draw()) if self._draw() < 0.45 else town

    def _religion(self, culture: Culture) -> str:
        chance = self._draw() * 100
        for religion, share in culture.religions:
            chance -= share
            if chance < 0:
                return religion.value
        return culture.religions[0][0].value


def _member(draw: Draw, body: Body, *, married: bool) -> Member:
    """Return the person with a marital status and an occupation that fit the age."""
    age = LAST[0] + 17 - body.born[0]
    marital = "KAWIN" if married else "BELUM KAWIN"
    if not married and age > 45:
        marital = "CERAI MATI" if draw() < 0.6 else "CERAI HIDUP"
    if age < 23:
        return Member(body, marital, 3)
    if body.female and married and draw() < 0.6:
        return Member(body, marital, 2)
    codes = (15, 88, 9, 19, 84, 65, 5, 81, 1, 88, 15, 13)
    return Member(body, marital, codes[int(draw() * len(codes))])
