"""What leaves this checkout: the wheel, the pins, and nothing that names one machine."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

import engine

ROOT = Path(__file__).resolve().parent.parent
CODE = Path(engine.__file__).resolve().parent.parent  # the checkout, or `dunbar` in site-packages
PARTS = ("engine", "rules", "knowledge", "docs/messages", "docs/schemas", "examples", "tests/cases")
GROUPS = ("build", "run", "test", "lint")

# Written so that this file does not match itself.
ADDRESS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|(?:deb|security)\.debian\.org|crates\.io|golang\.org"
)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|home|Users|work)/\w")

in_checkout = pytest.mark.skipif(CODE != ROOT, reason="about the checkout, not the installed wheel")


def project_files() -> list[Path]:
    """Every file of the project: as git sees it, or else as it lies on the disk."""
    listing = b""
    if shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout
    if listing:
        names = listing.decode().split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = filter(kept, below)
        found += [Path(folder, name) for name in filter(kept, names)]
    return found


def kept(name: str) -> bool:
    """Whether a name is the project's: neither a cache nor an environment."""
    return name in {".ci", ".editorconfig", ".gitignore", ".yamllint"} or not (
        name.startswith((".", "__pycache__")) or name in {"build", "dist"} or name.endswith(".pyc")
    )


def pins(group: str) -> dict[str, str]:
    """The pinned packages of a group, each with the text of its entry."""
    text = (ROOT / "constraints" / f"{group}.txt").read_text()
    return dict(re.findall(r"^([\w-]+)==(.+(?:\n    .+)*)", text, re.MULTILINE))


def test_the_code_under_test_is_the_one_asked_for():
    asked = os.environ.get("DUNBAR_UNDER_TEST", ROOT)

    assert Path(asked).resolve() == CODE
    assert Path(importlib.util.find_spec("cli").origin).resolve() == CODE / "cli.py"


def test_modules_of_engine_import_each_other_relatively():
    """An absolute ``from engine...`` works in the checkout and fails in the wheel."""
    absolute = [
        f"{path.relative_to(CODE)}:{node.lineno}"
        for path in (CODE / "engine").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
        if name.split(".")[0] in {"engine", "cli", "dunbar"}
    ]

    assert absolute == []


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []


@in_checkout
@pytest.mark.skipif(not importlib.util.find_spec("hatchling"), reason="needs hatchling")
def test_the_wheel_is_the_checkout_under_one_name(tmp_path: Path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    parts = {path.relative_to(ROOT).as_posix() for path in project_files()}
    mounted = {name for name in parts if name.startswith(tuple(f"{part}/" for part in PARTS))}

    assert names == {"dunbar/__init__.py", "dunbar/cli.py"} | {f"dunbar/{name}" for name in mounted}
    assert "dunbar/engine/py.typed" in names


@in_checkout
@pytest.mark.parametrize("pattern", [ADDRESS, MACHINE_PATH], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_place_on_one_machine(pattern: re.Pattern[str]):
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in project_files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]

    assert found == []


@in_checkout
@pytest.mark.parametrize("folder", [ROOT, "/"], ids=["checkout", "root"])
def test_the_command_line_runs_from_any_folder(folder: Path | str):
    done = subprocess.run(
        [sys.executable, ROOT / "cli.py", "--help"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")


@in_checkout
def test_every_requirement_is_pinned_with_hashes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["test"], *extras["lint"]]
    pinned = [(name, entry) for group in GROUPS for name, entry in pins(group).items()]
    versions = {(name, entry.split()[0]) for name, entry in pinned}
    names = {name for name, _ in versions}

    assert {re.match(r"[\w-]+", line).group().lower() for line in asked} <= names
    assert len(versions) == len(names), "two groups pin different versions"
    assert [name for name, entry in pinned if "--hash=sha256:" not in entry] == []
