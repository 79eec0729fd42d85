"""How often something is so in the synthetic world, each with its source or marked invented."""

from __future__ import annotations

from math import inf
from typing import TypeGuard

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.tables import Align, Column, Table

__all__ = ["Rates", "is_number"]

_INVENTED = "invented"


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether the value counts: True and False do not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _share(field: str, value: object) -> None:
    if not (is_number(value) and 0 <= value <= 1):
        raise InvalidValue(
            f"rates, {field}",
            repr(value),
            "a rate is a share between 0 (never) and 1 (always)",
            f"give {field}=0.05 for five in a hundred",
        )


def _checked(_rates: Rates, field: attrs.Attribute[float], value: float) -> None:
    _share(field.name, value)


def _rate(default: float, meaning: str, source: str = _INVENTED, *, error: bool) -> float:
    """Declare one rate; attrs gives the field the type of its default."""
    return attrs.field(
        default=default,
        validator=_checked,
        metadata={"meaning": meaning, "source": source, "error": error},
    )


def _world(default: float, meaning: str, source: str = _INVENTED) -> float:
    return _rate(default, meaning, source, error=False)


def _error(default: float, meaning: str, source: str = _INVENTED) -> float:
    return _rate(default, meaning, source, error=True)


@attrs.frozen(kw_only=True)
class Rates:
    """Every rate of the synthetic world: a share between 0 and 1.

    The rates of errors hold for one recording after the first; the first recording of a person
    meets each of them as well, `first` times as often. What cannot happen to everybody (a name of
    one word has no order) is a share of those to whom it can. Nobody has published how often
    Indonesian registers err, so nearly all of them are invented; `table` lists each with its
    meaning and its source. They were fixed before the built-in weights were worked on.

    Parameters
    ----------
    twins, namesakes, unknown_dates, old_spelled, titles, degrees, thirds
        How the people are.
    moved, first
        How recordings come about.
    spelling, old_spelling, spacing, word_order, word_missing, word_added, abbreviation, \
other_name, title, degree
        What may happen to the name.
    date_exchanged, date_digit, date_year, date_default, date_corrected
        What may happen to the birth date.
    place_spelling, place_other, sex
        What may happen to birth place and sex.
    mother_missing, mother_misspelt, mother_short, mother_order, mother_title, mother_other
        What may happen to the name of the mother.
    address, missing
        What may happen to the address, and to any of the lesser fields.

    Raises
    ------
    InvalidValue
        If a rate is no number between 0 and 1.

    Examples
    --------
    >>> import attrs
    >>> from ektpflow.population import Rates
    >>> Rates().scaled(2).date_digit == 2 * Rates().date_digit
    True
    >>> Rates(twins=0.03).twins
    0.03
    """

    twins: float = _world(0.016, "births that are births of twins")
    namesakes: float = _world(
        0.006, "people named after somebody of the same village and age, where there is one"
    )
    unknown_dates: float = _world(
        0.09,
        "people recorded with a default date because nobody knows theirs",
        "17.5 million voters with shared default dates (tempo.co 763178) [P], of about 192 million",
    )
    old_spelled: float = _world(
        0.039,
        "names that are officially in the old spelling",
        "1,057 published candidate names of 2024 [P]",
    )
    titles: float = _world(0.16, "people born before 1990 with a title before the name")
    degrees: float = _world(
        0.25,
        "people born before 2003 with a degree; 43 % of candidates carry one [P], of all people "
        "fewer",
    )
    thirds: float = _world(0.05, "doubles that are the third recording of a person")
    moved: float = _world(
        0.85,
        "doubles recorded in another kecamatan, the others in the same",
        "doubles mostly carry another NIK, of people who moved (regional.tribunnews 2017) [P]; "
        "the share is invented",
    )
    first: float = _world(0.30, "errors of a first recording, beside one of a later recording")

    spelling: float = _error(0.20, "a word of the name misspelt, one slip or more")
    old_spelling: float = _error(0.15, "the name in the old spelling, of people born before 1965")
    spacing: float = _error(0.03, "two words of the name joined, or one parted")
    word_order: float = _error(0.09, "the words of a name of several in another order")
    word_missing: float = _error(0.06, "a word of a name of several left out")
    word_added: float = _error(
        0.03,
        "a word added to the name, twice as often to one word, half as often to several",
        "names of one word get a second since Permendagri 73/2022 [S]; the share is invented",
    )
    abbreviation: float = _error(
        0.14,
        "a word of a name of several abbreviated, of three letters or more",
        "abbreviations were common enough to be forbidden (Permendagri 73/2022) [S]; the share is "
        "invented",
    )
    other_name: float = _error(0.003, "another name altogether: a call name, a name taken later")
    title: float = _world(0.5, "recordings that write the title, of people who have one")
    degree: float = _world(0.5, "recordings that write the degree, of people who have one")

    date_exchanged: float = _error(0.06, "day and month exchanged, where the day may be a month")
    date_digit: float = _error(0.03, "one digit of the birth date typed wrong")
    date_year: float = _error(
        0.015,
        "the year told by heart, one to ten years off; ten times as often where none is known",
    )
    date_default: float = _error(
        0.03, "a default date; ten times as often another one, where no date is known"
    )
    date_corrected: float = _error(
        0.01,
        "the date corrected after the NIK was given, which keeps the old one",
        "a NIK is not corrected (Ditjen Dukcapil) [S]; the share is invented",
    )

    place_spelling: float = _error(0.06, "the birth place misspelt")
    place_other: float = _error(0.15, "another birth place: the regency, the town nearby")
    sex: float = _error(0.002, "the other sex")

    mother_missing: float = _error(0.05, "no name of the mother")
    mother_misspelt: float = _error(0.18, "a word of the mother's name misspelt")
    mother_short: float = _error(
        0.12, "a word of the mother's name left out or abbreviated, where it has several"
    )
    mother_order: float = _error(
        0.10, "the words of the mother's name in another order, where it has several"
    )
    mother_title: float = _error(0.35, "the mother written with HJ., NY., ALMH. before her name")
    mother_other: float = _error(0.01, "the name of another woman: a stepmother, a grandmother")

    address: float = _error(0.30, "the address in other words")
    missing: float = _error(0.02, "each of birth place, address, RT, RW and religion left out")

    def scaled(self, factor: float) -> Rates:
        """Return the same world with its errors so many times as frequent, none above 1.

        How the people are and how recordings come about stays.

        Raises
        ------
        InvalidValue
            If the factor is no number, or below 0.

        Examples
        --------
        >>> from ektpflow.population import Rates
        >>> half = Rates().scaled(0.5)
        >>> half.spelling, half.twins == Rates().twins
        (0.1, True)
        """
        if not (is_number(factor) and 0 <= factor < inf):
            raise InvalidValue(
                "rates, factor",
                repr(factor),
                "errors become a number of times as frequent, and no rarer than never",
                "give 0 for a world without errors, 0.5 for half as many, 2 for twice as many",
            )
        changed = {
            field.name: min(1.0, getattr(self, field.name) * factor)
            for field in attrs.fields(Rates)
            if field.metadata["error"]
        }
        return attrs.evolve(self, **changed)

    def table(self) -> Table:
        """Return every rate with its meaning and its source."""
        return Table(
            "Rates of the synthetic world",
            (
                Column("rate"),
                Column("share", "of 1", Align.RIGHT),
                Column("what"),
                Column("source"),
            ),
            tuple(
                (
                    field.name,
                    getattr(self, field.name),
                    field.metadata["meaning"],
                    field.metadata["source"],
                )
                for field in attrs.fields(Rates)
            ),
            notes=("Errors are those of one later recording; a first one has `first` of them.",),
        )
