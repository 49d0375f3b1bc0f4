"""``dunbar rules new``: a rule asked for or told, tried, and written with its first two cases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli import main
from engine.api import open_knowledge
from engine.authoring import storing
from engine.authoring.drafting import Draft
from engine.authoring.proposing import propose
from engine.cases import every_case, run_case
from engine.cases.reading import cases_in
from engine.diagnostics import DunbarError, Findings
from tests.authoring.conftest import FAULTS, texts_of
from tests.dialog.test_terminal import Screen
from tests.knowledge import animal_files, write

OLD_AND_COLD = (
    "old-and-cold",
    "--file", "battery",
    "--when", "battery age: at least 3",
    "--when", "weather: frost",
    "--then", "battery doubt: likely",
    "--because", "It is {battery age} years old, and cold.",
    "--source", "convention: our own, from experience",
    "--strength", "may",
)  # fmt: skip
RULE = """\
  old-and-cold:
    when: {battery age: at least 3, weather: frost}
    then: {battery doubt: likely}
    strength: may
    because: It is {battery age} years old, and cold.
    source: {convention: "our own, from experience"}
"""
UNLESS_EITHER = """\
    unless:
      any:
        - {weather: mild}
        - {starter: turns normally}
"""
CASES = """\
  - name: old-and-cold fires
    given: {outside temperature: 0, battery age: 3}
    expect: {battery doubt: 0.25, because of: old-and-cold}

  - name: old-and-cold misses only battery age is at least 3
    given: {outside temperature: 0, battery age: 2}
    expect: {not because of: old-and-cold}
"""
TOLD = f"""\
rules/battery.yaml
{RULE}
tests/cases.yaml
{CASES}
A check has nothing to say against it.

Written: rules/battery.yaml:93, and 2 cases in tests/cases.yaml.
dunbar rules check has nothing to mend.
dunbar rules mutate -k old-and-cold shows what its cases do not notice yet.
"""


def ran(base, *arguments):
    return CliRunner().invoke(main, ["rules", *arguments, "--kb", str(base)]).exit_code


def test_a_rule_told_by_options_is_written_with_two_cases_at_the_ends_of_their_files(car, new):
    before = texts_of(car)

    assert new(car, *OLD_AND_COLD).output == TOLD

    after = texts_of(car)
    assert {name for name in after if after[name] != before.get(name)} == {
        "rules/battery.yaml",
        "tests/cases.yaml",
    }
    assert after["rules/battery.yaml"] == before["rules/battery.yaml"] + f"\n{RULE}".encode()
    assert after["tests/cases.yaml"] == before["tests/cases.yaml"] + f"\n{CASES}".encode()
    assert [
        ran(car, *words) for words in (["check", "--strict"], ["test"], ["fmt", "--check"])
    ] == [0] * 3


def test_of_several_exceptions_each_is_enough(car, new):
    exceptions = ("--unless", "weather: mild", "--unless", "starter: turns normally")
    shown = new(car, *OLD_AND_COLD, *exceptions).output

    assert UNLESS_EITHER in shown


def test_a_number_names_no_file(car, new):
    before = texts_of(car)
    told = ("99" if each == "battery" else each for each in OLD_AND_COLD)

    assert '"99" cannot name a file of rules' in new(car, *told, code=3).stderr
    assert texts_of(car) == before


def test_a_new_theme_gets_its_file_and_its_cases_a_folder(tmp_path, new):
    birds = "when: {covering: feathers}, then: {call: song}, because: So., source: B01"
    root = write(tmp_path / "animals", animal_files(f"birds-sing: {{{birds}}}"))

    new(
        root, "fish-hiss", "--factor", "Sounds of fish", "--when", "covering: scales",
        "--then", "call: hiss", "--because", "So.", "--source", "B03",
    )  # fmt: skip

    assert (root / "rules/sounds-of-fish.yaml").read_text() == (
        "factor: Sounds of fish\n\nrules:\n\n  fish-hiss:\n    when: {covering: scales}\n"
        "    then: {call: hiss}\n    because: So.\n    source: B03\n"
    )
    assert (root / "tests/sounds-of-fish.yaml").read_text() == (
        "tests:\n\n"
        "  - name: fish-hiss fires\n    given: {covering: scales}\n"
        "    expect: {call: hiss, because of: fish-hiss}\n\n"
        "  - name: fish-hiss misses only covering is scales\n    given: {covering: feathers}\n"
        "    expect: {not because of: fish-hiss}\n"
    )


def test_comments_line_ends_and_indents_of_the_file_stay(car, new):
    text = (car / "rules/battery.yaml").read_text().replace(
        "\n  ", "\n    "
    ) + "\n  # the end\n\n\n"
    (car / "rules/battery.yaml").write_bytes(text.replace("\n", "\r\n").encode())

    new(car, *OLD_AND_COLD)

    after = (car / "rules/battery.yaml").read_bytes().decode()
    assert after.startswith(text.rstrip().replace("\n", "\r\n"))
    assert "\r\n\r\n    old-and-cold:\r\n      when: {battery age: at least 3" in after
    assert "\n" not in after.replace("\r\n", "")
    assert ran(car, "test") == 0


SLIPS = """\
--because:1:1: error[unknown-attribute] "{batery age}" in "because" is no attribute
     1 | Old: {batery age}.
       | ^^^^^^^^^^^^^^^^^^
   help: did you mean "battery age"?

--source:1:1: error[unknown-claim] "H99" is no claim
     1 | H99
       | ^^^
   help: it may be H01, H02, H03, H04, H05, H06, H07, H08, H09, H10, H11 or M01

--then:1:16: error[unknown-value] "likly" is not a word of the scale of battery doubt
     1 | battery doubt: likly
       |                ^^^^^
   help: did you mean "likely"?

--when (2):1:10: error[symbol-comparison] ">" cannot be read here; comparisons are written in words
     1 | voltage: > 12
       |          ^^^^
   help: write "more than 12"
  write: voltage: more than 12

ID:1:1: error[duplicate-id] there is a rule "flooded" at rules/causes.yaml:25
     1 | flooded
       | ^^^^^^^
   help: give this one another name

5 errors
more: dunbar explain CODE
"""


def test_every_slip_in_the_options_is_located_and_nothing_is_written(car, new):
    before = texts_of(car)

    told = new(
        car, "flooded", "--file", "causes",
        "--when", "starter: clicks", "--when", "voltage: > 12", "--then", "battery doubt: likly",
        "--because", "Old: {batery age}.", "--source", "H99", code=3,
    )  # fmt: skip

    assert told.stdout == ""
    assert told.stderr == SLIPS
    assert texts_of(car) == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--when", "starter: clicks", "--when", "starter: silent"), '"starter" is said already'),
        (("--overrides", "dim-light"), 'did you mean "dim-lights"?'),
        (("--strength", "0.3"), "write 0, 0.25, 0.5, 0.75 or 1"),
        (("--source", "convention:"), "a convention says why it was chosen"),
        (("--then", "starter: clicks"), "is asked of the person"),
        (("--file", "../out"), "cannot name a file of rules"),
        (("--when", "[starter: clicks]"), "could mean all of them or any of them"),
        (("--unless", "starter"), 'a condition is lines of "attribute: test"'),
    ],
)
def test_each_option_is_read_as_the_loader_reads_it(car, new, more, said):
    told = new(car, "mine", *more, code=3)

    assert said in told.stderr
    assert told.stdout == ""


CLASHING = (
    "clicks-are-fuel", "--factor", "tricks", "--when", "starter: clicks", "--then", "cause: fuel",
    "--because", "A trick.", "--source", "H01",
)  # fmt: skip


def test_a_rule_that_would_clash_is_shown_with_the_clash_and_not_written(car, new):
    before = texts_of(car)

    told = new(car, *CLASHING, code=1)

    assert told.stdout.startswith(
        "rules/tricks.yaml\n  clicks-are-fuel:\n    when: {starter: clicks}\n"
    )
    assert "error[clash]" in told.stdout
    assert "2 errors, 1 note" in told.stdout
    assert told.stderr == (
        "dunbar: Nothing was written. --overrides RULE lets it beat another, --unless leaves a"
        " case to it.\n"
    )
    assert texts_of(car) == before


def test_a_clash_may_be_settled_or_accepted_where_one_is_asked(car, new):
    asked = CLASHING[:-2]
    settled = [
        "H01",
        "",
        "overrides cause-startr",
        "overrides cause-starter, cause-battery, cause-unclear",
        "yes",
    ]

    said = new(car, *asked, lines=settled).stdout

    assert 'There is no rule "cause-startr". Did you mean "cause-starter"?' in said
    assert (
        "overrides: [cause-starter, cause-battery, cause-unclear]"
        in (car / "rules/tricks.yaml").read_text()
    )
    assert "dunbar rules check has nothing to mend." in said


def test_who_insists_on_a_clash_is_told_what_is_left(car, new):
    said = new(car, *CLASHING[:-2], lines=["H01", "yes"], code=1).stdout

    assert "Left to mend: 3 findings; dunbar rules check shows them." in said
    assert (car / "rules/tricks.yaml").exists()


def test_a_rule_that_never_fires_and_a_duplicate_are_told_before_they_are_written(car, new):
    never = new(
        car, "never", *OLD_AND_COLD[1:], "--when", "outside temperature: at least 5", code=1
    )
    twice = new(
        car, "twice", "--file", "battery", "--factor", "starter", "--when", "signs: dim lights",
        "--then", "battery doubt: almost certain", "--because", "So.", "--source", "H03",
    )  # fmt: skip

    assert "error[never-fires]" in never.stdout
    assert "No case was found in which it fires.\n" in never.stdout
    assert "[duplicate-rule]" in twice.stdout


def test_what_is_missing_is_named_where_nobody_can_be_asked(car, new):
    told = new(car, "mine", "--when", "always", code=2)

    assert told.stdout == ""
    assert told.stderr == (
        "dunbar: a new rule needs --file, --then, --because and --source.\n"
        'Usage: dunbar rules new [ID] [--when "ATTRIBUTE: TEST"] [--then "ATTRIBUTE: VALUE"] ...\n'
    )


def test_a_conversation_from_a_pipe(car, new):
    lines = (Path(__file__).parent / "expected" / "lines.txt").read_text().splitlines()
    shown = Path(__file__).parent / "expected" / "conversation.txt"

    assert new(car, lines=lines).output == shown.read_text()
    assert ran(car, "check", "--strict") == 0
    assert ran(car, "test") == 0


def test_input_that_ends_halfway_writes_nothing_and_names_what_is_missing(car, new):
    before = texts_of(car)

    told = new(car, "mine", lines=["battery", "starter", "clicks", "", "checks"], code=2)

    assert told.stdout.endswith("   several with commas\nNothing was written.\n")
    assert "the input ended; a new rule needs --then, --because and --source" in told.stderr
    assert texts_of(car) == before


def test_without_a_yes_at_the_end_nothing_is_written(car, new):
    before = texts_of(car)

    unsaid = new(car, *OLD_AND_COLD[:-2], lines=["may"], code=2)
    refused = new(car, *OLD_AND_COLD[:-2], lines=["may", "no"])

    assert "a new rule needs a yes at the end" in unsaid.stderr
    assert refused.stdout.endswith("write> no\nNothing was written.\n")
    assert texts_of(car) == before


def test_back_takes_an_answer_back_even_when_all_is_told(car, new):
    new(car, *OLD_AND_COLD[:-2], lines=["often", "back", "may", ""])

    assert "strength: may" in (car / "rules/battery.yaml").read_text()


def test_no_line_is_wider_than_a_narrow_screen(car, new):
    said = new(
        car,
        lines=["a-rule", "battery", "starter", "list", "help", "nonsense", "back"],
        COLUMNS="40",
        code=2,
    )

    assert max(map(len, said.stdout.splitlines())) <= 40


def test_ctrl_c_at_a_terminal_writes_nothing(car):
    before = texts_of(car)
    screen = Screen("rules", "new", "mine", kb=car)
    screen.waits_for("file>")
    screen.press("2\r")
    screen.waits_for("when>")
    screen.press("\x03")
    screen.waits_for("Nothing was written.")

    assert "Traceback" not in screen.shown
    assert screen.code() == 130
    assert texts_of(car) == before


def test_a_rule_is_made_at_a_terminal_with_words_completed(car):
    screen = Screen("rules", "new", "mine", "--file", "causes", kb=car)
    screen.waits_for("when>")
    screen.press("outside temp")
    screen.waits_for("outside temperature")  # in the menu
    screen.press("\t")
    screen.waits_for("erature")
    screen.press("\r")
    for waits, keys in [
        ("outside temperature>", "at most -20\r"),
        ("when>", "\r"),
        ("then>", "checks\r"),
        ("checks>", "6\r"),
        ("then>", "\r"),
        ("because>", "It is too cold to mend anything outside.\r"),
        ("source>", "convention: nobody likes frost\r"),
        ("write>", "\r"),
        ("Written: rules/causes.yaml:", ""),
    ]:
        screen.waits_for(waits)
        screen.press(keys)

    assert screen.code() == 0
    assert (
        "when: {outside temperature: at most -20}\n    then: {checks: call-a-garage}"
        in (car / "rules/causes.yaml").read_text()
    )


def test_where_one_file_cannot_be_written_the_other_is_as_it_was(car, monkeypatch):
    before, really = texts_of(car), storing.write

    def write(text, path):
        if path.name == "cases.yaml":
            raise DunbarError("the disk is full")
        really(text, path)

    opened = open_knowledge(car)
    draft = Draft(
        "mine",
        "new",
        "theme",
        ("starter: clicks",),
        then=("checks: jump-leads",),
        because="So.",
        source=("H01",),
    )
    proposal = propose(car, opened, draft)
    monkeypatch.setattr(storing, "write", write)

    with pytest.raises(DunbarError, match="the disk is full"):
        storing.store(car, proposal)

    assert texts_of(car) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_to_is_told(car, new):
    (car / "rules").chmod(0o555)

    assert "cannot be written" in new(car, *OLD_AND_COLD, code=3).stderr
    assert b"old-and-cold" not in texts_of(car)["tests/cases.yaml"]


def test_a_file_that_was_changed_meanwhile_is_left_alone(car):
    draft = Draft(
        "mine",
        "battery",
        when=("starter: clicks",),
        then=("checks: jump-leads",),
        because="So.",
        source=("H01",),
    )
    proposal = propose(car, open_knowledge(car), draft)
    (car / "rules/battery.yaml").write_text("rules: {}\n")
    before = texts_of(car)

    with pytest.raises(DunbarError, match="was changed meanwhile"):
        storing.store(car, proposal)

    assert texts_of(car) == before


def test_a_file_that_does_not_end_in_its_rules_is_left_alone(car, new):
    path = car / "rules/causes.yaml"
    path.write_text(path.read_text().replace("factor: cause\n", "") + "\nfactor: cause\n")
    before = texts_of(car)

    told = new(car, "mine", "--file", "causes", *OLD_AND_COLD[3:], code=3)

    assert "rules/causes.yaml" in told.stderr
    assert texts_of(car) == before


CONDITIONS = (
    "starter: clicks", "signs: [dim lights, burning smell]", "battery age: between 3 and 7",
    "outside temperature: fewer than -3", "battery voltage: fewer than voltage needed",
    "fuel gauge: not empty", "lights left on: unknown", "weather: frost",
    "charge most: more than 300.5",
    "cause: [battery, none]", "battery doubt: likely", "minutes on the charger: known",
)  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(CONDITIONS), unique=True, max_size=3))
def test_whatever_the_conditions_the_base_gains_this_rule_and_its_cases_come_out(conditions):
    now = open_knowledge(FAULTS)
    draft = Draft(
        "mine",
        "causes",
        when=tuple(conditions),
        then=("good to know: full-is-more",),
        because="So.",
        source=("M01",),
    )

    found = propose(FAULTS, now, draft)

    assert [rule for rule in found.knowledge.rules if rule.id != "mine"] == list(
        now.knowledge.rules
    )
    assert found.text.startswith((FAULTS / "rules/causes.yaml").read_text())
    for written in found.case_files:
        cases = cases_in(written.text, "cases", found.knowledge, Findings())
        assert [run_case(case, found.opened.infer).outcome for case in cases] == [
            "as expected"
        ] * len(cases)
        assert len(cases) == len(every_case(FAULTS, now.knowledge, Findings())) + len(found.cases)
