"""A file of named sections, each with its length and checksum, that is whole or is refused.

The first line says what the file is and in which version. Each section is a line with its name, its
length in bytes and its SHA-256, and then the bytes. The last line is the checksum of all those
lines, so that a file cut between two sections is seen as well.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from ektpflow.errors import BadFile

__all__ = ["Sections", "packed", "unpacked", "write"]

_UNFINISHED: Final = ".part"
_END: Final = "end"
_LONGEST: Final = 200  # bytes of a line between sections
_LINE: Final = re.compile(r"(\S+) (\d+) ([0-9a-f]{64})\n")
_AGAIN: Final = "build the gallery anew from the register, or take another copy of the file"


def write(path: Path, kind: str, sections: Iterable[tuple[str, bytes]]) -> None:
    """Write a file of sections: whole, or not at all.

    Parameters
    ----------
    path
        Where. What stands there is replaced at the end, and stays if the writing fails.
    kind
        The first line.
    sections
        Names without blanks, and bytes. One is made when the one before is written.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    unfinished = path.with_name(f"{path.name}{_UNFINISHED}")
    lines = hashlib.sha256()
    try:
        # only the owner may read it: it holds what is recorded of people
        with open(unfinished, "wb", opener=_private) as file:
            file.write(f"{kind}\n".encode())
            for name, content in sections:
                line = f"{name} {len(content)} {hashlib.sha256(content).hexdigest()}\n".encode()
                lines.update(line)
                file.write(line)
                file.write(content)
            file.write(f"{_END} 0 {lines.hexdigest()}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _settled(path.parent)


class Sections:
    """The sections of a file, read in their order.

    Parameters
    ----------
    path
        The file as the user named it, for errors.
    file
        Opened.
    """

    def __init__(self, path: str, file: IO[bytes]) -> None:
        self.path = path
        self._file = file
        self._lines = hashlib.sha256()

    @classmethod
    @contextmanager
    def of(cls, path: Path, kind: str) -> Iterator[Sections]:
        """Open a file of this kind.

        Raises
        ------
        BadFile
            When it cannot be read, or is of another kind or version.
        """
        try:
            with path.open("rb") as file:
                first = file.readline(_LONGEST).decode("utf-8", "replace").rstrip("\n")
                if first != kind:
                    raise _another(str(path), first, kind)
                yield cls(str(path), file)
        except OSError as no:
            raise BadFile(
                str(path), "file", f"cannot be read: {no.strerror}", "check the path"
            ) from None

    def section(self, name: str) -> bytes:
        """Return the next section, which must be the one of this name.

        Raises
        ------
        BadFile
            When the file ends here, another section stands here, or its bytes were altered.
        """
        line = self._line(name)
        self._lines.update(line[0].encode())
        content = self._file.read(int(line[2]))
        if len(content) < int(line[2]):
            problem = f"the file is cut short: {len(content)} of {line[2]} bytes are there"
            raise self.bad(name, problem)
        if hashlib.sha256(content).hexdigest() != line[3]:
            raise self.bad(name, "the bytes are not those that were written")
        return content

    def end(self) -> None:
        """Make sure that the file ends here and that every section was one of its own."""
        if self._line(_END)[3] != self._lines.hexdigest() or self._file.read(1):
            raise self.bad("last line", "a section was exchanged, or something was added")

    def bad(self, place: str, problem: str, hint: str = _AGAIN) -> BadFile:
        """Return the error about a place of this file."""
        return BadFile(self.path, f"section {place}", problem, hint)

    def _line(self, name: str) -> re.Match[str]:
        raw = self._file.readline(_LONGEST).decode("utf-8", "replace")
        if not raw.endswith("\n"):
            raise self.bad(name, "the file is cut short")
        found = _LINE.fullmatch(raw)
        if found is None or found[1] != name:
            raise self.bad(name, "another line stands where this section begins")
        return found


def packed(numbers: array[int]) -> bytes:
    """Return numbers as bytes, the low byte first on every machine."""
    return _turned(numbers).tobytes()


def unpacked(kind: str, content: bytes) -> array[int]:
    """Return the numbers that `packed` made bytes of."""
    found = array(kind, content)
    return _turned(found)


def _turned(numbers: array[int]) -> array[int]:
    if sys.byteorder == "little":
        return numbers
    turned = numbers[:]
    turned.byteswap()
    return turned


def _another(path: str, first: str, kind: str) -> BadFile:
    what, _, version = kind.rpartition(" ")
    if first.startswith(f"{what} "):
        problem = f"is of format {first.removeprefix(what).strip()}; this library reads {version}"
        return BadFile(path, "line 1", problem, "build it anew, or read it with the other version")
    return BadFile(path, "line 1", f"is no {what}", "name a file that Gallery.save has written")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settled(folder: Path) -> None:
    """Wait until the new name is on the disk, where the system can say so."""
    sync: Callable[[int], None] = os.fsync
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder
        return
    try:
        sync(handle)
    finally:
        os.close(handle)
