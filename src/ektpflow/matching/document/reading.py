"""How a match model is read from a file: names are looked up, never run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NoReturn, TypeVar

import attrs

from ektpflow.errors import BadFile, InvalidDefinition
from ektpflow.matching.document.paths import Value, all_or_nothing
from ektpflow.matching.document.writing import FORMAT, FORMAT_VERSION
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.kinds import KINDS, Kind
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import (
    Agree,
    Anything,
    Crossed,
    Edits,
    Metric,
    Near,
    Own,
    Test,
    WordsNear,
)
from ektpflow.matching.model import MatchModel, Together, Veto
from ektpflow.matching.plan import BlockingPlan, Key

__all__ = ["read"]

_LONGEST: Final = 16  # hexadecimal digits of a code
_HEX: Final = frozenset("0123456789abcdef")
_METRICS: Final[Mapping[str, Metric]] = {metric.value: metric for metric in Metric}

T = TypeVar("T")


def read(
    text: str, file: str, kinds: Iterable[Kind], tests: Iterable[Own]
) -> tuple[MatchModel, Frequencies | None]:
    """Return the model of a text, and the frequencies where some stand with it.

    Parameters
    ----------
    text
        The text.
    file
        What errors call it.
    kinds, tests
        Those of the user's own that it may name.

    Raises
    ------
    BadFile
        With all that is wrong.
    """
    names = _Names(
        {**KINDS, **_by_name("kinds=", kinds, lambda kind: kind.name)},
        _by_name("tests=", tests, lambda test: test.name),
    )
    return all_or_nothing(Value(file, "", _parsed(text, file)), names.whole)


def _parsed(text: str, file: str) -> object:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [key for key, _ in pairs]
            twice = next(key for key in names if names.count(key) > 1)
            raise BadFile(file, f"key {twice!r}", "stands twice in one table", "drop one of them")
        return found

    def refuse(name: str) -> NoReturn:
        raise BadFile(file, name, "is no number in JSON", "write a number")

    hint = "is it a model's file, and whole?"
    try:
        found: object = json.loads(text, object_pairs_hook=once, parse_constant=refuse)
    except json.JSONDecodeError as no:
        place = f"line {no.lineno}, column {no.colno}"
        raise BadFile(file, place, f"no JSON: {no.msg}", hint) from None
    except BadFile:
        raise
    except (ValueError, RecursionError) as no:  # digits without end, tables within tables
        raise BadFile(file, "the whole", f"no JSON that can be read: {no}", hint) from None
    return found


def _by_name(what: str, given: Iterable[T], name: Callable[[T], str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for one in given:
        if found.setdefault(name(one), one) is not one:
            raise InvalidDefinition(what, name(one), "two of them have this name; rename one")
    return found


@attrs.frozen
class _Names:
    """The names that a file may use, and how its parts are read with them."""

    kinds: Mapping[str, Kind]
    tests: Mapping[str, Own]

    def whole(self, value: Value) -> tuple[MatchModel, Frequencies | None]:
        self._must_be_ours(value)
        of = value.table(
            "format", "format_version", "name", "version", "prior", "possible", "duplicate",
            "comparisons", "together", "vetoes", "blocking", maybe=("frequencies",),
        )  # fmt: skip
        name, version = of["name"].text(), of["version"].text()
        numbers = [of[key].number() for key in ("prior", "possible", "duplicate")]
        comparisons = of["comparisons"].each(self.comparison)
        blocking = _plan(of["blocking"])
        vetoes = of["vetoes"].each(_veto)
        together = of["together"].each(_together)
        given = of.get("frequencies")
        frequencies = None if given is None else _frequencies(given)
        if value.problems:  # the model would be refused for what was left out of it
            raise value.problems.pop()
        model = value.made(
            lambda: MatchModel(
                name, version, comparisons, numbers[0], numbers[1], numbers[2], blocking, vetoes,
                together,
            )
        )  # fmt: skip
        return model, frequencies

    def _must_be_ours(self, value: Value) -> None:
        found = value.value
        if not isinstance(found, Mapping) or found.get("format") != FORMAT:
            told = found.get("format") if isinstance(found, Mapping) else None
            raise BadFile(
                value.file, "format", f"{told!r} is no {FORMAT!r}", "name the file of a match model"
            )
        version = found.get("format_version")
        if version != FORMAT_VERSION or isinstance(version, bool):
            newer = isinstance(version, int) and version > FORMAT_VERSION
            raise BadFile(
                value.file,
                "format_version",
                f"{version!r} is not read here, {FORMAT_VERSION} is",
                "a newer ektpflow wrote it: update this one" if newer else "write it anew",
            )

    def comparison(self, value: Value) -> Comparison:
        of = value.table("field", "label", "kind", "columns", "levels")
        field, label = of["field"].text(), of["label"].text()
        columns = of["columns"].each(Value.text)
        before = len(value.problems)
        levels = of["levels"].each(self.level)
        name = of["kind"].text()
        hand_in = f"hand it in: kinds=[...] with a Kind named {name!r}"
        kind = of["kind"].one_of(self.kinds, f"kind among {', '.join(self.kinds)}", hand_in)
        if len(value.problems) > before:  # it would be refused for the levels that it lacks
            raise value.problems.pop()
        return value.made(lambda: Comparison(field, label, kind, levels, columns))

    def level(self, value: Value) -> Level:
        of = value.table("name", "test", "m", "u", "by_frequency", "because")
        test = self.test(of["test"])
        name, because = of["name"].text(), of["because"].text()
        m, u, by = (of[key].number() for key in ("m", "u", "by_frequency"))
        return value.made(lambda: Level(name, test, m, u, because, by))

    def test(self, value: Value) -> Test:
        found = value.value
        if not isinstance(found, Mapping) or "is" not in found:
            raise value.wrong(
                f"{value.shown} is no test", f'write {{"is": "{next(iter(_TESTS))}"}}'
            )
        tag = Value(value.file, f"{value.path}.is", found["is"], value.problems)
        keys, make = tag.one_of(_TESTS, "test")
        of = value.table("is", *keys)
        if tag.value != "own":
            return value.made(lambda: make(of))
        name, feature = of["name"].text(), of["feature"].text()
        hand_in = f"hand it in: tests=[Own({name!r}, ...)]"
        own = of["name"].one_of(self.tests, "test of your own that was handed in", hand_in)
        return attrs.evolve(own, feature=feature)


def _metric(of: Mapping[str, Value]) -> Metric:
    return of["metric"].one_of(_METRICS, "metric")


def _own(_: Mapping[str, Value]) -> NoReturn:
    raise AssertionError  # it is looked up among those handed in


#: By its tag: the keys of a test, and how it is made of them.
_TESTS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Mapping[str, Value]], Test]]]] = {
    "agree": (
        ("features", "at_least"),
        lambda of: Agree(of["features"].each(Value.text), of["at_least"].whole()),
    ),
    "crossed": (("one", "other"), lambda of: Crossed(of["one"].text(), of["other"].text())),
    "anything": ((), lambda _: Anything()),
    "near": (
        ("metric", "at_least", "feature"),
        lambda of: Near(_metric(of), of["at_least"].number(), of["feature"].text()),
    ),
    "edits": (
        ("within", "metric", "feature"),
        lambda of: Edits(of["within"].whole(), _metric(of), of["feature"].text()),
    ),
    "words_near": (
        ("metric", "at_least", "words", "feature", "shortened"),
        lambda of: WordsNear(
            _metric(of),
            of["at_least"].number(),
            of["words"].whole(),
            of["feature"].text(),
            of["shortened"].yes(),
        ),
    ),
    "own": (("name", "feature"), _own),
}


def _veto(value: Value) -> Veto:
    of = value.table("field", "level", "because")
    return Veto(of["field"].text(), of["level"].text(), of["because"].text())


def _together(value: Value) -> Together:
    of = value.table("fields", "because")
    return Together(of["fields"].each(Value.text), of["because"].text())


def _plan(value: Value) -> BlockingPlan:
    of = value.table("register_size", "cap", "keys")
    size, cap = of["register_size"].whole(), of["cap"].whole()
    rows = of["keys"].each(_key)
    return value.made(
        lambda: BlockingPlan(
            tuple(key for key, _, _ in rows),
            size,
            cap,
            tuple(crowds for _, crowds, _ in rows),
            tuple(left_out for _, _, left_out in rows),
        )
    )


def _key(value: Value) -> tuple[Key, frozenset[int], frozenset[int]]:
    of = value.table("parts", "finer", "crowds", "left_out")
    parts, finer = (of[key].each(Value.text) for key in ("parts", "finer"))
    key = value.made(lambda: Key(parts, finer))
    crowds, left_out = (frozenset(of[key].each(_code)) for key in ("crowds", "left_out"))
    return key, crowds, left_out


def _code(value: Value) -> int:
    return _as_code(value, value.text())


def _as_code(value: Value, text: str) -> int:
    if len(text) != _LONGEST or not _HEX.issuperset(text):
        raise value.wrong(f"{text!r} is no code", f"write {_LONGEST} hexadecimal digits, small")
    return int(text, 16)


def _frequencies(value: Value) -> Frequencies:
    of = value.table("records", "shares")
    records = of["records"].whole()
    shares = dict(of["shares"].each(_shares))
    return value.made(lambda: Frequencies(records, shares))


def _shares(value: Value) -> tuple[tuple[str, str], dict[int, float]]:
    of = value.table("field", "feature", "share")
    found = {_as_code(one, code): _share(one) for code, one in of["share"].entries()}
    return (of["field"].text(), of["feature"].text()), found


def _share(value: Value) -> float:
    share = value.number()
    if not 0 < share <= 1:
        raise value.wrong(f"{share} is no share", "write a number above 0, and 1 at most")
    return share
