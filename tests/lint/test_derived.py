"""What derived attributes demand of the rules behind them, kind by kind."""

from __future__ import annotations

import pytest

from engine.lint import clash, idle_override, never_fires, overlapping_rows, unreachable_saying
from engine.lint.joint import Joint, Spent
from tests.lint.finding import found

CARE = """
    a: {when: {covering: fur}, then: {roles: pet}}
    b: {when: {covering: feathers}, then: {roles: guard}}
    c: {when: CONDITION, then: {call: song}}
    """


@pytest.mark.parametrize(
    ("condition", "fires"),
    [
        ("{roles: {includes all of: [pet, guard]}}", False),
        ("{roles: pet, covering: not fur}", False),
        ("{roles: not pet, covering: feathers}", True),
        ("{roles: not pet, covering: fur}", False),
        ("{roles: none, covering: fur}", False),
        ("{roles: none, covering: scales}", True),
        ("{roles: unknown, covering: scales}", False),
        ("{roles: unknown}", True),
        ("{roles: cattle}", False),
    ],
)
def test_a_derived_list_holds_what_rules_give_it(condition, fires, tmp_path):
    messages = found(never_fires.check, tmp_path, CARE.replace("CONDITION", condition))

    assert bool(messages) is not fires


PULLS = """
    up: {when: {tame: no}, then: {danger: risky}, strength: 1, source: {convention: ours}}
    down: {when: {covering: fur}, then: {danger: calm}, strength: 0.75, source: {convention: ours}}
    c: {when: CONDITION, then: {call: song}}
    """


@pytest.mark.parametrize(
    ("condition", "fires"),
    [
        ("{danger: risky, tame: yes}", False),
        ("{danger: risky, covering: scales}", True),
        ("{danger: calm, covering: scales}", False),
        ("{danger: none, tame: no}", False),
        ("{danger: none, covering: scales}", True),
        ("{danger: 0.25}", True),
        ("{danger: 0.5}", False),
        ("{danger: unknown}", False),
    ],
)
def test_evidence_is_what_pulls_can_add_up_to(condition, fires, tmp_path):
    messages = found(never_fires.check, tmp_path, PULLS.replace("CONDITION", condition))

    assert bool(messages) is not fires


FIGURES = """
attributes:
  years: {number: 1 to 4, ask: How old?}
  litter: {number: 1 to 6, ask: How many?}
  sum: {formula: years + litter}
  difference: {formula: years - litter}
  product: {formula: years * litter * -1}
  share: {formula: years / litter}
  odd share: {formula: years / (litter - 3)}
  least: {formula: "min(years, litter, 3)"}
  rounded: {formula: round years * 10 to 10}
  either: {formula: years or 9}
"""


@pytest.mark.parametrize(
    ("condition", "fires"),
    [
        ("{sum: more than 10}", False),
        ("{sum: at least 10}", True),
        ("{difference: fewer than -5}", False),
        ("{product: more than 0}", False),
        ("{product: fewer than -20}", True),
        ("{share: more than 10}", False),
        ("{odd share: more than 10}", True),
        ("{least: more than 3}", False),
        ("{rounded: more than 100}", False),
        ("{either: 9, years: unknown}", True),
        ("{either: unknown}", False),
        ("{sum: none}", False),
        ("{sum: unknown, years: known, litter: known}", False),
        ("{sum: more than least}", True),
    ],
)
def test_a_formula_stays_within_what_it_reads(condition, fires, tmp_path):
    rules = f"c: {{when: {condition}, then: {{call: song}}}}"

    assert bool(found(never_fires.check, tmp_path, rules, FIGURES)) is not fires


def test_figures_computed_from_the_same_are_compared_case_by_case(tmp_path):
    more = """
attributes:
  low: {formula: cage * 0.8}
  high: {formula: "max(cage, 5)"}
"""
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        c: {when: {low: more than high}, then: {call: song}}
        d: {when: {weight: fewer than low, any: [{weight: more than high}]}, then: {call: bark}}
        """

    assert len(found(never_fires.check, tmp_path, rules, more)) == 2


VERDICT = """
verdict:
  shows: {call: call}
  cannot tell: {call: none}
  headline: [{when: {call: song}, say: It sings.}, {say: It is silent.}]
"""
OPEN = """
    a: {when: {legs: at least 1}, then: {call: song}}
    b: {when: {flies: yes}, then: {call: bark}}
    c: {when: {tame: yes}, then: {handling: free}, overrides: b}
    table rows:
      decides: group
      rows:
        - {id: d, legs: at least 1, then: bird}
        - {id: e, flies: yes, then: fish}
    """


@pytest.mark.parametrize(
    "check",
    [
        clash.check,
        never_fires.check,
        overlapping_rows.check,
        idle_override.check,
        unreachable_saying.check,
    ],
)
def test_what_could_not_be_found_out_is_said_and_never_passed(check, tmp_path, monkeypatch):
    def give_up(*_: object) -> None:
        raise Spent

    monkeypatch.setattr(Joint, "solutions", give_up)
    messages = found(check, tmp_path, OPEN, VERDICT)

    assert messages
    assert all(message.startswith("note not-checked: whether ") for message in messages)
