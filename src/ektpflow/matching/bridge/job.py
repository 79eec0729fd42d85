"""The same model on an engine that keeps its tables on disk: Splink, on DuckDB."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import attrs

from ektpflow.errors import MissingExtra
from ektpflow.matching.bridge.prepared import prepared
from ektpflow.matching.bridge.settings import ID, settings_of, vetoes_of
from ektpflow.matching.bridge.sql import column
from ektpflow.matching.codes import code_of
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import MatchModel

if TYPE_CHECKING:
    from ektpflow.matching.batch import Finding

__all__ = ["SplinkJob", "to_splink"]

# Splink's and pyarrow's own values pass through untouched, hence Any.
Table = Any


@attrs.frozen
class SplinkJob:
    """A model as Splink runs it. Make one with `to_splink`.

    Parameters
    ----------
    model
        The model.
    dialect
        Of the database.
    frequencies
        How often values are recorded; without them every value counts alike.
    settings
        What Splink takes as its settings, for duplicates within one table.
    """

    model: MatchModel
    dialect: str
    frequencies: Frequencies | None
    settings: dict[str, Any] = attrs.field(repr=False, eq=False)

    def linker(self, *frames: object, connection: Any = ":memory:") -> Any:  # noqa: ANN401 - Splink's
        """Return Splink's linker over one table (doubles in it) or two (links between them).

        Parameters
        ----------
        frames
            Tables of pandas, polars or pyarrow.
        connection
            A DuckDB connection of your own, or the path of a database file: what does not fit into
            memory then goes to that disk.

        Raises
        ------
        InvalidValue
            When a column is missing.
        MissingExtra
            When Splink is not installed.

        Warns
        -----
        UserWarning
            When a value cannot be read or cannot be true, or no key brings a record up; `findings`
            tells which. Such a value counts as not known.
        """
        try:
            from splink import (  # noqa: PLC0415 - extra  # pyright: ignore[reportMissingImports]
                DuckDBAPI,
                Linker,
            )
        except ImportError as missing:
            raise MissingExtra("splink", "splink", "to run a model in Splink") from missing
        api = DuckDBAPI(connection)
        tables, findings = prepared(self.model, *frames)
        if findings:
            first = findings[0]
            warnings.warn(
                f"{len(findings)} finding(s), the first in row {first.row}"
                f"{first.column and ', '}{first.column}: {first.problem}. "
                "SplinkJob.findings tells them all",
                stacklevel=2,
            )
        known = [api.register(table) for table in tables]
        inputs = known if len(known) > 1 else known[0]
        linker = Linker(inputs, self._settings(len(known)), log_level=None)
        for name, counted in self._counted(tables).items():
            lookup = api.register(counted)
            linker.table_management.register_term_frequency_lookup(lookup, name)
        return linker

    def findings(self, *frames: object) -> tuple[Finding, ...]:
        """Return what cannot be read, cannot be true or is never compared, as the batch tells it.

        Parameters
        ----------
        frames
            As for `linker`.
        """
        return prepared(self.model, *frames)[1]

    def predict(
        self, *frames: object, floor: float | None = None, connection: object = ":memory:"
    ) -> Table:
        """Weigh every pair that the keys bring up.

        Parameters
        ----------
        frames, connection
            As for `linker`.
        floor
            Weight in bits below which a pair is not told; the model's `possible` by default.

        Returns
        -------
        pyarrow.Table
            ``left`` and ``right`` (numbers of the rows, those of a second table after those of the
            first), ``weight`` in bits as `MatchModel.score` gives it, ``vetoed``.
        """
        linker = self.linker(*frames, connection=connection)
        least = self.model.possible if floor is None else floor
        found = linker.inference.predict(threshold_match_weight=least + self.model.prior)
        vetoed = " OR ".join(vetoes_of(self.model)) or "false"
        return (
            found.as_duckdbpyrelation()
            .select(
                f"{ID}_l AS left, {ID}_r AS right, "
                f"match_weight - ({self.model.prior!r}) AS weight, {vetoed} AS vetoed"
            )
            .to_arrow_table()
        )

    def _settings(self, tables: int) -> dict[str, Any]:
        counted = self.frequencies is not None
        return settings_of(self.model, self.dialect, link=tables > 1, by_frequency=counted)

    def _counted(self, tables: list[Table]) -> dict[str, Table]:
        """Return, by column, the share of every value in it: Splink counts what it is told."""
        import pyarrow as pa  # noqa: PLC0415 - extra

        found: dict[str, Table] = {}
        if self.frequencies is None:
            return found
        for comparison in self.model.comparisons:
            for feature in {x.features[0] for x in comparison.levels if x.by_frequency}:
                name = column(comparison.field, feature)
                texts = {text for t in tables for text in t[name].unique().to_pylist() if text}
                values = sorted(texts)
                of = (comparison.field, feature)
                shares = [self.frequencies.share(*of, code_of(text)) for text in values]
                found[name] = pa.table({name: values, f"tf_{name}": shares})
        return found


def to_splink(
    model: MatchModel, dialect: str = "duckdb", *, frequencies: Frequencies | None = None
) -> SplinkJob:
    """Take a model to Splink, for registers larger than memory.

    Parameters
    ----------
    model
        The model.
    dialect
        The database: ``"duckdb"``.
    frequencies
        How often values are recorded, as the batch counted them.

    Raises
    ------
    InvalidDefinition
        When Splink cannot do what a level asks; the level is named.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.bridge import to_splink
    >>> job = to_splink(MatchModel.expert())
    >>> job.settings["link_type"], len(job.settings["blocking_rules_to_generate_predictions"])
    ('dedupe_only', 9)
    """
    counted = frequencies is not None
    settings = settings_of(model, dialect, by_frequency=counted)
    return SplinkJob(model, dialect, frequencies, settings)
