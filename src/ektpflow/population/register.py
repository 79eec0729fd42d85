"""A register as large as a city's, with the people whom it records twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Final

from ektpflow.errors import InvalidValue
from ektpflow.population.causes import Cause
from ektpflow.population.clerk import Clerk
from ektpflow.population.cultures import CULTURES, MIX
from ektpflow.population.families import Families, Member
from ektpflow.population.names import Namer
from ektpflow.population.places import REGIONS, Home, Numbers, Places
from ektpflow.population.rates import Rates, is_number
from ektpflow.population.words import Draw
from ektpflow.population.world import COLUMNS, World
from ektpflow.region import RegionCode

__all__ = ["register"]

_MOST_DOUBLES: Final = 0.45  # beyond it more people are recorded twice than are there
_MOST_THIRDS: Final = 0.5
_SUM: Final = 1e-6


def register(
    rows: int,
    *,
    seed: int | str,
    doubles: float = 0.2,
    rates: Rates | None = None,
    mix: Mapping[str, float] | None = None,
    regions: Iterable[str | RegionCode] = REGIONS,
) -> World:
    """Return a synthetic register with households, namesakes, errors, and the truth about them.

    Of `rows` rows ``round(rows * doubles)`` are doubles: second, rarely third recordings of
    somebody who stands in the register already, each under a NIK of its own. So 50,000 rows with
    the default of 20 % hold 40,000 people, 10,000 doubles and somewhat more pairs, because a third
    recording makes two. The doubles are different people, drawn alike from all; the rows come
    shuffled.

    The people are of 17 to 90 years on 1 March 2026 and live in households. How frequent the
    published names are, and Muhammad, holds in every mix in which somebody uses them; how many
    words a name has holds in the default one. All else is invented (see `Rates`).

    Parameters
    ----------
    rows
        How many rows, at least 1.
    seed
        The same seed gives the same bytes, in every version of Python.
    doubles
        Share of the rows that are doubles, from 0 to 0.45.
    rates
        How often what happens; `Rates()` by default.
    mix
        Share of the households of each name culture; they sum to 1. `MIX` by default.
    regions
        Codes of the kecamatan; by default Medan, Binjai and some of Deli Serdang. Villages are
        those that the package knows, elsewhere six numbers of the scheme.

    Raises
    ------
    InvalidValue
        If an argument is impossible, or the synthetic numbers of the kecamatan do not suffice.

    Examples
    --------
    >>> from ektpflow.population import register
    >>> world = register(1_000, seed=1)
    >>> world
    <World of 1000 rows, 800 people, seed 1>
    >>> register(1_000, seed=1) == world, register(1_000, seed=2) == world
    (True, False)
    """
    rates = Rates() if rates is None else rates
    _check(rows, seed, doubles, rates)
    shares = _shares(MIX if mix is None else mix)
    draw = Random(f"register/{seed}").random  # noqa: S311  (synthetic people, not secrecy)
    numbers = Numbers(draw)
    places = Places(draw, regions, numbers)
    again = _again(draw, rows, round(rows * doubles), rates.thirds)
    clerk = Clerk(draw, places, numbers, Namer(draw, shares, rates.old_spelled), rates)
    written: list[tuple[str | None, ...]] = []
    truth: list[tuple[int, int, int, tuple[Cause, ...]]] = []
    kept: dict[tuple[Cause, ...], tuple[Cause, ...]] = {}
    for person, (household, home, member) in zip(
        range(len(again)), _people(Families(draw, places, rates, shares)), strict=False
    ):
        for recording in range(again[person] + 1):
            row, causes = clerk.record(member, home, again=recording > 0)
            written.append(row)
            truth.append((person, household, recording + 1, kept.setdefault(causes, causes)))
    order = _shuffled(draw, len(written))
    columns = [tuple(map(column.__getitem__, order)) for column in zip(*written, strict=True)]
    facts = [tuple(map(column.__getitem__, order)) for column in zip(*truth, strict=True)]
    named = dict(zip(COLUMNS, columns, strict=True))
    return World(
        seed=seed, person=facts[0], household=facts[1], recording=facts[2], causes=facts[3], **named
    )


def _people(families: Families) -> Iterator[tuple[int, Home, Member]]:
    for number, (home, members) in enumerate(families):
        for member in members:
            yield number, home, member


def _again(draw: Draw, rows: int, doubles: int, thirds: float) -> bytearray:
    """Return for each person how often they are recorded again: 0, 1 or 2 times."""
    third = min(round(doubles * thirds), doubles // 2)
    again = bytearray(rows - doubles)
    for wanted, before in ((doubles - third, 0), (third, 1)):
        left = wanted
        while left:
            person = int(draw() * len(again))
            if again[person] == before:
                again[person] += 1
                left -= 1
    return again


def _shuffled(draw: Draw, count: int) -> list[int]:
    order = list(range(count))
    for at in range(count - 1, 0, -1):
        other = int(draw() * (at + 1))
        order[at], order[other] = order[other], order[at]
    return order


def _check(rows: int, seed: int | str, doubles: float, rates: Rates) -> None:
    if not isinstance(rows, int) or isinstance(rows, bool) or rows < 1:
        raise InvalidValue(
            "synthetic register, rows",
            repr(rows),
            "a register has a whole number of rows, at least one",
            "give register(50_000, seed=1) for fifty thousand",
        )
    if not (is_number(doubles) and 0 <= doubles <= _MOST_DOUBLES):
        raise InvalidValue(
            "synthetic register, doubles",
            repr(doubles),
            f"doubles are a share of the rows, from 0 to {_MOST_DOUBLES}",
            "give doubles=0.2 for twenty in a hundred rows",
        )
    if not isinstance(seed, int | str):
        raise InvalidValue(
            "synthetic register, seed",
            f"a value of type {type(seed).__name__}",
            "a register is made from a whole number or a text, so that it can be made again",
            "give seed=1",
        )
    if not isinstance(rates, Rates):
        raise InvalidValue(
            "synthetic register, rates",
            f"a value of type {type(rates).__name__}",
            "the rates are one value that holds all of them",
            "give rates=Rates(twins=0.05), or Rates().scaled(2) for twice as many errors",
        )
    if rates.thirds > _MOST_THIRDS:
        raise InvalidValue(
            "synthetic register, rates, thirds",
            repr(rates.thirds),
            "whoever is recorded a third time was recorded a second time, so at most half of the "
            "doubles are third recordings",
            f"give thirds={_MOST_THIRDS} or less",
        )


def _shares(mix: Mapping[str, float]) -> dict[str, float]:
    if not isinstance(mix, Mapping) or not all(is_number(share) for share in mix.values()):
        raise InvalidValue(
            "synthetic register, mix",
            repr(mix),
            "a mix gives each name culture its share of the households, as a number",
            'give mix={"jawa": 0.6, "batak": 0.4}',
        )
    unknown = sorted(str(code) for code in mix if code not in CULTURES)
    if unknown:
        raise InvalidValue(
            "synthetic register, mix",
            ", ".join(unknown),
            f"the name cultures are {', '.join(CULTURES)}",
            "take those, with a share each",
        )
    total = sum(mix.values())
    if any(not share >= 0 for share in mix.values()) or not abs(total - 1) <= _SUM:
        raise InvalidValue(
            "synthetic register, mix",
            " + ".join(f"{share:g}" for share in mix.values()) + f" = {total:g}"
            if mix
            else "empty",
            "the shares of the households are not below 0 and sum to 1",
            "divide each by their sum",
        )
    # in the order of the cultures, so that a mix written in another order is the same world
    return {code: mix[code] for code in CULTURES if mix.get(code)}
