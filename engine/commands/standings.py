"""What progress compares: saved verdicts, profiles, exports, and histories of verdicts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import DunbarError
from ..words import plural
from .frame import MisuseError

if TYPE_CHECKING:
    from ..api import Basis, Opened
    from ..consultation import Fact
    from ..intake.saved import Saved
    from ..progress import Standing

MOST_PLACES = 2
EXPORTS = (".zip", ".csv")
USES = (
    "dunbar progress OLD NEW             two saved verdicts, profiles or exports\n"
    "       dunbar progress NEW --keep FOLDER   against what is kept there; then keep it, too\n"
    "       dunbar progress FOLDER              what is kept there, first against last"
)


def files_of(places: tuple[Path, ...], keep: Path | None) -> tuple[list[Path], list[str]]:
    """The files to compare, earliest first, and the names of those that are not read."""
    from ..progress import kept_in  # noqa: PLC0415 - like all below: when needed

    if len(places) == MOST_PLACES and is_history(places[-1]):
        raise MisuseError(f'"{places[-1]}" is a history, and NEW is of one day', USES)
    history = _history(places, keep)
    if history is None:
        return list(places), []
    found = kept_in(history)
    files = [*found.kept, *(place for place in places if place != history)]
    if not files or (len(files) == 1 and keep is None):
        raise DunbarError(
            f'"{history}" holds {plural(len(found.kept), "kept verdict")}, and it takes two to '
            f"compare: keep one with dunbar progress NEW --keep {history}"
        )
    return files, list(found.others)


def _history(places: tuple[Path, ...], keep: Path | None) -> Path | None:
    """The folder to compare with: the first place, or else where the only one is to be kept."""
    alone = len(places) == 1
    if is_history(places[0]) or (alone and keep is None):
        return places[0]
    return keep if alone else None


def is_history(place: Path) -> bool:
    """Whether a folder holds verdicts by date; any other folder may be an export."""
    from ..progress import kept_in  # noqa: PLC0415

    return place.is_dir() and bool(kept_in(place).kept)


def given_facts(opened: Opened, given: tuple[str, ...]) -> tuple[Fact, ...]:
    """The facts of arguments."""
    from ..intake.profile import read_facts  # noqa: PLC0415

    return read_facts(opened.knowledge.vocabulary, None, given)


def standing_of(opened: Opened, path: Path, both: tuple[Fact, ...], basis: Basis) -> Standing:
    """The facts of one file, and of ``both`` times, under the rules of today."""
    from ..progress import Standing, day_in  # noqa: PLC0415

    facts, day, saved = _read(opened, path, basis)
    known = {fact.attribute: fact for fact in (*facts, *both)}
    order = [attribute.name for attribute in opened.knowledge.vocabulary.asked]
    told = sorted(known.values(), key=lambda fact: order.index(fact.attribute))
    consultation = opened.consult(told, basis, outlook=False)
    return Standing(str(path), consultation, day_in(path.name) or day, saved)


def _read(
    opened: Opened, path: Path, basis: Basis
) -> tuple[tuple[Fact, ...], date | None, Saved | None]:
    """What a profile, an export or a saved verdict tells, and of which day it is."""
    from ..intake.profile import read_facts  # noqa: PLC0415

    if path.is_dir() or path.suffix.lower() in EXPORTS:
        return _exported(opened, path)
    if path.suffix.lower() == ".json":
        saved = _saved(opened, path, basis)
        return saved.facts, saved.day, saved
    return read_facts(opened.knowledge.vocabulary, path, ()), None, None


def _exported(opened: Opened, path: Path) -> tuple[tuple[Fact, ...], date | None, None]:
    from .exports import Wanted, exported  # noqa: PLC0415

    maps = opened.knowledge.imports
    if len(maps) != 1:
        raise DunbarError(
            f'"{path}" is no verdict and no profile, and {opened.knowledge.name} has '
            f"{plural(len(maps), 'import map')}: read it into a profile first"
        )
    found = exported(opened, Wanted(maps[0].name, path))
    return found.facts, None if found.export is None else found.export.day, None


def _saved(opened: Opened, path: Path, basis: Basis) -> Saved:
    from ..intake.saved import read_saved  # noqa: PLC0415

    knowledge = opened.knowledge
    saved = read_saved(path, knowledge.vocabulary)
    if saved.base != knowledge.name:
        raise DunbarError(
            f'"{path}" is a verdict of "{saved.base}", and these rules are "{knowledge.name}": '
            "name its knowledge base with --kb"
        )
    if saved.basis != basis:
        raise DunbarError(f'"{path}" rests on another basis: add --basis {saved.basis}')
    return saved
