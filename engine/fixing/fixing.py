"""Files mended round by round until no safe fix is left: those of a knowledge base, or cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..cases.reading import case_slips
from ..diagnostics import Diagnostic, Findings, Fix, KnowledgeError, Severity
from ..files import SourceFile
from ..loader import load
from ..rules import KnowledgeBase
from .patching import patched

_MOST_ROUNDS = 20
_MOST_TRIED_ALONE = 50
_DEFINED_BY_AUTHORS = frozenset(
    ("unknown-attribute", "unknown-claim", "unknown-rule", "unknown-scale", "unknown-value")
)

Files = tuple[SourceFile, ...]
Errors = tuple[Diagnostic, ...]
Check = Callable[[Files], Errors]
Choose = Callable[[Files, Errors], list[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The files as they are now, what was mended in them, and the errors that are left."""

    files: Files
    mended: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def fixed(root: Path, files: Files) -> Fixed:
    """The files of a knowledge base with every safe fix that leaves no more errors than before."""
    check = partial(_errors, root)
    return _mended(files, check, lambda now, errors: sure(errors, (file.text for file in now)))


def fixed_cases(knowledge: KnowledgeBase, files: Files) -> Fixed:
    """The same of files of cases, read against rules without errors: these define their words."""
    return _mended(files, lambda now: case_slips(now, knowledge), lambda _, errors: _safe(errors))


def sure(errors: Sequence[Diagnostic], texts: Iterable[str]) -> list[Diagnostic]:
    """The errors of which only one mending is possible.

    Where the author defines the words, the slip may be in the definition. So the right spelling
    must be used as well, and no less often than the wrong one.
    """
    safe = _safe(errors)
    often = Counter(error.message for error in safe)
    text = "\n".join(map(_plain, texts))
    return [
        error
        for error in safe
        if error.code not in _DEFINED_BY_AUTHORS or _uses(error.fix, text) >= often[error.message]
    ]


def _safe(errors: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [error for error in errors if error.fix is not None and error.fix.safe]


def _uses(fix: Fix | None, text: str) -> int:
    """In how many places beside its definition the word stands that the fix writes."""
    word = "" if fix is None or fix.word is None else re.escape(_plain(fix.word))
    return len(re.findall(rf"(?<!\w){word}(?!\w)", text)) - 1


def _plain(text: str) -> str:
    return text.casefold().replace("_", " ").replace("-", " ")


def _mended(files: Files, check: Check, choose: Choose) -> Fixed:
    errors, mended = check(files), list[Diagnostic]()
    for _ in range(_MOST_ROUNDS):
        better = _better(check, files, errors, choose(files, errors))
        if better is None:
            break
        files, errors, done = better
        mended += done
    return Fixed(files, tuple(mended), errors)


_Better = tuple[Files, Errors, list[Diagnostic]]


def _better(
    check: Check, files: Files, errors: Sequence[Diagnostic], found: Sequence[Diagnostic]
) -> _Better | None:
    """All fixes at once if that is for the better, else one by one those that are."""
    if not found:
        return None
    together = _applied(check, files, errors, found)
    if together is not None:
        return together
    done: list[Diagnostic] = []
    left = tuple(errors)
    for one in reversed(found[:_MOST_TRIED_ALONE]):  # from behind, so that places stay right
        alone = _applied(check, files, left, [one])
        if alone is not None:
            files, left = alone[:2]
            done += alone[2]
    return (files, left, done) if done else None


def _applied(
    check: Check, files: Files, errors: Sequence[Diagnostic], found: Sequence[Diagnostic]
) -> _Better | None:
    """The files with these fixes, if all that they mend is gone, and no file has more errors.

    As many errors may be left as there were: a word that can be read now may show the next slip.
    """
    changed, done = [], []
    for file in files:
        here = [one for one in found if one.location and one.location.path == file.shown]
        data, applied = patched(file.data, _fixes(here))
        changed.append(replace(file, data=data))
        done += [one for one in here if one.fix in applied]
    now = check(tuple(changed))
    before, after = _by_file(errors), _by_file(now)
    worse = len(now) > len(errors) or any(after[path] > before[path] for path in after)
    was, still = _by_message(errors), _by_message(now)
    gone = all(still[_message(one)] < was[_message(one)] for one in done)
    return (tuple(changed), now, done) if done and gone and not worse else None


def _fixes(findings: Iterable[Diagnostic]) -> list[Fix]:
    return [finding.fix for finding in findings if finding.fix is not None]


def _by_file(errors: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(error.location.path for error in errors if error.location)


def _by_message(errors: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter(map(_message, errors))


def _message(error: Diagnostic) -> tuple[str, str]:
    return error.location.path if error.location else "", error.message


def _errors(root: Path, files: Files) -> Errors:
    findings = Findings()
    try:
        load(root, files, findings)
    except KnowledgeError as error:
        return tuple(each for each in error.diagnostics if each.severity is Severity.ERROR)
    return findings.errors
