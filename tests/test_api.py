"""The interface for Python users: open a folder, consult it, run its cases; loops are refused."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

import pytest

from engine import api, cases
from engine.api import Opened, in_order, load, open_knowledge
from engine.chaining import ReferenceMatcher
from engine.consultation import Fact, consult
from engine.diagnostics import DunbarError, Findings, KnowledgeError
from engine.inference import infer, outcome
from tests.knowledge import ANIMALS, animal_files, base, facts, loaded, write

RULES = """
    a-bird: {when: {covering: feathers}, then: {group: bird}, because: Feathers., source: B01}
    b-free: {when: {group: bird}, then: {handling: free}, because: Ours., source: {convention: ours}}
    c-call: {when: {covering: feathers}, unless: {flies: no}, then: {call: song}, because: X., source: X01}
    d-calm: {when: {tame: yes}, then: {danger: calm}, because: Tame., source: B02}
    """


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def root(tmp_path):
    return write(tmp_path / "animals", animal_files(RULES))


def test_a_consultation_by_durable_rules_is_that_of_the_reference(root):
    opened = open_knowledge(root)
    program = opened.program()
    told = [Fact("covering", "feathers"), Fact("tame", "yes")]
    found = opened.consult(told)
    expected = consult(program, told, ReferenceMatcher(program))

    assert outcome(found.run) == outcome(expected.run)
    assert (found.facts, found.proof, found.verdict, found.missing, found.basis) == (
        expected.facts, expected.proof, expected.verdict, expected.missing, "all",
    )  # fmt: skip


def test_on_the_basis_of_the_article_only_its_rules_run(root):
    opened = open_knowledge(root)
    told = [Fact("covering", "feathers"), Fact("tame", "yes")]
    fired = {
        basis: [rule.id for rule in opened.program(basis).rules] for basis in ("all", "article")
    }
    found = opened.consult(told, "article")

    assert fired == {
        "all": ["a-bird", "b-free", "c-call", "d-calm"],
        "article": ["a-bird", "d-calm"],
    }
    assert [step.id for step in found.proof.steps if step.kind == "rule"] == ["a-bird", "d-calm"]
    assert (found.basis, found.run.memory["handling"], found.run.memory["call"]) == (
        "article", None, None,
    )  # fmt: skip
    assert opened.program("article") is opened.program("article")


def test_inference_alone_assumes_what_was_not_told(tmp_path):
    text = ANIMALS.replace("ask: Is it tame?", "ask: Is it tame?, if not told: yes")
    files = {**animal_files(RULES), "knowledge/animals.yaml": text}
    opened = open_knowledge(write(tmp_path / "animals", files))
    told = facts(opened.program(), "covering=fur")
    run = opened.infer(told)
    program = opened.program()
    expected = infer(program, {"covering": "fur", "tame": "yes"}, ReferenceMatcher(program))

    assert outcome(run) == outcome(expected)


def test_load_gives_the_knowledge_base_itself(root):
    assert load(root).knowledge == open_knowledge(root).knowledge == base(root, {}).knowledge


def test_findings_that_do_not_stop_are_at_hand(tmp_path):
    rule = "a: {when: always, then: {call: bark}, strength: 1}"
    opened = open_knowledge(write(tmp_path / "animals", animal_files(rule)))

    assert [(each.code, each.severity) for each in opened.findings] == [
        ("idle-strength", "warning")
    ]
    assert isinstance(opened, Opened)


def test_a_knowledge_base_that_cannot_be_used_raises_with_its_text(tmp_path):
    files = animal_files("a: {when: {lges: 4}, then: {call: bark}}")
    with pytest.raises(KnowledgeError) as caught:
        open_knowledge(write(tmp_path / "animals", files))

    assert [each.code for each in caught.value.diagnostics] == ["unknown-attribute"]
    assert caught.value.sources == files
    assert issubclass(KnowledgeError, DunbarError)


def test_a_folder_without_knowledge_raises(tmp_path):
    with pytest.raises(KnowledgeError) as caught:
        open_knowledge(tmp_path / "missing")

    assert caught.value.diagnostics[0].code == "no-knowledge-base"


def loops(error):
    """The codes of the findings, but for what is said of attributes that no rule concludes."""
    return [each.code for each in error.diagnostics if each.code != "never-concluded"]


CIRCLES = {
    "rules read each other": (
        "a: {when: {group: bird}, then: {call: song}}\nb: {when: {call: song}, then: {group: bird}}",
        "cycle",
    ),
    "rules override each other": (
        (
            "a: {when: {tame: yes}, then: {call: song}, overrides: b}\n"
            "b: {when: {tame: yes}, then: {call: bark}, overrides: c}\n"
            "c: {when: {tame: yes}, then: {call: hiss}, overrides: a}"
        ),
        "override-cycle",
    ),
    "a rule overrides itself": (
        "a: {when: {tame: yes}, then: {call: song}, overrides: a}",
        "override-cycle",
    ),
}


@pytest.mark.parametrize(("rules", "code"), CIRCLES.values(), ids=CIRCLES)
def test_a_circle_is_an_error_and_never_runs(tmp_path, rules, code):
    with pytest.raises(KnowledgeError) as caught:
        open_knowledge(write(tmp_path / "animals", animal_files(rules)))

    assert loops(caught.value) == [code]


def test_a_formula_that_reads_itself_is_an_error(tmp_path):
    files = animal_files(RULES)
    files["knowledge/more.yaml"] = "attributes: {twice: {formula: twice * 2}}\n"
    with pytest.raises(KnowledgeError) as caught:
        in_order(loaded(tmp_path, files).knowledge)

    assert loops(caught.value) == ["cycle"]


def test_every_public_name_exists():
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


# ------------------------------------------------------------------------------ cases


def told(result):
    """What kept a case from running, or came out otherwise."""
    return (
        *(problem.message for problem in result.case.problems),
        *map(str, result.differences),
    )


def run_cases(root, text):
    (root / "cases").mkdir()
    (root / "cases" / "x.yaml").write_text(text, encoding="utf-8")
    opened, findings = open_knowledge(root), Findings()
    found = cases.read_cases(root / "cases", opened.knowledge, findings)
    results = [cases.run_case(case, opened.infer) for case in found]
    return (
        [(each.code, each.location.exact, each.message) for each in findings.all],
        [(result.case.name, result.outcome, told(result)) for result in results],
    )


def test_a_case_tells_what_came_out_otherwise(root):
    findings, results = run_cases(
        root,
        """
tests:
  - name: as it is
    given: {covering: feathers, tame: no}
    expect:
      group: bird
      handling: [free, careful]
      danger: no advice
      roles: {not: [pet]}
      helpings: no advice
      because of: [a-bird, b-free]
      not because of: d-calm
      provided: c-call
      clashes: []
      says: Feathers.
  - name: not as it is
    given: {covering: feathers}
    expect: {group: mammal, call: bark, because of: d-calm, provided: a-bird, set aside: a-bird, says: Fur.}
  - name: by the article
    basis: article
    given: {covering: feathers}
    expect: {handling: no advice, call: no advice}
""",
    )

    assert findings == []
    assert results == [
        ("as it is", "as expected", ()),
        (
            "not as it is",
            "different",
            (
                "group: expected mammal, found bird",
                "call: expected bark, found song",
                "because of: expected d-calm, found it did not fire",
                "provided: expected a-bird, found it fired",
                "set aside: expected a-bird, found it fired",
                "says: expected Fur., found nothing of the kind",
            ),
        ),
        ("by the article", "as expected", ()),
    ]


@pytest.mark.parametrize(
    ("case", "difference"),
    [
        ("{name: x, expect: {group: bird}}", 'a case has no "given"'),
        ("{name: x, given: {covering: fur}, expect: {}}", '"expect" is empty'),
        ("{name: x, given: {coverin: fur}, expect: {group: bird}}", '"coverin" is no attribute'),
        ("{name: x, given: {covering: fur}, expect: {gruop: bird}}", '"gruop" is no attribute'),
        ("{name: x, given: {covering: fur}, expect: {because of: zzz}}", 'there is no rule "zzz"'),
        ("{name: x, given: {covering: fur}, expects: {group: bird}, expect: {group: bird}}",
         '"expects" is not a key of a case'),
    ],
)  # fmt: skip
def test_a_case_that_cannot_run_never_passes(root, case, difference):
    findings, results = run_cases(root, f"tests:\n  - {case}\n")

    assert (findings, results) == ([], [("x", "could not run", (difference,))])


def test_a_case_that_expects_nothing_yet_is_to_do(root):
    found = run_cases(root, "tests:\n  - {name: x, given: {covering: fur}}\n")

    assert found == ([], [("x", "to do", ())])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("test: []\n", [
            ("missing-key", "x.yaml:1:1", 'a file of cases has no "tests"'),
            ("unknown-key", "x.yaml:1:1", '"test" is not a key of a file of cases'),
        ]),
        ("tests: all\n", [("wrong-shape", "x.yaml:1:8", '"tests" should list cases')]),
        ("tests: []\n", [("wrong-shape", "x.yaml:1:8", '"tests" should list cases')]),
    ],
)  # fmt: skip
def test_a_file_without_cases_is_a_finding(root, text, found):
    assert run_cases(root, text) == (found, [])
