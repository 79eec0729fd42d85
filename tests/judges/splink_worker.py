"""What runs in Splink's own environment: ``python splink_worker.py ROWS``.

Prints what was compared and exits 0; exits 1 where something differs, or a bent model goes unnoticed.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from typing import Any, Final

import attrs
import pyarrow as pa

from ektpflow.matching import (
    Agree,
    Anything,
    BlockingPlan,
    Edits,
    Frequencies,
    Key,
    Level,
    MatchModel,
    Metric,
    Near,
    WordsNear,
)
from ektpflow.matching.batch import Found, deduplicate, link, plan_for
from ektpflow.matching.bridge import to_splink
from ektpflow.population import register

WITHIN: Final = 1e-6
EVERY_PAIR: Final = -10_000.0  # bits: no weight is so low
#: The built-in keys bring up few pairs that are not alike; these bring up many, some from crowds
#: that finer parts divide, and leave some out.
WIDE: Final = BlockingPlan(
    (
        Key(("birth_date.year",), ("name.first_key",)),
        Key(("birth_place.place_key",), ("sex.clean", "birth_date.month")),
        Key(("mother_name.first_key",), ("kelurahan.clean",)),
        Key(("birth_place.place_key", "sex.clean")),  # without finer parts a large town is left out
    ),
    register_size=1_000,
    cap=12,
)

#: By the rows of a pair: its weight in bits, and whether a veto stands against it.
Weighed = dict[tuple[int, int], tuple[float, bool]]


@attrs.frozen
class Trial:
    """A model, tables and frequencies, and what Splink, the batch and the model make of them."""

    tables: tuple[pa.Table, ...]
    model: MatchModel
    frequencies: Frequencies | None = None

    def by_splink(self, model: MatchModel, floor: float | None = EVERY_PAIR) -> Weighed:
        found = to_splink(model, frequencies=self.frequencies).predict(*self.tables, floor=floor)
        columns = (found[name].to_pylist() for name in ("left", "right", "weight", "vetoed"))
        return {
            (min(one, other), max(one, other)): (weight, vetoed)
            for one, other, weight, vetoed in zip(*columns, strict=True)
        }

    def batch(self, floor: float | None = EVERY_PAIR) -> Found:
        # handed no frequencies, the batch counts them: so it gets a model that asks for none
        model = self.model if self.frequencies else with_same("by_frequency", 0.0, self.model)
        more: Any = {"plan": model.blocking, "frequencies": self.frequencies, "floor": floor}
        return (link if len(self.tables) > 1 else deduplicate)(*self.tables, model=model, **more)

    def by_batch(self, floor: float | None = EVERY_PAIR) -> Weighed:
        found = self.batch(floor)
        columns = (found.left, found.right, found.weight, found.vetoed)
        return {
            (one, other): (weight, vetoed)
            for one, other, weight, vetoed in zip(*(c.tolist() for c in columns), strict=True)
        }

    def by_model(self, pairs: Weighed) -> Weighed:
        readings = [self.model.read(row) for table in self.tables for row in table.to_pylist()]
        found = {}
        for one, other in pairs:
            score = self.model.score_readings(readings[one], readings[other], self.frequencies)
            found[one, other] = (score.weight, score.vetoed)
        return found

    def judged(self) -> tuple[str, list[str]]:
        """Return what was compared, and what differs."""
        theirs, batch = self.by_splink(self.model), self.by_batch()
        ours = self.by_model(theirs)
        worst = max(abs(weight - ours[pair][0]) for pair, (weight, _) in theirs.items())
        found = [*differences(theirs, ours, "the model"), *differences(theirs, batch, "the batch")]
        return f"{len(theirs)} pairs at most {worst:.0e} bits apart", found

    def unmet(self) -> Iterator[str]:
        """Tell every level that no pair meets: of it nothing is shown."""
        for comparison, found in zip(self.model.comparisons, self.batch().levels.T, strict=True):
            met = set(found.tolist())
            for at, level in enumerate(comparison.levels):
                if at not in met:
                    yield f"no pair meets {comparison.field}: {level.name}"


def differences(theirs: Weighed, ours: Weighed, whose: str) -> Iterator[str]:
    """Tell every pair that is not there, not of one weight, or not under the same veto."""
    for pair in sorted(theirs.keys() ^ ours.keys()):
        yield f"{pair} was found by {'Splink' if pair in theirs else whose} only"
    for pair in sorted(theirs.keys() & ours.keys()):
        if not abs(theirs[pair][0] - ours[pair][0]) <= WITHIN or theirs[pair][1] != ours[pair][1]:
            yield f"{pair} is {theirs[pair]} in Splink and {ours[pair]} in {whose}"


# -- records -------------------------------------------------------------------------------------


def written_again(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a record with mistakes that a small register may lack."""
    name, nik, mother = row["name"], row["nik"], row["mother_name"]
    day = int(nik[6:8])
    yield {"name": " ".join(word[0] for word in name.split()), "address": None}
    yield {"name": f"{name[0]} {' '.join(name.split()[1:])}", "sex": None}
    yield {"name": name.translate(str.maketrans("AIUEO", "ÉUOAI")), "kelurahan": None}
    yield {"name": f"山田 {name}", "nik": nik[:6] + f"{(day + 40) % 80:02}" + nik[8:]}
    yield {"nik": "9999" + nik[4:], "mother_name": mother and " ".join(mother.split()[::-1])}
    yield {"nik": nik[:-1] + str(9 - int(nik[-1])), "birth_place": None}
    yield {"nik": None, "birth_date": None}


def records(rows: int, names: tuple[str, ...]) -> pa.Table:
    """Return a register, and some of its people written again."""
    columns = register(rows, seed=29).columns()
    table = pa.table({name: columns[name] for name in names})
    again = [
        {**row, **odd} for row in table[: rows // 50].to_pylist() for odd in written_again(row)
    ]
    return pa.concat_tables([table, pa.Table.from_pylist(again, schema=table.schema)])


# -- models --------------------------------------------------------------------------------------


def with_level(model: MatchModel, field: str, at: int, **changed: Any) -> MatchModel:
    """Return a model of which one level is another."""
    comparison = model.comparisons[model.place[field]]
    levels = list(comparison.levels)
    levels[at] = attrs.evolve(levels[at], **changed)
    return with_levels(model, field, tuple(levels))


def with_levels(model: MatchModel, field: str, levels: tuple[Level, ...]) -> MatchModel:
    compared = tuple(
        attrs.evolve(c, levels=levels) if c.field == field else c for c in model.comparisons
    )
    return attrs.evolve(model, comparisons=compared)


def with_same(name: str, value: object, model: MatchModel) -> MatchModel:
    """Return a model of which every level has the same of something."""
    for c in model.comparisons:
        levels = tuple(attrs.evolve(level, **{name: value}) for level in c.levels)
        model = with_levels(model, c.field, levels)
    return model


def with_other_tests(model: MatchModel) -> MatchModel:
    """Return a model with the tests and likenesses that the built-in one does without."""
    tests = {
        "name": (
            Near(Metric.JARO_WINKLER, 0.9371),
            Near(Metric.DAMERAU_LEVENSHTEIN, 0.8151),
            WordsNear(Metric.JARO_WINKLER, 0.8777, 2, "given", shortened=True),
            Edits(6),
        ),
        "birth_date": (Agree(("year", "month", "day")), Edits(1), Agree(("month", "day"), 1)),
        "nik": (Edits(2, Metric.DAMERAU_LEVENSHTEIN), Edits(4)),
        "mother_name": (Agree(), WordsNear(Metric.DAMERAU_LEVENSHTEIN, 0.7051, 2)),
    }
    for field, asked in tests.items():
        levels = [
            Level(str(test), test, 0.5**at, 0.1 ** (6 - at), "a trial", 0.5 * (test == Agree()))
            for at, test in enumerate(asked, 1)
        ]
        rest = (1 - sum(level.m for level in levels), 1 - sum(level.u for level in levels))
        last = Level("fits no level", Anything(), *rest, "a trial")
        model = with_levels(model, field, (*levels, last))
    return model


def bent(model: MatchModel) -> Iterator[tuple[str, MatchModel]]:
    """Yield models that differ by one small thing: each must be seen in what Splink finds."""
    yield "m of one level", with_level(model, "name", 0, m=model.comparisons[0].levels[0].m + 8e-7)
    yield "a likeness", with_level(model, "name", 2, test=Near(Metric.LEVENSHTEIN, 0.8))
    yield "a test", with_level(model, "birth_date", 3, test=Agree(("year", "month"), at_least=2))
    yield "half the frequency", with_level(model, "mother_name", 0, by_frequency=0.5)
    yield "no veto", attrs.evolve(model, vetoes=())
    yield "nothing counted together", attrs.evolve(model, together=())
    plan = model.blocking
    fewer = attrs.evolve(
        plan, keys=plan.keys[1:], crowds=plan.crowds[1:], left_out=plan.left_out[1:]
    )
    yield "a key less", attrs.evolve(model, blocking=fewer)
    parted = attrs.evolve(plan, left_out=(frozenset(),) * len(plan.keys))
    yield "nothing left out", attrs.evolve(model, blocking=parted)


def main(rows: int) -> int:
    warnings.simplefilter("ignore")  # what is found while reading is compared all the same
    expert = MatchModel.expert()
    table = records(rows, expert.columns)
    wide = attrs.evolve(expert, blocking=WIDE)
    plan = plan_for(table, wide, cap=WIDE.cap)
    wide = attrs.evolve(wide, blocking=plan)
    counted = deduplicate(table, wide).frequencies
    half = len(table) // 2
    trials = {
        "as built": Trial((table,), expert),
        "values alike": Trial((table,), wide),
        "by frequency": Trial((table,), wide, counted),
        "two tables": Trial((table[:half], table[half:]), wide, counted),
        "other tests": Trial((table,), with_other_tests(wide), counted),
    }
    wrong = []
    for name, trial in trials.items():
        said, found = trial.judged()
        wrong += found
        print(f"{name}: {said}, {len(found)} differences; ", end="")
    whole = trials["by frequency"]
    wrong += [*whole.unmet(), *trials["other tests"].unmet()]
    right, above = whole.by_batch(), whole.by_splink(wide, floor=None)
    wrong += differences(above, whole.by_batch(floor=None), "the batch above the threshold")
    unseen = [
        name
        for name, other in bent(wide)
        if not any(differences(whole.by_splink(other), right, "the batch"))
    ]
    print(
        f"{len(above)} above the threshold; {sum(map(len, plan.crowds))} crowds parted, "
        f"{sum(map(len, plan.left_out))} left out; bent models not noticed: {unseen or 'none'}"
        + "".join(f"\n{each}" for each in wrong[:5])
    )
    enough = above and len(above) < len(right) and any(plan.crowds) and any(plan.left_out)
    return 0 if enough and not wrong and not unseen else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
