"""What the fields of a resident share: text that a card can hold, and a `repr` that is masked."""

from __future__ import annotations

from ektpflow.errors import InvalidValue
from ektpflow.nik import Nik

__all__ = ["printable"]


def printable(what: str, text: object, *, needed: bool) -> None:
    """Refuse what no card can hold; the text itself is never shown."""
    if not isinstance(text, str):
        raise InvalidValue(what, f"a {type(text).__name__}", "it is text", "give a str")
    if needed and not text.strip():
        raise InvalidValue(what, "nothing", "the card shows it", "look it up in the register")
    if not text.isprintable():
        at = next(n for n, char in enumerate(text) if not char.isprintable())
        raise InvalidValue(
            what,
            f"character {at + 1} of {len(text)}",
            "it cannot be printed",
            "take tabs, line ends and control characters out",
        )


class _Private:
    """A value about a person: `repr` and `str` show the masked NIK and no more."""

    __slots__ = ()

    nik: Nik

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.nik!r})"
