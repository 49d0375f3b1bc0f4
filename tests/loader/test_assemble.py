"""Loading as a whole: every problem in one run, and nothing that depends on order."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.consultation import Reference
from engine.diagnostics import Findings, KnowledgeError
from engine.files import SourceFile, digest, read_files
from engine.inference import outcome
from engine.loader import load
from engine.strata import stratify
from engine.vocabulary import ListOf, Number, OneOf
from tests.knowledge import (
    ANIMALS,
    ONE_RULE,
    animal_files,
    base,
    beside_animals,
    loaded,
    slips,
    write,
)

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED = read_files(ROOT, Findings())


def test_a_knowledge_base_has_a_name_a_version_and_a_digest(tmp_path):
    found = loaded(tmp_path, animal_files("a: {when: always, then: {call: bark}}")).knowledge

    assert (found.name, found.version, found.about) == ("animals", "2.1.0", "Which animal it is.")
    assert found.digest == digest(read_files(tmp_path, Findings()))[:16]
    assert sorted(found.sources) == ["knowledge/animals.yaml", "rules/animals.yaml"]


def test_without_a_name_it_is_called_as_its_folder(tmp_path):
    files = {"knowledge/x.yaml": "attributes: {it: {kind: yes or no}}\n",
             "rules/x.yaml": "rules: {r: {when: always, then: {it: yes}}}\n"}  # fmt: skip
    found = loaded(tmp_path / "insects", files).knowledge

    assert (found.name, found.version, found.about, found.verdict) == ("insects", "0", "", None)


def test_sections_may_be_spread_over_files_and_folders(tmp_path):
    files = {
        "knowledge/a/b.yaml": "attributes: {legs: {number: 0 to 9, ask: Legs?}}\n",
        "knowledge/c.yml": "attributes: {call: {one of: [bark]}, double: {formula: legs * 2}}\n",
        "rules/x/y.yaml": "rules: {b: {when: {legs: 4}, then: {call: bark}}}\n",
        "rules/z.yaml": "rules: {a: {when: {double: 4}, then: {call: bark}}}\n",
        "rules/.hidden.yaml": "nonsense",
    }
    found = loaded(tmp_path, files).knowledge

    assert [rule.id for rule in found.rules] == ["a", "b"]
    assert [attribute.name for attribute in found.vocabulary] == ["call", "double", "legs"]


NEITHER = "a knowledge base holds rules/ and knowledge/"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"knowledge/a.yaml": ANIMALS, "rules/a.yaml": "\u00abfactor: x\n"},
         [("missing-key", 'a rule file has no "rules"', 'add a line "rules: ..."')]),
        ({"knowledge/a.yaml": ANIMALS, "rules/a.yaml": "\u00abattributes: {}\n\u00abrule: {}\n"},
         [("missing-key", 'a rule file has no "rules"', 'add a line "rules: ..."'),
          ("unknown-key", '"attributes" is not a key of a rule file', "it may be factor or rules"),
          ("unknown-key", '"rule" is not a key of a rule file', 'did you mean "rules"?')]),
        ({"knowledge/a.yaml": ANIMALS + "\u00abrules: {}\n", "rules/a.yaml": ONE_RULE},
         [("unknown-key", '"rules" is not a key of a knowledge file',
           ("it may be knowledge base, attributes, strengths, scales, claims, outside claims, tensions, "
           "advice, verdict, properties, plan or imports"))]),
        ({"knowledge/a.yaml": ANIMALS, "rules/a.yaml": "rules: \u00ab{}\n"},
         [("empty-value", "rules is empty", "write what belongs there, or delete it")]),
        ({"knowledge/a.yaml": ANIMALS, "rules/a.yaml": "\u00ab- a\n"},
         [("wrong-shape", 'a rule file should be a mapping (lines of "key: value"), not a list', None)]),
        ({"knowledge/a.yaml": ANIMALS, "rules/a.yaml": "rules: \u00ab[a]\n"},
         [("wrong-shape", 'rules should be a mapping (lines of "key: value"), not a list', None)]),
        (beside_animals("knowledge base: \u00ab{name: again}\n"),
         [("duplicate-id", '"knowledge base" stands in two files', None)]),
        (beside_animals("\u00abatributes: {}\n"),
         [("unknown-key", '"atributes" is not a key of a knowledge file', 'did you mean "attributes"?')]),
    ],
)  # fmt: skip
def test_each_slip_is_told_where_it_is_with_the_way_out(tmp_path, files, found):
    told, places, marked = slips(tmp_path, files)

    assert told == found
    assert sorted(set(places)) == marked


def test_without_rules_there_is_no_knowledge_base(tmp_path):
    told, places, _ = slips(tmp_path, {"knowledge/a.yaml": ANIMALS})

    assert (told, places) == (
        [
            (
                "no-rules",
                f'"{tmp_path}" holds no rule',
                'write rules under "rules:" in a file below rules/',
            )
        ],
        [""],
    )


def test_without_the_folders_there_is_no_knowledge_base(tmp_path):
    (tmp_path / "rules").mkdir()
    findings, nowhere = Findings(), Findings()
    found = read_files(tmp_path, findings), read_files(tmp_path / "missing", nowhere)

    assert found == ((), ())
    assert [(each.code, each.message, each.hint) for each in (*findings.all, *nowhere.all)] == [
        ("no-knowledge-base", f'"{tmp_path}" has no folder knowledge/', NEITHER),
        ("no-knowledge-base", f'there is no folder "{tmp_path / "missing"}"',
         "name a folder that holds rules/ and knowledge/"),
    ]  # fmt: skip


def test_a_file_of_another_name_is_not_passed_over_in_silence(tmp_path):
    files = {
        **animal_files("a: {when: always, then: {call: bark}}"),
        "rules/b.yam": "x",
        "rules/c": "x",
    }
    told, places, _ = slips(tmp_path, files)

    assert [(code, message) for code, message, _ in told] == [
        ("file-not-read", f"rules/{name} is not read: names of rule files end in .yaml")
        for name in ("b.yam", "c")
    ]
    assert places == ["rules/b.yam:1:1", "rules/c:1:1"]


def test_problems_of_all_files_and_kinds_are_told_in_one_run_by_place(tmp_path):
    files = beside_animals(
        "attributes:\n  it: {kind: \u00abboolean}\nclaims:\n  C1: \u00ab{says: A.}\n"
        "advice: {care: {feed: {say: \u00ab'{lges}'}}}\n"
    )
    files["rules/b.yaml"] = "rules:\n  b: {when: {\u00ablges: 4}, then: {call: \u00abbrk}}\n"
    files["rules/c.yaml"] = "rules:\n  c: {when: always, then: {call: bark}, source: \u00abC9}\n"
    told, places, marked = slips(tmp_path, files)

    assert [code for code, *_ in told] == [
        "bad-kind", "missing-key", "unknown-attribute", "unknown-attribute", "unknown-value",
        "unknown-claim",
    ]  # fmt: skip
    assert places == marked


def test_a_knowledge_file_that_cannot_be_read_is_not_blamed_on_the_rules(tmp_path):
    files = animal_files("a: {when: {covering: fur}, then: {group: bird}, source: B01}")
    files["knowledge/animals.yaml"] = ANIMALS.replace("claims:", "claims: [")
    files["rules/b.yaml"] = "rules: [a\n"
    told, places, _ = slips(tmp_path, files)

    assert {place.split(":")[0] for place in places} == {"knowledge/animals.yaml", "rules/b.yaml"}
    assert not {"unknown-attribute", "unknown-claim"} & {code for code, *_ in told}


def test_a_rule_file_that_cannot_be_read_hides_no_slip_of_the_others(tmp_path):
    files = animal_files("a: {when: {\u00abcovring: fur}, then: {group: bird}}")
    files["rules/b.yaml"] = "rules: [a\n"
    told, places, marked = slips(tmp_path, files)

    assert "unknown-attribute" in [code for code, *_ in told]
    assert set(marked) < set(places)


# ---------------------------------------------------------------------- of the shipped knowledge


def blocks(text: str) -> tuple[str, list[str]]:
    """What stands before the rules of a file, and each rule with the comments above it."""
    head, found, rest = text.partition("\nrules:\n")
    parts = re.split(r"(?m)^(?=  [\w-][^\n]*:)", rest)
    return head + found, [parts[0] + parts[1], *parts[2:]] if found else []


def shuffled(seed: int) -> tuple[SourceFile, ...]:
    chance = random.Random(seed)
    files = []
    for file in SHIPPED:
        text = file.text
        if file.shown.startswith("rules/"):
            head, rules = blocks(text)
            chance.shuffle(rules)
            text = head + "".join(f"{rule.rstrip()}\n\n" for rule in rules)
        files.append(SourceFile(file.shown, text.encode()))
    names = [file.shown for file in files if file.shown.startswith("rules/")]
    chance.shuffle(names)
    renamed = iter(names)
    moved = [
        SourceFile(next(renamed), file.data) if file.shown.startswith("rules/") else file
        for file in files
    ]
    chance.shuffle(moved)
    return tuple(moved)


def profile(vocabulary, chance):
    told = {}
    for attribute in vocabulary.asked:
        if chance.random() < 0.4:
            continue
        match attribute.kind:
            case OneOf(values):
                told[attribute.name] = chance.choice(values)
            case ListOf(values):
                told[attribute.name] = tuple(value for value in values if chance.random() < 0.4)
            case Number(low, high):
                told[attribute.name] = (
                    low + int((high - low) * chance.choice((0, 1, 2, 5, 50, 100))) // 100
                )
    return told


def read(files):
    return stratify(load(ROOT, files, Findings()).knowledge)


def test_the_order_of_files_and_rules_changes_nothing():
    before, after = read(SHIPPED), read(shuffled(7))
    chance = random.Random(8)
    told = [profile(before.knowledge.vocabulary, chance) for _ in range(50)]
    one, other = Reference(before), Reference(after)

    assert [rule.id for rule in after.rules] == [rule.id for rule in before.rules]
    assert [rule.location for rule in after.rules] != [rule.location for rule in before.rules]
    assert [unordered(other.believe(each)) for each in told] == [
        unordered(one.believe(each)) for each in told
    ]


def unordered(run):
    """The outcome; in what a rule matched, attributes stand in the order of their files."""
    found = outcome(run)
    return {**found, "matched": {name: set(names) for name, names in found["matched"].items()}}


GARBLE = st.sampled_from(["x", ":", " ", "  ", "\t", "[", "]", "{", "}", "'", '"', "#", "-", "&",
                          "*", "!", "%", "|", ">", "none", "not ", "\u201c", "\x00", "\u2028", "9"])  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[SourceFile, ...]:
    """The shipped files with some lines dropped, doubled, moved or garbled."""
    files = list(SHIPPED)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(files) - 1))
        lines = files[at].text.split("\n")
        for _ in range(draw(st.integers(1, 4))):
            line = draw(st.integers(0, len(lines) - 1))
            match draw(st.sampled_from(["drop", "double", "swap", "insert", "delete", "indent"])):
                case "drop":
                    del lines[line]
                case "double":
                    lines.insert(line, lines[line])
                case "swap":
                    other = draw(st.integers(0, len(lines) - 1))
                    lines[line], lines[other] = lines[other], lines[line]
                case "insert":
                    column = draw(st.integers(0, len(lines[line])))
                    lines[line] = lines[line][:column] + draw(GARBLE) + lines[line][column:]
                case "delete":
                    column = draw(st.integers(0, len(lines[line])))
                    lines[line] = lines[line][:column] + lines[line][column + 1 :]
                case _:
                    lines[line] = " " * draw(st.integers(1, 4)) + lines[line]
        data = "\n".join(lines).encode(errors="replace")
        files[at] = SourceFile(files[at].shown, data)
    return tuple(files)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutated())
def test_loading_raises_nothing_but_a_knowledge_error_that_is_located(files):
    try:
        found = load(ROOT, files, Findings()).findings
    except KnowledgeError as error:
        found = error.diagnostics

    assert {each.location.path for each in found if each.location} <= {file.shown for file in files}


def test_the_same_files_load_from_any_folder(tmp_path):
    files = animal_files("a: {when: always, then: {call: bark}}")
    one, other = base(tmp_path / "a", files), base(tmp_path / "b", files)

    assert one == other
    assert write(tmp_path / "c", files).name == "c"
