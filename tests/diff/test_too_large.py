"""Where both versions do not fit into one diagram: in parts, and then by search, said so."""

from __future__ import annotations

import pytest

from engine.diff import everyone as module


@pytest.fixture
def two(faults):
    faults("new", "rules/battery.yaml", "battery age: more than 5", "battery age: more than 4")
    return faults("old"), faults("new")


@pytest.mark.usefixtures("two")
def test_entries_that_fit_are_proved_one_by_one(run, tmp_path, monkeypatch):
    whole = run("old", "new", cwd=tmp_path).stdout
    monkeypatch.setattr(module, "BUDGET", 10)
    parts = run("old", "new", cwd=tmp_path).stdout
    assert "Proved for all 3.3e11 profiles" in parts
    assert "confidence: by +0.25, 1 %, 8.0e8 profiles" in whole
    assert "confidence: by +0.25, 1 %, 8.0e8 profiles" in parts
    assert "Whom it touches" not in parts


@pytest.mark.usefixtures("two")
def test_what_does_not_fit_is_searched_and_not_called_proved(run, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "BUDGET", 10)
    monkeypatch.setattr(module, "PART_BUDGET", 10)
    result = run("old", "new", "--fail-on-change", cwd=tmp_path)
    said = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert said.startswith("Verdicts change: 1 rule edited.")
    assert "are not proved, since the rules are too many (more than 10 nodes)" in said
    assert "searched 1,000 random profiles (seed 1), not proved." in said
    assert "of 1,000 random profiles" in said


def test_nothing_found_is_not_called_nothing(run, faults, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "BUDGET", 10)
    monkeypatch.setattr(module, "PART_BUDGET", 10)
    faults("old")
    faults("new", "rules/battery.yaml", "factor: meter", "factor: gauge")
    result = run("old", "new", "--fail-on-change", cwd=tmp_path)
    said = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert said.startswith("No change of a verdict was found, and none is ruled out. 2 rules")
    assert "Proved" not in said
