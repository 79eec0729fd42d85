"""Mermaid's own parser reads the diagrams: every status a node, every way an edge, every word kept."""

from __future__ import annotations

import random
import sys
from collections import Counter
from html import unescape

from with_node import SKIPPED, CannotJudgeError, ask

from ektpflow.events import CaseFact
from ektpflow.lifecycle import KTP_EL, Lifecycle, OwnStatus, Phase, Rule, Status
from ektpflow.lifecycle.exports import to_mermaid
from ektpflow.office import Role

# the parser cleans labels with DOMPurify, which wants a page: jsdom is one
PACKAGES = ("mermaid@11.17.2", "jsdom@26.1.0")
RANDOM_ONES = 50
ODD = (
    "end",
    "note",
    "[*]",
    "A --> B: x",
    'q"u;o#t%e',
    "%%{init: {}}%%",
    "état — ✓",
    "a:b\nc",
    "<b>",
)


def odd_words() -> Lifecycle:
    """Return a machine whose codes and labels mean something to Mermaid."""
    own = tuple(OwnStatus(word, f"{word} {word}", word, Phase.APPLICATION) for word in ODD)
    facts = list(KTP_EL.by_event)
    rows = tuple(
        Rule(facts[i], source, own[(i + 1) % len(own)], Role.COUNTER)
        for i, source in enumerate(own)
    )
    return Lifecycle("ODD", "1", own[0], frozenset(own[-1:]), rows, own, invariants=())


def any_one(luck: random.Random) -> Lifecycle:
    """Return a machine of some statuses and some rows between them, however they fall."""
    statuses = tuple(luck.sample(list(Status), luck.randint(2, len(Status))))
    facts: list[type[CaseFact]] = list(KTP_EL.by_event)
    pairs = {(luck.choice(statuses), luck.choice(facts)) for _ in range(luck.randint(1, 60))}
    rows = [
        Rule(fact, source, luck.choice(statuses), Role.COUNTER)
        for source, fact in sorted(pairs, key=lambda pair: (pair[0], pair[1].__name__))
    ]
    finals = frozenset(luck.sample(statuses, luck.randint(0, 2)))
    return Lifecycle("ANY", "1", statuses[0], finals, rows, statuses, invariants=())


def expected(table: Lifecycle, *, stays: bool) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Return the labels and the edges, read off the rows and not off the export."""
    label = {s: " ".join(f"{s.label} ({s})".split()) for s in table.statuses}
    facts: dict[tuple[str, str], list[str]] = {}
    for row in table.rules:
        if stays or row.source != row.target:
            facts.setdefault((label[row.source], label[row.target]), []).append(row.event.__name__)
    edges = [(a, b, ", ".join(names)) for (a, b), names in facts.items()]
    edges.append(("root_start", label[table.initial], ""))
    edges += [(label[s], "root_end", "") for s in table.finals]
    ends = ["root_start"] + (["root_end"] if table.finals else [])
    return sorted([*label.values(), *ends]), sorted(edges)


def main() -> int:
    luck = random.Random(20260302)
    tables = [KTP_EL, odd_words(), *(any_one(luck) for _ in range(RANDOM_ONES))]
    asked = [(table, stays) for table in tables[:2] for stays in (False, True)]
    asked += [(table, number % 2 == 0) for number, table in enumerate(tables[2:])]
    try:
        theirs = ask(
            "judge_mermaid.mjs", PACKAGES, [to_mermaid(table, stays=s) for table, s in asked]
        )
    except CannotJudgeError as why:
        print(why)
        return SKIPPED
    count: Counter[str] = Counter()
    differ: list[str] = []
    for (table, stays), found in zip(asked, theirs["diagrams"], strict=True):
        told = {key: unescape(label) for key, label in found["nodes"]}
        nodes = sorted(told.values())
        edges = sorted((told[a], told[b], unescape(words)) for a, b, words in found["edges"])
        count["nodes"] += len(nodes)
        count["edges"] += len(edges)
        if (nodes, edges) != expected(table, stays=stays):
            mine = expected(table, stays=stays)
            odd = set(map(str, mine[0] + mine[1])) ^ set(map(str, nodes + edges))
            differ.append(f"{table.name}, stays={stays}: {sorted(odd)[:4]}")
    print(
        f"Mermaid {theirs['version']}: {len(asked)} diagrams parsed, {count['nodes']} nodes and "
        f"{count['edges']} edges; {len(differ)} diagrams differ {differ[:3] or ''}".rstrip()
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
