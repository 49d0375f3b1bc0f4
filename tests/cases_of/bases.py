"""Small knowledge bases with cases, and what the engine says of them."""

from __future__ import annotations

from pathlib import Path

from engine import api, cases
from engine.diagnostics import Findings
from tests.knowledge import ANIMALS, write

FAULTS = Path(__file__).parent.parent / "faults"

RULES = """
factor: groups
rules:
  feathers-make-a-bird:
    when: {covering: feathers}
    then: {group: bird}
    because: Only birds have feathers.
    source: B01
    examples:
      - given: {covering: feathers}
      - name: a hairy thing is no bird
        given: {covering: hair}
        expect: {not because of: feathers-make-a-bird}

  swimmers-are-fish:
    when: {covering: scales, habitats: water}
    unless: {legs: at least 1}
    then: {group: fish}
    because: It has scales and lives in water.
    source: {convention: ours}

  heavy-is-risky:
    when: {weight: at least 300}
    unless: {tame: yes}
    then: {danger: risky}
    because: "{weight} kg are heavy."
    source: B02

  grounded-birds:
    when: {covering: feathers, flies: no}
    then: {group: mammal}
    overrides: feathers-make-a-bird
    because: A joke.
    source: {convention: ours}

  giants-eat-twice:
    when: {weight: at least 90000}
    then: {helpings: 2}
    because: So much wants feeding.
    source: {convention: ours}

  table handling-of:
    decides: handling
    first match: yes
    source: {convention: ours}
    because: It is so.
    rows:
      - {id: careful-when-risky, danger: risky, then: careful}
      - id: free-otherwise
        covering: known
        then: free
        examples: [{given: {covering: fur, weight: 2}}]
"""
CASES = """
tests:
  - name: a whale is called a fish here
    given: {covering: scales, habitats: [water], legs: 0, weight: 5000}
    expect:
      group: fish
      danger: risky
      ration: at least 500
      because of: [swimmers-are-fish, heavy-is-risky]
"""

CLI_CASES = """
tests:
  - name: a hen is a bird
    given: {covering: feathers, weight: 2}
    expect: {group: bird, because of: feathers-make-a-bird}
  - name: a penguin is no bird here
    given: {covering: feathers, flies: no}
    expect: {group: fish, not because of: grounded-birds}
  - name: a fish out of mind
    to do: ask somebody who knows fish
  - name: a cow
    given: {covring: fur}
    expect: {group: mammal}
"""


def animals_with(folder: Path, text: str = CASES, rules: str = RULES) -> Path:
    """A knowledge base about animals with these cases, as a folder."""
    files = {"knowledge/animals.yaml": ANIMALS, "rules/groups.yaml": rules}
    return write(folder, {**files, "tests/cases/all.yaml": text})


def opened_with(folder: Path, text: str = CASES) -> tuple[api.Opened, tuple[cases.Case, ...]]:
    """The same, opened, with its cases; none of its files has a problem."""
    root, findings = animals_with(folder, text), Findings()
    opened = api.open_knowledge(root)
    found = cases.every_case(root, opened.knowledge, findings)

    assert findings.all == ()
    return opened, found
