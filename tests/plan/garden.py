"""A small knowledge base with a plan: how many trees a garden should have."""

from __future__ import annotations

from pathlib import Path

from engine.api import open_knowledge
from engine.intake.profile import read_facts
from tests.knowledge import write

KNOWLEDGE = """
knowledge base: {name: garden, version: 1.0.0, about: How many trees.}
strengths: {states: 1}
claims:
  G1: {says: Clay bears more trees., hedge: states}
attributes:
  trees: {number: 0 to 100000, whole: yes, unit: trees, ask: How many trees?}
  soil: {one of: [sand, clay], ask: Which soil?}
  help: {one of: [alone, family, neighbours], ask: Who helps?}
  shade: {kind: yes or no, ask: Is there shade?}
  wanted: {number: 0 to 100000, unit: trees}
  enough:
    formula: wanted * 0.5
    unit: trees
    because: Half of {wanted}.
    source: G1
  hurry: {one of: [little, some]}
verdict:
  shows: {hurry: hurry, target: {low: enough, high: wanted}}
  cannot tell: {wanted: unknown}
  headline:
    - when: {wanted: at least 1}
      say: Have {wanted} trees.
    - say: No number yet.
plan:
  counts: trees
  effort: saplings
  paces:
    - when: {hurry: some}
      a week: 4
      because: There is some hurry.
      source: G1
    - when: {soil: known}
      a week: 2
      because: Two can be watered.
      source: {convention: Two hands.}
  yields:
    share: 0.5
    because: Every second one takes root.
    source: {convention: Half is easy to reckon with.}
  aims:
    enough: It is a garden, on {soil}.
    wanted: It is a wood.
  stages:
    - when: {help: [alone, family]}
      gain: 10
      rest: 2
      because: Let the ground rest.
      source: {convention: So it does no harm.}
  remarks:
    - when: {help: alone}
      say: Nobody carries the water for you.
      source: G1
  reached:
    - when: {trees: at least wanted}
      say: A wood stands.
    - say: A garden stands.
"""
RULES = """
factor: soil
rules:
  clay:
    when: {soil: clay}
    then: {wanted: 60}
    because: Clay bears many.
    source: G1
  sand:
    when: {soil: sand}
    then: {wanted: 20}
    because: Sand bears few.
    source: G1
  endless:
    when: {soil: sand, help: neighbours}
    then: {wanted: 90000}
    overrides: sand
    because: Neighbours plant without end.
    source: G1
  hurried:
    when: {soil: clay}
    unless: {shade: yes}
    then: {hurry: some}
    because: Clay dries.
    source: G1
"""


def planted(folder: Path, knowledge: str = KNOWLEDGE) -> Path:
    """The folder with the garden in it."""
    return write(folder, {"knowledge/garden.yaml": knowledge, "rules/soil.yaml": RULES})


def consulted(folder: Path, *told: str, basis="all"):
    opened = open_knowledge(folder)
    facts = read_facts(opened.knowledge.vocabulary, None, told)
    return opened.consult(facts, basis, outlook=False)
