"""Each kind of slip, as the author would make it."""

from __future__ import annotations

from pathlib import Path

from engine.conditions import describe
from engine.mutation import KINDS, mutants
from tests.knowledge import animals

RULES = """
  birds-sing:
    when:
      covering: [feathers, fur]
      legs: at most 2
      tame: not yes
    unless: {flies: no}
    then: {call: song, roles: [pet, guard]}
    overrides: dogs-bark
    because: Birds sing.
    source: B01

  dogs-bark:
    when: {any: [{legs: 4}, {habitats: land}]}
    then: {danger: risky}
    because: Dogs bark.
    source: B03
"""

BIRDS = """\
delete rule: the rule birds-sing were deleted
drop condition: the condition "covering is feathers or covering is fur" of birds-sing were deleted
negate condition: the condition "covering is feathers or covering is fur" of birds-sing became \
"covering is not feathers and covering is not fur"
remove value: the condition "covering is feathers or covering is fur" of birds-sing lacked \
"feathers"
remove value: the condition "covering is feathers or covering is fur" of birds-sing lacked "fur"
add value: the condition "covering is feathers or covering is fur" of birds-sing also had "scales"
drop condition: the condition "legs is at most 2" of birds-sing were deleted
negate condition: the condition "legs is at most 2" of birds-sing became "legs is more than 2"
move threshold: the condition "legs is at most 2" of birds-sing became "legs is at most 1"
move threshold: the condition "legs is at most 2" of birds-sing became "legs is at most 3"
drop condition: the condition "tame is not yes" of birds-sing were deleted
negate condition: the condition "tame is not yes" of birds-sing became "tame is yes"
add value: the condition "tame is yes" of birds-sing also had "no"
drop unless: the exception "flies is no" of birds-sing were deleted
negate condition: the exception "flies is no" of birds-sing became "flies is not no"
add value: the exception "flies is no" of birds-sing also had "yes"
drop overrides: "overrides: dogs-bark" of birds-sing were deleted
drop conclusion: the conclusion "call: song" of birds-sing were deleted
swap conclusion: the conclusion "call: song" of birds-sing became "call: bark"
drop conclusion: the conclusion "roles: pet, guard" of birds-sing were deleted
drop conclusion: the conclusion "roles: pet, guard" of birds-sing lacked "pet"
drop conclusion: the conclusion "roles: pet, guard" of birds-sing lacked "guard"
swap conclusion: the conclusion "roles: pet, guard" of birds-sing became "roles: cattle, guard"
swap conclusion: the conclusion "roles: pet, guard" of birds-sing became "roles: pet, cattle"
"""
DOGS = """\
delete rule: the rule dogs-bark were deleted
drop condition: the condition "legs is 4 or habitats includes land" of dogs-bark were deleted
negate condition: the condition "legs is 4 or habitats includes land" of dogs-bark became \
"legs is not 4 and habitats does not include land"
drop condition: the condition "legs is 4" of dogs-bark were deleted
negate condition: the condition "legs is 4" of dogs-bark became "legs is not 4"
move threshold: the condition "legs is 4" of dogs-bark became "legs is 3"
move threshold: the condition "legs is 4" of dogs-bark became "legs is 5"
drop condition: the condition "habitats includes land" of dogs-bark were deleted
negate condition: the condition "habitats includes land" of dogs-bark became \
"habitats does not include land"
add value: the condition "habitats includes land" of dogs-bark also had "water"
swap conclusion: the conclusion "danger: risky" of dogs-bark became "danger: average"
swap conclusion: the conclusion "danger: risky" of dogs-bark became "danger: deadly"
turn conclusion: the conclusion "danger: risky" of dogs-bark became "danger: not risky"
change strength: the strength 0.25 of dogs-bark became 0
change strength: the strength 0.25 of dogs-bark became 0.5
"""

TABLE = """
  table handling-of:
    decides: handling
    first match: yes
    because: It is so.
    source: {convention: ours}
    rows:
      - {id: wild-first, tame: no, then: expert}
      - {id: heavy-next, weight: at least 300, then: careful}
      - {id: else-free, then: free}
"""


def told(found, rule):
    return "".join(
        f"{one.kind}: {one.subject} {one.done}\n" for one in found if one.rule.id == rule
    )


def test_every_slip_in_a_rule_is_told_in_the_words_of_its_author(tmp_path: Path):
    found = mutants(animals(tmp_path, RULES).knowledge)

    assert told(found, "birds-sing") == BIRDS
    assert told(found, "dogs-bark") == DOGS
    assert {one.kind for one in found} == set(KINDS)


def test_no_mutant_is_the_rule_itself(tmp_path: Path):
    for one in mutants(animals(tmp_path, RULES).knowledge):
        assert one.changed[0] != one.rule, one


def test_a_slip_in_a_row_moves_what_later_rows_leave_to_it(tmp_path: Path):
    found = mutants(animals(tmp_path, TABLE).knowledge)

    gone = next(one for one in found if one.done == "were deleted" and one.rule.id == "wild-first")
    assert [row.id for row in gone.changed] == ["wild-first", "heavy-next", "else-free"]
    assert describe(gone.changed[1].when) == "weight is at least 300 and always"
    order = [one.done for one in found if "no row above fits" in one.what]
    assert order == ["were deleted", "were deleted"]
