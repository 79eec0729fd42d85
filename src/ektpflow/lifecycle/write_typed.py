"""Write the module of types that belongs to a table (see `ektpflow.lifecycle.typestate`).

``python -m ektpflow.lifecycle.write_typed office.flow:OURS office/typed.py``

What it writes depends on the table alone, so that a test can hold the two equal, and is laid out as
ruff does it with lines of 100 characters.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from ektpflow import events
from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus, Status

__all__ = ["class_names", "main", "source"]

_WIDE: Final = 100
_TAKEN: Final = frozenset(
    {"AnyStanding", "Course", "Family", "Final", "Literal", "OwnStatus", "Standing", "Status"}
)
_Named = Mapping[AnyStatus, str]


def class_names(lifecycle: Lifecycle) -> dict[AnyStatus, str]:
    """Return the name of the class of each status.

    Raises
    ------
    InvalidDefinition
        When the code of a status makes no name for a class, or the name of another one.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL, Status
    >>> from ektpflow.lifecycle.write_typed import class_names
    >>> class_names(KTP_EL)[Status.PRINT_READY_RECORD]
    'PrintReadyRecord'
    """
    found: dict[AnyStatus, str] = {}
    for status in lifecycle.statuses:
        name = "".join(part.capitalize() for part in status.split("_"))
        if not name.isidentifier() or name in _TAKEN or name in found.values():
            raise InvalidDefinition(
                lifecycle.tag, f"status {status}", f"{name!r} cannot be the name of its class"
            )
        found[status] = name
    return found


def source(lifecycle: Lifecycle, where: str) -> str:
    """Return the text of the module.

    Parameters
    ----------
    lifecycle
        The table.
    where
        Module and name under which it is imported (``"office.flow:OURS"``).

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.write_typed import source
    >>> print(source(KTP_EL, "ektpflow.lifecycle.ktp_el:KTP_EL").splitlines()[0][3:])
    The statuses of KTP_EL/1 as classes.
    """
    named = class_names(lifecycle)
    module, _, name = where.partition(":")
    begins = named[lifecycle.initial]
    classes = (
        line
        for status in lifecycle.statuses
        for line in ("", "", *_class(status, lifecycle.table[status].values(), named))
    )
    return "\n".join(
        (
            f'"""The statuses of {lifecycle.tag} as classes.',
            "",
            "Not to be edited: it was written by",
            f"``python -m ektpflow.lifecycle.write_typed {where}``;",
            "`ektpflow.lifecycle.typestate` says what it is for.",
            '"""',
            "",
            *_imports(lifecycle, module, name),
            *classes,
            "",
            "",
            "#: A case of which it is not known where it stands.",
            "AnyStanding = (",
            *(f"    {'| ' if at else ''}{one}" for at, one in enumerate(named.values())),
            ")",
            "",
            "_FAMILY: Final = Family[AnyStanding](",
            f"    {name},",
            "    {",
            *(f'        "{status}": {one},' for status, one in named.items()),
            "    },",
            ")",
            "",
            "",
            f"def begin() -> {begins}:",
            '    """Return a case before its first fact."""',
            f"    return {begins}(Course.begun({name}))",
            "",
            "",
            "def of(course: Course) -> AnyStanding:",
            '    """Return a course as the class of its status; its table must have these rows."""',
            "    return _FAMILY.of(course)",
            "",
        )
    )


def _imports(lifecycle: Lifecycle, module: str, name: str) -> Iterator[str]:
    statuses = {type(status).__name__ for status in lifecycle.statuses}
    own = {row.event.__module__ for row in lifecycle.rules if not _of_the_library(row.event)}
    yield "from __future__ import annotations"
    yield ""
    yield f"from typing import Final{', Literal' if 'Status' in statuses else ''}, overload"
    yield ""
    yield from (f"import {other}" for other in sorted(own))
    froms = {
        "ektpflow": "events as e",
        "ektpflow.lifecycle.course": "Course",
        "ektpflow.lifecycle.status": ", ".join(sorted(statuses)),
        "ektpflow.lifecycle.typestate": "Family, Standing",
        module: name,
    }
    yield from (f"from {place} import {what}" for place, what in sorted(froms.items()))


def _class(status: AnyStatus, rows: Iterable[Rule], named: _Named) -> Iterator[str]:
    at = f"Literal[Status.{status}]" if isinstance(status, Status) else "OwnStatus"
    yield f"class {named[status]}(Standing[{at}]):"
    yield f'    """{status.english[:1].upper()}{status.english[1:]} ({status.label})."""'
    yield ""
    yield "    __slots__ = ()"
    allowed: dict[AnyStatus, list[str]] = {}
    for row in rows:
        allowed.setdefault(row.target, []).append(_spelt(row.event))
    if len(allowed) > 1:
        for target, facts in allowed.items():
            yield from ("", "    @overload")
            yield from _head(facts, named[target], " ...")
        yield from _method(["e.CaseFact"], "AnyStanding", "_FAMILY.of")
    elif allowed:
        ((target, facts),) = allowed.items()
        yield from _method(facts, named[target], named[target])


def _method(facts: Sequence[str], target: str, made_by: str) -> Iterator[str]:
    yield ""
    yield from _head(facts, target, "")
    yield '        """Return the case after one more fact that the table allows here."""'
    yield f"        return {made_by}(self.course.after(fact))"


def _head(facts: Sequence[str], target: str, ends: str) -> Iterator[str]:
    """Give the head of the method in the first layout that fits the width."""
    fact = f"fact: {' | '.join(facts)}"
    line = f"    def after(self, {fact}) -> {target}:{ends}"
    if len(line) <= _WIDE:
        yield line
        return
    yield "    def after("
    if len(f"        self, {fact}") <= _WIDE:
        yield f"        self, {fact}"
    else:
        yield "        self,"
        if len(f"        {fact},") <= _WIDE:
            yield f"        {fact},"
        else:
            yield f"        fact: {facts[0]}"
            yield from (f"        | {other}" for other in facts[1:-1])
            yield f"        | {facts[-1]},"
    yield f"    ) -> {target}:{ends}"


def _of_the_library(event: type[CaseFact]) -> bool:
    return getattr(events, event.__name__, None) is event


def _spelt(event: type[CaseFact]) -> str:
    return f"{'e' if _of_the_library(event) else event.__module__}.{event.__qualname__}"


def main(words: Sequence[str] | None = None) -> None:
    """Write the module of a table to a file, or print it.

    Raises
    ------
    InvalidDefinition
        When there is no lifecycle of that name.
    """
    parser = argparse.ArgumentParser(prog="python -m ektpflow.lifecycle.write_typed")
    parser.add_argument("table", help="module and name of the lifecycle (office.flow:OURS)")
    parser.add_argument("file", nargs="?", type=Path, help="the file to write; printed without")
    said = parser.parse_args(words)
    module, _, name = said.table.partition(":")
    lifecycle = getattr(import_module(module), name, None)
    if not isinstance(lifecycle, Lifecycle):
        raise InvalidDefinition(said.table, "lifecycle", "this module has none of that name")
    text = source(lifecycle, said.table)
    if said.file is None:
        sys.stdout.write(text)
    else:
        said.file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
