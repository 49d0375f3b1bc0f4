"""The list of rules, and one rule in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.render.listing import rule_document, rule_json, rules_document, rules_json
from engine.render.terminal import to_text

EXPECTED = Path(__file__).with_name("expected")


def expected(name):
    return (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [40, 80])
def test_rules_are_listed_by_file_and_factor(knowledge, width):
    assert to_text(rules_document(knowledge), width=width) == expected(f"rules-{width}")


@pytest.mark.parametrize(
    "rule", ["brisk-unless-lame", "chaser-more", "draft-of-mine", "old-least-sixty"]
)
def test_a_rule_is_shown_in_words_and_as_it_stands(knowledge, rule):
    text = to_text(rule_document(knowledge, knowledge.rule(rule)), width=80)

    assert text == expected(f"rule-{rule}")


def test_a_rule_on_one_line_is_shown_without_its_neighbours(knowledge):
    text = to_text(rule_document(knowledge, knowledge.rule("size-long")), width=200)

    assert text.split("As it stands\n")[1].count("|") == 1
    assert "shown    on request" in text


def test_rules_are_data_too(knowledge):
    listed = rules_json(knowledge)

    assert [each["rule"] for each in listed["rules"]][:2] == ["old-least-sixty", "lapdog-no-least"]
    assert rule_json(knowledge.rule("old-least-sixty")) == {
        "rule": "old-least-sixty",
        "factor": "age",
        "table": None,
        "at": "rules/walks.yaml:17",
        "when": "age is old",
        "unless": None,
        "concludes": [{"attribute": "least", "value": 60, "negated": False}],
        "overrides": [],
        "strength": None,
        "because": "An old dog needs its hour.",
        "source": ["A2"],
        "origin": "article",
        "draft": False,
        "on_request": False,
        "tags": [],
        "review_by": None,
    }
