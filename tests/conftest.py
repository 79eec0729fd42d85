"""Profiles for Hypothesis: quick by default, thorough with EKTPFLOW_PROFILE=thorough."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# deadlines are off: these machines are shared, and a slow moment is no fault of the code
settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("EKTPFLOW_PROFILE", "quick"))
