"""How the parts of a match model are written as plain data."""

from __future__ import annotations

from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.kinds import KINDS
from ektpflow.matching.levels import Comparison
from ektpflow.matching.likeness import Agree, Anything, Crossed, Edits, Near, Own, Test, WordsNear
from ektpflow.matching.model import MatchModel

__all__ = ["FORMAT", "FORMAT_VERSION", "document", "frequencies_document"]

#: What a file calls itself, and the version that is written and read here.
FORMAT: Final = "ektpflow match model"
FORMAT_VERSION: Final = 1

_DIGITS: Final = 16  # of a code, hexadecimal


def document(model: MatchModel) -> dict[str, object]:
    """Return a model as plain data, in the order in which people read it."""
    plan = model.blocking
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "name": model.name,
        "version": model.version,
        "prior": float(model.prior),
        "possible": float(model.possible),
        "duplicate": float(model.duplicate),
        "comparisons": [_comparison(comparison) for comparison in model.comparisons],
        "together": [
            {"fields": list(group.fields), "because": group.because} for group in model.together
        ],
        "vetoes": [attrs.asdict(veto) for veto in model.vetoes],
        "blocking": {
            "register_size": plan.register_size,
            "cap": plan.cap,
            "keys": [
                {
                    "parts": list(key.parts),
                    "finer": list(key.finer),
                    "crowds": sorted(map(_hex, crowds)),
                    "left_out": sorted(map(_hex, left_out)),
                }
                for key, crowds, left_out in zip(plan.keys, plan.crowds, plan.left_out, strict=True)
            ],
        },
    }


def _comparison(comparison: Comparison) -> dict[str, object]:
    kind = comparison.kind
    known = KINDS.get(kind.name)
    if known is not None and (kind.read, kind.features) != (known.read, known.features):
        raise InvalidDefinition(
            f"comparison of {comparison.label}",
            f"kind {kind.name!r}",
            "it bears the name of a built-in kind and reads otherwise; give it a name of its own",
        )
    return {
        "field": comparison.field,
        "label": comparison.label,
        "kind": kind.name,
        "columns": list(comparison.columns),
        "levels": [
            {
                "name": level.name,
                "test": _test(level.test),
                "m": level.m,
                "u": level.u,
                "by_frequency": float(level.by_frequency),
                "because": level.because,
            }
            for level in comparison.levels
        ],
    }


def _test(test: Test) -> dict[str, object]:
    match test:
        case Agree(features, at_least):
            return {"is": "agree", "features": list(features), "at_least": at_least}
        case Crossed(one, other):
            return {"is": "crossed", "one": one, "other": other}
        case Anything():
            return {"is": "anything"}
        case Near(metric, at_least, feature):
            told: dict[str, object] = {"is": "near", "metric": metric.value, "at_least": at_least}
        case Edits(within, metric, feature):
            told = {"is": "edits", "within": within, "metric": metric.value}
        case WordsNear(metric, at_least, words, feature, shortened):
            told = {"is": "words_near", "metric": metric.value, "at_least": at_least}
            told["words"], told["shortened"] = words, shortened
        case Own(name, _, feature):
            told = {"is": "own", "name": name}
    told["feature"] = feature
    return told


def frequencies_document(frequencies: Frequencies) -> dict[str, object]:
    """Return frequencies as plain data, the codes as hexadecimal digits."""
    return {
        "records": frequencies.records,
        "shares": [
            {
                "field": field,
                "feature": feature,
                "share": {_hex(code): table[code] for code in sorted(table)},
            }
            for (field, feature), table in sorted(frequencies.shares.items())
        ],
    }


def _hex(code: int) -> str:
    return f"{code:0{_DIGITS}x}"
