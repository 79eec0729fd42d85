"""The journal: the facts of one act are kept together, or not at all.

A keeper has two duties: `Keeper.append` takes the facts of one act and keeps all of them or none,
and `Keeper.acts` gives them back in order. `MemoryJournal` keeps a list. `FileJournal` writes JSON
Lines, one fact a line; each line carries its act, its place in the act and a seal over everything
before it, so that a line that was edited, removed, added or cut short is found when it is read.
With a key the seal is an HMAC: whoever does not hold the key cannot write a line that passes.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from ektpflow import events
from ektpflow.calendar import WIB
from ektpflow.errors import BadFile, InvalidValue

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

__all__ = ["FileJournal", "Keeper", "MemoryJournal", "fact_names"]

_SEAL_LENGTH: Final = 16
_START: Final = "0" * _SEAL_LENGTH


class Keeper(Protocol):
    """What a casebook asks of the place that keeps its facts."""

    @property
    def sealed(self) -> bool:
        """Whether nobody but the holder of a key can have written what is read back."""
        ...

    def append(self, act: tuple[events.Fact, ...]) -> None:
        """Keep the facts of one act: all of them, or none and raise."""
        ...

    def acts(self) -> Iterator[tuple[str, tuple[events.Fact, ...]]]:
        """Give back every act, oldest first, each with its place (for messages)."""
        ...


class MemoryJournal:
    """A journal in memory.

    Examples
    --------
    >>> from ektpflow.journal import MemoryJournal
    >>> len(MemoryJournal())
    0
    """

    __slots__ = ("_acts", "_count")

    def __init__(self, acts: Iterable[tuple[events.Fact, ...]] = ()) -> None:
        self._acts = list(acts)
        self._count = sum(len(act) for act in self._acts)

    @property
    def sealed(self) -> bool:
        """Whoever holds the list can change it: never."""
        return False

    def append(self, act: tuple[events.Fact, ...]) -> None:
        """Keep the facts of one act."""
        self._acts.append(act)
        self._count += len(act)

    def acts(self) -> Iterator[tuple[str, tuple[events.Fact, ...]]]:
        """Give back every act with its place."""
        return ((f"act {number}", act) for number, act in enumerate(self._acts, start=1))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[events.Fact]:
        return (fact for act in self._acts for fact in act)


def fact_names(extra: Sequence[type[events.Fact]] = ()) -> dict[str, type[events.Fact]]:
    """Return every class of fact by name: the library's own and those of an extension.

    Raises
    ------
    InvalidValue
        When an extension uses a name that is taken.
    """
    known = {
        name: cls
        for name, cls in vars(events).items()
        if isinstance(cls, type) and issubclass(cls, events.Fact) and cls not in events.BASES
    }
    for cls in extra:
        if known.setdefault(cls.__name__, cls) is not cls:
            raise InvalidValue(
                "fact", cls.__name__, "another class of fact has this name", "rename it"
            )
    return known


def _seal(before: str, body: str, key: bytes) -> str:
    data = f"{before}{body}".encode()
    made = hmac.new(key, data, hashlib.sha256) if key else hashlib.sha256(data)
    return made.hexdigest()[:_SEAL_LENGTH]


class FileJournal:
    """A journal as JSON Lines on disk.

    Parameters
    ----------
    path
        The file; it is created where it does not exist.
    extra
        Classes of facts of an extension.
    key
        Secret of the office; with it the seal is an HMAC-SHA256.

    Raises
    ------
    BadFile
        When an existing file cannot be read, with the line.

    Notes
    -----
    The file holds every NIK in clear, for it *is* the register. What leaves the office goes through
    an export that pseudonymises.
    """

    def __init__(
        self, path: Path | str, *, extra: Sequence[type[events.Fact]] = (), key: bytes = b""
    ) -> None:
        self.path = Path(path)
        self._key = key
        self._names = fact_names(extra)
        self._converter = _converter()
        self._act = 0
        self._last = _START
        if self.path.exists():
            for _ in self.acts():
                self._act += 1
        else:
            self.path.touch()

    @property
    def sealed(self) -> bool:
        """It has a key, and what was read back bears seals made with it."""
        return bool(self._key)

    def append(self, act: tuple[events.Fact, ...]) -> None:
        """Write the facts of one act in one piece and flush them to the disk."""
        lines, last = [], self._last
        for part, fact in enumerate(act, start=1):
            name = type(fact).__name__
            if name not in self._names:
                raise InvalidValue(
                    "fact", name, "the journal does not know this class", "hand it in as extra="
                )
            data = self._converter.unstructure(fact, type(fact))
            body = json.dumps(
                {"act": self._act + 1, "part": part, "of": len(act), "fact": name, **data},
                ensure_ascii=False,
                separators=(",", ":"),
            )
            last = _seal(last, body, self._key)
            lines.append(f'{body[:-1]},"seal":"{last}"}}\n')
        with self.path.open("ab") as file:
            file.write("".join(lines).encode())
        self._act += 1
        self._last = last

    def acts(self) -> Iterator[tuple[str, tuple[events.Fact, ...]]]:
        """Read every act, checking the seal of each line."""
        facts: list[events.Fact] = []
        last, act, first, number = _START, 0, 1, 0
        with self.path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                fact, head, last = self._read(number, line, last)
                expected = (act + 1, len(facts) + 1)
                if (head[0], head[1]) != expected:
                    raise BadFile(
                        str(self.path),
                        f"line {number}",
                        f"act {head[0]} part {head[1]} stands where act {expected[0]} "
                        f"part {expected[1]} belongs",
                        "a line is missing or was moved: restore the file from its copy",
                    )
                facts.append(fact)
                if head[1] == head[2]:
                    self._last = last
                    yield f"{self.path}, lines {first}-{number}", tuple(facts)
                    act, facts, first = act + 1, [], number + 1
        if facts:
            raise BadFile(
                str(self.path),
                f"line {number}",
                f"act {act + 1} is cut short: {len(facts)} facts of it are there",
                f"it was never finished: remove lines {first} to {number} and go on",
            )

    def _read(
        self, number: int, line: str, before: str
    ) -> tuple[events.Fact, tuple[int, int, int], str]:
        place = f"line {number}"
        try:
            data = json.loads(line)
            head = (int(data.pop("act")), int(data.pop("part")), int(data.pop("of")))
            name, seal = str(data.pop("fact")), str(data.pop("seal"))
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise BadFile(
                str(self.path),
                place,
                "the line is no whole fact (JSON with act, part, of, fact and seal)",
                "cut short while it was written? remove the unfinished act at the end of the file",
            ) from error
        body = line.rstrip("\n").rpartition(',"seal":"')[0] + "}"
        if not hmac.compare_digest(_seal(before, body, self._key), seal):
            raise BadFile(
                str(self.path),
                place,
                "the seal does not fit: this line, or one before it, was changed",
                "restore the file from its copy; with a key, check that it is the same key",
            )
        if name not in self._names:
            raise BadFile(
                str(self.path),
                place,
                f"unknown fact {name!r}" if name.isidentifier() else "an unknown fact",
                "hand its class in as extra=",
            )
        try:
            fact = self._converter.structure(data, self._names[name])
        except Exception as error:
            # cattrs groups what is wrong; one sentence with the field is what a reader needs
            raise BadFile(
                str(self.path), place, f"{name} cannot be read: {_without_values(error)}", ""
            ) from error
        return fact, head, seal


def _without_values(error: Exception) -> str:
    """Say which fields are wrong and how; the values stay out, for one of them may be a NIK."""
    from cattrs import transform_error  # noqa: PLC0415

    told = (message.rpartition(" @ $") for message in transform_error(error))
    return "; ".join(f"{how.partition(' (')[0]} {field[1:]}".rstrip() for how, _, field in told)


def _moment(text: str) -> datetime:
    """Return a moment; an offset of seven hours is western Indonesian time, as it was written."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=WIB) if moment.utcoffset() == WIB.utcoffset(None) else moment


def _converter() -> JsonConverter:
    """Return the converter of facts; cattrs is imported where files are, not at the door."""
    from cattrs.preconf.json import make_converter  # noqa: PLC0415

    from ektpflow.nik import KkNumber, Nik  # noqa: PLC0415
    from ektpflow.region import RegionCode  # noqa: PLC0415

    converter = make_converter(forbid_extra_keys=True, prefer_attrib_converters=False)
    for number in (Nik, KkNumber):
        converter.register_unstructure_hook(number, lambda value: value.reveal())
        converter.register_structure_hook(number, lambda text, cls: cls(text))
    converter.register_unstructure_hook(RegionCode, str)
    converter.register_structure_hook(RegionCode, lambda text, cls: cls(text))
    converter.register_unstructure_hook(datetime, lambda value: value.isoformat())
    converter.register_structure_hook(datetime, lambda text, _: _moment(text))
    # sets are written sorted: the same facts give the same bytes
    converter.register_unstructure_hook_func(
        lambda cls: getattr(cls, "__origin__", cls) is frozenset,
        lambda values: sorted(str(value) for value in values),
    )
    return converter
