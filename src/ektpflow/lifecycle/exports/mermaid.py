"""The lifecycle as a state diagram of Mermaid, which Markdown pages draw themselves."""

from __future__ import annotations

import re
from typing import Final

from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.status import AnyStatus
from ektpflow.lifecycle.ways import fact_names, ways

__all__ = ["to_mermaid"]

_ASCII_NAME: Final = re.compile(r"[A-Z][A-Z0-9_]*")
# Letters and digits of any script, and what has no meaning in Mermaid, stand as they are.
_OTHER: Final = re.compile(r"[^\w ,.()/'-]")


def to_mermaid(lifecycle: Lifecycle, *, stays: bool = False) -> str:
    r"""Return a ``stateDiagram-v2``: one arrow for all facts between the same two statuses.

    Parameters
    ----------
    lifecycle
        The table.
    stays
        Also the facts that keep a status, as an arrow from a status to itself.

    Raises
    ------
    InvalidDefinition
        When two facts have one name, or a fact has no plain one.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.exports import to_mermaid
    >>> print(*to_mermaid(KTP_EL).splitlines()[25:28], sep="\n")
        [*] --> s_UNREGISTERED
        s_UNREGISTERED --> s_SUBMITTED: ApplicationSubmitted
        s_SUBMITTED --> s_INCOMPLETE: FileFoundIncomplete
    """
    fact_names(lifecycle)
    ids = _ids(lifecycle.statuses)
    lines = ["stateDiagram-v2", "    direction TB"]
    lines += [
        f'    state "{_words(status.label)} ({_words(str(status))})" as {ids[status]}'
        for status in lifecycle.statuses
    ]
    lines.append(f"    [*] --> {ids[lifecycle.initial]}")
    lines += [
        f"    {ids[way.source]} --> {ids[way.target]}: {', '.join(map(_words, way.facts))}"
        for way in ways(lifecycle, stays=stays)
    ]
    lines += [f"    {ids[s]} --> [*]" for s in lifecycle.statuses if s in lifecycle.finals]
    return "\n".join(lines) + "\n"


def _ids(statuses: tuple[AnyStatus, ...]) -> dict[AnyStatus, str]:
    """Return a name for each status that is no word of Mermaid's own."""
    return {
        status: f"s_{status}" if _ASCII_NAME.fullmatch(str(status)) else f"s{number}"
        for number, status in enumerate(statuses, start=1)
    }


def _words(text: str) -> str:
    """Return a text in which nothing has a meaning to Mermaid."""
    return _OTHER.sub(lambda found: f"#{ord(found.group())};", " ".join(text.split()))
