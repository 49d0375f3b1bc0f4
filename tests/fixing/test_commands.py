"""``rules fmt`` and ``rules fix`` as their user meets them."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine import commands
from engine.resources import data_root

TESTS = Path(__file__).parent.parent
SLIPS = (
    ("rules/battery.yaml", "battery doubt: likely,", "battery doubt: likley,"),
    ("rules/battery.yaml", "    unless:", "\tunless:"),
    ("rules/causes.yaml", "then: fuel,", "then: rust,"),
)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    return Path(shutil.copytree(TESTS / "faults", tmp_path / "faults"))


def change(base: Path, name: str, old: str, new: str) -> None:
    path = base / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fmt(base: Path | None, *places: Path, check=False, diff=False, form="text") -> int:
    return commands.fmt(places=places, check=check, diff=diff, form=form, kb=base)


def fix(base: Path, *, diff=False, form="text") -> int:
    return commands.fix(diff=diff, form=form, kb=base)


def files(base: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(base.rglob("*.yaml"))}


def errors(text: str, name: str) -> list[str]:
    schema = json.loads((data_root() / "docs" / "schemas" / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(text))]


@pytest.mark.parametrize("name", ["faults", "render/walks", "data/frame"])
def test_the_files_that_we_ship_are_in_form(name: str, capsys) -> None:
    assert fmt(TESTS / name, check=True) == 0
    assert capsys.readouterr().out == "Nothing to format.\n"


@pytest.mark.usefixtures("base")
def test_the_rules_that_we_ship_are_in_form(capsys) -> None:
    assert fmt(None, check=True) == 0
    assert fmt(None, check=True) == 0  # from the cache
    assert capsys.readouterr().out == "Nothing to format.\n" * 2


def test_formatting_lists_the_files_and_writes_them(base: Path, capsys) -> None:
    before = files(base)
    change(base, "rules/causes.yaml", "then: fuel,", "then:   Fuel,")

    assert fmt(base, check=True) == 1
    assert capsys.readouterr().out == (
        "rules/causes.yaml would be formatted\n1 file would be formatted.\n"
    )
    assert fmt(base) == 0
    assert capsys.readouterr().out == "rules/causes.yaml formatted\n1 file formatted.\n"
    assert files(base) == before
    assert fmt(base, check=True) == 0


def test_a_diff_is_shown_and_nothing_written(base: Path, capsys) -> None:
    change(base, "rules/causes.yaml", "then: fuel,", "then:   Fuel,")
    before = files(base)

    assert fmt(base, diff=True) == 0
    assert fmt(base, diff=True, check=True) == 1
    assert files(base) == before
    shown = capsys.readouterr().out
    assert shown.splitlines()[:2] == ["--- a/rules/causes.yaml", "+++ b/rules/causes.yaml"]
    assert "\n-      - {id: cause-fuel, fuel doubt: almost certain, then:   Fuel,\n" in shown
    assert "\n+      - {id: cause-fuel, fuel doubt: almost certain, then: fuel,\n" in shown


def test_only_the_files_that_are_named_are_formatted(base: Path, capsys) -> None:
    change(base, "rules/causes.yaml", "then: fuel,", "then:   Fuel,")
    change(base, "tests/cases.yaml", "  - name:", "  - Name:")

    assert fmt(base, base / "tests") == 0
    assert capsys.readouterr().out == "tests/cases.yaml formatted\n1 file formatted.\n"
    assert fmt(base, base / "rules" / "causes.yaml", check=True) == 1
    assert fmt(base, base / "nowhere.yaml") == 3
    assert "no-such-file" in capsys.readouterr().err


def test_files_with_errors_are_left_and_their_errors_told(base: Path, capsys) -> None:
    for slip in SLIPS[:2]:
        change(base, *slip)
    change(base, "rules/causes.yaml", "then: fuel,", "then:   fuel,")
    broken = (base / "rules" / "battery.yaml").read_bytes()

    assert fmt(base) == 1

    out, err = capsys.readouterr()
    assert out == (
        "rules/battery.yaml is left as it is: it has errors\n"
        "rules/causes.yaml formatted\n1 file formatted.\n"
    )
    assert "error[tab-indent]" in err
    assert err.endswith("dunbar rules fix can mend them all.\n")
    assert (base / "rules" / "battery.yaml").read_bytes() == broken


def test_standard_input_goes_to_standard_output(base: Path, capsys, monkeypatch) -> None:
    def typed(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    typed("rules:\n  a: {then: {Weather: FROST}, when: always}\n")
    assert fmt(base, Path("-")) == 0
    assert capsys.readouterr().out == "rules:\n  a: {when: always, then: {weather: frost}}\n"
    typed("rules:\n\ta: x\n")
    assert fmt(base, Path("-")) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "error[tab-indent]" in err
    assert fmt(base, Path("-"), base) == 2


def test_links_and_modes_stay(base: Path) -> None:
    path, own = base / "rules" / "causes.yaml", base / "own.txt"
    change(base, "rules/causes.yaml", "then: fuel,", "then:   Fuel,")
    path.rename(own)
    own.chmod(0o640)
    path.symlink_to(own)

    assert fmt(base) == 0

    assert path.is_symlink()
    assert "then: fuel," in own.read_text(encoding="utf-8")
    assert own.stat().st_mode & 0o777 == 0o640


def test_slips_are_mended_and_the_rest_is_told(base: Path, capsys) -> None:
    original = files(base)
    for slip in SLIPS:
        change(base, *slip)

    assert fix(base, diff=True) == 1
    out = capsys.readouterr().out
    assert "\nTo be mended: 2 slips in 1 file.\n1 error left for you:\n\n" in out
    assert fix(base) == 1
    out = capsys.readouterr().out
    assert "-    then: {battery doubt: likley, checks: [charge-it, jump-leads]}\n" in out
    assert "+    then: {battery doubt: likely, checks: [charge-it, jump-leads]}\n" in out
    assert "\nMended: 2 slips in 1 file.\n1 error left for you:\n\n" in out
    assert 'error[unknown-value] "rust" is not a value of cause' in out
    change(base, "rules/causes.yaml", "then: rust,", "then: fuel,")
    assert files(base) == original
    assert fix(base) == 0
    assert capsys.readouterr().out == "Nothing to mend.\n"


def test_cases_are_mended_too_once_the_rules_can_be_read(base: Path, capsys) -> None:
    original = files(base)
    change(base, "tests/cases.yaml", "starter: clicks", "startr: clicks")
    change(base, "tests/cases.yaml", "signs: dim lights", "signs: dim lihgts")
    change(
        base, "tests/cases.yaml", "of: [clicks-blame-the-battery", "of: [clicks-blame-teh-battery"
    )
    change(base, *SLIPS[2])

    assert fix(base) == 1
    assert capsys.readouterr().out.startswith("1 error left for you:")
    change(base, "rules/causes.yaml", "then: rust,", "then: fuel,")
    assert fix(base) == 0
    assert capsys.readouterr().out.endswith("Mended: 3 slips in 1 file.\n")
    assert files(base) == original


def test_a_terminal_gets_colours(base: Path, capsys, monkeypatch) -> None:
    change(base, *SLIPS[0])
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    assert fix(base, diff=True) == 0
    assert "\x1b[31m-    then: {battery doubt: likley" in capsys.readouterr().out


def test_a_folder_without_a_knowledge_base_exits_with_3(tmp_path: Path, capsys) -> None:
    assert fix(tmp_path / "none") == 3
    assert fmt(tmp_path / "none") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("no-knowledge-base") >= 2


@pytest.mark.parametrize("base_of", ["faults", "shipped"])
def test_answers_as_data_keep_to_their_schemas(base_of: str, base: Path, capsys) -> None:
    if base_of == "shipped":
        shutil.rmtree(base)
        for part in ("rules", "knowledge"):
            shutil.copytree(data_root() / part, base / part)
        change(base, "rules/goals.yaml", "goals: job search", "goals: job serach")
        change(base, "rules/personality.yaml", "introvert", "quiett")
        change(base, "rules/caveats.yaml", "when: ", "when:   ")
    else:
        for slip in SLIPS:
            change(base, *slip)

    for name, run in (
        ("fmt", lambda: fmt(base, diff=True, form="json")),
        ("fix", lambda: fix(base, form="json")),
    ):
        assert run() == 1
        out = capsys.readouterr().out
        assert errors(out, name) == []
        assert errors(out.replace('"written"', '"wrote"'), name) != []
    mended = json.loads(out)
    assert mended["mended"]
    assert mended["left"]
    assert fmt(base, form="json", check=True) == 1
    assert errors(capsys.readouterr().out, "fmt") == []
