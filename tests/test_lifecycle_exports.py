"""The lifecycle in other programs' languages: nothing is lost, nothing is added, words are words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from xml.etree import ElementTree as ET

import attrs
import pytest

from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact, FileCompleted
from ektpflow.lifecycle import KTP_EL, Lifecycle, Rule, Status
from ektpflow.lifecycle.exports import to_document, to_dot, to_mermaid, to_pnml, to_xstate
from ektpflow.lifecycle.ways import ways
from ektpflow.office import Role
from machines import EXTENDED, ODD, SHORT, any_machine

TABLES = (KTP_EL, EXTENDED, SHORT, ODD, *map(any_machine, range(20)))
NET = "{http://www.pnml.org/version-2009/grammar/pnml}"

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name[:10])


# -- XState ---------------------------------------------------------------------------------------


@each_table
def test_every_row_is_a_transition_with_its_guards_and_its_role(table: Lifecycle) -> None:
    machine = to_xstate(table)
    codes = {key: state["meta"]["code"] for key, state in machine["states"].items()}
    assert list(codes.values()) == [str(s) for s in table.statuses]
    assert codes[machine["initial"]] == table.initial
    found = []
    for key, state in machine["states"].items():
        for event, way in state.get("on", {}).items():
            guard = way.get("guard", [])
            if isinstance(guard, str):
                guard = [guard]
            elif guard:
                assert guard["type"] == "allOf"
                guard = guard["params"]["guards"]
            role = way["meta"]["role"]
            found.append((codes[key], event, codes[way["target"]], tuple(guard), role))
    expected = [(r.source, r.event.__name__, r.target, r.guards, r.role) for r in table.rules]
    assert sorted(found) == sorted(expected)


def test_a_key_holds_nothing_that_xstate_reads_as_a_path() -> None:
    states = to_xstate(ODD)["states"]
    assert not any(c in key for key in states for c in ".#\\")
    assert "A%2EB%23C" in states


def test_an_end_at_which_things_still_happen_does_not_stop_the_machine() -> None:
    states = to_xstate(KTP_EL)["states"]
    assert states["CLOSED"]["tags"] == ["final"]
    assert "type" not in states["CLOSED"]
    assert to_xstate(SHORT)["states"]["COMPLETE"]["type"] == "final"


# -- PNML -----------------------------------------------------------------------------------------


def _net(table: Lifecycle) -> tuple[dict[str, str], dict[str, str], list[tuple[str, str]]]:
    page = ET.fromstring(to_pnml(table).encode()).find(f"{NET}net/{NET}page")
    assert page is not None
    named = [
        {
            n.attrib["id"]: n.findtext(f"{NET}name/{NET}text") or ""
            for n in page.iter(f"{NET}{kind}")
        }
        for kind in ("place", "transition")
    ]
    arcs = [(a.attrib["source"], a.attrib["target"]) for a in page.iter(f"{NET}arc")]
    return named[0], named[1], arcs


@each_table
def test_every_row_is_a_transition_between_its_two_places(table: Lifecycle) -> None:
    places, transitions, arcs = _net(table)
    before = {target: source for source, target in arcs if target in transitions}
    after = {source: target for source, target in arcs if source in transitions}
    found = [
        (places[before[t]], name, places[after[t]])
        for t, name in transitions.items()
        if not re.fullmatch(r"begin|end\d+", t)
    ]
    words = {s: s.replace("\x0b", " ") for s in map(str, table.statuses)}
    expected = [(words[str(r.source)], r.event.__name__, words[str(r.target)]) for r in table.rules]
    assert Counter(found) == Counter(expected)
    assert len(arcs) == 2 * len(transitions)


@pytest.mark.parametrize("table", [KTP_EL, EXTENDED, SHORT], ids=lambda table: table.name)
def test_the_net_of_a_sound_lifecycle_is_a_workflow_net(table: Lifecycle) -> None:
    """One source, one sink, and every node on a way from the one to the other."""
    places, transitions, arcs = _net(table)
    nodes = places.keys() | transitions.keys()
    assert nodes - {target for _, target in arcs} == {"START"}
    assert nodes - {source for source, _ in arcs} == {"END"}
    for start, ends in (("START", arcs), ("END", [(b, a) for a, b in arcs])):
        reached, fresh = {start}, {start}
        while fresh:
            fresh = {b for a, b in ends if a in fresh} - reached
            reached |= fresh
        assert reached == nodes


def test_one_token_stands_at_the_start_and_what_is_no_fact_is_silent() -> None:
    root = ET.fromstring(to_pnml(KTP_EL).encode())
    marked = [p.attrib["id"] for p in root.iter(f"{NET}place") if p.find(f"{NET}initialMarking")]
    silent = [
        t.attrib["id"]
        for t in root.iter(f"{NET}transition")
        if t.find(f"{NET}toolspecific") is not None
    ]
    assert marked == ["START"]
    assert silent == ["begin", "end1", "end2", "end3"]


# -- Mermaid and DOT ------------------------------------------------------------------------------


@each_table
@pytest.mark.parametrize("stays", [False, True])
def test_mermaid_has_a_line_for_every_status_and_way(table: Lifecycle, *, stays: bool) -> None:
    lines = to_mermaid(table, stays=stays).splitlines()
    states = [line for line in lines if line.startswith("    state ")]
    arrows = [line for line in lines if " --> " in line]
    assert len(states) == len({line.split(" as ")[-1] for line in states}) == len(table.statuses)
    assert len(arrows) == len(ways(table, stays=stays)) + 1 + len(table.finals)
    for line in states:
        assert re.fullmatch(r'    state "(?:[\w ,.()/\'-]|#\d+;)+" as \w+', line), line


DOT_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@each_table
def test_dot_has_a_node_for_every_status_and_an_edge_for_every_way(table: Lifecycle) -> None:
    lines = to_dot(table, stays=True).splitlines()
    plain = {str(s): re.sub(r"[\x00-\x1f]", " ", str(s)) for s in table.statuses}
    nodes = [
        _unquoted(m.group(1))
        for line in lines
        if (m := DOT_STRING.match(line[2:])) and " -> " not in DOT_STRING.sub("", line)
    ]
    assert nodes == list(plain.values())
    edges = [DOT_STRING.findall(line) for line in lines if " -> " in DOT_STRING.sub("", line)]
    assert [(_unquoted(a), _unquoted(b), tuple(c.split(r"\n"))) for a, b, c in edges] == [
        (plain[str(way.source)], plain[str(way.target)], way.facts)
        for way in ways(table, stays=True)
    ]
    for line in lines:
        assert '"' not in DOT_STRING.sub("", line), line


def test_rows_side_by_side_are_one_way_with_all_their_facts() -> None:
    way = next(w for w in ways(KTP_EL) if w.target is Status.DUPLICATE_RECORD)
    assert way.facts == ("DuplicateOneToOne", "DuplicateOneToMany")
    assert not any(w.source == w.target for w in ways(KTP_EL))


# -- all of them ----------------------------------------------------------------------------------


def _twice_named() -> Lifecycle:
    other = attrs.frozen(type("FileCompleted", (CaseFact,), {}))
    row = Rule(other, Status.COMPLETE, Status.SUBMITTED, Role.COUNTER)
    return SHORT.evolve(rules=(*SHORT.rules, row))


def _oddly_named() -> Lifecycle:
    other = attrs.frozen(type("*", (CaseFact,), {}))
    row = Rule(other, Status.COMPLETE, Status.SUBMITTED, Role.COUNTER)
    return SHORT.evolve(rules=(*SHORT.rules, row))


EXPORTS = (to_xstate, to_pnml, to_mermaid, to_dot, to_document)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.__name__)
def test_a_name_that_means_two_facts_is_refused_with_the_row(export) -> None:
    with pytest.raises(InvalidDefinition, match=r"row 5.*two classes of fact are called FileComp"):
        export(_twice_named())
    with pytest.raises(InvalidDefinition, match=r"row 5.*no plain name"):
        export(_oddly_named())


def test_what_is_plain_data_is_plain_json() -> None:
    for table in TABLES:
        for export in (to_xstate, to_document):
            assert json.loads(json.dumps(export(table))) == export(table)


PRINTED = """
import hashlib, json
from machines import EXTENDED, ODD, any_machine
from ektpflow.lifecycle import KTP_EL
from ektpflow.lifecycle.exports import to_document, to_dot, to_mermaid, to_pnml, to_xstate
for table in (KTP_EL, EXTENDED, ODD, *map(any_machine, range(5))):
    for export in (to_xstate, to_document):
        print(json.dumps(export(table)))
    for export in (to_pnml, to_mermaid, to_dot):
        print(export(table))
"""


def test_the_same_table_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    found = set()
    for seed in ("0", "1", "4711"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": "tests"}
        done = subprocess.run(
            [sys.executable, "-c", PRINTED], capture_output=True, env=env, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1
    assert len(found.pop()) > 100_000


def test_a_fact_of_the_library_is_known_by_its_own_name() -> None:
    assert ways(SHORT)[1].facts == (FileCompleted.__name__,)
