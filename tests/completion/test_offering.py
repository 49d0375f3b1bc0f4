"""What is offered on Tab, by the protocol that the scripts speak."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from engine.completion import SHELLS, script
from engine.resources import data_root

FAULTS = Path(__file__).parents[1] / "faults"


@pytest.fixture
def tab(monkeypatch, tmp_path):
    """``tab("advise", "st")``: the lines that a shell gets for the last of these words."""
    monkeypatch.chdir(tmp_path)
    completing = cli.Lines(cli.main, {}, "dunbar", "_DUNBAR_COMPLETE")

    def tab(*words, kb=FAULTS):
        *before, typed = words
        split = 2 if before[:1] == ["rules"] else 1
        told = [*before[:split], "--kb", str(kb), *before[split:]] if before else []
        return [one.value for one in completing.get_completions(told, typed)]

    return tab


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("advise", "st"), ["starter="]),
        (("advise", "Battery_A"), ["battery age="]),
        (("advise", "starter=clicks", "st"), []),
        (("advise", "starter="), [
            "starter=silent", "starter=clicks", "starter=turns slowly", "starter=turns normally"]),
        (("advise", "starter=turns-n"), ["starter=turns normally"]),
        (("advise", "starter=crank"), ["starter=cranks slowly", "starter=cranks normally"]),
        (("advise", "starter=qw"), []),
        (("advise", "fuel=e"), ["fuel=empty", "fuel=enough"]),
        (("advise", "battery age="), []),
        (("advise", "signs=dim lights,"), [
            "signs=dim lights,burning smell", "signs=dim lights,rust on the terminals",
            "signs=dim lights,smell of petrol"]),
        (("advise", "cause="), ["cause=battery", "cause=starter motor", "cause=fuel",
                                "cause=gear lever", "cause=unclear"]),
        (("what-if", "--given", "lights left on="), ["lights left on=yes", "lights left on=no"]),
        (("what-if", "--want", "ca"), ["cause="]),
        (("what-if", "--want", "again="), ["again=yes", "again=no"]),
        (("ask", "--until", "c"), ["cause", "confidence", "charge"]),
        (("ask", "--until", "a"), ["again", "all"]),
        (("how", "check"), ["checks"]),
        (("how", "check:c"), [
            "check:charge-it", "check:clean-the-terminals", "check:call-a-garage"]),
        (("why-not", "cause-f"), ["cause-fuel"]),
        (("why-not", "dang"), ["dangers"]),
        (("rules", "graph", "st"), ["starter", "starter-stuck"]),
        (("rules", "graph", "H0"), [f"H0{number}" for number in range(1, 10)]),
        (("rules", "show", "lever"), ["lever-locks"]),
        (("rules", "test", "-k", "rust"), ["rusty-terminals"]),
        (("rules", "mutate", "--kind", "move"), ["move threshold"]),
        (("rules", "new", "--when", "weather: "), ["weather: frost", "weather: mild"]),
        (("rules", "new", "--when", "battery d"), ["battery doubt: "]),
        (("rules", "new", "--then", "voltage"), []),
        (("rules", "new", "--then", "safe to try again: "), [
            "safe to try again: yes", "safe to try again: no"]),
        (("rules", "new", "--source", "H1"), ["H10", "H11"]),
        (("rules", "new", "--factor", "me"), ["meter"]),
        (("rules", "new", "--file", "c"), ["causes.yaml"]),
        (("rules", "new", "--overrides", "fl"), ["flat-battery", "flooded"]),
        (("advise", "--form"), ["--format"]),
        (("exp",), ["explain"]),
    ],
    ids=" ".join,
)  # fmt: skip
def test_each_kind_of_word_is_offered_where_it_belongs(tab, words, offered):
    assert tab(*words) == offered


def test_the_code_of_a_message_is_offered():
    completing = cli.Lines(cli.main, {}, "dunbar", "_DUNBAR_COMPLETE")
    assert [one.value for one in completing.get_completions(["explain"], "odd")] == ["odd-space"]


def test_profiles_and_folders_are_offered_until_one_is_told(tab, tmp_path):
    (tmp_path / "starter.yaml").write_text("")
    (tmp_path / "starts").mkdir()
    (tmp_path / "starts" / "me.yaml").write_text("")
    (tmp_path / "started.txt").write_text("")

    assert tab("advise", "start") == ["starter=", "starter.yaml", "starts/"]
    assert tab("advise", "starts/") == ["starts/me.yaml"]
    assert tab("advise", "starter.yaml", "start") == ["starter="]


def test_files_of_cases_are_offered_from_here(tab, monkeypatch):
    monkeypatch.chdir(FAULTS)
    assert tab("rules", "test", "") == ["tests/cases.yaml", "knowledge/", "rules/", "tests/"]
    assert tab("rules", "test", "tests/") == ["tests/cases.yaml"]


def test_what_is_offered_says_what_it_is():
    completing = cli.Lines(cli.main, {}, "dunbar", "_DUNBAR_COMPLETE")
    found = completing.get_completions(["advise", "--kb", str(FAULTS)], "battery v")

    assert [completing.format_completion(one) for one in found] == [
        "plain\tbattery voltage=\tWhat does a meter show across the battery? 0 to 16 V"
    ]


@pytest.mark.parametrize("kb", ["nowhere", "broken"])
def test_a_knowledge_base_that_cannot_be_used_offers_nothing(tab, tmp_path, kb):
    for folder in ("rules", "knowledge"):
        (tmp_path / "broken" / folder).mkdir(parents=True)
        (tmp_path / "broken" / folder / "a.yaml").write_text("a: [")

    assert tab("advise", "starter=", kb=tmp_path / kb) == []
    assert tab("rules", "show", "x", kb=tmp_path / kb) == []


def test_a_changed_word_is_offered_at_once(tab, tmp_path):
    kb = shutil.copytree(FAULTS, tmp_path / "kb")
    assert tab("advise", "starter=cl", kb=kb) == ["starter=clicks"]
    for file in kb.glob("*/*.yaml"):
        file.write_text(file.read_text().replace("turns slowly", "clanks"))

    assert tab("advise", "starter=cl", kb=kb) == ["starter=clicks", "starter=clanks"]


def test_the_scripts_ask_as_the_program_answers():
    """Through the environment, from another process, with nothing on stderr."""
    done = subprocess.run(
        [sys.executable, str(Path(cli.__file__).resolve())],
        env={**os.environ, "_DUNBAR_COMPLETE": "lines_complete",
             "COMP_WORDS": f"advise\n--kb\n{FAULTS}\nstarter=cl"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.stdout, done.stderr) == ("plain\tstarter=clicks\t\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_says_how_it_is_installed_and_what_a_checkout_needs(shell):
    printed = CliRunner().invoke(cli.main, ["completion", shell]).output

    assert printed == script(shell)
    assert f"dunbar completion {shell}" in printed
    assert "cli.py" in printed
    assert "lines_complete" in printed


def test_a_shell_that_is_not_known_is_wrong_usage():
    told = CliRunner().invoke(cli.main, ["completion", "tcsh"])
    assert told.exit_code == 2
    assert "'bash', 'zsh', 'fish'" in told.stderr


def test_all_that_completion_needs_is_below_the_data_root():
    assert Path(script.__code__.co_filename).is_relative_to(data_root())
