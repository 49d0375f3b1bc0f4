"""How something came about, at every depth: whole outputs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from engine.diagnostics import DunbarError
from engine.explain import how
from engine.render.explanations import derivation_json, derivation_text

EXECUTIVE = ("shipped", "industry=consulting", "career stage=senior executive")
LAPDOG = ("walks", "breed=lapdog", "age=old", "hobbies=digging,chasing", "garden=yes")
FROST = ("faults", "starter=turns slowly", "signs=none", "temperature=-5", "volts=12.1",
         "battery age=7", "charged for=60")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told", "target"),
    [
        ("target-of-an-executive", EXECUTIVE, "target"),
        ("advice-of-an-executive", EXECUTIVE, "action:tend-your-ties"),
        ("walk-counted-once-and-set-aside", LAPDOG, "target"),
        ("walk-clash", LAPDOG, "pace"),
        ("walk-assumption", LAPDOG, "leash"),
        ("charge-in-frost", FROST, "charge"),
        ("no-target", ("shipped", "connections=1200"), "target"),
        ("no-evidence", ("walks", "breed=hound"), "need"),
        ("advice-not-given", ("faults", "starter=normal", "fuel=low"), "checks:fill-up"),
    ],
)
def test_a_tree_goes_down_to_what_was_told(ask, expected, name, told, target):
    assert derivation_text(how(ask(*told), target)) == expected(f"how-{name}.txt")


def test_a_line_is_one_line(ask):
    text = derivation_text(how(ask(*EXECUTIVE), "target"), "line", width=40)

    assert text == (
        "target: low 330, likely 440, high 570; from industry: consulting and career stage: senior"
        " executive; by borrowed-row-consulting, senior-executive-curated and consulting-larger;"
        " set aside established-floor-500\n"
    )


def test_a_line_says_what_it_is_provided_and_what_was_assumed(ask):
    told = ask("walks", "age=old", "breed=hound")

    assert derivation_text(how(told, "pace"), "line") == (
        "pace: brisk; from age: old; by brisk-unless-lame; provided lame is not yes\n"
    )
    assert derivation_text(how(told, "leash"), "line") == "leash: yes; from leash: yes (assumed)\n"


def test_a_paragraph_numbers_the_reasons_of_the_authors(ask, expected):
    text = derivation_text(how(ask(*LAPDOG), "target"), "paragraph")

    assert text == expected("how-walk-paragraph.txt")


def test_a_narrow_pipe_without_unicode_gets_the_same(ask, expected):
    text = derivation_text(how(ask(*FROST), "charge"), width=40, ascii_only=True)

    assert text == expected("how-charge-in-frost-40-ascii.txt")
    assert max(map(len, text.splitlines())) <= 40


def test_the_data_hold_every_step_and_where_it_comes_from(ask, expected):
    found = derivation_json(how(ask(*LAPDOG), "target"))

    assert json.dumps(found, indent=2, ensure_ascii=False) + "\n" == expected("how-walk.json")


def test_each_number_can_be_asked_again(ask):
    consultation = ask(*EXECUTIVE)
    found = how(consultation, "target")

    for reason in found.reasons:
        again = how(consultation, str(reason.step.number))

        assert again.roots == (reason.step.number,)
        assert again.reason(reason.step.number) == reason
        assert {each.step.number for each in again.reasons} <= {
            each.step.number for each in found.reasons
        }


def test_a_rule_is_asked_by_its_name_as_its_number_is(ask):
    consultation = ask(*EXECUTIVE)

    assert how(consultation, "established floor 500").roots == (7,)
    assert how(consultation, "7").roots == (7,)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("targt", '"targt" is neither a conclusion nor a rule; did you mean "target"?'),
        ("gap-abov", '"gap-abov" is neither a conclusion nor a rule; did you mean "gap-above"?'),
        ("99", "there is no step 99; for these facts steps are 1 to 42"),
        ("9" * 5000, f"there is no step {'9' * 57}...; for these facts steps are 1 to 42"),
        ("pace=fats", '"fats" is not a value of pace; did you mean "fast"?'),
        ("paec=fast", '"paec" is neither a conclusion nor a rule; did you mean "pace"?'),
        ("base=much", '"much" is not a number of base'),
    ],
)  # fmt: skip
def test_what_there_is_not_is_told_with_the_nearest(ask, target, message):
    with pytest.raises(DunbarError) as error:
        how(ask(*EXECUTIVE), target)

    assert str(error.value) == message


def test_data_and_graphs_load_no_terminal():
    code = (
        "import sys, engine.render.graph.svg, engine.render.graph.notations\n"
        "from engine.render.explanations import derivation_json, misses_json\n"
        "print([name for name in ('rich', 'durable_rules_engine', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
