"""The command line: ``python -m ektpflow study`` and ``python -m ektpflow replay``.

Exit codes: 0 done, 2 bad input or a missing extra, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import ektpflow
from ektpflow.errors import BadFile, EktpError

__all__ = ["entry", "main"]

_BAD: Final = 2
_STOPPED: Final = 130

_EXAMPLES: Final = """\
examples:
  python -m ektpflow study                        the calm month, built in
  python -m ektpflow study --scenario pressed     150 applications a day
  python -m ektpflow study mine.toml --out mine   your own scenario
  python -m ektpflow replay mine/journal.jsonl    read a journal again
"""


def _parser() -> argparse.ArgumentParser:
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m ektpflow",
        description="Model how an identity card (KTP-el) is issued.",
        epilog=_EXAMPLES,
        formatter_class=shape,
    )
    parser.add_argument("--version", action="version", version=f"ektpflow {ektpflow.__version__}")
    jobs = parser.add_subparsers(dest="job", required=True, metavar="study|replay")
    study = jobs.add_parser(
        "study",
        help="run a month at Kecamatan Medan Baru",
        description="Run a month and leave a journal, CSV tables, a picture and an HTML page.",
        epilog=_EXAMPLES,
        formatter_class=shape,
    )
    study.add_argument("file", nargs="?", metavar="FILE.toml", help="a scenario of your own")
    study.add_argument("--scenario", default="calm", help="a built-in one: calm or pressed")
    study.add_argument("--out", type=Path, help="folder for the results (build/study-NAME)")
    study.add_argument("--seed", type=int, help="another luck")
    study.add_argument("--days", type=int, help="another length, in calendar days")
    study.add_argument("--quiet", action="store_true", help="no table, only the files")
    replay = jobs.add_parser("replay", help="read a journal and say where every case stands")
    replay.add_argument("journal", type=Path, metavar="JOURNAL.jsonl")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    args = _parser().parse_args(argv)
    try:
        return _study(args) if args.job == "study" else _replay(args.journal)
    except EktpError as error:
        print(f"ektpflow: {error}", file=sys.stderr)
        return _BAD
    except KeyboardInterrupt:
        print("ektpflow: stopped; nothing was left half written", file=sys.stderr)
        return _STOPPED


def entry() -> None:
    """Run as the installed command."""
    sys.exit(main())


def _study(args: argparse.Namespace) -> int:
    from ektpflow.simulation import Scenario  # noqa: PLC0415  (--help needs none of it)

    start = time.perf_counter()
    found = Scenario.read(args.file) if args.file else Scenario.builtin(args.scenario)
    if args.days is not None and args.days < 1:
        raise BadFile("--days", f"{args.days}", "is no time to run", "at least 1")
    scenario = found.replace(days=args.days, seed=args.seed)
    out: Path = args.out or Path("build") / f"study-{scenario.name}"
    if out.exists() and not out.is_dir():
        raise BadFile(str(out), "--out", "is a file, not a folder", "name a folder")
    out.mkdir(parents=True, exist_ok=True)
    unfinished = out / "journal.jsonl.part"
    unfinished.unlink(missing_ok=True)
    try:
        from ektpflow.journal import FileJournal  # noqa: PLC0415
        from ektpflow.report import text_summary, write  # noqa: PLC0415
        from ektpflow.simulation import study  # noqa: PLC0415

        bar = _Bar()
        result = study(scenario, journal=FileJournal(unfinished), progress=bar.step)
        bar.close()
        files = write(result, out)
        journal = unfinished.replace(out / "journal.jsonl")
    finally:
        unfinished.unlink(missing_ok=True)
    if not args.quiet:
        print(text_summary(result))
        print()
    for file in (journal, *files):
        print(f"left {file}")
    print(f"done in {time.perf_counter() - start:.1f} s")
    return 0


class _Bar:
    """Progress on a terminal, nothing in a pipe."""

    def __init__(self) -> None:
        # tqdm ships no types
        self._bar: Any = None
        self._shown = sys.stderr.isatty()

    def step(self, done: int, days: int) -> None:
        """Show that some of the days are done."""
        if not self._shown:
            return
        if self._bar is None:
            try:
                from tqdm import tqdm  # noqa: PLC0415  (an extra, only for people who watch)
            except ImportError:
                self._shown = False
                return
            self._bar = tqdm(total=days, unit="day", leave=False)
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()


def _replay(path: Path) -> int:
    from ektpflow.casebook import Casebook  # noqa: PLC0415
    from ektpflow.journal import FileJournal  # noqa: PLC0415
    from ektpflow.office import medan  # noqa: PLC0415

    if not path.is_file():
        raise BadFile(str(path), "file", "is not there", "name a journal that a study left")
    book = Casebook.replay(FileJournal(path), medan())
    print(f"{path}: {book.facts} facts, {len(book.cases)} cases")
    counts = Counter(app.status.value for app in book.cases.values())
    for status, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(f"{count:>7}  {status}")
    return 0
