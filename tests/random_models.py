"""Match models at random: whatever the classes allow, a file must be able to hold."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from ektpflow.matching import (
    KINDS,
    Agree,
    Anything,
    BlockingPlan,
    Comparison,
    Crossed,
    Edits,
    Frequencies,
    Key,
    Kind,
    Level,
    MatchModel,
    Metric,
    Near,
    Own,
    Together,
    Veto,
    WordsNear,
)

#: A kind and a test that are no part of the library: a file names them, a reader hands them in.
PHONE = Kind("phone", str, {"last": lambda text: text[-4:]})
SAME_LENGTH = Own("same_length", lambda one, other: len(one) == len(other))

WORDS = st.text(min_size=1, max_size=12)
BITS = st.floats(-60, 60)
CODES = st.frozensets(st.integers(1, 2**64 - 1), max_size=3)


def tests_of(kind: Kind):
    feature = st.sampled_from(sorted(kind.features))
    metrics, shares = st.sampled_from(list(Metric)), st.floats(0.01, 0.99)
    counted = st.sampled_from([metric for metric in Metric if metric is not Metric.JARO_WINKLER])
    several = st.lists(feature, min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(
        several.flatmap(lambda f: st.builds(Agree, st.just(f), st.integers(0, len(f)))),
        st.builds(Crossed, feature, feature),
        st.builds(Near, metrics, shares, feature),
        st.builds(Edits, st.integers(1, 4), counted, feature),
        st.builds(WordsNear, metrics, shares, st.integers(1, 3), feature),
        feature.map(lambda f: attrs.evolve(SAME_LENGTH, feature=f)),
    )


@st.composite
def comparisons(draw, field: str):
    kind = draw(st.sampled_from([*KINDS.values(), PHONE]))
    many = draw(st.integers(0, 4))
    names = draw(st.lists(WORDS, min_size=many + 1, max_size=many + 1, unique=True))
    # m falls and u rises, so that the worth falls from level to level as it must
    weights = [2.0 ** (many - i) for i in range(many + 1)]
    ms = [w / sum(weights) for w in weights] if many else [1 - 1e-7]
    us = ms[::-1]
    levels = []
    for name, m, u in zip(names, ms, us, strict=True):
        test = Anything() if name is names[-1] else draw(tests_of(kind))
        alone = isinstance(test, Agree) and len(test.features) == 1
        by = draw(st.floats(0, 1)) if alone else 0.0
        levels.append(Level(name, test, m, u, draw(WORDS), by))
    columns = draw(st.lists(WORDS, min_size=1, max_size=3).map(tuple))
    return Comparison(field, draw(WORDS), kind, tuple(levels), columns)


@st.composite
def models(draw):
    fields = draw(st.lists(st.text("abcdef_", min_size=1), min_size=1, max_size=4, unique=True))
    compared = tuple(draw(comparisons(field)) for field in fields)
    parts = [f"{c.field}.{feature}" for c in compared for feature in sorted(c.kind.features)]
    some = st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True).map(tuple)
    keys = draw(
        st.lists(st.builds(Key, some, some), min_size=1, max_size=3, unique_by=lambda k: k.name)
    )
    sets = st.lists(CODES, min_size=len(keys), max_size=len(keys)).map(tuple)
    low, high = sorted(draw(st.tuples(BITS, BITS)))
    vetoes = tuple(Veto(c.field, c.levels[-1].name, draw(WORDS)) for c in compared[:1])
    together = (Together(tuple(fields[:2]), draw(WORDS)),) if len(fields) > 1 else ()
    plan = BlockingPlan(
        tuple(keys),
        draw(st.integers(1, 10**9)),
        draw(st.integers(1, 10**6)),
        draw(sets),
        draw(sets),
    )
    return MatchModel(
        draw(WORDS), draw(WORDS), compared, draw(BITS), low, high, plan, vetoes, together
    )


SHARES = st.dictionaries(st.integers(1, 2**64 - 1), st.floats(0, 1, exclude_min=True), max_size=4)
frequencies = st.builds(
    Frequencies,
    st.integers(1, 10**9),
    st.dictionaries(st.tuples(WORDS, WORDS), SHARES, max_size=3),
)
