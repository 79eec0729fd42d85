"""Names of people of several cultures, with the frequencies that are published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ektpflow.population.cultures import CULTURES, Culture
from ektpflow.population.cultures.published import FREQUENT, MUHAMMAD, OBLIGED
from ektpflow.population.cultures.shared import ATTRIBUTES, SITI
from ektpflow.population.slips import abbreviated, in_old_spelling
from ektpflow.population.words import Draw, coined, one_of

__all__ = ["Name", "Namer"]

#: The words of a name, in capitals as cards show them.
Name = tuple[str, ...]

_YOUNG: Final = 1985
_OLD: Final = 1965
# One word is commoner among the old; our choice, which leaves the published share as it is.
_ONE_WORD: Final = (1.45, 1.1, 0.45)
_UNHEARD: Final = (0.03, 0.1)  # share of names that stand in no list, old and young
_HALF: Final = 0.5
_ABDUL: Final = 0.35  # Abdul, beside the other ways in which a name of a man opens


class Namer:
    """Gives names so that all cultures of a mix together keep what is published.

    The share of a frequent name, of Muhammad and of old spelling holds for the whole mix: where
    fewer of its people use a name, those use it more often.
    """

    def __init__(self, draw: Draw, mix: Mapping[str, float], old_spelled: float) -> None:
        self._draw = draw
        self._old_spelled = old_spelled
        cultures = [(CULTURES[code], share) for code, share in mix.items()]
        opens = sum(share * culture.opening[0] for culture, share in cultures)
        self._muhammad = {
            culture.code: min(_HALF, 2 * MUHAMMAD * culture.opening[0] / opens) if opens else 0.0
            for culture, _ in cultures
        }
        self._head: dict[tuple[str, bool], tuple[tuple[float, str], ...]] = {}
        for culture, _ in cultures:
            for sex in (False, True):
                reached, rows = 0.0, []
                for name, female, bearers in FREQUENT:
                    if female is sex and name in culture.head:
                        using = sum(share for c, share in cultures if name in c.head)
                        reached += min(0.05, 2 * bearers / OBLIGED / using)
                        rows.append((reached, name))
                self._head[culture.code, sex] = tuple(rows)

    def name(
        self,
        culture: Culture,
        *,
        female: bool,
        year: int,
        order: int = 0,
        family: str = "",
        last: str = "",
    ) -> Name:
        """Return a name.

        Parameters
        ----------
        culture
            Whose words are used.
        female, year
            Of whom, and born when.
        order
            Which child of the family, from 0.
        family
            The marga or surname, empty for none.
        last
            A last word that brothers and sisters share, empty for none.
        """
        draw = self._draw
        chance = draw()
        for reached, frequent in self._head[culture.code, female]:
            if chance < reached:
                return (frequent,)
        many = self._many(culture, year)
        words = self._first_words(culture, female, year, order, many)
        end = family or last
        more = culture.further[female]
        while len(words) < many - (1 if end else 0):
            word = more.draw(draw())
            if word not in words:
                words.append(word)
        if end and many > 1 and end not in words:
            words.append(end)
        if self._old_spelled and draw() < self._old_spelled * (3 if year < _OLD else 0.4):
            words = [in_old_spelling(draw, word) for word in words]
        return tuple(words)

    def _many(self, culture: Culture, year: int) -> int:
        one, two, three, four = culture.words
        age = 0 if year < _OLD else 1 if year < _YOUNG else 2
        share = one * _ONE_WORD[age] / 100
        chance = self._draw()
        if chance < share:
            return 1
        chance = (chance - share) / (1 - share) * (two + three + four)
        return 2 if chance < two else 3 if chance < two + three else 4

    def _first_words(
        self, culture: Culture, female: bool, year: int, order: int, many: int
    ) -> list[str]:
        draw = self._draw
        words: list[str] = []
        if culture.birth_order:
            if many > 2:
                words += ["NI" if female else "I"] * (draw() < _HALF)
            words.append(one_of(draw, culture.birth_order[female][order % 4]))
        elif not female and draw() < self._muhammad[culture.code]:
            words.append(self._muhammad_word())
        elif many > 1 and draw() < culture.opening[female] * (1.0 if female else _ABDUL):
            return self._opened(female)
        words.append(self._given(culture, female, year))
        return words

    def _opened(self, female: bool) -> list[str]:
        """Open with Siti, or with Abdul and an attribute, which some write as one word."""
        draw = self._draw
        if female:
            return ["SITI", SITI.draw(draw())]
        attribute = ATTRIBUTES.draw(draw())
        return [f"ABDUL{attribute}"] if draw() < 0.2 else ["ABDUL", attribute]

    def _given(self, culture: Culture, female: bool, year: int) -> str:
        draw = self._draw
        young = year >= _YOUNG
        if draw() < _UNHEARD[young]:
            return coined(draw, female=female)
        return (culture.young if young else culture.given)[female].draw(draw())

    def _muhammad_word(self) -> str:
        """Spell the commonest first word as parents did: each letter on its own, or cut short."""
        draw = self._draw
        word = "".join(
            (
                "M",
                "U" if draw() < 0.7 else "O",  # (shares invented)
                "H" if draw() < 0.9 else "CH",
                "A",
                "MM" if draw() < 0.6 else "M",
                "A" if draw() < 0.95 else "E",
                "D",
            )
        )
        return abbreviated(draw, word) if draw() < 0.2 else word
