"""Where a gallery keeps its records: a number for every value, and blocks of positions by key.

A record is a position in one array of numbers, not an object, so that a million of them fit into
memory. A block with one record is that record's position; with more it is an array of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator
from typing import Final, Union

from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.gallery.words import UNSEEN, Probe, Words
from ektpflow.matching.model import Reading
from ektpflow.matching.plan import BlockingPlan

__all__ = ["FREE", "Block", "Shelf"]

#: The id of a position that holds no record.
FREE: Final = None

Block = Union[int, "array[int]"]


class Shelf:
    """Records by position, and the blocks in which keys find them.

    Parameters
    ----------
    words
        The values; may be shared with other shelves of the same model.
    plan
        Which keys bring a record up.
    """

    __slots__ = (
        "_at", "_free", "_parts", "_width", "blocks", "ids", "numbers", "plan", "words",
    )  # fmt: skip

    def __init__(self, words: Words, plan: BlockingPlan) -> None:
        words.model.check_plan(plan)
        self.words = words
        self.plan = plan
        self.ids: list[Hashable] = []
        self.numbers = array("I")
        self.blocks: tuple[dict[int, Block], ...] = tuple({} for _ in plan.keys)
        self._at: dict[Hashable, int] = {}
        self._free: list[int] = []
        self._width = len(words.model.comparisons)
        place = words.model.place
        # for each part its place, its feature and the codes of all values
        self._parts = tuple(
            (place[field], feature, words.by_field[place[field]].keep(feature))
            for field, feature in plan.parts
        )

    def keys(self, probe: Probe) -> list[int]:
        """Return the value of each key of a record, `UNKNOWN` where a key brings up nothing."""
        return self.plan.values(
            [
                column[number]
                if (number := probe.numbers[at]) != UNSEEN
                else probe.code(at, feature)
                for at, feature, column in self._parts
            ]
        )

    def take(self, name: Hashable, probe: Probe) -> None:
        """Keep a record. The id must be free."""
        numbers = self.words.keep(probe)
        if self._free:
            at = self._free.pop()
            self.ids[at] = name
            self.numbers[at * self._width : (at + 1) * self._width] = numbers
        else:
            at = len(self.ids)
            self.ids.append(name)
            self.numbers.extend(numbers)
        self._at[name] = at
        for blocks, key in zip(self.blocks, self.keys(probe), strict=True):
            if key == UNKNOWN:
                continue
            block = blocks.get(key)
            if block is None:
                blocks[key] = at
            elif isinstance(block, int):
                blocks[key] = array("I", (block, at))
            else:
                block.append(at)

    def fill(
        self, names: list[Hashable], columns: list[array[int]], blocks: tuple[dict[int, Block], ...]
    ) -> None:
        """Keep what stood on another shelf with the same values and plan; this one is empty.

        Parameters
        ----------
        names
            The ids, by position.
        columns
            For each comparison the numbers, by position.
        blocks
            As in `blocks`.
        """
        self.ids = names
        self._at = {name: at for at, name in enumerate(names)}
        self.numbers = array("I", bytes(4 * self._width * len(names)))
        for at, column in enumerate(columns):
            self.numbers[at :: self._width] = column
        self.blocks = blocks

    def column(self, at: int, positions: list[int]) -> array[int]:
        """Return the numbers of one comparison at some positions."""
        column = self.numbers[at :: self._width]
        return array("I", [column[position] for position in positions])

    def drop(self, name: Hashable) -> bool:
        """Forget a record; say whether it was there."""
        at = self._at.pop(name, None)
        if at is None:
            return False
        keys = self.keys(self.probe(at))
        for blocks, key in zip(self.blocks, keys, strict=True):
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

    def row(self, at: int) -> array[int]:
        """Return the numbers of the record at a position, one for each comparison."""
        return self.numbers[at * self._width : (at + 1) * self._width]

    def probe(self, at: int) -> Probe:
        """Return the record at a position as one that can be searched for or entered."""
        texts = self.texts(at)
        return Probe(self.words, [None] * self._width, [*texts], [*self.row(at)])

    def texts(self, at: int) -> Reading:
        """Return the texts of the record at a position."""
        of = zip(self.words.by_field, self.row(at), strict=True)
        return tuple(words.texts[number] for words, number in of)

    def brought_up(self, probe: Probe) -> list[Block]:
        """Return the blocks that a record's keys name; one position may stand in several."""
        found = []
        for blocks, key in zip(self.blocks, self.keys(probe), strict=True):
            block = blocks.get(key)  # no block has the key UNKNOWN
            if block is not None:
                found.append(block)
        return found

    def copy(self) -> Shelf:
        """Return a shelf with the same records that goes its own way; the words are shared."""
        twin = Shelf.__new__(Shelf)
        twin.words, twin.plan, twin._width = self.words, self.plan, self._width
        twin._parts = self._parts
        twin.ids, twin._at, twin._free = self.ids.copy(), self._at.copy(), self._free.copy()
        twin.numbers = self.numbers[:]
        twin.blocks = tuple(
            {key: block if isinstance(block, int) else block[:] for key, block in blocks.items()}
            for blocks in self.blocks
        )
        return twin

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._at)
