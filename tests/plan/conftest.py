"""The garden, and a cache of its own."""

from __future__ import annotations

import pytest

from engine.plan import plan_of
from tests.plan.garden import consulted, planted


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def garden(tmp_path):
    return planted(tmp_path / "garden")


@pytest.fixture
def plan(garden):
    return lambda *told, basis="all": plan_of(consulted(garden, *told, basis=basis))
