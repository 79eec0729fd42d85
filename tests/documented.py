"""What a docstring says of the fields of a class, for the tests that hold it to them."""

from __future__ import annotations

import inspect
from itertools import pairwise


def parameters(cls: type) -> tuple[str, ...]:
    """Return the names under ``Parameters`` in their order, each with a meaning below it."""
    _, _, section = inspect.cleandoc(cls.__doc__ or "").partition("Parameters\n----------\n")
    lines = section.split("\n\n", 1)[0].splitlines()
    found: list[str] = []
    for name, meaning in pairwise(lines):
        if not name.startswith(" ") and meaning.startswith("    "):
            found += name.split(", ")
    return tuple(found)
