"""The one place that speaks with networkx, which brings no types of its own.

Its graphs are ``Any`` to a type checker, so what leaves this module is typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from ektpflow.office import Office
from ektpflow.routing.channel import Cargo, Channel

__all__ = ["multigraph", "out_of", "reachable"]


def multigraph(offices: Iterable[Office], channels: Iterable[Channel]) -> nx.MultiDiGraph:
    """Return a directed multigraph: nodes carry ``office``, edges carry ``channel``."""
    graph = nx.MultiDiGraph()
    for office in offices:
        graph.add_node(office.code, office=office, tier=str(office.tier))
    for channel in channels:
        graph.add_edge(channel.source, channel.target, channel=channel, kind=str(channel.kind))
    return graph


def out_of(graph: nx.MultiDiGraph, code: str, cargo: Cargo) -> Iterator[Channel]:
    """Yield the channels that leave an office with this cargo."""
    for _, _, channel in graph.out_edges(code, data="channel"):
        if isinstance(channel, Channel) and cargo in channel.carries:
            yield channel


def reachable(graph: nx.MultiDiGraph, code: str, cargo: Cargo) -> frozenset[str]:
    """Return the offices that the cargo can get to from here, at whatever time."""
    carrying = nx.DiGraph(
        (a, b) for a, b, channel in graph.edges(data="channel") if cargo in channel.carries
    )
    carrying.add_node(code)
    return frozenset(str(found) for found in nx.descendants(carrying, code))
