"""The way to Splink: the same model where a register is larger than memory.

`to_splink` says a model in Splink's words. Reading stays here, weights and keys are the model's,
and what the database has no words for is refused with the name of the level.
"""

from __future__ import annotations

from ektpflow.matching.bridge.job import SplinkJob, to_splink

__all__ = ["SplinkJob", "to_splink"]
