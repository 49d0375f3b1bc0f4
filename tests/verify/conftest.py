"""Knowledge bases that are verified, and one in which much is wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.consultation import Fact
from engine.verify import verify
from tests.knowledge import animal_files, write

TESTS = Path(__file__).parents[1]
BASES = {"shipped": None, "faults": TESTS / "faults", "walks": TESTS / "render" / "walks"}

FAULTY = """
birds: {when: {covering: feathers}, then: {group: bird}, because: Birds have them., source: B01}
swimmers:
  when: {habitats: [water]}
  then: {group: fish}
  because: It swims.
  source: {convention: ours}
tame-ones: {when: {tame: yes, covering: fur}, unless: {covering: feathers}, then: {handling: free}}
never: {when: {legs: more than 2, weight: 0, flies: yes, group: reptile}, then: {call: hiss}}
scaled: {when: {covering: scales}, then: {danger: risky}, source: B03}
"""
PROPERTIES = """
properties:
  tame-is-harmless:
    same person: {covering: [scales, fur]}
    then: {danger: not higher}
    because: Only tame ones are kept.
    source: B02
  no-fish-flies:
    never: {group: fish, flies: yes}
    because: It is only an example.
    source: B01
"""


def verified(opened):
    """The report of an opened knowledge base, examples being run by durable-rules."""
    return verify(
        opened.program(),
        opened.diagram(),
        lambda told: opened.infer([Fact(name, value) for name, value in told.items()]),
    )


@cache
def base_of(name):
    opened = open_knowledge(BASES[name])
    return opened, verified(opened)


@pytest.fixture(scope="session")
def faulty(tmp_path_factory):
    files = animal_files(FAULTY)
    return write(
        tmp_path_factory.mktemp("faulty"), {**files, "knowledge/properties.yaml": PROPERTIES}
    )


@pytest.fixture(scope="session")
def faulty_report(faulty):
    return verified(open_knowledge(faulty))
