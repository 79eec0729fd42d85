"""A gallery as a file, so that a register need not be read anew.

The file holds personal data: every text that is compared, the ids (NIK, mostly) and what entered as
a `Person`. It is written for its owner's eyes only (mode 600); keep it as you keep the register.
Values that only removed records had are not written.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Hashable, Iterator
from datetime import date
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.matching.codes import code_of
from ektpflow.matching.document import digest
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.gallery.sections import Sections, packed, unpacked, write
from ektpflow.matching.gallery.shelf import Block, Shelf
from ektpflow.matching.gallery.words import Words
from ektpflow.matching.model import MatchModel
from ektpflow.matching.person import Person
from ektpflow.matching.plan import BlockingPlan, Key
from ektpflow.matching.vocabulary import FieldValues
from ektpflow.nik import Nik
from ektpflow.resident import Sex

__all__ = ["Content", "load", "save"]

_KIND: Final = "ektpflow gallery 1"
_TRIED: Final = 100  # texts of each field that are read again when a file is loaded
_IDS: Final[dict[str, type]] = {"text": str, "number": int, "nik": Nik}


@attrs.frozen(eq=False)
class Content:
    """What a file holds of a gallery."""

    shelf: Shelf
    frequencies: Frequencies | None
    people: dict[Hashable, Person]
    links: dict[Hashable, dict[Hashable, None]]
    chain: str


def save(path: Path, content: Content) -> None:
    """Write a gallery to a file: whole, or not at all.

    Raises
    ------
    InvalidValue
        When an id is neither a text, a whole number nor a NIK.
    OSError
        When it cannot be written.
    """
    write(path, _KIND, _sections(content))


def load(path: Path, model: MatchModel) -> Content:
    """Read a gallery from a file that `save` wrote.

    Raises
    ------
    BadFile
        When the file was cut short or altered, is of another format or another model, or was read
        by other rules than those of today.
    """
    with Sections.of(path, _KIND) as file:
        head = json.loads(file.section("head"))
        if head["digest"] != digest(model):
            problem = f"was made with model {head['model']}, and {model.tag} has other contents"
            raise file.bad("head", problem, "load it with that model, or build it anew with yours")
        plan = _plan(json.loads(file.section("plan")))
        frequencies = _frequencies(json.loads(file.section("frequencies")))
        names = _names(head["ids"], json.loads(file.section("ids")))
        people = _people(names, json.loads(file.section("people")))
        links: dict[Hashable, dict[Hashable, None]] = {}
        for one, other in json.loads(file.section("links")):
            links.setdefault(names[one], {})[names[other]] = None
        fields = [
            _field(file, model, at, head["features"][at]) for at in range(len(head["features"]))
        ]
        shelf = Shelf(Words(model, [words for words, _ in fields]), plan)
        shelf.fill(names, [numbers for _, numbers in fields], _blocks(file, plan))
        file.end()
    return Content(shelf, frequencies, people, links, head["chain"])


def _sections(content: Content) -> Iterator[tuple[str, bytes]]:
    shelf, words = content.shelf, content.shelf.words
    names = list(shelf)
    place = {name: at for at, name in enumerate(names)}
    kind, ids = _written(names)
    head = {
        "model": words.model.tag,
        "digest": digest(words.model),
        "chain": content.chain,
        "ids": kind,
        "features": [sorted(field.codes) for field in words.by_field],
    }
    yield "head", _json(head)
    yield "plan", _json(_plan_written(shelf.plan))
    yield "frequencies", _json(_frequencies_written(content.frequencies))
    yield "ids", _json(ids)
    yield "people", _json([[place[n], *_person_written(p)] for n, p in content.people.items()])
    links = ((one, other) for one, others in content.links.items() for other in others)
    yield "links", _json([[place[one], place[other]] for one, other in links])
    positions = [at for name in names if (at := shelf.position(name)) is not None]
    for at, field in enumerate(words.by_field):
        yield from _field_written(at, field, shelf.column(at, positions))
    new = array("I", bytes(4 * len(shelf.ids)))
    for number, at in enumerate(positions):
        new[at] = number
    for at, blocks in enumerate(shelf.blocks):
        yield from _blocks_written(at, blocks, new)


def _field_written(at: int, field: FieldValues, numbers: array[int]) -> Iterator[tuple[str, bytes]]:
    """Give the values of a field that records on file have, and their numbers."""
    used = sorted({0, *numbers})
    new = {old: number for number, old in enumerate(used)}
    yield f"texts.{at}", _json([field.texts[old] for old in used])
    for feature in sorted(field.codes):
        codes = field.codes[feature]
        yield f"codes.{at}.{feature}", packed(array("Q", [codes[old] for old in used]))
    yield f"numbers.{at}", packed(array("I", [new[number] for number in numbers]))


def _field(
    file: Sections, model: MatchModel, at: int, features: list[str]
) -> tuple[FieldValues, array[int]]:
    comparison = model.comparisons[at]
    texts = json.loads(file.section(f"texts.{at}"))
    codes = {name: unpacked("Q", file.section(f"codes.{at}.{name}")) for name in features}
    numbers = unpacked("I", file.section(f"numbers.{at}"))
    made = comparison.kind.features
    for number in range(1, len(texts), max(1, len(texts) // _TRIED)):
        text = texts[number]
        # a value of several columns was joined after reading, so only its features can be tried
        read = len(comparison.columns) > 1 or comparison.read((text,)) == text
        if not read or any(codes[name][number] != code_of(made[name](text)) for name in features):
            problem = f"values of {comparison.label} are read by other rules today than then"
            raise file.bad(f"texts.{at}", problem, "build the gallery anew from the register")
    return FieldValues.restored(comparison, texts, codes), numbers


def _blocks_written(
    at: int, blocks: dict[int, Block], new: array[int]
) -> Iterator[tuple[str, bytes]]:
    keys, sizes, positions = array("Q"), array("I"), array("I")
    for key, block in blocks.items():
        members = (block,) if isinstance(block, int) else block
        keys.append(key)
        sizes.append(len(members))
        positions.extend([new[position] for position in members])
    yield f"keys.{at}", packed(keys)
    yield f"sizes.{at}", packed(sizes)
    yield f"blocks.{at}", packed(positions)


def _blocks(file: Sections, plan: BlockingPlan) -> tuple[dict[int, Block], ...]:
    found: list[dict[int, Block]] = []
    for at in range(len(plan.keys)):
        keys = unpacked("Q", file.section(f"keys.{at}"))
        sizes = unpacked("I", file.section(f"sizes.{at}"))
        members = unpacked("I", file.section(f"blocks.{at}"))
        bounds = pairwise(accumulate(sizes, initial=0))
        found.append(
            {
                key: members[start] if end - start == 1 else members[start:end]
                for key, (start, end) in zip(keys, bounds, strict=True)
            }
        )
    return tuple(found)


def _written(names: list[Hashable]) -> tuple[str, list[object]]:
    """Return the kind of the ids, and the ids as JSON holds them."""
    kinds = {type(name) for name in names} or {str}
    for kind, of in _IDS.items():
        if kinds == {of}:
            return kind, [name.reveal() if isinstance(name, Nik) else name for name in names]
    raise InvalidValue(
        "gallery, ids",
        ", ".join(sorted(kind.__name__ for kind in kinds)),
        "a file holds ids of one kind: texts, whole numbers or NIK",
        "enter the records under such ids",
    )


def _names(kind: str, written: list[Any]) -> list[Hashable]:
    return [Nik(text) for text in written] if kind == "nik" else written


def _person_written(person: Person) -> list[str | None]:
    row = {**person.row, "handle": person.handle}
    return [None if row[name] is None else str(row[name]) for name in _PERSON]


def _people(names: list[Hashable], written: list[list[Any]]) -> dict[Hashable, Person]:
    found: dict[Hashable, Person] = {}
    for at, nik, born, sex, *rest in written:
        given = dict(zip(_PERSON[3:], rest, strict=True))
        found[names[at]] = Person(
            Nik(nik), birth_date=date.fromisoformat(born), sex=Sex(sex), **given
        )
    return found


_PERSON: Final = ("nik", "birth_date", "sex", "name", "birth_place", "mother_name", "handle",
                  "address", "rt", "rw", "kelurahan")  # fmt: skip


def _plan_written(plan: BlockingPlan) -> dict[str, Any]:
    return {
        "keys": [[key.parts, key.finer] for key in plan.keys],
        "register_size": plan.register_size,
        "cap": plan.cap,
        "crowds": [sorted(codes) for codes in plan.crowds],
        "left_out": [sorted(codes) for codes in plan.left_out],
    }


def _plan(written: dict[str, Any]) -> BlockingPlan:
    return BlockingPlan(
        tuple(Key(tuple(parts), tuple(finer)) for parts, finer in written["keys"]),
        written["register_size"],
        written["cap"],
        tuple(frozenset(codes) for codes in written["crowds"]),
        tuple(frozenset(codes) for codes in written["left_out"]),
    )


def _frequencies_written(found: Frequencies | None) -> dict[str, Any] | None:
    if found is None:
        return None
    shares = [[*of, list(table), list(table.values())] for of, table in found.shares.items()]
    return {"records": found.records, "shares": shares}


def _frequencies(written: dict[str, Any] | None) -> Frequencies | None:
    if written is None:
        return None
    shares = {
        (field, feature): dict(zip(codes, values, strict=True))
        for field, feature, codes, values in written["shares"]
    }
    return Frequencies(written["records"], shares)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
