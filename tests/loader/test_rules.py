"""Rules and tables in YAML: what they become, and every slip with its place and its mending."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.conditions import ALWAYS, AllOf, Comparison, NoneOf, Test
from engine.rules import Conclusion, Rule
from engine.sources import UNSOURCED, Origin, Source
from tests.knowledge import animal_files, animals, base, slips


def test_everything_that_a_rule_says_is_kept(tmp_path):
    program = animals(
        tmp_path,
        """
        Some_Rule & more:
          factor: looks
          when: {covering: fur}
          unless: {flies: yes}
          then: {group: Mammal, danger: not risky, roles: [guard, pet], helpings: 1.50}
          overrides: [Other_Rule]
          strength: 0.25
          because: "{Coat} on {LEGS} legs."
          source: [b02, {convention: ours}, B01, B02]
          review by: 2027-01
          tags: [x, y]
          show: on request
        other rule:
          when: always
          then: {call: bark}
        """,
    )
    other, some = program.rules

    assert some == Rule(
        id="some-rule-and-more",
        conclusions=(
            Conclusion("group", "mammal"),
            Conclusion("danger", "risky", negated=True),
            Conclusion("roles", ("pet", "guard")),
            Conclusion("helpings", Decimal("1.50")),
        ),
        when=Comparison("covering", Test.IS, "fur"),
        unless=Comparison("flies", Test.IS, "yes"),
        overrides=("other-rule",),
        factor="looks",
        strength=Decimal("0.25"),
        because="{covering} on {legs} legs.",
        source=Source(("B02", "B01"), "ours", Origin.CONVENTION),
        on_request=True,
        tags=("x", "y"),
        review_by="2027-01",
    )
    assert other == Rule("other-rule", (Conclusion("call", "bark"),), factor="other-rule")
    assert [(rule.location.exact, rule.draft) for rule in (some, other)] == [
        ("rules/animals.yaml:2:3", False),
        ("rules/animals.yaml:14:3", True),
    ]


def test_the_factor_of_a_file_is_that_of_its_rules_unless_they_name_another(tmp_path):
    files = animal_files(
        """
        a: {when: always, then: {call: bark}}
        b: {when: always, then: {call: bark}, factor: own}
        table t: {decides: group, factor: tables, rows: [{id: c, tame: yes, then: bird}]}
        """
    )
    files["rules/animals.yaml"] = "factor: shared\n" + files["rules/animals.yaml"]
    program = base(tmp_path, files)

    assert [(rule.id, rule.factor) for rule in program.rules] == [
        ("a", "shared"), ("b", "own"), ("c", "tables"),
    ]  # fmt: skip


def test_a_table_becomes_one_rule_a_row(tmp_path):
    program = animals(
        tmp_path,
        """
        table by coat:
          decides: handling
          because: By its {coat}.
          source: B01
          tags: shared
          show: On Request
          rows:
            - {id: tame ones, tame: yes, then: free, because: Tame., source: B02, tags: own, show: always}
            - {covering: fur, legs: at most 4, then: {handling: careful, danger: calm}, strength: 0.5}
            - {then: expert, unless: {tame: yes}, overrides: tame ones}
        """,
    )
    fur = AllOf(
        (Comparison("covering", Test.IS, "fur"), Comparison("legs", Test.AT_MOST, Decimal(4)))
    )
    tame = Comparison("tame", Test.IS, "yes")
    shared = {"factor": "", "table": "by-coat", "because": "By its {covering}.", "on_request": True,
              "source": Source(("B01",), None, Origin.ARTICLE), "tags": ("shared",)}  # fmt: skip

    assert program.rules == (
        Rule("by-coat-2", (Conclusion("handling", "careful"), Conclusion("danger", "calm")), fur,
             strength=Decimal("0.5"), **shared | {"factor": "by-coat-2"}),
        Rule("by-coat-3", (Conclusion("handling", "expert"),), ALWAYS, tame, ("tame-ones",),
             **shared | {"factor": "by-coat-3"}),
        Rule("tame-ones", (Conclusion("handling", "free"),), tame, **shared | {
            "factor": "tame-ones", "because": "Tame.", "tags": ("own",), "on_request": False,
            "source": Source(("B02",), None, Origin.ARTICLE)}),
    )  # fmt: skip


def test_rows_of_a_first_match_exclude_all_rows_above(tmp_path):
    program = animals(
        tmp_path,
        """
        table t:
          decides: call
          first match: Yes
          rows:
            - {id: a, tame: yes, then: song}
            - {id: b, legs: 4, then: bark}
            - {id: c, then: hiss}
        """,
    )
    tame, legs = Comparison("tame", Test.IS, "yes"), Comparison("legs", Test.IS, Decimal(4))

    assert [rule.when for rule in program.rules] == [
        tame, AllOf((legs, NoneOf((tame,)))), AllOf((ALWAYS, NoneOf((tame, legs)))),
    ]  # fmt: skip


def test_an_id_is_read_alike_however_it_is_written(tmp_path):
    program = animals(
        tmp_path,
        """
        First_Rule: {when: always, then: {call: bark}, overrides: second RULE}
        second-rule: {when: always, then: {call: song}}
        """,
    )

    assert [(rule.id, rule.overrides) for rule in program.rules] == [
        ("first-rule", ("second-rule",)), ("second-rule", ()),
    ]  # fmt: skip


def test_a_draft_runs_with_full_strength(tmp_path):
    program = animals(tmp_path, "a: {when: always, then: {danger: risky}}")

    assert [(rule.draft, rule.strength, rule.source) for rule in program.rules] == [
        (True, Decimal(1), UNSOURCED)
    ]


QUARTERS = "write 0, 0.25, 0.5, 0.75 or 1"
A_LINE = "it may be factor, when, unless, then, overrides, strength, because, source, review by, tags, show or examples"


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("r: \u00ab{when: always}",
         [("missing-key", 'rule "r" has no "then"', 'add a line "then: ..."')]),
        ("r: \u00ab{then: {call: bark}}",
         [("missing-key", 'rule "r" has no "when"', 'add a line "when: ..."')]),
        ("r: {when: always, then: {call: bark}, \u00abbecuase: x}",
         [("unknown-key", '"becuase" is not a key of rule "r"', 'did you mean "because"?')]),
        ("r: {when: always, then: {call: bark}, \u00absalience: 9}",
         [("unknown-key", '"salience" is not a key of rule "r"', A_LINE)]),
        ("r: \u00ab[a, b]",
         [("wrong-shape", 'rule "r" should be a mapping (lines of "key: value"), not a list', None)]),
        ("r: {when: always, then: \u00abbird}",
         [("wrong-shape", '"then" should be a mapping (lines of "key: value"), not text', None)]),
        ("r: {when: always, then: \u00ab{}}",
         [("empty-value", '"then" is empty', "write what belongs there, or delete it")]),
        ("table t: {decides: call, rows: [{then: bark}, \u00ab{}]}",
         [("empty-value", 'a row of table "t" is empty', "write what belongs there, or delete it")]),
        ("r: {when: always, then: {\u00abcal: bark}}",
         [("unknown-attribute", '"cal" is no attribute', 'did you mean "call"?')]),
        ("r: {when: always, then: {call: \u00abbarks}}",
         [("unknown-value", '"barks" is not a value of call', 'did you mean "bark"?')]),
        ("r: {when: always, then: {\u00abcovering: fur}}",
         [("not-concludable", '"covering" is asked of the person, so no rule can conclude it', None)]),
        ("r: {when: always, then: {\u00abration: 4}}",
         [("not-concludable", '"ration" is computed, so no rule can conclude it', None)]),
        ("r: {when: always, then: {\u00abcage: 4}}",
         [("not-concludable", '"cage" is computed, so no rule can conclude it', None)]),
        ("r: {when: always, then: {call: \u00ab[bark, song]}}",
         [("one-value", '"call" takes one value, not a list', None)]),
        ("r: {when: always, then: {call: \u00abnot bark}}",
         [("not-evidence", '"not ..." speaks against evidence, and "call" takes none', None)]),
        ("r: {when: always, then: {roles: [pet, \u00abcatle]}}".replace("[pet, \u00ab", "\u00ab[pet, "),
         [("unknown-value", '"catle" is not a value of roles', 'did you mean "cattle"?')]),
        ("r: {when: always, then: {helpings: \u00abmany}}",
         [("not-a-number", '"many" is not a number of helpings', "write a number from 0 to 20")]),
        ("r: {when: always, then: {helpings: \u00ab21}}",
         [("out-of-range", "21 is out of range: helpings is 0 to 20", "write a number from 0 to 20")]),
        ("r: {when: always, then: {danger: \u00abrisk}}",
         [("unknown-value", '"risk" is not a word of the scale of danger', 'did you mean "risky"?')]),
        ("r: {when: always, then: {danger: \u00abaverage}}",
         [("unknown-value", '"average" is not a word of the scale of danger',
           "it may be harmless, calm, risky or deadly")]),
        ("r: {when: always, then: {danger: \u00abrisk}, strength: 0.5}",
         [("unknown-value", '"risk" is not a word of the scale of danger', 'did you mean "risky"?')]),
        ("r: {when: always, then: {danger: \u00ab[risky, calm]}}",
         [("wrong-shape", '"danger" should be text, not a list', None)]),
        ("\u00abr: {when: always, then: {danger: risky}, source: {convention: ours}}",
         [("missing-strength", 'rule "r" gives evidence by convention, so it must say its strength',
           'add a line such as "strength: 0.5"')]),
        ("r: {when: always, then: {danger: risky}, strength: \u00ab0.3}",
         [("bad-strength", '"0.3" is no strength', QUARTERS)]),
        ("r: {when: always, then: {danger: risky}, strength: \u00ab1.25}",
         [("bad-strength", '"1.25" is no strength', QUARTERS)]),
        ("r: {when: always, then: {danger: risky}, strength: \u00abstrong}",
         [("not-a-number", '"strength" should be a number, not "strong"', None)]),
        ("r: {when: always, then: {danger: risky}, strength: \u00ab[1]}",
         [("wrong-shape", '"strength" should be text, not a list', None)]),
        ("r: {when: always, then: {call: bark}, strength: \u00ab0.5}",
         [("idle-strength", 'rule "r" gives no evidence, so its strength does nothing',
           'delete the line "strength"')]),
        ("r: {when: always, then: {call: bark}, source: [B01, \u00abB99]}",
         [("unknown-claim", '"B99" is no claim', "it may be B01, B02, B03 or X01")]),
        ("r: {when: always, then: {call: bark}, source: {\u00abconvension: ours}}",
         [("unknown-key", '"convension" is not a key of a source', 'did you mean "convention"?')]),
        ('r: {when: always, then: {call: bark}, because: \u00ab"A {colour} one."}',
         [("unknown-attribute", '"{colour}" in "because" is no attribute', None)]),
        ('r: {when: always, then: {call: bark}, because: \u00ab"A {covring} one."}',
         [("unknown-attribute", '"{covring}" in "because" is no attribute',
           'did you mean "covering"?')]),
        ("r: {when: always, then: {call: bark}, because: \u00ab[a, b]}",
         [("wrong-shape", '"because" should be text, not a list', None)]),
        ("r: {when: always, then: {call: bark}, show: \u00abnever}",
         [("unknown-value", '"never" is not a value of "show"', "it may be always or on request")]),
        (("r: {when: always, then: {call: bark}, overrides: [r2, \u00abr3x]}\n"
         "r2: {when: always, then: {call: bark}}"),
         [("unknown-rule", 'rule "r" overrides "r3x", but there is no such rule', "it may be r or r2")]),
        ("r: {when: always, then: {call: bark}, tags: \u00ab{a: b}}",
         [("wrong-shape", '"tags" should be text or a list of texts, not a mapping', None)]),
        ("table t: \u00ab{decides: call}",
         [("missing-key", '"table t" has no "rows"', 'add a line "rows: ..."')]),
        ("table t: \u00ab{rows: [{then: bark}]}",
         [("missing-key", '"table t" has no "decides"', 'add a line "decides: ..."')]),
        ("table t: {decides: \u00abcal, rows: [{then: bark}]}",
         [("unknown-attribute", '"cal" is no attribute', 'did you mean "call"?')]),
        ("table t: {decides: call, rows: \u00ab{then: bark}}",
         [("wrong-shape", 'the rows of "table t" should be a list', 'start each row with "- {"')]),
        ("table t: {decides: call, rows: \u00ab[]}",
         [("wrong-shape", 'the rows of "table t" should be a list', 'start each row with "- {"')]),
        ("table t: {decides: call, rows: [{then: bark}, \u00abbark]}",
         [("wrong-shape", 'a row of table "t" should be a mapping (lines of "key: value"), not text',
           None)]),
        ("table t: {decides: call, rows: [\u00ab{tame: yes}]}",
         [("missing-key", 'a row of table "t" has no "then"', 'add a line "then: ..."')]),
        ("table t: {decides: call, rows: [{\u00abtme: yes, then: bark}]}",
         [("unknown-attribute", '"tme" is no attribute', 'did you mean "tame"?')]),
        ("table t: {decides: call, rows: [{tame: yes, then: \u00abbrk}]}",
         [("unknown-value", '"brk" is not a value of call', 'did you mean "bark"?')]),
        ("table t: {decides: \u00abcovering, rows: [{tame: yes, then: \u00abfur}]}".replace(
            "\u00abcovering", "covering"),
         [("not-concludable", '"covering" is asked of the person, so no rule can conclude it', None)]),
        ("table t: {decides: call, first match: \u00absometimes, rows: [{then: bark}]}",
         [("unknown-value", '"sometimes" is not a value of "first match"', "it may be yes or no")]),
        ("table t: {decides: call, show: \u00absometimes, rows: [{then: bark}]}",
         [("unknown-value", '"sometimes" is not a value of "show"', "it may be always or on request")]),
        ("table t: {decides: call, \u00abrwos: [], rows: [{then: bark}]}",
         [("unknown-key", '"rwos" is not a key of "table t"', 'did you mean "rows"?')]),
    ],
)  # fmt: skip
def test_each_slip_is_told_where_it_is_with_the_way_out(tmp_path, rules, found):
    told, places, marked = slips(tmp_path, animal_files(rules))

    assert told == found
    assert sorted(set(places)) == marked


def test_an_id_may_stand_only_once_over_all_files(tmp_path):
    files = animal_files("a: {when: always, then: {call: bark}}")
    files["rules/b.yaml"] = "rules:\n  \u00abA: {when: always, then: {call: song}}\n"
    told, places, marked = slips(tmp_path, files)

    assert (places, told) == (marked, [
        ("duplicate-id", 'rule "a" stands twice; the first is at rules/animals.yaml:2',
         "give one of them another name"),
    ])  # fmt: skip


def test_all_slips_of_all_rules_are_told_in_one_run_in_their_order(tmp_path):
    files = animal_files(
        """
        a: {when: {\u00abcoverin: fur}, then: {call: \u00abbarks}, overrides: \u00abzzzz}
        b: {when: {covering: \u00abfurr, legs: \u00abfour}, then: {\u00abweight: 4}}
        """
    )
    files["rules/z.yaml"] = "rules:\n  z: \u00ab{when: always}\n"
    told, places, marked = slips(tmp_path, files)

    assert places == marked
    assert [code for code, _, _ in told] == [
        "unknown-attribute", "unknown-value", "unknown-rule", "unknown-value", "bad-test",
        "not-concludable", "missing-key",
    ]  # fmt: skip
