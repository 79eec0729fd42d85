"""The same model on an engine that keeps its tables on disk: Splink, on DuckDB."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs

from ektpflow.errors import MissingExtra
from ektpflow.matching.bridge.prepared import prepared
from ektpflow.matching.bridge.settings import ID, settings_of
from ektpflow.matching.bridge.sql import column
from ektpflow.matching.codes import code_of
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import MatchModel

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

    def linker(self, *frames: object, connection: object = ":memory:") -> Any:  # noqa: ANN401 - Splink's
        """Return Splink's linker over one table (doubles in it) or two (links between them).

        Parameters
        ----------
        frames
            Tables of pandas, polars or pyarrow.
        connection
            A DuckDB connection of your own, or the path of a database file: what does not fit into
            memory then goes to that disk.
        """
        try:
            from splink import DuckDBAPI, Linker  # noqa: PLC0415 - extra
        except ImportError as missing:
            raise MissingExtra("splink", "splink", "to run a model in Splink") from missing
        api = DuckDBAPI(connection)
        tables, first = [], 0
        for number, frame in enumerate(frames):
            table = prepared(frame, self.model, first=first)
            first += len(table)
            tables.append(api.register(table, f"records_{number}"))
        linker = Linker(tables if len(tables) > 1 else tables[0], self._settings(len(tables)))
        for name, counted in self._counted(tables, api):
            linker.table_management.register_term_frequency_lookup(counted, name)
        return linker

    def predict(self, *frames: object, floor: float | None = None, connection: object = ":memory:") -> Table:
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
        vetoed = " OR ".join(self._vetoes()) or "false"
        return found.as_duckdbpyrelation().select(
            f"{ID}_l AS left, {ID}_r AS right, "
            f"match_weight - ({self.model.prior!r}) AS weight, {vetoed} AS vetoed"
        ).to_arrow_table()

    def _settings(self, tables: int) -> dict[str, Any]:
        return settings_of(self.model, self.dialect, link=tables > 1)
