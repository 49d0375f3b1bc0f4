"""The schemas of a knowledge base beside it, where editors find them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...diagnostics import DunbarError
from ...files import case_folder
from ...output import as_json, write
from .schemas import KINDS, Kind

FOLDER = ".dunbar"
SETTINGS = Path(".vscode", "settings.json")
ENTRY = "yaml.schemas"
PROFILES = ("profiles", "examples")
_NOT_PLAIN = re.compile(r"[^\w .-]")


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done: the ``settings`` of the workspace were made, had it already, or lack it.

    ``lines`` turn a kind on by the first line of a file; ``entry`` is what the settings must hold.
    """

    folder: Path
    settings: Literal["made", "there", "lacking"]
    lines: Mapping[Kind, str]
    entry: str


def install(root: Path, schemas: Mapping[Kind, str]) -> Installed:
    """The schemas written below ``root``, and the settings of VS Code where there are none yet.

    Raises DunbarError where a file cannot be written.
    """
    keep(root, schemas)
    wanted = {ENTRY: _entry(root)}
    settings = root / SETTINGS
    found = _settled(settings, root)
    if found == "made":
        _folder(settings.parent)
        write(as_json(wanted), settings)
    text = as_json(wanted).strip().removeprefix("{\n").removesuffix("\n}")
    return Installed(root / FOLDER, found, {kind: _line(kind, root) for kind in KINDS}, text)


def keep(root: Path, schemas: Mapping[Kind, str]) -> None:
    """The schemas written, each only where it is another than the one that is there."""
    folder = root / FOLDER
    _folder(folder)
    texts = {f"{kind}.json": text for kind, text in schemas.items()}
    for name, text in {".gitignore": "*\n", **texts}.items():
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text:
            write(text, folder / name)


def installed(root: Path) -> bool:
    """Whether schemas were written here before."""
    return all((root / FOLDER / f"{kind}.json").is_file() for kind in KINDS)


def _settled(settings: Path, root: Path) -> Literal["made", "there", "lacking"]:
    """What is to be done: what stands in settings that a person made is left alone."""
    if not settings.exists():
        return "made"
    try:
        found = json.loads(settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # unreadable, or with comments
        return "lacking"
    match found:
        case {"yaml.schemas": dict(entry)} if _entry(root).items() <= entry.items():
            return "there"
    return "lacking"


def _entry(root: Path) -> dict[str, list[str]]:
    """Which schema is for which files. Patterns begin anywhere, so they name the folder too."""
    base = _NOT_PLAIN.sub("?", root.resolve().name)
    cases = case_folder(root).relative_to(root).as_posix()
    folders: dict[Kind, tuple[str, ...]] = {
        "rules": ("rules",),
        "knowledge": ("knowledge",),
        "cases": (cases,),
        "profile": PROFILES,
    }
    return {
        f"./{FOLDER}/{kind}.json": [
            f"{base}/{folder}/{'*' if kind == 'profile' else '**/*'}.{{yaml,yml}}"
            for folder in folders[kind]
        ]
        for kind in KINDS
    }


def _line(kind: Kind, root: Path) -> str:
    """The first line of a file in the folder of its kind."""
    cases = len(case_folder(root).relative_to(root).parts)
    up = {"rules": 1, "knowledge": 1, "cases": cases, "profile": 0}[kind]
    return f"# yaml-language-server: $schema={'../' * up}{FOLDER}/{kind}.json"


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made: {error.strerror or error}"
        raise DunbarError(message) from error
