"""The waterfall of weights: from the prior, up and down with every comparison, to the total."""

from __future__ import annotations

from typing import Final

import attrs

from ektpflow.draw import Svg, broken
from ektpflow.matching.explain.explanation import Explanation

__all__ = ["Step", "marks", "signed", "steps", "waterfall"]

# 400 wide, so that on a phone the words are still about eleven pixels high
_WIDTH: Final = 400
_LEFT: Final = 10
_RIGHT: Final = 390
_WORDS: Final = 12.5
_SMALL: Final = 11.5
_LINE: Final = 15
_BAR: Final = 9
_GAP: Final = 12
_HEAD: Final = 46
_FOR_VALUE: Final = 56
_THINNEST: Final = 2.0
_NOTHING: Final = 0.05  # bits that are written as none
_MIDDLE: Final = 0.5
_MINUS: Final = "\u2212"  # as wide as the plus


@attrs.frozen
class Step:
    """One bar: where the odds stood, and where they stand after it, in bits.

    Parameters
    ----------
    label
        The field, or "before anything is compared", or "all together".
    told
        The level and what is to be said of it.
    start, end
        In bits; 0 is as likely as not.
    whole
        Whether it is the prior or the total, which stand on 0.
    """

    label: str
    told: str
    start: float
    end: float
    whole: bool = False

    @property
    def bits(self) -> float:
        """How far it moves the odds; of a whole, where it stands."""
        return self.end - self.start


def steps(explanation: Explanation) -> tuple[Step, ...]:
    """Return the bars from the prior to the total.

    Parameters
    ----------
    explanation
        The pair.
    """
    at = explanation.prior
    found = [Step("before anything is compared", "the prior", 0.0, at, whole=True)]
    for part in explanation.parts:
        told = part.level
        if abs(part.bits - part.counted) >= _NOTHING:
            told = f"{told} ({signed(part.bits)}, but another field says the same)"
        found.append(Step(part.comparison, told, at, at + part.counted))
        at += part.counted
    total = explanation.posterior
    return (*found, Step("all together", explanation.odds, 0.0, total, whole=True))


def marks(explanation: Explanation) -> tuple[tuple[str, float], ...]:
    """Return what the thresholds are called, and where they stand on the scale of the odds."""
    prior = explanation.prior
    return (
        ("a person must look", prior + explanation.possible),
        ("taken for one person", prior + explanation.duplicate),
    )


def signed(bits: float) -> str:
    """Write bits with their sign, and none as 0.

    Examples
    --------
    >>> from ektpflow.matching.explain.waterfall import signed
    >>> signed(10.27), signed(-0.01)
    ('+10.3', '0')
    """
    return "0" if abs(bits) < _NOTHING else f"{bits:+.1f}".replace("-", _MINUS)


def waterfall(explanation: Explanation) -> str:
    """Return the drawing.

    Parameters
    ----------
    explanation
        The pair.
    """
    rows = steps(explanation)
    room = _RIGHT - _LEFT - _FOR_VALUE
    words = [broken(f"{row.label}: {row.told}", room, _WORDS) for row in rows]
    tops, y = [], float(_HEAD)
    for lines in words:
        tops.append(y)
        y += _LINE * len(lines) + _BAR + _GAP
    svg = Svg(
        _WIDTH,
        y + 18,
        f"Weights of {explanation.title}",
        "; ".join(f"{row.label}: {row.told} {signed(row.bits)} bits" for row in rows),
    )
    ends = [0.0, *(at for _, at in marks(explanation)), *(row.end for row in rows)]
    low, high = min(ends), max(ends)
    scale = (_RIGHT - _LEFT) / ((high - low) or 1.0)

    def x(bits: float) -> float:
        return _LEFT + (bits - low) * scale

    _axis(svg, x(0.0), y)
    for number, (name, at) in enumerate(marks(explanation)):
        top = 14.0 + 16 * number
        svg.path(f"M{x(at):.1f} {top + 5:.1f}V{y:.1f}", ink="main", arrow=False, dashed=True)
        _placed(svg, x(at), top, f"{name}: {signed(at)}")
    for before, row, top, lines in zip(rows, rows[1:], tops[1:], words[1:], strict=False):
        if not row.whole:  # a thread from where the last bar ended
            start = top - _GAP
            svg.path(
                f"M{x(before.end):.1f} {start:.1f}V{top + _LINE * len(lines):.1f}",
                ink="faint", arrow=False, thick=1,
            )  # fmt: skip
    for row, lines, top in zip(rows, words, tops, strict=True):
        _row(svg, row, lines, top, (x(row.start), x(row.end)))
    return svg.render()


def _axis(svg: Svg, zero: float, bottom: float) -> None:
    svg.path(f"M{zero:.1f} {_HEAD - 6}V{bottom:.1f}", ink="line", arrow=False, thick=1)
    _placed(svg, zero, bottom + 12, "0 bits: as likely as not", ink="soft")


def _placed(svg: Svg, x: float, y: float, text: str, *, ink: str = "main") -> None:
    """Write beside a line, on the side that has room."""
    left = x > _WIDTH * _MIDDLE
    svg.text(
        min(max(x + (-4 if left else 4), _LEFT), _RIGHT),
        y, text, size=_SMALL, anchor="end" if left else "start", ink=ink, halo="ground",
    )  # fmt: skip


def _row(
    svg: Svg, row: Step, lines: tuple[str, ...], top: float, ends: tuple[float, float]
) -> None:
    y = top
    for line in lines:
        svg.text(_LEFT, y + 11, line, size=_WORDS, bold=row.whole, halo="ground")
        y += _LINE
    svg.text(
        _RIGHT, top + 11, signed(row.bits), size=_WORDS, bold=True, anchor="end", halo="ground"
    )
    start, end = min(ends), max(ends)
    wide = max(end - start, _THINNEST)
    nothing = abs(row.bits) < _NOTHING
    ink = "line" if nothing or row.whole else "good" if row.bits > 0 else "stop"
    fill = "faint" if nothing or row.whole else "good" if row.bits > 0 else "stopbox"
    # what speaks against is hollow, so that no colour carries a meaning alone
    svg.box(start, y, wide, _BAR, ink=ink, fill=fill, radius=2)
