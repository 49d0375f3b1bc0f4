"""The garden of the plans, and saved verdicts of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from tests.plan.garden import planted


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def garden(tmp_path):
    return planted(tmp_path / "garden")


@pytest.fixture
def dunbar(garden):
    def dunbar(*arguments):
        command = [*arguments, "--kb", str(garden)]
        return CliRunner().invoke(main, command, prog_name="dunbar")

    return dunbar


@pytest.fixture
def progress(dunbar):
    return lambda *arguments: dunbar("progress", *arguments)


@pytest.fixture
def saved(dunbar):
    """Saves the verdict of some facts, with some of it changed by hand."""

    def saved(name, *told, **changed):
        dunbar("advise", *told, "--format", "json", "-o", name)
        document = json.loads(Path(name).read_text("utf-8"))
        Path(name).write_text(json.dumps({**document, **changed}), "utf-8")
        return name

    return saved


@pytest.fixture
def profile():
    def profile(name, text):
        Path(name).write_text(text, "utf-8")
        return name

    return profile
