"""A consultation: facts and assumptions in, verdict, proof and outlook out."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

from engine.chaining import ReferenceMatcher
from engine.consultation import Fact, Reference, assume, consult
from engine.inference import infer, outcome
from engine.outlook import look_ahead
from engine.proof import prove
from engine.verdict import judge
from tests.knowledge import base

LAMP = {
    "knowledge/lamp.yaml": """
attributes:
  plugged in: {kind: yes or no, ask: Is it plugged in?, if not told: {assume: yes, because: Most are., source: {convention: ours}}}
  glows: {kind: yes or no, ask: Does it glow?}
  age: {number: 0 to 50, ask: How old is it?, if not told: 3}
  fault: {one of: [plug, bulb]}
  years: {formula: age + 1}
verdict:
  shows: {fault: fault}
  cannot tell: {fault: [none, unknown]}
  headline: [{when: {fault: known}, say: "It is the {fault}."}, {say: Nobody knows.}]
""",
    "rules/lamp.yaml": """
rules:
  a-plug: {when: {plugged in: no}, then: {fault: plug}}
  b-bulb: {when: {plugged in: yes, glows: no}, then: {fault: bulb}}
""",
}  # fmt: skip


def test_it_is_the_sum_of_its_parts(tmp_path):
    program = base(tmp_path, LAMP)
    told = {"glows": "no"}
    found = consult(
        program, [Fact("glows", "no", "told", "Nope")], ReferenceMatcher(program), "all"
    )
    assumed = [program.knowledge.vocabulary[name] for name in ("plugged in", "age")]
    run = infer(program, assume(program, told), ReferenceMatcher(program))
    believe = Reference(program).believe

    assert found.knowledge is program.knowledge
    assert (found.basis, outcome(found.run), found.proof, found.verdict, found.missing) == (
        "all", outcome(run), prove(run, assumed), judge(run), look_ahead(run, told, believe),
    )  # fmt: skip
    assert found.facts == (
        Fact("glows", "no", "told", "Nope"),
        Fact("plugged in", "yes", "assumed"),
        Fact("age", Decimal(3), "assumed"),
    )


def test_what_is_told_is_not_assumed(tmp_path):
    program = base(tmp_path, LAMP)

    assert assume(program, {"plugged in": "no"}) == {"plugged in": "no", "age": Decimal(3)}
    assert assume(program, {"age": Decimal(0), "plugged in": "yes"}) == {
        "age": Decimal(0), "plugged in": "yes",
    }  # fmt: skip


def test_every_assumption_is_named_in_the_proof_and_missing_from_what_is_known(tmp_path):
    program = base(tmp_path, LAMP)
    found = consult(program, [], ReferenceMatcher(program))

    assert [step.id for step in found.proof.steps] == [
        "plugged-in-if-not-told", "age-if-not-told", "years",
    ]  # fmt: skip
    assert [(each.attribute.name, each.matters) for each in found.missing] == [
        ("plugged in", True), ("glows", True), ("age", False),
    ]  # fmt: skip
    assert (found.verdict.headline, found.verdict.cannot_tell) == ("Nobody knows.", True)


def test_the_reference_may_be_asked_again_and_again(tmp_path):
    reference = Reference(base(tmp_path, LAMP))
    found = [
        reference.believe(told).memory.get("fault")
        for told in ({"glows": "no"}, {"glows": "yes"}, {}, {"plugged in": "no"}, {"glows": "no"})
    ]

    assert found == ["bulb", None, None, "plug", "bulb"]
