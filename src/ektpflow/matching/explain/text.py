"""The explanation for a terminal: a table, and the waterfall in blocks."""

from __future__ import annotations

import textwrap
from typing import Final

from ektpflow.matching.explain.explanation import Explanation
from ektpflow.matching.explain.waterfall import marks, signed, steps
from ektpflow.tables import Align, Column, Table

__all__ = ["notes", "text"]

_LABEL: Final = 28
_VALUE: Final = 6
_NARROWEST: Final = 20  # cells of a waterfall that still shows something
_SURE: Final = 0.001
_INDEPENDENT: Final = (
    "The sum takes the fields for independent, and a family is not: twins and siblings share "
    "birth place, mother and address, and weigh more than they should."
)
_FOR, _AGAINST, _MARK, _TOTAL = "█", "░", "┊", "◆"


def text(explanation: Explanation, width: int) -> str:
    """Return table, notes and waterfall.

    Parameters
    ----------
    explanation
        The pair.
    width
        Columns of the terminal.
    """
    values = explanation.shows_values
    columns = (
        Column("Comparison"),
        *((Column("Here"), Column("There")) if values else ()),
        Column("Level"),
        Column("Worth", "bits", Align.RIGHT, decimals=1),
        Column("Counted", "bits", Align.RIGHT, decimals=1),
        Column("Because"),
    )
    rows = tuple(
        (
            line.part.comparison,
            *((line.here, line.there) if values else ()),
            line.part.level,
            line.part.bits,
            line.part.counted + 0.0,
            line.part.because,
        )
        for line in explanation.lines
    )
    table = Table(explanation.title, columns, rows, notes=notes(explanation))
    return "\n".join([table.text(width), "", *_waterfall(explanation, width)])


def notes(explanation: Explanation) -> tuple[str, ...]:
    """Return what is to be said below the table, each in a sentence."""
    e = explanation
    evidence = f"{e.weight:.1f} bits of evidence; {e.possible:.1f} ask for a person"
    odds = f"{e.posterior:.1f} bits, {e.odds}; probability {_probability(e.probability)}"
    found = [
        f"Model {e.model}: {evidence}. {e.verdict}",
        f"With the prior of {e.prior:.1f} bits: {odds}. {_INDEPENDENT}",
    ]
    found += [
        f"Vetoed by {veto.field}, {veto.level!r} ({veto.because}): at most a person can find these "
        "two to be one."
        for veto in e.vetoes
    ]
    found += [
        f"Counted once: {' and '.join(group.fields)} ({group.because})." for group in e.together
    ]
    keys = ", ".join(e.keys)
    found.append(
        f"Brought up by {keys}."
        if keys
        else "No key brings this pair up: a search would not have compared it."
    )
    return tuple(found)


def _probability(found: float) -> str:
    """Write a probability; no model is so sure that it could say 1."""
    if found > 1 - _SURE:
        return f"above {1 - _SURE}"
    return f"below {_SURE}" if found < _SURE else f"{found:.2g}"


def _waterfall(explanation: Explanation, width: int) -> list[str]:
    cells = max(width - _LABEL - _VALUE - 4, _NARROWEST)
    rows = steps(explanation)
    thresholds = [at for _, at in marks(explanation)]
    ends = [0.0, *thresholds, *(row.end for row in rows)]
    low, high = min(ends), max(ends)
    scale = (cells - 1) / ((high - low) or 1.0)

    def cell(bits: float) -> int:
        return round((bits - low) * scale)

    lines = []
    for row in rows:
        line = [" "] * cells
        for at in thresholds:
            line[cell(at)] = _MARK
        if row is rows[-1]:
            line[cell(row.end)] = _TOTAL
        else:
            first, last = sorted((cell(row.start), cell(row.end)))
            block = _FOR if row.bits > 0 else _AGAINST
            # the cell where the bar before it ended belongs to that one
            line[first:last] = block * (last - first)
        label = textwrap.shorten(row.label, _LABEL, placeholder="")
        bar = "".join(line).rstrip()
        lines.append(f"{label:<{_LABEL}}  {signed(row.bits):>{_VALUE}}  {bar}".rstrip())
    told = "; ".join(f"{name} from {signed(at)} bits" for name, at in marks(explanation))
    key = f"{_FOR} for one person, {_AGAINST} against, {_TOTAL} all together, {_MARK} {told}"
    return [*lines, *textwrap.wrap(key, width)]
