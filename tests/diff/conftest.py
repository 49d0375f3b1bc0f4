from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main

FAULTS = Path(__file__).parent.parent / "faults"


@pytest.fixture
def faults(tmp_path):
    """Copies of the base of cars, with edits of files: ``faults("new", path, old, new)``."""

    def copied(name: str, path: str = "", old: str = "", new: str = "") -> Path:
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(FAULTS, folder)
        if path:
            text = (folder / path).read_text(encoding="utf-8")
            assert old in text
            (folder / path).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return copied


@pytest.fixture
def run(monkeypatch):
    """Runs ``dunbar rules diff`` with arguments; in a folder, if one is given."""

    def ran(*arguments, cwd=None, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        if cwd is not None:
            monkeypatch.chdir(cwd)
        return CliRunner().invoke(main, ["rules", "diff", *map(str, arguments)])

    return ran


@pytest.fixture
def repository(tmp_path):
    """The base of cars in a folder of a git repository, committed once."""
    top = tmp_path / "repository"
    top.mkdir()
    folder = top / "cars"
    shutil.copytree(FAULTS, folder)
    git(top, "init", "--quiet", "--initial-branch=main")
    commit(top, "first")
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", message)
