"""A definition as a document: it comes back equal, and code, slips and strangers are refused."""

from __future__ import annotations

import copy
import json

import attrs
import pytest

from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact, FileCompleted
from ektpflow.lifecycle import KTP_EL, PROOF_BEFORE_CARD, Clock, Lifecycle, NeverWithout, Rule
from ektpflow.lifecycle.exports import from_document, to_document
from machines import EXTENDED, FACTS, ODD, OWN_FACTS, SHORT, any_machine

EVENTS = (*FACTS, *OWN_FACTS)
DOCUMENT = to_document(KTP_EL)


def _read(document: object, **more: object) -> Lifecycle:
    return from_document(json.loads(json.dumps(document)), **({"events": EVENTS} | more))


@pytest.mark.parametrize(
    "table",
    [KTP_EL, EXTENDED, SHORT, ODD, *map(any_machine, range(30))],
    ids=lambda table: table.name[:10],
)
def test_what_was_written_is_read_back_equal(table: Lifecycle) -> None:
    again = _read(to_document(table))
    assert again == table
    assert to_document(again) == to_document(table)


def test_the_words_of_an_own_status_come_back_too() -> None:
    """Two own statuses of one code are equal whatever their words, so equality does not tell."""
    found = [s for s in _read(to_document(EXTENDED)).statuses if s == "AT_LURAH"]
    assert [(s.label, s.english, s.phase.name) for s in found] == [
        ("Menunggu lurah", "waits for the lurah", "APPLICATION")
    ]


def test_facts_that_are_listed_and_parts_of_a_second_come_back() -> None:
    promise = NeverWithout("told before pickup", (), FACTS[:2], FACTS[2:3])
    clock = attrs.evolve(KTP_EL.clocks[0], limit=KTP_EL.clocks[0].limit / 7)
    table = KTP_EL.evolve(invariants=(PROOF_BEFORE_CARD, promise), clocks=(clock,))
    assert _read(to_document(table)) == table


def test_a_table_of_the_library_needs_no_names_handed_in() -> None:
    assert from_document(DOCUMENT) == KTP_EL


def test_a_read_table_promises_what_the_written_one_did() -> None:
    """An arrow that skips the matching is found in the table that comes out of the document."""
    document = copy.deepcopy(DOCUMENT)
    document["rules"].append(
        document["rules"][0]
        | {"event": "RecordPrepared", "source": "COMPLETE", "target": "PRINT_READY_RECORD"}
    )
    assert _read(document).verify()[0].code == "never_without"


# -- what is refused, and where -------------------------------------------------------------------


def _row(**changes: object):
    return lambda d: d["rules"][3].update(changes)


def _top(**changes: object):
    return lambda d: d.update(changes)


def _gone(key: str):
    return lambda d: d.pop(key)


def _in(*path: object, value: object):
    def change(document: dict) -> None:
        here = document
        for key in path[:-1]:
            here = here[key]
        here[path[-1]] = value

    return change


CODE = (
    "lambda world, case, at, by: None",
    "__import__",
    "__import__('os').system('true')",
    "os.remove",
    "proved_unique; import os",
    "proved_unique()",
    "proved_unique\n",
    "class",
    "",
)
REFUSED = [
    *((_row(guards=[code]), "rules[3].guards[0]") for code in CODE),
    *((_row(guards=["custody_here", code]), "rules[3].guards[1]") for code in CODE),
    *((_row(event=code), "rules[3].event") for code in CODE),
    *(
        (_in("clocks", 1, "starts", value=["FileCompleted", code]), "clocks[1].starts[1]")
        for code in CODE
    ),
    *((_in("invariants", 0, "via", value=code), "invariants[0].via") for code in CODE),
    (_row(guards=["no_such_guard"]), "rules[3].guards[0]"),
    (_row(guards="custody_here"), "rules[3].guards"),
    (_row(guards=[7]), "rules[3].guards[0]"),
    (_row(event="NoSuchFact"), "rules[3].event"),
    (_row(event="Lifecycle"), "rules[3].event"),
    (_row(event=None), "rules[3].event"),
    (_row(source="NOWHERE"), "rules[3].source"),
    (_row(target="submitted"), "rules[3].target"),
    (_row(target=["SUBMITTED"]), "rules[3].target"),
    (_row(role="KING"), "rules[3].role"),
    (_row(office="VILLAGE"), "rules[3].office"),
    (_row(basis={"text": "law", "strength": "X"}), "rules[3].basis.strength"),
    (_row(basis="law"), "rules[3].basis"),
    (_row(says={"indonesian": "ya"}), "rules[3].says.english"),
    (_row(hook="os.remove"), "rules[3].hook"),
    (lambda d: d["rules"][3].pop("role"), "rules[3].role"),
    (lambda d: d["rules"].append(dict(d["rules"][5])), f"rules[{len(KTP_EL.rules)}]"),
    (lambda d: d["rules"].append("row"), f"rules[{len(KTP_EL.rules)}]"),
    (_top(extra=1), "extra"),
    (_top(format="lifecycle"), "format"),
    (_top(format_version=2), "format_version"),
    (_top(format_version="1"), "format_version"),
    (_top(name=7), "name"),
    (_top(name=""), "name"),
    (_top(version=1), "version"),
    (_top(initial="NOWHERE"), "initial"),
    (_top(finals=["CLOSED", "NOWHERE"]), "finals[1]"),
    (_top(finals="CLOSED"), "finals"),
    (_top(rules={}), "rules"),
    (_gone("rules"), "rules"),
    (_gone("clocks"), "clocks"),
    (lambda d: d["statuses"].append("NOWHERE"), "statuses[23]"),
    (lambda d: d["statuses"].append("CLOSED"), "statuses[23]"),
    (
        lambda d: d["statuses"].append({"code": "X", "label": "x", "english": "x"}),
        "statuses[23].phase",
    ),
    (
        lambda d: d["statuses"].append(
            {"code": "CLOSED", "label": "x", "english": "x", "phase": "END"}
        ),
        "statuses[23]",
    ),
    (
        lambda d: d["statuses"].append({"code": "X", "label": "", "english": "x", "phase": "END"}),
        "statuses[23].label",
    ),
    (
        lambda d: d["statuses"].append({"code": "X", "label": "x", "english": "x", "phase": "End"}),
        "statuses[23].phase",
    ),
    (_in("invariants", 0, "via", value="proves_uniquness"), "invariants[0].via"),
    (_in("invariants", 0, "via", value="at"), "invariants[0].via"),
    (_in("invariants", 0, "target", value=["NoSuchFact"]), "invariants[0].target[0]"),
    (_in("clocks", 0, "limit_seconds", value="24 h"), "clocks[0].limit_seconds"),
    (_in("clocks", 0, "limit_seconds", value=True), "clocks[0].limit_seconds"),
    (_in("clocks", 0, "limit_seconds", value=-1), "clocks[0].limit_seconds"),
    (_in("clocks", 0, "limit_seconds", value=float("nan")), "clocks[0].limit_seconds"),
    (_in("clocks", 0, "limit_seconds", value=1e300), "clocks[0].limit_seconds"),
    (_in("clocks", 0, "starts", value=[]), "clocks[0].starts"),
    (_in("clocks", 0, "pauses", value=["NOWHERE"]), "clocks[0].pauses[0]"),
    (_in("clocks", 0, "working", value="yes"), "clocks[0].working"),
]


@pytest.mark.parametrize(("change", "place"), REFUSED, ids=range(len(REFUSED)))
def test_what_does_not_belong_is_refused_with_its_path(change, place: str) -> None:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    with pytest.raises(InvalidDefinition) as no:
        _read(document)
    assert no.value.place == place


def test_names_that_are_not_handed_in_are_refused() -> None:
    with pytest.raises(InvalidDefinition) as no:
        _read(DOCUMENT, guards=("custody_here",))
    assert no.value.place == "rules[0].guards[0]"
    with pytest.raises(InvalidDefinition) as no:
        _read(DOCUMENT, events=(FileCompleted,))
    assert no.value.place == "rules[0].event"


@pytest.mark.parametrize("code", [code for code in CODE if code != "class"])
def test_code_is_refused_even_where_somebody_hands_it_in_as_a_name(code: str) -> None:
    document = copy.deepcopy(DOCUMENT)
    document["rules"][0]["guards"] = [code]
    with pytest.raises(InvalidDefinition) as no:
        _read(document, guards=(*KTP_EL.guard_names, code))
    assert no.value.place == "rules[0].guards[0]"


@pytest.mark.parametrize("document", [None, [], "text", 7, [DOCUMENT]])
def test_what_is_no_document_is_refused_as_a_whole(document: object) -> None:
    with pytest.raises(InvalidDefinition) as no:
        _read(document)
    assert no.value.place == "the whole"


def test_two_facts_of_one_name_cannot_be_handed_in() -> None:
    other = attrs.frozen(type("FileCompleted", (CaseFact,), {}))
    with pytest.raises(InvalidDefinition, match="two classes"):
        from_document(DOCUMENT, events=(*EVENTS, other))


def test_a_guard_that_is_code_is_not_written_either() -> None:
    row = attrs.evolve(SHORT.rules[0], guards=("lambda case: True",))
    with pytest.raises(InvalidDefinition, match="plain name"):
        to_document(SHORT.evolve(rules=(row, *SHORT.rules[1:])))


def test_a_long_value_is_cut_short_in_the_error() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["rules"][3]["guards"] = ["x" * 10_000 + "."]
    with pytest.raises(InvalidDefinition) as no:
        _read(document)
    assert len(str(no.value)) < 300


@pytest.mark.parametrize(
    ("cls", "part"),
    [
        (Rule, DOCUMENT["rules"][0]),
        (NeverWithout, DOCUMENT["invariants"][0]),
        (Clock, DOCUMENT["clocks"][0]),
        (Lifecycle, DOCUMENT),
    ],
    ids=lambda found: getattr(found, "__name__", ""),
)
def test_a_field_that_is_added_to_the_table_must_be_added_to_the_document(cls, part) -> None:
    fields = {field.name for field in attrs.fields(cls)}
    keys = {key.removesuffix("_seconds") for key in part} - {"format", "format_version"}
    assert keys == fields
