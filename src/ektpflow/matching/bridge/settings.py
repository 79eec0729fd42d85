"""A model as Splink's settings: the same levels, the same weights, the same keys."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.bridge.sql import DIALECTS, column, condition
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.model import MatchModel

__all__ = ["ID", "key_column", "settings_of", "vetoes_of"]

#: Column that numbers the rows of the prepared table.
ID: Final = "row_number"

# What Splink takes is a dictionary as its own JSON documents it, hence Any.
Settings = dict[str, Any]


def key_column(index: int) -> str:
    """Return the column that holds a key's value, crowds already parted."""
    return f"key_{index}"


def settings_of(
    model: MatchModel, dialect: str, *, link: bool = False, by_frequency: bool = False
) -> Settings:
    """Return the settings with which Splink weighs as the model does.

    Parameters
    ----------
    model
        The model.
    dialect
        A key of `ektpflow.matching.bridge.sql.DIALECTS`.
    link
        Compare two tables with each other; otherwise one with itself.
    by_frequency
        Frequencies will be handed in, so that levels may count by them.

    Raises
    ------
    InvalidDefinition
        When Splink cannot do what a level asks; the level is named.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.bridge.settings import settings_of
    >>> found = settings_of(MatchModel.expert(), "duckdb")
    >>> [c["output_column_name"] for c in found["comparisons"]][:3]
    ['name', 'nik_birth_date', 'birth_place']
    """
    if dialect not in DIALECTS:
        raise InvalidDefinition(
            model.tag, f"dialect {dialect!r}", "known so far: " + ", ".join(DIALECTS)
        )
    group_of = {field: group for group in model.together for field in group.fields}
    by_field = {c.field: c for c in model.comparisons}
    comparisons, done = [], set()
    for comparison in model.comparisons:
        group = group_of.get(comparison.field)
        if group is None:
            comparisons.append(_single(comparison, dialect, by_frequency=by_frequency))
        elif group not in done:
            done.add(group)
            comparisons.append(_grouped(model, [by_field[f] for f in group.fields], dialect))
    odds = 2.0**model.prior
    return {
        "link_type": "link_only" if link else "dedupe_only",
        "sql_dialect": dialect,
        "unique_id_column_name": ID,
        "probability_two_random_records_match": odds / (1 + odds),
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.{name} = r.{name}", "sql_dialect": dialect}
            for name in map(key_column, range(len(model.blocking.keys)))
        ],
        "comparisons": comparisons,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
    }


def vetoes_of(model: MatchModel) -> tuple[str, ...]:
    """Return a condition on Splink's numbers of levels for each level that a veto names."""
    group_of = {field: group.fields for group in model.together for field in group.fields}
    by_field = {c.field: c for c in model.comparisons}
    found = []
    for veto in model.vetoes:
        members = [by_field[field] for field in group_of.get(veto.field, (veto.field,))]
        chosen = [c for c in product(*((None, *m.levels) for m in members)) if any(c)]
        at = [m.field for m in members].index(veto.field)
        # Splink numbers known levels downwards, the last is 0
        numbers = [
            str(len(chosen) - 1 - i)
            for i, levels in enumerate(chosen)
            if (level := levels[at]) is not None and level.name == veto.level
        ]
        name = "_".join(m.field for m in members)
        found.append(f"gamma_{name} IN ({', '.join(numbers)})")
    return tuple(found)


def _single(comparison: Comparison, dialect: str, *, by_frequency: bool) -> Settings:
    levels = [_unknown(_is_unknown(comparison))]
    for level in comparison.levels:
        found: Settings = {
            "sql_condition": condition(comparison, level, dialect),
            "label_for_charts": level.name,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        if by_frequency and level.by_frequency:
            found["tf_adjustment_column"] = column(comparison.field, level.features[0])
            found["tf_adjustment_weight"] = level.by_frequency
            found["disable_tf_exact_match_detection"] = True  # the level's own u, as in the model
        levels.append(found)
    return {"output_column_name": comparison.field, "comparison_levels": levels}


def _grouped(model: MatchModel, members: list[Comparison], dialect: str) -> Settings:
    """Make one comparison of fields that count together: a level for each combination.

    The combinations stand in the order of the levels, so that the first that fits is the one in
    which every field has its first fitting level.
    """
    for member in members:
        for level in member.levels:
            if level.by_frequency:
                raise InvalidDefinition(
                    f"comparison of {member.label}",
                    level.name,
                    "counts by frequency and stands in a group: Splink can do one of the two",
                )
    levels = []
    for chosen in product(*(_with_unknown(member, dialect) for member in members)):
        conditions = [asks for asks, _ in chosen if asks != "ELSE"]
        labels = ", ".join(
            f"{member.label}: {level.name if level else 'not known'}"
            for member, (_, level) in zip(members, chosen, strict=True)
        )
        if not any(level for _, level in chosen):
            levels.append(_unknown(" AND ".join(conditions)))
            continue
        bits = _counted(model, members, [level for _, level in chosen])
        share = 1 / (1 + 2.0**-bits)  # m over u is what counts: any two with the right quotient do
        levels.append(
            {
                "sql_condition": " AND ".join(f"({c})" for c in conditions) or "ELSE",
                "label_for_charts": labels,
                "m_probability": share,
                "u_probability": share / 2.0**bits,
            }
        )
    name = "_".join(member.field for member in members)
    return {"output_column_name": name, "comparison_levels": levels}


def _counted(model: MatchModel, members: list[Comparison], levels: list[Level | None]) -> float:
    bits = {m.field: x.bits if x else 0.0 for m, x in zip(members, levels, strict=True)}
    counted = model.counted([bits.get(c.field, 0.0) for c in model.comparisons])
    return math.fsum(counted)


def _with_unknown(comparison: Comparison, dialect: str) -> Iterator[tuple[str, Level | None]]:
    yield _is_unknown(comparison), None
    for level in comparison.levels:
        yield condition(comparison, level, dialect), level


def _is_unknown(comparison: Comparison) -> str:
    name = column(comparison.field, "clean")
    return f'("{name}_l" IS NULL OR "{name}_r" IS NULL)'


def _unknown(asks: str) -> Settings:
    return {"sql_condition": asks, "label_for_charts": "not known", "is_null_level": True}
