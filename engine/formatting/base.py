"""All files of a knowledge base formatted, the whole of it meaning what it meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..diagnostics import Diagnostic, Findings, KnowledgeError
from ..files import SourceFile, read_files
from ..loader import load
from ..rules import KnowledgeBase
from .formatting import Formatted, Kept, Refused, formatted
from .wording import Wording

_OTHER_MEANING = Kept("the knowledge base would no longer mean the same")


@dataclass(frozen=True, slots=True)
class Reformatted:
    """One file: where it is, its bytes, and what became of it."""

    path: Path
    before: SourceFile
    outcome: Formatted | Kept | Refused

    @property
    def changed(self) -> bool:
        """Whether other bytes are to be written."""
        return isinstance(self.outcome, Formatted) and self.outcome.data != self.before.data

    @property
    def after(self) -> str:
        """The text that is to be there."""
        data = self.outcome.data if isinstance(self.outcome, Formatted) else self.before.data
        return data.decode("utf-8")


def reformatted(
    root: Path,
    files: Iterable[tuple[Path, SourceFile]],
    knowledge: KnowledgeBase | None,
    errors: Sequence[Diagnostic] = (),
) -> tuple[Reformatted, ...]:
    """What becomes of each of these files of the knowledge base at ``root``.

    Without a ``knowledge`` base that can be used, words stay as they are, and files that have
    ``errors`` are refused.
    """
    wording = None if knowledge is None else Wording(knowledge)
    loaded = {} if knowledge is None else knowledge.sources
    found = tuple(
        Reformatted(path, file, _outcome(file, wording, errors, loaded)) for path, file in files
    )
    return found if knowledge is None else _meaning_the_same(root, found, knowledge)


def _outcome(
    file: SourceFile,
    wording: Wording | None,
    errors: Sequence[Diagnostic],
    loaded: Mapping[str, str],
) -> Formatted | Kept | Refused:
    here = tuple(each for each in errors if each.location and each.location.path == file.shown)
    if here:
        return Refused(here)
    sound = loaded.get(file.shown) == file.text
    return formatted(file.data, file.shown, wording, sound=sound)


def _meaning_the_same(
    root: Path, found: tuple[Reformatted, ...], knowledge: KnowledgeBase
) -> tuple[Reformatted, ...]:
    """Those files kept as they were that would change what the knowledge base says."""
    if _same(root, found, knowledge):
        return found
    return tuple(
        one if _same(root, (one,), knowledge) else replace(one, outcome=_OTHER_MEANING)
        for one in found
    )


def _same(root: Path, found: Iterable[Reformatted], knowledge: KnowledgeBase) -> bool:
    new = {
        one.before.shown: one.outcome.data
        for one in found
        if one.changed and isinstance(one.outcome, Formatted)
    }
    files = read_files(root, Findings())
    if new.keys().isdisjoint(file.shown for file in files):
        return True
    changed = tuple(replace(file, data=new.get(file.shown, file.data)) for file in files)
    try:
        again = load(root, changed, Findings()).knowledge
    except KnowledgeError:
        return False
    return _meaning(again) == _meaning(knowledge)


def _meaning(knowledge: KnowledgeBase) -> KnowledgeBase:
    return replace(knowledge, digest="", sources={})
