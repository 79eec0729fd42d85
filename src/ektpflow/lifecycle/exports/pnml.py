"""The lifecycle as a Petri net in PNML (ISO/IEC 15909-2), for tools of process mining."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ektpflow.draw import escaped
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.ways import fact_names

__all__ = ["to_pnml"]

_GRAMMAR: Final = "http://www.pnml.org/version-2009/grammar"
# how ProM and pm4py mark a transition that is no fact
_SILENT: Final = (
    '<toolspecific tool="ProM" version="6.4" activity="$invisible$" localNodeID="{id}"/>'
)


def to_pnml(lifecycle: Lifecycle) -> str:
    """Return a place/transition net that is a workflow net: one token walks from START to END.

    A status is a place and a row a transition that bears the name of its fact. The first status may
    have a row into it, which the source of a workflow net may not: so START and END are places of
    their own, joined by transitions that no fact is seen of. Guards and roles are left out: the net
    is what may ever happen.

    Parameters
    ----------
    lifecycle
        The table. The net is a workflow net when every status can be reached and can end, which
        `Lifecycle.verify` tells.

    Raises
    ------
    InvalidDefinition
        When two facts have one name, or a fact has no plain one.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.exports import to_pnml
    >>> net = to_pnml(KTP_EL)
    >>> net.count("<transition ") == len(KTP_EL.rules) + 1 + len(KTP_EL.finals)
    True
    """
    fact_names(lifecycle)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<pnml xmlns="{_GRAMMAR}/pnml">',
        f'  <net id="net" type="{_GRAMMAR}/ptnet">',
        f"    <name><text>{escaped(lifecycle.tag)}</text></name>",
        '    <page id="page">',
        *(f"      {line}" for line in _nodes_and_arcs(lifecycle)),
        "    </page>",
        "  </net>",
        "</pnml>",
    ]
    return "\n".join(lines) + "\n"


def _nodes_and_arcs(lifecycle: Lifecycle) -> Iterator[str]:
    # a code may be any text, and an id of XML may not: so places are numbered
    place = {status: f"p{number}" for number, status in enumerate(lifecycle.statuses, start=1)}
    marked = "<initialMarking><text>1</text></initialMarking>"
    yield f'<place id="START"><name><text>START</text></name>{marked}</place>'
    yield '<place id="END"><name><text>END</text></name></place>'
    for status, own in place.items():
        yield f'<place id="{own}"><name><text>{escaped(str(status))}</text></name></place>'
    ends = [status for status in lifecycle.statuses if status in lifecycle.finals]
    steps = [("begin", "START", place[lifecycle.initial])]
    steps += [(f"end{number}", place[s], "END") for number, s in enumerate(ends, start=1)]
    for name, source, target in steps:
        yield (
            f'<transition id="{name}"><name><text>{name}</text></name>'
            f"{_SILENT.format(id=name)}</transition>"
        )
        yield from _arcs(name, source, target)
    for number, row in enumerate(lifecycle.rules, start=1):
        name = row.event.__name__
        yield f'<transition id="t{number}"><name><text>{name}</text></name></transition>'
        yield from _arcs(f"t{number}", place[row.source], place[row.target])


def _arcs(transition: str, source: str, target: str) -> tuple[str, str]:
    return (
        f'<arc id="{transition}-in" source="{source}" target="{transition}"/>',
        f'<arc id="{transition}-out" source="{transition}" target="{target}"/>',
    )
