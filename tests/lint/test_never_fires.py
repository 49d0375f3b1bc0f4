"""Rules that can never fire, and why."""

from __future__ import annotations

from engine.lint.never_fires import check
from tests.lint.finding import found


def test_conditions_that_exclude_each_other(tmp_path):
    rules = (
        "a: {when: {legs: more than 4, flies: yes, all: [{legs: at most 2}]}, then: {group: bird}}"
    )

    assert found(check, tmp_path, rules) == [
        (
            'error never-fires: rule "a" can never fire: these cannot hold together: '
            "legs is more than 4; legs is at most 2"
        )
    ]


def test_a_value_that_nobody_concludes(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        barks: {when: {group: mammal}, then: {call: bark}}
        """

    assert found(check, tmp_path, rules) == [
        (
            'error never-fires: rule "barks" can never fire: nothing makes "group is mammal" true, '
            'for no rule concludes mammal for "group"'
        )
    ]


def test_a_figure_out_of_range(tmp_path):
    rules = "a: {when: {legs: more than 100}, then: {group: bird}}"

    assert found(check, tmp_path, rules) == [
        'error never-fires: rule "a" can never fire: nothing makes "legs is more than 100" true'
    ]


def test_an_unless_that_always_holds(tmp_path):
    rules = "a: {when: {legs: 2}, unless: {legs: at most 4}, then: {group: bird}}"

    assert found(check, tmp_path, rules) == [
        'error never-fires: rule "a" can never fire: its "unless" always holds when its "when" does'
    ]


def test_a_contradiction_two_steps_back(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        bald: {when: {group: bird, covering: fur}, then: {call: song}}
        """

    assert found(check, tmp_path, rules) == [
        (
            'error never-fires: rule "bald" can never fire: these cannot hold together: '
            "group is bird; covering is fur"
        )
    ]


def test_figures_that_a_lookup_cannot_give(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        large: {when: {cage: between 10 and 20}, then: {handling: expert}}
        small: {when: {cage: 2, group: none}, then: {handling: free}}
        """

    assert [message.split(":")[1] for message in found(check, tmp_path, rules)] == [
        ' rule "large" can never fire',
        ' rule "small" can never fire',
    ]


def test_evidence_that_cannot_add_up_so_far(tmp_path):
    rules = """
        up: {when: {tame: no}, then: {danger: risky}, strength: 1}
        far: {when: {danger: deadly}, then: {handling: expert}}
        down: {when: {danger: calm}, then: {handling: free}}
        """

    assert [message.split(":")[1] for message in found(check, tmp_path, rules)] == [
        ' rule "down" can never fire',
        ' rule "far" can never fire',
    ]


def test_what_may_be_unknown_or_none_can_fire(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        nothing: {when: {group: none, covering: not feathers}, then: {call: hiss}}
        open: {when: {group: unknown, covering: unknown}, then: {handling: expert}}
        """

    assert found(check, tmp_path, rules) == []


def test_unknown_never_holds_where_an_answer_is_assumed(tmp_path):
    more = "attributes: {age: {number: 0 to 99, ask: How old?, if not told: 1}}"
    rules = "a: {when: {age: unknown}, then: {group: bird}}"

    assert len(found(check, tmp_path, rules, more)) == 1
