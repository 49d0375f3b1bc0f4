"""Revisions of git are read as they were committed, and nothing else is touched."""

from __future__ import annotations

import os
import subprocess
import tempfile

import pytest

from tests.diff.conftest import commit, git

OLDER = ("battery age: more than 5", "battery age: more than 4")


def bent(folder, old: str = OLDER[0], new: str = OLDER[1]) -> None:
    path = folder / "rules" / "battery.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def state(folder):
    status = ["git", "-C", folder, "status", "--porcelain"]
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return subprocess.run(status, check=True, capture_output=True).stdout, files


def test_a_revision_is_compared_with_the_folder_as_it_is(run, repository, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    bent(repository)
    before = state(repository)
    result = run("HEAD", "--kb", repository)
    assert result.exit_code == 0, result.stderr
    assert "OLD  HEAD (" in result.stdout
    assert "NEW  the folder as it is" in result.stdout
    assert "old-battery at NEW:rules/battery.yaml:41" in result.stdout
    assert "Saved cases: none of 11 verdicts changes" in result.stdout
    assert state(repository) == before
    assert list(scratch.iterdir()) == []


def test_two_revisions_a_tag_and_a_path_can_be_named(run, repository):
    git(repository, "tag", "v1")
    bent(repository)
    commit(repository, "second")
    for old, new in (("v1", "HEAD"), ("HEAD~1", "main"), ("HEAD^:cars", "HEAD:cars/")):
        result = run(old, new, "--kb", repository)
        assert result.stdout.startswith("Verdicts change for 1 % of all profiles: 1 rule"), (
            result.stderr
        )
    assert run("v1", "HEAD~1", "--kb", repository).stdout.startswith("Nothing differs")


def test_a_folder_of_the_same_name_comes_first(run, repository, faults, tmp_path):
    bent(faults("main"))
    found = run("main", "--kb", repository, cwd=tmp_path).stdout
    assert "OLD  the folder main" in found


def test_filters_and_attributes_have_no_say(run, repository):
    (repository.parent / ".gitattributes").write_text("*.yaml export-ignore\n", encoding="utf-8")
    commit(repository, "attributes")
    assert run("HEAD", "--kb", repository).stdout.startswith("Nothing differs")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere", 'there is no folder and no revision "nowhere"'),
        ("HEAD~7", 'there is no folder and no revision "HEAD~7"'),
        ("--all", "No such option"),
        (":cars", 'there is no folder and no revision ":cars"'),
        ("HEAD:trucks", 'revision "HEAD" has no folder "trucks"'),
        ("HEAD:cars/rules/battery.yaml", 'revision "HEAD" has no folder'),
        ("", 'there is no folder and no revision ""'),
    ],
)
def test_what_is_no_revision_is_wrong_usage(run, repository, name, says):
    result = run(name, "--kb", repository)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_revision_that_looks_like_an_option_is_none(run, repository):
    result = run("--kb", repository, "--", "--output=x")
    assert result.exit_code == 2
    assert "no revision" in result.stderr
    assert not (repository / "x").exists()


def test_without_a_repository_only_folders_can_be_compared(run, faults, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = run("HEAD", "--kb", faults("one"))
    assert result.exit_code == 2
    assert "is in no git repository" in result.stderr


def test_without_git_only_folders_can_be_compared(run, faults, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = run("HEAD", "--kb", faults("one"))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "dunbar: git is not installed, so revisions cannot be read: name two folders\n"
    )


def test_a_broken_revision_is_told_by_its_place_in_it(run, repository):
    bent(repository, "rules:", "rulse:")
    commit(repository, "broken")
    bent(repository, "rulse:", "rules:")
    result = run("HEAD", "--kb", repository)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("dunbar: OLD (HEAD (")
    assert "OLD:rules/battery.yaml:" in result.stderr


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_a_link_in_a_revision_is_not_followed(run, repository):
    (repository / "rules" / "more.yaml").symlink_to("/etc/passwd")
    commit(repository, "link")
    (repository / "rules" / "more.yaml").unlink()
    result = run("HEAD", "--kb", repository)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "rules/more.yaml is a link" in result.stderr


def test_a_revision_without_rules_is_told_as_check_tells_it(run, repository):
    git(repository, "rm", "-r", "--quiet", "rules")
    git(repository, "commit", "--quiet", "-m", "no rules")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", "rules")
    result = run("HEAD", "--kb", repository)
    assert result.exit_code == 3
    assert "has no folder rules/" in result.stderr
