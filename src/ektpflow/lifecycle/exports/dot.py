"""The lifecycle as a graph of Graphviz."""

from __future__ import annotations

import re
from typing import Final

from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.ways import fact_names, ways

__all__ = ["to_dot"]

_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def to_dot(lifecycle: Lifecycle, *, stays: bool = False) -> str:
    r"""Return a ``digraph``: one edge for all facts between the same two statuses.

    Parameters
    ----------
    lifecycle
        The table.
    stays
        Also the facts that keep a status, as an edge from a status to itself.

    Raises
    ------
    InvalidDefinition
        When two facts have one name, or a fact has no plain one.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.exports import to_dot
    >>> print(to_dot(KTP_EL).splitlines()[-2].strip())
    "READY_FOR_PICKUP" -> "CLOSED" [label="ApplicantDied\nApplicantMoved"]
    """
    fact_names(lifecycle)
    lines = [
        f"digraph {_quoted(lifecycle.tag)} {{",
        '  node [shape=box, style=rounded, fontname="sans-serif"]',
        '  edge [fontname="sans-serif", fontsize=10]',
    ]
    for status in lifecycle.statuses:
        marks = ", peripheries=2" if status in lifecycle.finals else ""
        marks += ", penwidth=2" if status == lifecycle.initial else ""
        label = rf"{_escaped(status.label)}\n{_escaped(str(status))}"
        lines.append(f'  {_quoted(str(status))} [label="{label}"{marks}]')
    for way in ways(lifecycle, stays=stays):
        label = r"\n".join(way.facts)
        ends = f"{_quoted(str(way.source))} -> {_quoted(str(way.target))}"
        lines.append(f'  {ends} [label="{label}"]')
    return "\n".join([*lines, "}"]) + "\n"


def _escaped(text: str) -> str:
    r"""Return a text for quotes; a backslash of its own is no ``\n`` to Graphviz and no ``\N``."""
    return _UNSEEN.sub(" ", text).replace("\\", r"\\").replace('"', r"\"")


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'
