"""A scenario is a frozen value read from TOML: every figure with its unit and its source.

A figure is a table with ``value``, ``unit``, ``kind`` and ``source``. What is wrong in a file is
refused with the path of its keys before anything runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal, cast

import attrs

from ektpflow.errors import BadFile

__all__ = ["BUILTIN", "FIGURES", "Figure", "Scenario"]

#: The scenarios inside the package.
BUILTIN: Final = ("calm", "pressed")

_KINDS: Final = ("assumption", "data", "publication", "interview")
_TOP: Final = {"name", "title", "start", "days", "seed", "figures"}
_FIELDS: Final = {"value", "unit", "kind", "source"}
_SECONDS: Final = {"s": 1, "min": 60, "h": 3600, "d": 86400}


@attrs.frozen
class _Wanted:
    """What a figure must look like."""

    dimension: Literal["time", "share", "count", "rate"]
    meaning: str


FIGURES: Final[Mapping[str, _Wanted]] = {
    "demand.per_day": _Wanted("rate", "applications a working day at the kecamatan"),
    "demand.share_new": _Wanted("share", "of them first cards, which are recorded and matched"),
    "demand.share_via_kelurahan": _Wanted("share", "apply through the kelurahan"),
    "demand.share_duplicate": _Wanted("share", "of first cards: planted second identities"),
    "citizens.papers_missing": _Wanted("share", "visits turned away for missing papers"),
    "citizens.come_again_after": _Wanted("time", "mean time until they come again"),
    "citizens.collect_after": _Wanted("time", "mean time from being informed to pickup"),
    "kecamatan.counters": _Wanted("count", "counters at the kecamatan"),
    "kecamatan.counter_time": _Wanted("time", "mean time at the counter"),
    "kecamatan.handover_time": _Wanted("time", "time to hand a card over"),
    "kecamatan.late_after_break": _Wanted("time", "late return after the break"),
    "recording.sets": _Wanted("count", "recording sets at the kecamatan"),
    "recording.sets_broken": _Wanted("count", "of them broken and not repaired in the month"),
    "recording.median": _Wanted("time", "recording of one person, median"),
    "recording.p90": _Wanted("time", "recording of one person, 90th percentile"),
    "network.up": _Wanted("time", "mean time between outages"),
    "network.down": _Wanted("time", "mean length of an outage"),
    "network.patience": _Wanted("time", "wait for the network before copying to a flash disk"),
    "centre.fast": _Wanted("time", "mean time of matching when all goes well"),
    "centre.slow": _Wanted("time", "mean time of matching otherwise"),
    "centre.share_slow": _Wanted("share", "records that take the slow way"),
    "centre.missed": _Wanted("share", "second recordings that the biometric search misses"),
    "centre.adjudication": _Wanted("time", "mean time until an expert decides"),
    "dinas.files_every": _Wanted("time", "the file run from kecamatan to Disdukcapil"),
    "dinas.late_after_break": _Wanted("time", "late return after the break at Disdukcapil"),
    "printing.per_day": _Wanted("rate", "cards a day that the city prints for this kecamatan"),
    "printing.per_day_bad_network": _Wanted("rate", "the same while the network is down"),
    "printing.spoiled": _Wanted("share", "blanks spoiled in printing"),
    "blanko.start": _Wanted("count", "blanks at Disdukcapil for this kecamatan on the first day"),
    "blanko.delivery": _Wanted("count", "blanks in a delivery"),
    "blanko.every": _Wanted("time", "time between deliveries from the centre"),
    "courier.every": _Wanted("time", "the kecamatan fetches cards this often"),
}

_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "time": tuple(_SECONDS),
    "share": ("share", "%"),
    "count": ("sets", "counters", "blanks"),
    "rate": ("applications/day", "cards/day"),
}


@attrs.frozen
class Figure:
    """One figure of a scenario.

    Parameters
    ----------
    path
        Its name (``"recording.median"``).
    number
        In seconds, as a share of 1, as a count, or per day.
    unit
        The unit as the file gives it.
    shown
        The value as the file gives it.
    kind
        ``"data"``, ``"publication"``, ``"interview"``, or ``"assumption"`` for an invented one.
    source
        Where it comes from.
    """

    path: str
    number: float
    unit: str
    shown: str
    kind: Literal["assumption", "data", "publication", "interview"]
    source: str

    @property
    def value(self) -> str:
        """The value with its unit."""
        return f"{self.shown} {self.unit}"

    @property
    def meaning(self) -> str:
        """What it says."""
        return FIGURES[self.path].meaning


@attrs.frozen
class Scenario:
    """One month at an office.

    Parameters
    ----------
    name, title
        What it is called.
    start
        First day.
    days
        Number of calendar days.
    seed
        Seed of all chance.
    figures
        Every figure, in the order of `FIGURES`.

    Examples
    --------
    >>> from ektpflow.simulation import Scenario
    >>> Scenario.builtin("calm")["recording.sets"]
    2.0
    """

    name: str
    title: str
    start: date
    days: int
    seed: int
    figures: tuple[Figure, ...]
    _numbers: Mapping[str, float] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_numbers", {f.path: f.number for f in self.figures})

    def __getitem__(self, path: str) -> float:
        return self._numbers[path]

    def replace(self, *, days: int | None = None, seed: int | None = None) -> Scenario:
        """Return the same scenario over another time, or with another luck."""
        return attrs.evolve(
            self, days=self.days if days is None else days, seed=self.seed if seed is None else seed
        )

    @classmethod
    def builtin(cls, name: str) -> Scenario:
        """Return a scenario that ships inside the package."""
        if name not in BUILTIN:
            raise BadFile(name, "scenario", "no such scenario", "one of " + ", ".join(BUILTIN))
        file = resources.files("ektpflow.simulation") / "scenarios" / f"{name}.toml"
        return cls._parsed(f"{name}.toml", file.read_text(encoding="utf-8"))

    @classmethod
    def read(cls, path: Path | str) -> Scenario:
        """Read a scenario from a TOML file; `BadFile` names the path of the keys."""
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadFile(
                str(path), "file", f"cannot be read: {error}", "check the name"
            ) from error
        return cls._parsed(str(path), text)

    @classmethod
    def _parsed(cls, file: str, text: str) -> Scenario:
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadFile(file, "TOML", str(error), "mend the line it names") from error
        _only(file, "", data, _TOP)
        missing = sorted(_TOP - set(data))
        if missing:
            raise BadFile(file, missing[0], "is missing", "see scenarios/calm.toml in the package")
        for key, wanted in (("name", str), ("title", str), ("days", int), ("seed", int)):
            if type(data[key]) is not wanted:
                raise BadFile(file, key, f"{data[key]!r} is no {wanted.__name__}", "")
        if type(data["start"]) is not date:
            raise BadFile(file, "start", f"{data['start']!r} is no date", "start = 2026-03-02")
        if data["days"] < 1:
            raise BadFile(file, "days", f"{data['days']} days is no time", "at least 1")
        figures = _figures(file, data["figures"])
        return cls(data["name"], data["title"], data["start"], data["days"], data["seed"], figures)


def _only(file: str, path: str, table: Mapping[str, object], allowed: set[str]) -> None:
    for key in table:
        if key not in allowed:
            near = min(allowed, key=lambda known: _distance(known, key))
            raise BadFile(file, f"{path}{key}", "unknown key", f"did you mean {near!r}?")


def _distance(known: str, key: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415  (only to help with a typing error)

    return -SequenceMatcher(None, known, key).ratio()


# what tomllib returns is of any type; it is checked here, key by key
def _figures(file: str, rooms: Any) -> tuple[Figure, ...]:  # noqa: ANN401
    if not isinstance(rooms, dict):
        raise BadFile(file, "figures", "is no table", "[figures.demand.per_day]")
    known = {path.partition(".")[0] for path in FIGURES}
    _only(file, "figures.", rooms, known)
    found: dict[str, Figure] = {}
    for room, figures in rooms.items():
        names = {p.partition(".")[2] for p in FIGURES if p.startswith(f"{room}.")}
        if not isinstance(figures, dict):
            raise BadFile(file, f"figures.{room}", "is no table", "")
        _only(file, f"figures.{room}.", figures, names)
        for name, table in figures.items():
            path = f"{room}.{name}"
            found[path] = _figure(file, path, table)
    for path in FIGURES:
        if path not in found:
            raise BadFile(file, f"figures.{path}", "is missing", FIGURES[path].meaning)
    _consistent(file, found)
    return tuple(found[path] for path in FIGURES)


def _figure(file: str, path: str, table: Any) -> Figure:  # noqa: ANN401
    place = f"figures.{path}"
    if not isinstance(table, dict):
        raise BadFile(file, place, "is no table", "value, unit, kind and source")
    _only(file, f"{place}.", table, _FIELDS)
    for field in ("value", "unit", "kind", "source"):
        if field not in table:
            raise BadFile(file, f"{place}.{field}", "is missing", "every figure has all four")
    value, unit, kind, source = (table[f] for f in ("value", "unit", "kind", "source"))
    wanted = FIGURES[path]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadFile(file, f"{place}.value", f"{value!r} is no number", "")
    if unit not in _UNITS[wanted.dimension]:
        raise BadFile(
            file,
            f"{place}.unit",
            f"{unit!r} is no unit of a {wanted.dimension}",
            "one of " + ", ".join(_UNITS[wanted.dimension]),
        )
    if kind not in _KINDS:
        raise BadFile(file, f"{place}.kind", f"{kind!r}", "one of " + ", ".join(_KINDS))
    if not isinstance(source, str) or not source:
        raise BadFile(file, f"{place}.source", "a figure without a source", "say where it is from")
    number = float(value) * _SECONDS.get(unit, 1) / (100 if unit == "%" else 1)
    if number < 0 or (wanted.dimension == "share" and number > 1):
        raise BadFile(file, f"{place}.value", f"{value} {unit} is not possible", "")
    if wanted.dimension == "count" and value != int(value):
        raise BadFile(file, f"{place}.value", f"{value} is no whole number", "")
    return Figure(
        path,
        number,
        unit,
        f"{value:g}",
        cast(Literal["assumption", "data", "publication", "interview"], kind),
        source,
    )


def _consistent(file: str, found: Mapping[str, Figure]) -> None:
    """Refuse what could never serve anybody before it runs."""
    if found["recording.sets_broken"].number >= found["recording.sets"].number:
        raise BadFile(
            file, "figures.recording.sets_broken", "no recording set is left", "fewer than sets"
        )
    if found["recording.p90"].number <= found["recording.median"].number:
        raise BadFile(
            file, "figures.recording.p90", "is not above the median", "a larger time than median"
        )
    for path in (
        "demand.per_day",
        "kecamatan.counters",
        "kecamatan.counter_time",
        "recording.median",
        "network.up",
        "printing.per_day",
        "printing.per_day_bad_network",
        "blanko.every",
        "courier.every",
        "dinas.files_every",
    ):
        if found[path].number <= 0:
            raise BadFile(file, f"figures.{path}.value", "must be above zero", "")
