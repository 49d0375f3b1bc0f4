"""A small knowledge base of another domain: how long to walk a dog."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.chaining import ReferenceMatcher
from engine.consultation import Fact, consult
from engine.vocabulary import read, read_list

WALKS = Path(__file__).with_name("walks")


@pytest.fixture(autouse=True)
def _no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.fixture
def program():
    return open_knowledge(WALKS).program()


@pytest.fixture
def knowledge(program):
    return program.knowledge


@pytest.fixture
def consulted(program):
    def consulted(**told):
        facts = [_fact(program.knowledge.vocabulary, *one) for one in told.items()]
        return consult(program, facts, ReferenceMatcher(program))

    return consulted


@pytest.fixture
def lapdog(consulted):
    """One who has it all: counted once, set aside, a clash, a proviso, an assumption."""
    return consulted(
        breed="lapdog", age="old", hobbies=["digging", "chasing"], minutes_now="10", garden="yes"
    )


def _fact(vocabulary, name, text):
    attribute = vocabulary.find(name)
    if isinstance(text, list):
        return Fact(attribute.name, read_list(attribute, text))
    value = read(attribute, text)
    return Fact(attribute.name, value, "told", None if value == text else text)
