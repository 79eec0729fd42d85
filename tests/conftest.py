"""Profiles for Hypothesis (quick by default, thorough with EKTPFLOW_PROFILE=thorough), and the
two built-in months, each run once for all tests that read them."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from ektpflow.simulation import BUILTIN, Scenario, study

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


@pytest.fixture(scope="session")
def months():
    return {name: study(Scenario.builtin(name)) for name in BUILTIN}
