"""The classes of the statuses say what the table says: no more, no less."""

from __future__ import annotations

import ast
import pickle
import runpy
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import attrs
import pytest

from ektpflow import KTP_EL, Lifecycle, Status, wib
from ektpflow import events as e
from ektpflow.errors import InvalidDefinition, InvalidValue, Refused
from ektpflow.lifecycle import Course, OwnStatus, Phase, Rule, typed
from ektpflow.lifecycle.write_typed import class_names, main, source

ROOT: Final = Path(__file__).parent.parent
MADE_FROM: Final = "ektpflow.lifecycle.ktp_el:KTP_EL"
RUN: Final = "the table and its classes differ; run `make typed` and look at what changed"
Arrow = tuple[str, str, str]


def _names(union: ast.expr) -> set[str]:
    """Return the classes of a union, by their last name."""
    if isinstance(union, ast.BinOp):
        return _names(union.left) | _names(union.right)
    assert isinstance(union, ast.Attribute)
    return {union.attr}


def _status_of(cls: ast.ClassDef) -> str:
    """Return the code in ``Standing[Literal[Status.CODE]]``, empty for a status of one's own."""
    (base,) = cls.bases
    codes = [node.attr for node in ast.walk(base) if isinstance(node, ast.Attribute)]
    return codes[0] if codes else ""


def arrows_of(text: str) -> list[Arrow]:
    """Read a module of classes: each status, fact and status that follows, as a checker sees it."""
    classes = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)}
    found: list[Arrow] = []
    for cls in classes.values():
        heads = [node for node in cls.body if isinstance(node, ast.FunctionDef)]
        overloads = [head for head in heads if head.decorator_list]
        for head in overloads or heads:
            assert head.name == "after"
            _, fact = head.args.args
            assert fact.annotation is not None
            assert isinstance(head.returns, ast.Name)
            assert head.returns.id in classes
            found += [(cls.name, event, head.returns.id) for event in _names(fact.annotation)]
    return found


def rows_of(lifecycle: Lifecycle) -> set[Arrow]:
    """Return the rows of a table in the words of its classes."""
    named = class_names(lifecycle)
    return {(named[r.source], r.event.__name__, named[r.target]) for r in lifecycle.rules}


WRITTEN: Final = (ROOT / "src/ektpflow/lifecycle/typed.py").read_text(encoding="utf-8")


def test_every_row_is_an_overload_and_every_overload_is_a_row() -> None:
    """Read apart from the writer: what a checker sees is what the table holds."""
    read = arrows_of(WRITTEN)
    assert len(read) == len(set(read))
    missing, foreign = rows_of(KTP_EL) - set(read), set(read) - rows_of(KTP_EL)
    assert not missing, f"{RUN}; not in typed.py: {sorted(missing)[:5]}"
    assert not foreign, f"{RUN}; not in the table: {sorted(foreign)[:5]}"
    print(f"{len(read)} rows of KTP_EL in {len(class_names(KTP_EL))} classes")


def test_every_class_names_its_own_status() -> None:
    """No class says that it stands elsewhere."""
    classes = [node for node in ast.parse(WRITTEN).body if isinstance(node, ast.ClassDef)]
    assert {cls.name: _status_of(cls) for cls in classes} == {
        name: status.value for status, name in class_names(KTP_EL).items()
    }, RUN
    for status, name in class_names(KTP_EL).items():
        assert type(typed.of(Course(KTP_EL, status))).__name__ == name


@pytest.mark.parametrize(
    ("file", "where"),
    [
        ("src/ektpflow/lifecycle/typed.py", MADE_FROM),
        ("tests/typing/office_typed.py", "office_flow:OURS"),
    ],
)
def test_what_is_kept_is_what_is_written_now(
    file: str, where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody edits it by hand, and nobody forgets to write it again."""
    monkeypatch.syspath_prepend(str(ROOT / "tests/typing"))
    main([where])
    assert capsys.readouterr().out == (ROOT / file).read_text(encoding="utf-8"), RUN


@pytest.mark.parametrize("change", ["drop", "add", "redirect"])
def test_a_changed_table_is_noticed(change: str) -> None:
    """The comparison itself can fail, in both directions."""
    row = KTP_EL.rule(Status.PROCESSING, e.RecordSent)
    assert row is not None
    others = tuple(rule for rule in KTP_EL.rules if rule is not row)
    rules = {
        "drop": others,
        "add": (*KTP_EL.rules, attrs.evolve(row, source=Status.BIO_CAPTURED)),
        "redirect": (*others, attrs.evolve(row, target=Status.RECEIVED_AT_CENTRAL)),
    }[change]
    changed = KTP_EL.evolve(rules=rules)
    assert rows_of(changed) != set(arrows_of(WRITTEN))
    assert source(changed, MADE_FROM) != WRITTEN


# -- as they run ----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", KTP_EL.rules, ids=lambda row: row.name)
def test_each_row_leads_from_class_to_class(row: Rule) -> None:
    """What the checker was promised happens."""
    case = typed.of(Course(KTP_EL, row.source))
    after = case.after(row.event.__new__(row.event))  # type: ignore[arg-type]
    assert after == typed.of(Course(KTP_EL, row.target, after.course.history))
    assert type(after).__name__ == class_names(KTP_EL)[row.target]


def test_what_no_checker_saw_is_still_refused() -> None:
    """The course refuses as ever; the types add to it and take nothing away."""
    case = typed.begin()
    done = e.FileCompleted("K1", wib("2026-03-02 09:00"), "x/petugas", "x", KTP_EL.tag)
    with pytest.raises(Refused, match="possible from SUBMITTED"):
        case.after(done)  # type: ignore[arg-type]
    assert case == typed.begin()


def test_a_typed_case_is_a_value() -> None:
    case = typed.begin()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        case.course = Course(KTP_EL, Status.PRINT_READY_RECORD)  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(case)) == case
    assert typed.Submitted(case.course) != case


def test_a_course_by_other_rows_is_refused_and_by_other_guards_is_not() -> None:
    """The types speak of rows only, and of these they tell the truth."""
    guarded = KTP_EL.evolve(
        version="2", rules=tuple(attrs.evolve(rule, guards=()) for rule in KTP_EL.rules)
    )
    assert isinstance(typed.of(Course.begun(guarded)), typed.Unregistered)
    with pytest.raises(InvalidValue, match="write_typed"):
        typed.of(Course.begun(KTP_EL.evolve(rules=KTP_EL.rules[:-1])))


# -- of a table of one's own ----------------------------------------------------------------------


def _table(*codes: str, rules: tuple[Rule, ...] = ()) -> Lifecycle:
    statuses = tuple(OwnStatus(code, "kata", "word", Phase.END) for code in codes)
    return Lifecycle("OWN", "1", statuses[0], frozenset(), rules, statuses, ())


@pytest.mark.parametrize("codes", [("COURSE",), ("3RD",), ("A_B", "A__B"), ("AT-LURAH",)])
def test_a_code_that_makes_no_class_is_refused_with_its_place(codes: tuple[str, ...]) -> None:
    """Two codes may not meet in one name, nor a code in a name that the module needs."""
    with pytest.raises(InvalidDefinition, match=codes[-1]):
        class_names(_table(*codes))


def test_a_module_of_ones_own_is_written_to_a_file_and_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An end that keeps no fact has no `after`; a status with one way out needs no overloads."""
    (tmp_path / "small_flow.py").write_text(
        "from ektpflow.events import FileCompleted\n"
        "from ektpflow.lifecycle import Lifecycle, OwnStatus, Phase, Rule\n"
        "from ektpflow.office import Role\n"
        "A = OwnStatus('ASKED', 'diminta', 'asked', Phase.APPLICATION)\n"
        "G = OwnStatus('GIVEN', 'diberi', 'given', Phase.END)\n"
        "SMALL = Lifecycle('SMALL', '1', A, {G}, (Rule(FileCompleted, A, G, Role.COUNTER),),"
        " (A, G), ())\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    main(["small_flow:SMALL", str(tmp_path / "small_typed.py")])
    small = import_module("small_typed")
    given = small.begin().after(e.FileCompleted.__new__(e.FileCompleted))
    assert type(given) is small.Given
    assert not hasattr(given, "after")
    assert arrows_of((tmp_path / "small_typed.py").read_text(encoding="utf-8")) == [
        ("Asked", "FileCompleted", "Given")
    ]


def test_a_name_that_is_no_lifecycle_is_refused() -> None:
    with pytest.raises(InvalidDefinition, match="none of that name"):
        main(["ektpflow.lifecycle.ktp_el:Role"])


def test_the_legal_use_that_both_checkers_accept_also_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is legal at the desk is legal at the counter."""
    monkeypatch.syspath_prepend(str(ROOT / "tests/typing"))
    runpy.run_path(str(ROOT / "tests/typing/legal.py"), run_name="__main__")
    assert "office_typed" in sys.modules
