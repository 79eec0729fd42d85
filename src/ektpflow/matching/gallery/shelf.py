"""Where a gallery keeps its records: a number for every value, and blocks of positions by key.

A record is a position in columns of numbers, not an object, so that a million of them fit into
memory. A block with one record is that record's position; with more it is a list of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Mapping
from typing import Final

import attrs

from ektpflow.matching.codes import UNKNOWN, code_of, joined
from ektpflow.matching.model import MatchModel, Reading
from ektpflow.matching.plan import BlockingPlan
from ektpflow.matching.vocabulary import FieldValues

__all__ = ["FREE", "Probe", "Shelf"]

#: The id of a position that holds no record.
FREE: Final = None

Block = int | list[int]


@attrs.frozen(eq=False)
class Probe:
    """A record that is searched for or entered: its texts, the codes of its features, its keys.

    Parameters
    ----------
    texts
        One for each comparison.
    codes
        By comparison and feature.
    keys
        The value of each key, 0 where it has none.
    """

    texts: Reading
    codes: tuple[Mapping[str, int], ...]
    keys: tuple[int, ...]


class Shelf:
    """Records by position, and the blocks in which keys find them.

    Parameters
    ----------
    model, plan
        What is compared, and which keys bring it up.
    vocabularies
        May be shared with other shelves of the same model: they only grow.
    """

    __slots__ = ("_at", "_blocks", "_free", "ids", "model", "numbers", "plan", "words")

    def __init__(
        self, model: MatchModel, plan: BlockingPlan, vocabularies: tuple[FieldValues, ...]
    ) -> None:
        self.model = model
        self.plan = plan
        self.words = vocabularies
        self.ids: list[Hashable] = []
        self.numbers = tuple(array("q") for _ in model.comparisons)
        self._at: dict[Hashable, int] = {}
        self._free: list[int] = []
        self._blocks: tuple[dict[int, Block], ...] = tuple({} for _ in plan.keys)

    @classmethod
    def empty(cls, model: MatchModel, plan: BlockingPlan) -> Shelf:
        """Return a shelf with vocabularies of its own, with the features that levels look at."""
        return cls(
            model,
            plan,
            tuple(
                FieldValues(c, features)
                for c, features in zip(model.comparisons, model.coded, strict=True)
            ),
        )

    def probe(self, texts: Reading) -> Probe:
        """Make ready what is compared of a record. Nothing is kept."""
        codes: list[dict[str, int]] = []
        for at, (comparison, text) in enumerate(zip(self.model.comparisons, texts, strict=True)):
            of = comparison.kind.features
            codes.append({f: code_of(of[f](text)) for f in self.words[at].codes} if text else {})
        keys = tuple(self._key(i, texts, codes) for i in range(len(self.plan.keys)))
        return Probe(texts, tuple(codes), keys)

    def take(self, name: Hashable, probe: Probe) -> int:
        """Keep a record and return its position. The id must be free."""
        at = self._free.pop() if self._free else len(self.ids)
        if at == len(self.ids):
            self.ids.append(name)
            for numbers in self.numbers:
                numbers.append(0)
        self.ids[at] = name
        self._at[name] = at
        for field, text in enumerate(probe.texts):
            self.numbers[field][at] = self.words[field].of_text(text)
        for blocks, key in zip(self._blocks, probe.keys, strict=True):
            if key == UNKNOWN:
                continue
            block = blocks.get(key)
            if block is None:
                blocks[key] = at
            elif isinstance(block, int):
                blocks[key] = [block, at]
            else:
                block.append(at)
        return at

    def drop(self, name: Hashable) -> bool:
        """Forget a record; say whether it was there."""
        at = self._at.pop(name, None)
        if at is None:
            return False
        for blocks, key in zip(self._blocks, self.probe(self.texts(at)).keys, strict=True):
            block = blocks.get(key)
            if isinstance(block, int):
                del blocks[key]
            elif block is not None:
                block.remove(at)
                if len(block) == 1:
                    blocks[key] = block[0]
        self.ids[at] = FREE
        self._free.append(at)
        return True

    def position(self, name: Hashable) -> int | None:
        """Return where a record is kept, None where it is not."""
        return self._at.get(name)

    def texts(self, at: int) -> Reading:
        """Return the texts of the record at a position."""
        return tuple(
            words.texts[numbers[at]]
            for words, numbers in zip(self.words, self.numbers, strict=True)
        )

    def brought_up(self, probe: Probe) -> set[int]:
        """Return the positions that share a key with a record."""
        found: set[int] = set()
        for blocks, key in zip(self._blocks, probe.keys, strict=True):
            block = blocks.get(key) if key != UNKNOWN else None
            if isinstance(block, int):
                found.add(block)
            elif block is not None:
                found.update(block)
        return found

    def copy(self) -> Shelf:
        """Return a shelf with the same records that goes its own way; the words are shared."""
        twin = Shelf.__new__(Shelf)
        twin.model, twin.plan, twin.words = self.model, self.plan, self.words
        twin.ids, twin._at, twin._free = self.ids.copy(), self._at.copy(), self._free.copy()
        twin.numbers = tuple(numbers[:] for numbers in self.numbers)
        twin._blocks = tuple(
            {k: block if isinstance(block, int) else block.copy() for k, block in blocks.items()}
            for blocks in self._blocks
        )
        return twin

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._at)

    def _key(self, index: int, texts: Reading, codes: list[dict[str, int]]) -> int:
        key = self.plan.keys[index]
        found = [self._code(field, feature, texts, codes) for field, feature in key.pairs_of]
        if UNKNOWN in found:
            return UNKNOWN
        value = int(joined(found))
        if value in self.plan.crowds[index]:
            added = [self._code(field, feature, texts, codes) for field, feature in key.finer_of]
            value = int(joined([value, *added]))
        return UNKNOWN if value in self.plan.left_out[index] else value

    def _code(self, field: str, feature: str, texts: Reading, codes: list[dict[str, int]]) -> int:
        at = self.model.place[field]
        known = codes[at].get(feature)
        if known is None:
            known = code_of(self.model.comparisons[at].kind.features[feature](texts[at]))
        return known
