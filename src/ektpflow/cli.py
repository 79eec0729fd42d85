"""The command line: ``python -m ektpflow study`` and ``python -m ektpflow replay``.

Exit codes: 0 done, 2 bad input or a missing extra, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import ektpflow
from ektpflow.errors import BadFile, EktpError

if TYPE_CHECKING:
    from ektpflow.casebook import Casebook
    from ektpflow.simulation import Scenario

__all__ = ["entry", "main"]

_BAD: Final = 2
_STOPPED: Final = 130
# a study keeps every fact in memory: ten years are the most that is let in
_MOST_DAYS: Final = 3650
_WIDEST: Final = 100

_CODES: Final = """\
exit codes:
  0    done
  2    bad input: an option, a file or a folder, or a package that is missing
  130  stopped by Ctrl-C; nothing is left half written
"""
_STUDY_EXAMPLES: Final = """\
examples:
  python -m ektpflow study                        a calm month, built in
  python -m ektpflow study --scenario pressed     the same office, 150 a day
  python -m ektpflow study --days 5 --seed 7      a short one, with another luck
  python -m ektpflow study mine.toml --out mine   a scenario of your own
"""
_REPLAY_EXAMPLES: Final = """\
examples:
  python -m ektpflow replay build/study-calm/journal.jsonl
"""


def _parser() -> argparse.ArgumentParser:
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m ektpflow",
        description="Model how Indonesia's electronic identity card (KTP-el) is issued.",
        epilog=f"{_STUDY_EXAMPLES}{_REPLAY_EXAMPLES.partition(':')[2][1:]}\n{_CODES}",
        formatter_class=shape,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"ektpflow {ektpflow.__version__}",
        help="say the version and end",
    )
    jobs = parser.add_subparsers(dest="job", metavar="study|replay", title="what to do")
    study = jobs.add_parser(
        "study",
        help="run a month at Kecamatan Medan Baru",
        description="Run a month at Kecamatan Medan Baru: show what happened, and leave a page,\n"
        "CSV tables, a picture and the journal of every fact. The files of an earlier\n"
        "run in the same folder are replaced.",
        epilog=f"{_STUDY_EXAMPLES}\n{_CODES}",
        formatter_class=shape,
    )
    which = study.add_mutually_exclusive_group()
    which.add_argument("file", nargs="?", metavar="FILE.toml", help="a scenario of your own")
    which.add_argument(
        "--scenario", metavar="NAME", help="one that is built in: calm (if none is named), pressed"
    )
    study.add_argument(
        "--out", type=Path, metavar="FOLDER", help="where the files go (build/study-NAME)"
    )
    study.add_argument(
        "--seed",
        type=_number("a seed", 0),
        metavar="N",
        help="another luck: a whole number from 0 on; the same seed gives the same files",
    )
    study.add_argument(
        "--days",
        type=_number("a number of days", 1, _MOST_DAYS),
        metavar="N",
        help="another length, in calendar days",
    )
    study.add_argument("--quiet", action="store_true", help="no tables here, only the files")
    replay = jobs.add_parser(
        "replay",
        help="read a journal again and say where every case stands",
        description="Read the journal that a study left: check every line, rebuild the casebook\n"
        "from it, and say where every application stands. Changes nothing.",
        epilog=f"{_REPLAY_EXAMPLES}\n{_CODES}",
        formatter_class=shape,
    )
    replay.add_argument(
        "journal", type=Path, metavar="JOURNAL.jsonl", help="the journal of a study"
    )
    return parser


def _number(what: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a reader of whole numbers whose refusal says what is wanted."""
    wanted = f"{what} is a whole number from {least} {'on' if most is None else f'to {most}'}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"{text!r} is not possible: {wanted}")
        return number

    return read


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = _parser()
    args = parser.parse_args(argv)
    try:
        match args.job:
            case "study":
                return _study(args)
            case "replay":
                return _replay(args.journal)
            case _:
                parser.print_help(sys.stderr)
                return _BAD
    except EktpError as error:
        print(f"ektpflow: {error}", file=sys.stderr)
        return _BAD
    except KeyboardInterrupt:
        print("ektpflow: stopped; nothing was left half written", file=sys.stderr)
        return _STOPPED


def entry() -> None:
    """Run as the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a terminal without our signs shows a "?" for them
            stream.reconfigure(errors="replace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read along has read enough (a pipe into head); the files are written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _study(args: argparse.Namespace) -> int:
    start = time.perf_counter()
    scenario = _scenario(args)
    own = Path("build") / f"study-{re.sub(r'[^A-Za-z0-9_-]+', '-', scenario.name)}"
    out: Path = args.out or own
    if out.exists() and not out.is_dir():
        raise BadFile(str(out), "--out", "is a file, not a folder", "name a folder")

    from ektpflow.journal import FileJournal  # noqa: PLC0415  (--help needs none of it)
    from ektpflow.report import (  # noqa: PLC0415
        FILES,
        JOURNAL,
        UNFINISHED,
        foreign_file,
        text_summary,
        write,
    )
    from ektpflow.simulation import study  # noqa: PLC0415

    if args.out and (foreign := foreign_file(out)):
        raise foreign
    with _folder(out):
        unfinished = out / f"{JOURNAL}{UNFINISHED}"
        unfinished.unlink(missing_ok=True)
        replaced = (out / JOURNAL).exists()
        try:
            with _bar() as step:
                result = study(scenario, journal=FileJournal(unfinished), progress=step)
            write(result, out, journal=unfinished)
        finally:
            unfinished.unlink(missing_ok=True)
    if not args.quiet:
        print(text_summary(result, _width()))
        print()
    print(f"The files are in {out}{' (an earlier run was replaced)' if replaced else ''}:")
    for name, what in {**FILES, JOURNAL: "every fact; read it again with replay"}.items():
        print(f"  {name:<14} {what}")
    print(f"done in {time.perf_counter() - start:.1f} s")
    return 0


def _scenario(args: argparse.Namespace) -> Scenario:
    from ektpflow.simulation import BUILTIN, Scenario  # noqa: PLC0415

    if args.file is None:
        found = Scenario.builtin(BUILTIN[0] if args.scenario is None else args.scenario)
    elif Path(args.file).is_file():
        found = Scenario.read(args.file)
    elif args.file in BUILTIN:
        raise BadFile(args.file, "file", "is not there", f"did you mean --scenario {args.file}?")
    else:
        there = "is a folder, not a file" if Path(args.file).is_dir() else "is not there"
        raise BadFile(args.file, "file", there, "name a scenario file (TOML), or leave it out")
    scenario = found.replace(days=args.days, seed=args.seed)
    if scenario.days > _MOST_DAYS:
        raise BadFile(
            str(args.file), "days", f"{scenario.days} are too many", f"at most {_MOST_DAYS}"
        )
    return scenario


@contextmanager
def _folder(out: Path) -> Iterator[None]:
    """Make a folder for a block of work; what was made in vain is taken away again."""
    made = [place for place in (out, *out.parents) if not place.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise BadFile(
            str(out),
            "--out",
            f"cannot be written to: {error.strerror}",
            "name a folder that you may write to, with room left",
        ) from error
    finally:
        for place in made:
            with suppress(OSError):  # one that holds something stays
                place.rmdir()


def _width() -> int:
    """Return how wide the tables may be: the terminal, and 80 columns in a pipe."""
    return min(_WIDEST, shutil.get_terminal_size((80, 24)).columns)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Show progress on a terminal, nothing in a pipe; the bar is gone afterwards."""
    bar: Any = None  # tqdm ships no types
    shown = sys.stderr.isatty()

    def step(done: int, days: int) -> None:
        nonlocal bar, shown
        if bar is None and shown:
            try:
                from tqdm import tqdm  # noqa: PLC0415  (an extra, only for people who watch)
            except ImportError:
                shown = False
            else:
                bar = tqdm(total=days, unit="day", leave=False)
        if bar is not None:
            bar.update(done - bar.n)

    try:
        yield step
    finally:
        if bar is not None:
            bar.close()


def _replay(path: Path) -> int:
    from ektpflow.lifecycle import Status  # noqa: PLC0415
    from ektpflow.tables import Column, Table  # noqa: PLC0415

    book = _read(path)
    if not book.facts:
        print(f"{path} holds no fact: nothing has happened yet.")
        return 0
    cases = book.cases.values()
    last = max((app.history[-1].at for app in cases), default=None)
    until = f" until {last:%Y-%m-%d %H:%M}" if last else ""
    print(f"{path}: {book.facts:,} facts, {len(cases):,} applications{until}; every seal fits.")
    counts = Counter(app.status for app in cases)
    table = Table(
        "Where every application stands",
        (
            Column("status"),
            Column("in English"),
            Column("in Indonesian"),
            Column("applications", "", "right"),
        ),
        [(s, s.english, s.label, f"{counts[s]:,}") for s in Status if counts[s]],
    )
    if cases:
        print(f"\n{table.text(_width())}")
    return 0


def _read(path: Path) -> Casebook:
    from ektpflow.casebook import Casebook  # noqa: PLC0415
    from ektpflow.journal import FileJournal  # noqa: PLC0415
    from ektpflow.office import medan  # noqa: PLC0415

    hint = "name a journal that a study left: journal.jsonl in its folder"
    if not path.is_file():
        there = "is a folder, not a file" if path.is_dir() else "is not there"
        raise BadFile(str(path), "file", there, hint)
    try:
        return Casebook.replay(FileJournal(path), medan())
    except OSError as error:
        raise BadFile(str(path), "file", f"cannot be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise BadFile(str(path), "file", "is no text, so it is no journal", hint) from error
    except BadFile as error:
        if error.place != "line 1":
            raise
        raise BadFile(error.file, error.place, error.problem, f"is it a journal? {hint}") from error
