"""Values of a file that is read: each knows the path of keys that leads to it.

So whatever is wrong is told with its place (``comparisons[2].levels[0].test.metric``) and with what
to do, and one reading tells of every part that is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Final, TypeVar

import attrs

from ektpflow.errors import BadFile, InvalidDefinition

__all__ = ["Value", "all_or_nothing"]

_LONGEST: Final = 60  # of a value that an error shows
_MOST: Final = 20  # problems that one error tells of

T = TypeVar("T")


@attrs.frozen
class Value:
    """A value in a file.

    Parameters
    ----------
    file
        The file as the user named it.
    path
        Path of keys to the value, empty for the whole.
    value
        What stands there.
    problems
        Shared by all values of one reading: what was found wrong in elements of lists.
    """

    file: str
    path: str
    value: object = attrs.field(repr=False)
    problems: list[BadFile] = attrs.field(factory=list, repr=False)

    @property
    def shown(self) -> str:
        """The value, cut short, for an error."""
        text = repr(self.value)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."

    def wrong(self, problem: str, hint: str) -> BadFile:
        """Return the error that says what is wrong here and what to do."""
        return BadFile(self.file, self.path or "the whole", problem, hint)

    def table(self, *keys: str, maybe: tuple[str, ...] = ()) -> dict[str, Value]:
        """Return the values by key: all of `keys`, some of `maybe`, and no other.

        Parameters
        ----------
        keys
            Keys that must be there.
        maybe
            Keys that may be there.
        """
        if not isinstance(self.value, Mapping):
            raise self.wrong(f"{self.shown} is no table of keys", f"write {{{_listed(keys)}}}")
        known = (*keys, *maybe)
        for key in self.value:
            if key not in known:
                self.problems.append(
                    self._inside(key).wrong("an unknown key", _near(str(key), known))
                )
        missing = [key for key in keys if key not in self.value]
        for key in missing:
            self.problems.append(
                self._inside(key).wrong("this key is missing", f"give {_listed(keys)}")
            )
        if missing:
            raise self.problems.pop()  # what reads this element stops here
        return {key: self._inside(key) for key in known if key in self.value}

    def each(self, read: Callable[[Value], T]) -> tuple[T, ...]:
        """Read every element of a list; what is wrong in one does not hide the next.

        Parameters
        ----------
        read
            How an element is read.
        """
        if not isinstance(self.value, list):
            raise self.wrong(f"{self.shown} is no list", "write [...]")
        found: list[T] = []
        for number, item in enumerate(self.value):
            inside = Value(self.file, f"{self.path}[{number}]", item, self.problems)
            try:
                found.append(read(inside))
            except BadFile as no:
                self.problems.append(no)
        return tuple(found)

    def entries(self) -> list[tuple[str, Value]]:
        """Return the values of a table whose keys are not known before."""
        if not isinstance(self.value, Mapping):
            raise self.wrong(f"{self.shown} is no table of keys", "write {...}")
        return [(str(key), self._inside(key)) for key in self.value]

    def text(self) -> str:
        """Return a text."""
        if not isinstance(self.value, str):
            raise self.wrong(f"{self.shown} is no text", 'write "..."')
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.wrong("holds half of a character", "write it whole, in UTF-8")
        return self.value

    def one_of(self, known: Mapping[str, T], what: str, otherwise: str = "") -> T:
        """Return what a name stands for.

        Parameters
        ----------
        known
            By name.
        what
            What the name should be one of, for the error.
        otherwise
            What to do where the name is right and not known here.
        """
        name = self.text()
        if name not in known:
            raise self.wrong(f"{self.shown} is no {what}", otherwise or _near(name, tuple(known)))
        return known[name]

    def number(self) -> float:
        """Return a number that is neither infinite nor none at all."""
        found = self.value
        # a boolean is a number to Python, and a whole number may be longer than a float can be
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(f"{self.shown} is no number", "write one, as 0.25")
        try:
            number = float(found)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.wrong(f"{self.shown} has no end", "write a number that has one")
        return number

    def whole(self) -> int:
        """Return a whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.wrong(f"{self.shown} is no whole number", "write one, as 3")
        return self.value

    def yes(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.wrong(f"{self.shown} is neither true nor false", "write true or false")
        return self.value

    def made(self, make: Callable[[], T]) -> T:
        """Return what `make` builds; what it refuses is told with this place."""
        try:
            return make()
        except InvalidDefinition as no:
            raise self.wrong(f"{no.place}: {no.problem}", "mend it there") from None

    def _inside(self, key: object) -> Value:
        path = f"{self.path}.{key}" if self.path else str(key)
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return Value(self.file, path, value, self.problems)


def all_or_nothing(whole: Value, read: Callable[[Value], T]) -> T:
    """Read a file whole, or raise one error that tells of everything that is wrong with it.

    Parameters
    ----------
    whole
        The file's value.
    read
        How it is read.

    Raises
    ------
    BadFile
        With the one place, or with all of them.
    """
    problems = whole.problems
    try:
        found = read(whole)
    except BadFile as no:
        problems.append(no)
    else:
        if not problems:
            return found
    if len(problems) == 1:
        raise problems[0]
    told = [f"{p.place}: {p.problem}" + (f" ({p.hint})" if p.hint else "") for p in problems]
    if len(told) > _MOST:
        told = [*told[:_MOST], f"and {len(told) - _MOST} more"]
    raise BadFile(whole.file, f"{len(problems)} places", "\n  - ".join(["", *told])) from None


def _near(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"did you mean {close[0]!r}?" if close else f"known are {_listed(known)}"


def _listed(names: Collection[str]) -> str:
    return ", ".join(names) or "none"
