"""Consultations to be questioned: of the shipped knowledge base and of two small ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.chaining import ReferenceMatcher
from engine.consultation import consult
from engine.intake.profile import read_facts

TESTS = Path(__file__).parents[1]
BASES = {"shipped": None, "faults": TESTS / "faults", "walks": TESTS / "render" / "walks"}


@pytest.fixture(autouse=True)
def _no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@cache
def program(base):
    return open_knowledge(BASES[base]).program()


@pytest.fixture
def ask():
    """``ask("faults", "starter=clicks")``: the consultation of these arguments."""

    def ask(base, *told):
        found = program(base)
        facts = read_facts(found.knowledge.vocabulary, None, told)
        return consult(found, facts, ReferenceMatcher(found))

    return ask


@pytest.fixture
def expected():
    def expected(name):
        path = Path(__file__).parent / "expected" / name
        return path.read_text(encoding="utf-8")

    return expected
