"""Answers into a file: whole or not at all, and never over what is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.commands import interview as command
from engine.diagnostics import DunbarError
from engine.dialog import PipeReader
from tests.dialog.conftest import FAULTS

ENDED = ("clicks", "burning smell")
SAVED = "starter: clicks\nsigns: [burning smell]\n"


def test_answers_are_saved_at_the_end_where_that_is_wanted(ask):
    said = ask(*ENDED, told=("--save", "car.yaml")).stdout

    assert Path("car.yaml").read_text(encoding="utf-8") == SAVED
    assert "Saved to car.yaml." in said


def test_a_saved_profile_is_gone_on_from_with_all_that_stands_in_it(ask):
    Path("car.yaml").write_text("# my car\nstarter: click  # I think\n\nsigns: unknown\n", "utf-8")

    said = ask("skip", "quit", told=("car.yaml", "--until", "cause", "--save", "car.yaml"),
               exits=(4,)).stdout  # fmt: skip
    assert "What does the starter do" not in said
    assert Path("car.yaml").read_text(encoding="utf-8") == (
        "# my car\nstarter: click  # I think\n\nsigns: unknown\n# Asked and left open: signs.\n"
    )

    ask("burning smell", "save", told=("car.yaml",))
    text = Path("car.yaml").read_text(encoding="utf-8")
    assert text.startswith("# my car\nstarter: click  # I think\n\nsigns: [burning smell]\n")


def test_another_file_is_not_written_over_unless_told_so(ask):
    Path("car.yaml").write_text("fuel: empty\n", encoding="utf-8")

    said = " ".join(ask("clicks", "save car.yaml", exits=(4,)).stdout.split())
    assert '"car.yaml" is there already; "overwrite car.yaml" replaces it.' in said
    assert Path("car.yaml").read_text(encoding="utf-8") == "fuel: empty\n"

    ask("clicks", "overwrite car.yaml", exits=(4,))
    assert Path("car.yaml").read_text(encoding="utf-8") == "starter: clicks\n"


def test_an_input_that_ends_in_the_middle_saves_what_was_told(ask):
    said = ask("clicks", told=("--save", "car.yaml"), exits=(4,)).stdout

    assert "The input ended before the cause was settled." in said
    assert "Saved to car.yaml." in said
    assert Path("car.yaml").read_text(encoding="utf-8") == "starter: clicks\n"


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("no/car.yaml", '"no/car.yaml" cannot be written: there is no folder no'),
        (".", '"." is a folder; name a file'),
        ("x" * 300, "File name too long"),
        ("taken.yaml/car.yaml", "Not a directory"),
        ("taken.yaml", '"taken.yaml" is there already; go on from it (dunbar ask taken.yaml)'),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_asked(ask, file, problem):
    Path("taken.yaml").write_text("fuel: empty\n", encoding="utf-8")
    result = ask("clicks", told=("--save", file), exits=(2,))

    assert problem in result.stderr
    assert "Usage: dunbar ask " in result.stderr
    assert result.stdout == ""
    assert [each.name for each in Path().iterdir()] == ["taken.yaml"]


def test_where_saving_fails_in_the_end_the_answers_are_not_lost(ask, monkeypatch):
    def full(_, file):
        raise DunbarError(f"{file} cannot be written: No space left on device")

    monkeypatch.setattr("engine.dialog.saving.write", full)
    result = ask(*ENDED, told=("--save", "car.yaml"), exits=(3,))

    assert result.stderr.replace(str(FAULTS), "KB") == (
        "dunbar: car.yaml cannot be written: No space left on device\n"
        "Nothing was saved. The whole reasoning: dunbar advise starter=clicks"
        " 'signs=burning smell' --kb KB\n"
    )


def test_what_somebody_else_wrote_meanwhile_is_left_alone(ask, monkeypatch):
    Path("car.yaml").write_text("starter: clicks\n", encoding="utf-8")
    read, theirs = PipeReader.read, "starter: clicks\nfuel: empty\n"

    def meanwhile(self, prompt):
        Path("car.yaml").write_text(theirs, encoding="utf-8")
        return read(self, prompt)

    monkeypatch.setattr(PipeReader, "read", meanwhile)
    result = ask("burning smell", "save", told=("car.yaml", "--save", "car.yaml"), exits=(3,))

    assert '"car.yaml" was changed by somebody else meanwhile' in " ".join(result.stdout.split())
    assert '"car.yaml" was changed by somebody else meanwhile' in result.stderr
    assert "dunbar advise starter=clicks 'signs=burning smell'" in result.stderr
    assert Path("car.yaml").read_text(encoding="utf-8") == theirs


def test_what_was_saved_is_saved_over_again(ask):
    ask("clicks", "save car.yaml", "skip", "back", "burning smell", "save", told=())

    assert Path("car.yaml").read_text(encoding="utf-8") == SAVED


def test_a_folder_is_no_file_to_save_to(ask):
    Path("cars").mkdir()
    said = ask("clicks", "save cars", "overwrite cars", exits=(4,)).stdout

    assert said.count('"cars" is a folder; name a file.') == 2


def test_what_came_after_the_last_save_is_named_as_not_saved(ask):
    said = ask("clicks", "save car.yaml", "dim lights", exits=(0, 4)).stdout

    assert "What was answered since the last save is not in car.yaml." in said


@pytest.mark.parametrize("line", ["save", "save no/such/folder.yaml", "save ."])
def test_what_cannot_be_saved_ends_nothing(ask, line):
    said = ask("clicks", line, "burning smell").stdout

    assert "Saved" not in said
    assert "Nothing that was not asked could change the cause: starter motor." in said


def test_nothing_told_is_nothing_to_save(ask):
    said = ask("save car.yaml", "quit", told=("--save", "car.yaml"), exits=(4,)).stdout

    assert "Nothing is told yet, so there is nothing to save." in said
    assert "Nothing was told, so nothing was saved." in said
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("after", [0, 1])
def test_ctrl_c_saves_nothing_half(ask, monkeypatch, after):
    read, count = PipeReader.read, iter(range(9))

    def interrupted(self, prompt):
        if next(count) == after:
            raise KeyboardInterrupt
        return read(self, prompt)

    monkeypatch.setattr(PipeReader, "read", interrupted)
    result = ask("clicks", told=("--save", "car.yaml"), exits=(command.INTERRUPTED,))

    said = " ".join(result.stdout.split())
    again = " The whole reasoning: dunbar advise starter=clicks --kb" if after else ""
    assert f"Nothing was saved.{again}" in said
    assert said.endswith("Nothing was saved.") is (not after)
    assert "Traceback" not in result.stdout + result.stderr
    assert list(Path().iterdir()) == []
