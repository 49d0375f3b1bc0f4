"""Edits in words: nothing that two versions differ in is left out, and nothing else is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from engine.api import open_knowledge
from engine.diff.edits import edits, same_files
from engine.render.diffing.edits import edit_places, fate_text, line_text, subject_text
from engine.resources import data_root
from tests.diff.altering import altered
from tests.knowledge import animal_files, write

FAULTS = Path(__file__).parent.parent / "faults"

RULES = """
  flies-well:
    when: {covering: feathers, weight: at most 5}
    unless: {tame: yes}
    then: {group: bird, danger: calm}
    because: Light birds fly.
    source: B02
    factor: birds
  sings:
    when: {group: bird}
    then: {call: song}
    overrides: barks
    because: Birds are heard.
    source: B01
  barks:
    when: {covering: fur}
    then: {call: bark}
    because: Fur speaks.
    source: B01
"""


def animals(folder: Path, rules: str = RULES, more: dict[str, str] | None = None):
    return open_knowledge(write(folder, {**animal_files(rules), **(more or {})})).knowledge


def told(old, new) -> list[str]:
    """The edits as a reader meets them."""
    found = []
    for edit in edits(old, new):
        found.append(f"{subject_text(edit)} at {edit_places(edit)}: {fate_text(edit)}")
        found += [f"  {line_text(line)} [{line.weight}]" for line in edit.lines]
    return found


def edited(tmp_path: Path, old: str, new: str) -> list[str]:
    before, after = animals(tmp_path / "old"), animals(tmp_path / "new", RULES.replace(old, new))
    return told(before, after)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at most 5", "at most 4", ["when weight: at most 5 -> at most 4 [meaning]"]),
        ("covering: feathers", "covering: [feathers, fur]", [
            "when covering: feathers -> [feathers, fur] [meaning]"]),
        ("feathers, weight: at most 5", "feathers", ["when weight: at most 5 (gone) [meaning]"]),
        ("{covering: feathers, w", "{covering: feathers, legs: 2, w", [
            "when legs: 2 (new) [meaning]"]),
        ("tame: yes", "tame: no", ["unless tame: yes -> no [meaning]"]),
        ("    unless: {tame: yes}\n", "", ["unless tame: yes (gone) [meaning]"]),
        ("danger: calm", "danger: risky", ["then danger: calm -> risky [meaning]"]),
        ("Light birds", "Small birds", ["because: Light birds fly. -> Small birds fly. [wording]"]),
        ("source: B02", "source: [B02, B01]", [
            "strength: 0.75 -> 1 [meaning]", "source B01 (new) [wording]"]),
        ("factor: birds", "factor: wings", ["factor: birds -> wings [meaning]"]),
        ("weight: at most 5", "weight: between 1 and 5", [
            "when weight: at most 5 -> between 1 and 5 [meaning]"]),
    ],
)  # fmt: skip
def test_an_edited_rule_is_told_line_by_line(tmp_path, old, new, says):
    found = edited(tmp_path, old, new)
    place = "NEW:rules/animals.yaml:2"
    assert found == [f"flies-well at {place}: changed", *(f"  {line}" for line in says)]


def test_a_rule_that_is_gone_and_one_that_came_are_told_whole(tmp_path):
    more, fewer = (
        animals(tmp_path / "a"),
        animals(tmp_path / "b", RULES.split("  sings", maxsplit=1)[0]),
    )
    assert [line for line in told(more, fewer) if not line.startswith("  ")] == [
        "sings at OLD:rules/animals.yaml:9: removed",
        "barks at OLD:rules/animals.yaml:15: removed",
    ]
    assert told(fewer, more)[:3] == [
        "sings at NEW:rules/animals.yaml:9: added",
        "  when group: bird (new) [meaning]",
        "  then call: song (new) [meaning]",
    ]


def test_a_rule_under_another_name_is_the_same_rule_for_those_that_override_it_too(tmp_path):
    assert edited(tmp_path, "barks", "woofs") == [
        "woofs at NEW:rules/animals.yaml:15: renamed from barks, nothing else"
    ]


def test_a_chain_of_renamed_rules_is_followed(tmp_path):
    new = RULES.replace("barks", "woofs").replace("sings", "tweets")
    found = told(animals(tmp_path / "old"), animals(tmp_path / "new", new))
    assert [line.partition(":")[0] for line in found] == ["tweets at NEW", "woofs at NEW"]
    assert all("renamed" in line for line in found)


def test_a_rule_in_another_file_has_moved(tmp_path):
    first, last = RULES.split("  barks")
    more = {"rules/dogs.yaml": f"rules:\n  barks{last}"}
    found = told(animals(tmp_path / "old"), animals(tmp_path / "new", first, more))
    assert found == ["barks at NEW:rules/dogs.yaml:2: moved from rules/animals.yaml, nothing else"]


def test_a_rule_that_is_renamed_and_edited_is_another_rule(tmp_path):
    new = RULES.replace("covering: fur", "covering: scales").replace("barks", "woofs")
    found = told(animals(tmp_path / "old"), animals(tmp_path / "new", new))
    assert [line for line in found if not line.startswith("  ")] == [
        "sings at NEW:rules/animals.yaml:9: changed",
        "barks at OLD:rules/animals.yaml:15: removed",
        "woofs at NEW:rules/animals.yaml:15: added",
    ]


def test_files_that_differ_only_in_comments_and_order_are_said_to_be_the_same(tmp_path):
    first, last = RULES.split("  barks")
    other = f"  # dogs\n  barks{last}{first.lstrip(chr(10))}"
    old, new = animals(tmp_path / "old"), animals(tmp_path / "new", other)
    assert edits(old, new) == ()
    assert same_files(old, new, ()) == ("rules/animals.yaml",)
    assert same_files(old, old, ()) == ()


def test_spellings_are_wording(tmp_path):
    files = animal_files(RULES)
    path = "knowledge/animals.yaml"
    more = files[path].replace("woolly coat]", "woolly coat, down]")
    found = told(animals(tmp_path / "old"), animals(tmp_path / "new", RULES, {path: more}))
    assert found[1:] == ["  also written down: fur (new) [wording]"]


@pytest.mark.parametrize(("root", "most"), [(FAULTS, 150), (data_root(), 12)])
def test_whatever_is_altered_is_told(root, most):
    knowledge = open_knowledge(root).knowledge
    assert edits(knowledge, knowledge) == ()
    found = list(altered(knowledge))
    chosen = Random(2).sample(found, most)
    assert [at for at, other in chosen if not edits(knowledge, other)] == []


def test_a_figure_of_a_lookup_is_told_by_its_row(tmp_path):
    old = animals(tmp_path / "old")
    cage = old.vocabulary["cage"]
    rows = tuple(
        replace(row, value=Decimal(3)) if row.key == "bird" else row for row in cage.kind.rows
    )
    vocabulary = type(old.vocabulary)(
        replace(each, kind=replace(cage.kind, rows=rows)) if each is cage else each
        for each in old.vocabulary
    )
    assert told(old, replace(old, vocabulary=vocabulary))[1:] == ["  rows bird: 2 -> 3 [meaning]"]
