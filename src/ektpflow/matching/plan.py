"""Which records are worth comparing: keys, as data.

To compare everybody with everybody is not possible, so keys bring up the pairs that are worth it.
What no key brings up is never compared: that is the ceiling of every search. A key that too many
records share brings up more than can be compared, so in a crowd a finer key takes its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.codes import UNKNOWN, joined

__all__ = ["BlockingPlan", "Key"]


@attrs.frozen
class Key:
    """Records that agree on all these features are compared.

    Parameters
    ----------
    parts
        Field and feature of each part, as ``"name.key"``. A record on which one of them is not
        known has no such key.
    finer
        Parts that are added where a crowd shares the key.

    Examples
    --------
    >>> from ektpflow.matching import Key
    >>> Key(("name.key", "birth_date.year")).pairs_of
    (('name', 'key'), ('birth_date', 'year'))
    """

    parts: tuple[str, ...]
    finer: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            raise InvalidDefinition("key", "parts", 'name a field and a feature: ("name.key",)')
        for part in (*self.parts, *self.finer):
            field, dot, feature = part.partition(".")
            if not (field and dot and feature):
                problem = 'a part is a field and a feature with a dot between: "name.key"'
                raise InvalidDefinition("key", part, problem)

    @property
    def name(self) -> str:
        """The parts in one word."""
        return "+".join(self.parts)

    @cached_property
    def pairs_of(self) -> tuple[tuple[str, str], ...]:
        """Field and feature of each part."""
        return tuple(_split(part) for part in self.parts)

    @cached_property
    def finer_of(self) -> tuple[tuple[str, str], ...]:
        """Field and feature of each part that is added in a crowd."""
        return tuple(_split(part) for part in self.finer)


@attrs.frozen
class BlockingPlan:
    """Keys, the size of the register they are meant for, and the crowds found in it.

    A plan is frozen: which pairs it brings up does not depend on the order in which records arrive.
    When the register outgrows it, plan anew (`ektpflow.matching.batch.plan_for`).

    Parameters
    ----------
    keys
        A pair is compared when one of them brings it up.
    register_size
        The size of the register that it is meant for.
    cap
        The most records that may share a key before it is a crowd.
    crowds
        For each key, the codes of its values that are crowds in such a register; there the finer
        parts are added.
    left_out
        For each key, the codes of its values, finer parts included, that are crowds all the same:
        they bring up nothing, and what is lost by that is counted.
    """

    keys: tuple[Key, ...]
    register_size: int
    cap: int
    crowds: tuple[frozenset[int], ...] = attrs.field(
        default=attrs.Factory(lambda self: (frozenset(),) * len(self.keys), takes_self=True),
        repr=False,
    )
    left_out: tuple[frozenset[int], ...] = attrs.field(
        default=attrs.Factory(lambda self: (frozenset(),) * len(self.keys), takes_self=True),
        repr=False,
    )

    def __attrs_post_init__(self) -> None:
        if not self.keys or self.register_size < 1 or self.cap < 1:
            problem = "a plan has keys, a register of 1 record or more and a cap of 1 or more"
            raise InvalidDefinition("blocking plan", "keys", problem)
        names = [key.name for key in self.keys]
        if len(set(names)) < len(names):
            raise InvalidDefinition("blocking plan", "keys", "name every key once")
        for place, sets in (("crowds", self.crowds), ("left_out", self.left_out)):
            if len(sets) != len(self.keys):
                raise InvalidDefinition("blocking plan", place, "one set of codes for each key")

    @cached_property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Field and feature of every part that a key looks at, each once."""
        return tuple(
            dict.fromkeys(part for key in self.keys for part in (*key.pairs_of, *key.finer_of))
        )

    @cached_property
    def _looks_at(self) -> tuple[tuple[list[int], list[int], frozenset[int], frozenset[int]], ...]:
        at = {part: number for number, part in enumerate(self.parts)}
        return tuple(
            ([at[part] for part in key.pairs_of], [at[part] for part in key.finer_of], crowds, out)
            for key, crowds, out in zip(self.keys, self.crowds, self.left_out, strict=True)
        )

    def values(self, codes: Sequence[int]) -> list[int]:
        """Return a record's value of each key, `UNKNOWN` where a key brings up nothing.

        Two records are compared when one of these values is the same.

        Parameters
        ----------
        codes
            Of the record's `parts`, in their order.
        """
        found: list[int] = []
        for parts, finer, crowds, left_out in self._looks_at:
            of = [codes[at] for at in parts]
            if UNKNOWN in of:
                found.append(UNKNOWN)
                continue
            value = int(joined(of)) if len(of) > 1 else of[0]
            if value in crowds:
                value = int(joined([value, *[codes[at] for at in finer]]))
            found.append(UNKNOWN if value in left_out else value)
        return found


def _split(part: str) -> tuple[str, str]:
    field, _, feature = part.partition(".")
    return field, feature
