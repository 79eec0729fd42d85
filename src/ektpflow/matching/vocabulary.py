"""The values of one field, each read once: its text and the codes of its features.

A register has millions of records and far fewer values. Whoever compares many records (the gallery,
the batch) keeps for every record the number of its value, and everything that a test looks at is
looked up by that number.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

from ektpflow.matching.codes import code_of
from ektpflow.matching.levels import Comparison

__all__ = ["NOT_KNOWN", "FieldValues"]

#: Number of the value that is not known.
NOT_KNOWN: Final = 0


class FieldValues:
    """All values of one field that were seen so far. It only grows.

    Parameters
    ----------
    comparison
        The field.
    features
        The features whose codes are kept.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.vocabulary import FieldValues
    >>> names = FieldValues(MatchModel.expert().comparisons[0], ("clean",))
    >>> [names.of_text(text) for text in ("SITI", "BUDI", "SITI")]
    [1, 2, 1]
    >>> len(names.codes["clean"]), names.find("SUTRISNO") is None
    (3, True)
    """

    __slots__ = ("_comparison", "_numbers", "codes", "texts")

    def __init__(self, comparison: Comparison, features: Iterable[str]) -> None:
        self._comparison = comparison
        self._numbers: dict[str, int] = {"": NOT_KNOWN}
        self.texts: list[str] = [""]
        self.codes: dict[str, array[int]] = {name: array("Q", [0]) for name in features}

    @classmethod
    def restored(
        cls, comparison: Comparison, texts: list[str], codes: dict[str, array[int]]
    ) -> FieldValues:
        """Return the values of a field as they stood: all texts by number, and all codes.

        Parameters
        ----------
        comparison
            The field.
        texts
            Each once; the first is empty.
        codes
            By feature and number.
        """
        found = cls(comparison, ())
        found.texts, found.codes = texts, codes
        found._numbers = {text: number for number, text in enumerate(texts)}
        return found

    def of_text(self, text: str) -> int:
        """Return the number of a text that was read already; to read once more changes nothing."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = self.add(text)
        return found

    def find(self, text: str) -> int | None:
        """Return the number that `of_text` gave a text, None where it was never asked for it."""
        return self._numbers.get(text)

    def keep(self, feature: str) -> array[int]:
        """Return the codes of a feature by number, and keep them from now on."""
        codes = self.codes.get(feature)
        if codes is None:
            make = self._comparison.kind.features[feature]
            codes = self.codes[feature] = array("Q", [code_of(make(x)) for x in self.texts])
        return codes

    def add(self, text: str) -> int:
        """Take in a text that was read already and return its number."""
        self.texts.append(text)
        of = self._comparison.kind.features
        for name, codes in self.codes.items():
            codes.append(code_of(of[name](text)))
        return len(self.texts) - 1

    def __len__(self) -> int:
        return len(self.texts)
