"""Texts as whole numbers, so that a million of them compare as fast as two.

A code is the first 64 bits of the text's BLAKE2b digest: the same in every process and in a saved
file. That two different texts among ten million share one has a probability below one in a hundred
thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

__all__ = ["UNKNOWN", "code_of", "joined"]

#: The code of what is not known. It is like nothing, not even like itself.
UNKNOWN: Final = 0

_BYTES: Final = 8
_ALL_BITS: Final = (1 << 64) - 1
_SPREAD: Final = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio: spreads neighbours (Knuth)
_SHIFT: Final = 29


def code_of(text: str) -> int:
    """Return the code of a text, 0 to 2^64 - 1; `UNKNOWN` for an empty one and no other.

    Examples
    --------
    >>> from ektpflow.matching.codes import code_of
    >>> code_of("SITI") == code_of("SITI"), code_of("SITI") == code_of("SITTI"), code_of("")
    (True, False, 0)
    """
    if not text:
        return UNKNOWN
    return int.from_bytes(blake2b(text.encode(), digest_size=_BYTES).digest(), "little") or 1


def joined(codes: Sequence[Any]) -> Any:  # noqa: ANN401 - see below
    """Return one code for several, in their order.

    Takes whole numbers and arrays of numpy's ``uint64`` alike, and gives the same codes for both:
    hence ``Any``. What is not known does not show: ask for it before.
    """
    found = codes[0]
    for code in codes[1:]:
        found = ((found ^ (found >> _SHIFT)) * _SPREAD + code) & _ALL_BITS
    return found
