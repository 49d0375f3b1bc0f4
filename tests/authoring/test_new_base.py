"""``dunbar rules new --kb DIR``: a whole new knowledge base that works at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine import api
from engine.authoring import founding
from engine.resources import skeleton
from tests.authoring.conftest import texts_of

BEGUN = """\
A new knowledge base. It works, and is yours to change:
  plants/README.md
  plants/knowledge/properties.yaml
  plants/knowledge/sources.yaml
  plants/knowledge/verdict.yaml
  plants/knowledge/vocabulary.yaml
  plants/rules/watering.yaml
  plants/tests/watering.yaml
Begin with plants/README.md, then:
  dunbar rules watch --kb plants
  dunbar ask --kb plants
"""


@pytest.fixture
def plants(tmp_path, new, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new("plants")
    return tmp_path / "plants"


def dunbar(*arguments, lines=(), code=0):
    result = CliRunner().invoke(
        main,
        arguments,
        "".join(f"{line}\n" for line in lines),
        env={"COLUMNS": "80", "NO_COLOR": "1"},
    )
    assert result.exit_code == code, result.output + repr(result.exception)
    return result.stdout


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "an empty folder"])
def test_it_is_begun_where_nothing_is(tmp_path, new, monkeypatch, there):
    monkeypatch.chdir(tmp_path)
    if there:
        Path("plants").mkdir()

    assert new("plants").output == BEGUN
    assert texts_of(Path("plants")) == texts_of(skeleton())
    assert list(tmp_path.iterdir()) == [tmp_path / "plants"]


@pytest.mark.usefixtures("plants")
def test_it_passes_every_command_of_the_workbench_at_once():
    assert dunbar("rules", "check", "--strict", "--kb", "plants") == (
        "Nothing to mend. 6 rules. 5 claims: 5 cited, 0 set aside, 0 open.\n"
    )
    assert dunbar("rules", "test", "--coverage", "--kb", "plants").endswith(
        "  100 % covered: 31 of 31.\n\n6 cases, all as expected.\n"
    )
    assert dunbar("rules", "fmt", "--check", "--kb", "plants") == "Nothing to format.\n"
    assert dunbar("rules", "verify", "--kb", "plants").startswith("Proved for all 4,960 profiles")
    assert "Score: 100 % (43 of 43 changes" in dunbar("rules", "mutate", "--kb", "plants")


def test_it_answers_and_explains(plants):
    told = ("plant=basil", "light=sunny window", "days=1", "--kb", "plants")

    assert dunbar("advise", *told).startswith(
        "Wait, and do not water it today.\n\nIt wants water about every 2 days.\n"
    )
    assert "too-early at rules/watering.yaml:25" in dunbar("how", "today", *told)
    asked = dunbar("ask", "--kb", "plants", lines=["wet"])
    assert "Nothing that was not asked could change the today: wait." in asked
    assert api.load(plants).knowledge.name == "plants"


def test_what_its_readme_says_to_run_runs(plants, monkeypatch):
    monkeypatch.chdir(plants)
    readme = (plants / "README.md").read_text(encoding="utf-8")
    named = [part for part in readme.split("`") if part.startswith("dunbar ")]

    assert len(readme.strip().splitlines()) <= 12
    for command in named:
        words = command.split()[1:]
        if words[0] != "ask" and words[1:2] not in (["new"], ["watch"]):
            dunbar(*words)
    assert {" ".join(command.split()[1:3]) for command in named} == {
        "rules new", "rules check", "rules test", "rules watch", "rules mutate", "rules verify",
        "ask --kb", "advise --kb",
    }  # fmt: skip


def test_in_a_knowledge_base_it_makes_a_rule_and_leaves_the_rest(plants, new):
    before = texts_of(plants)

    new(
        plants, "leafy-thirstier", "--file", "watering", "--when", "plant: leafy plant",
        "--then", "thirst: thirstier", "--because", "Large leaves drink more.",
        "--source", "convention: seen on our window sill", "--strength", "0.25",
    )  # fmt: skip

    after = texts_of(plants)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"rules/watering.yaml", "tests/watering.yaml"}
    for words in (["check", "--strict"], ["test"], ["fmt", "--check"], ["verify"]):
        dunbar("rules", *words, "--kb", "plants")
    assert "(8 of 8 changes" in dunbar("rules", "mutate", "-k", "leafy-thirstier", "--kb", "plants")


@pytest.mark.parametrize("there", ["notes.txt", ".git", "rules"])
def test_a_folder_with_something_else_in_it_is_not_touched(tmp_path, new, there):
    folder = tmp_path / "folder"
    (folder / there).mkdir(parents=True)

    told = new(folder, code=3)

    assert told.stdout == ""
    assert "holds other things, and no knowledge base" in told.stderr
    assert [path.name for path in folder.rglob("*")] == [there]


def test_half_told_rules_begin_no_knowledge_base(tmp_path, new):
    told = new(tmp_path / "plants", "a-rule", code=2)

    assert "holds no knowledge base yet; begin it without any other option" in told.stderr
    assert not (tmp_path / "plants").exists()


def test_a_place_where_nothing_can_be_made_is_told_in_one_line(tmp_path, new):
    (tmp_path / "file").write_text("")

    told = new(tmp_path / "file", code=3)
    below = new(tmp_path / "file" / "plants", code=3)

    assert told.stderr.count("\n") == below.stderr.count("\n") == 1


def test_what_is_interrupted_leaves_nothing(tmp_path, new, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(founding.shutil, "copytree", interrupted)

    new(tmp_path / "plants", code=130)
    assert list(tmp_path.iterdir()) == []
