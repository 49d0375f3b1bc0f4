"""Two rules that hold together and disagree."""

from __future__ import annotations

import pytest

from engine.diagnostics import KnowledgeError
from engine.lint.clash import check
from engine.lint.disagreements import MOST_FOUND
from tests.lint.finding import diagnostics, found


def test_a_clash_names_both_rules_an_example_and_the_ways_out(tmp_path):
    [clash] = diagnostics(
        check,
        tmp_path,
        """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        a-fish: {when: {habitats: water, legs: 0}, then: {group: fish}}
        """,
    )

    assert clash.message == (
        '"a-bird" (rules/animals.yaml:2) and "a-fish" (rules/animals.yaml:3) disagree on "group": '
        "bird or fish; for example with covering: feathers, habitats: water, legs: 0"
    )
    assert clash.hint is not None
    assert '"overrides: a-fish"' in clash.hint
    assert '"unless:"' in clash.hint
    assert [place.line for place in clash.related] == [3]


def test_rules_that_exclude_each_other_do_not_clash(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        a-mammal: {when: {covering: fur}, then: {group: mammal}}
        small: {when: {legs: at most 2}, then: {handling: free}}
        large: {when: {legs: more than 2}, then: {handling: careful}}
        """

    assert found(check, tmp_path, rules) == []


def test_rules_that_exclude_each_other_two_steps_back_do_not_clash(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        a-mammal: {when: {covering: fur}, then: {group: mammal}}
        sings: {when: {group: bird}, then: {call: song}}
        hisses: {when: {covering: fur, flies: no}, then: {call: hiss}}
        """

    assert found(check, tmp_path, rules) == []


def test_an_override_settles_it(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        a-fish: {when: {legs: 0}, then: {group: fish}, overrides: a-bird}
        """

    assert found(check, tmp_path, rules) == []


def test_a_third_rule_that_overrides_both_settles_it(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        a-fish: {when: {legs: 0}, then: {group: fish}}
        both: {when: {covering: feathers, legs: 0}, then: {group: reptile},
               overrides: [a-bird, a-fish]}
        """

    assert found(check, tmp_path, rules) == []


def test_an_unless_settles_it_only_where_it_is_told(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, unless: {legs: 0}, then: {group: bird}}
        a-fish: {when: {WHEN}, then: {group: fish}}
        """

    assert found(check, tmp_path, rules.replace("WHEN", "legs: 0")) == []
    assert len(found(check, tmp_path, rules.replace("WHEN", "legs: [0, unknown]"))) == 1


def test_figures_that_rules_conclude_may_clash_too(tmp_path):
    rules = """
        few: {when: {legs: at least 1}, then: {helpings: 1}}
        many: {when: {legs: more than cage}, then: {helpings: 2}}
        """
    [message] = found(check, tmp_path, rules)

    assert 'disagree on "helpings": 2 or 1' in message or "1 or 2" in message


def test_evidence_and_lists_never_clash(tmp_path):
    rules = """
        up: {when: always, then: {danger: risky, roles: pet}, strength: 1}
        down: {when: always, then: {danger: calm, roles: guard}, strength: 1}
        """

    assert found(check, tmp_path, rules) == []


def test_one_rule_that_gives_two_values_is_refused_before(tmp_path):
    more = "attributes: {noise: {one of: [loud, soft], also called: [sound]}}"
    rules = "both: {when: always, then: {noise: loud, sound: soft}}"

    with pytest.raises(KnowledgeError, match='"noise" is concluded twice'):
        found(check, tmp_path, rules, more)


def test_of_very_many_clashes_the_first_are_told_and_the_rest_is_said_to_be_open(tmp_path):
    rules = "\n".join(
        f"r{at}: {{when: {{legs: at least {at}}}, then: {{helpings: {at % 20}}}}}"
        for at in range(40)
    )
    messages = found(check, tmp_path, rules)

    assert len(messages) == MOST_FOUND + 1
    assert (
        'note not-checked: too many rules conclude "helpings" to look at every two of them'
        in messages
    )
