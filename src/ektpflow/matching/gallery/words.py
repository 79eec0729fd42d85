"""Every value that a gallery has read, and the record that is asked about in such values."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Final

from ektpflow.matching.codes import code_of
from ektpflow.matching.model import MatchModel, Row
from ektpflow.matching.vocabulary import NOT_KNOWN, FieldValues

__all__ = ["UNSEEN", "Probe", "Words"]

#: Number of a value that no record on file has.
UNSEEN: Final = -1
#: So many ways of writing of one field are remembered; then remembering begins anew.
_REMEMBERED: Final = 65_536


class Probe:
    """A record that is searched for or entered: its texts, and their numbers where there are some.

    Parameters
    ----------
    words
        Which numbers are meant.
    raws
        Its values as recorded, where such a one can be remembered, else None.
    texts
        What is compared of it, one for each comparison.
    numbers
        Number of each text, `UNSEEN` where no record on file has it.
    """

    __slots__ = ("_codes", "_words", "numbers", "raws", "texts")

    def __init__(
        self, words: Words, raws: list[str | None], texts: list[str], numbers: list[int]
    ) -> None:
        self._words = words
        self._codes: dict[tuple[int, str], int] = {}
        self.raws = raws
        self.texts = texts
        self.numbers = numbers

    def code(self, at: int, feature: str) -> int:
        """Return the code of a feature of the value at a place."""
        number = self.numbers[at]
        if number != UNSEEN:
            return self._words.by_field[at].keep(feature)[number]
        code = self._codes.get((at, feature))
        if code is None:  # keys and levels ask for the same ones
            make = self._words.makers[at][feature]
            code = self._codes[at, feature] = code_of(make(self.texts[at]))
        return code


class Words:
    """The vocabularies of a model's fields. They only grow, so copies of a gallery share them.

    Parameters
    ----------
    model
        Whose fields.
    by_field
        Vocabularies that stood in a file; new ones by default.
    """

    __slots__ = ("_asked", "_remembered", "by_field", "makers", "model")

    def __init__(self, model: MatchModel, by_field: Iterable[FieldValues] | None = None) -> None:
        self.model = model
        self.by_field = tuple(
            map(FieldValues, model.comparisons, model.coded) if by_field is None else by_field
        )
        self.makers = tuple(c.kind.features for c in model.comparisons)
        self._remembered: tuple[dict[str, int], ...] = tuple({} for _ in model.comparisons)
        # for each field its column, where it has only one, and what is known of its values
        self._asked = tuple(
            (c.columns[0] if len(c.columns) == 1 else None, c, words, remembered)
            for c, words, remembered in zip(
                model.comparisons, self.by_field, self._remembered, strict=True
            )
        )

    def probe(self, record: Row) -> Probe:
        """Read a record. Nothing is kept.

        Raises
        ------
        InvalidValue
            When a column is missing or a value cannot be read.
        """
        given = record if isinstance(record, Mapping) else record.row
        raws: list[str | None] = []
        texts: list[str] = []
        numbers: list[int] = []
        try:
            for only, comparison, words, remembered in self._asked:
                raw = None if only is None else given[only]
                if type(raw) is str:
                    number = remembered.get(raw)
                else:
                    raw = number = None
                if number is None:
                    text = comparison.read(tuple(given[column] for column in comparison.columns))
                    number = words.find(text) if text else NOT_KNOWN
                    if number is None:
                        number = UNSEEN
                    elif raw is not None:
                        _remember(remembered, raw, number)
                else:
                    text = words.texts[number]
                raws.append(raw)
                texts.append(text)
                numbers.append(number)
        except KeyError:
            self.model.read(record)  # says which column is missing, and what to do
            raise
        return Probe(self, raws, texts, numbers)

    def keep(self, probe: Probe) -> array[int]:
        """Give every text of a record a number, and return them."""
        numbers = probe.numbers
        for at, number in enumerate(numbers):
            if number == UNSEEN:
                numbers[at] = self.by_field[at].of_text(probe.texts[at])
                raw = probe.raws[at]
                if raw is not None:
                    _remember(self._remembered[at], raw, numbers[at])
        return array("I", numbers)


def _remember(remembered: dict[str, int], raw: str, number: int) -> None:
    if len(remembered) >= _REMEMBERED:
        remembered.clear()
    remembered[raw] = number
