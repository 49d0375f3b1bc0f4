"""What is wrong, where, and how to mend it: findings as data, collected and shown together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning fails ``--strict``, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; lines and columns count from 1, ``end`` is the column after the word."""

    path: str
    line: int
    column: int = 1
    end: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    @property
    def exact(self) -> str:
        """``path:line:column``, the form that editors open."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one line, up to ``location.end``, that is to read ``new``."""

    location: Location
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that mend a finding; ``safe`` if nothing else can have been meant.

    ``word`` is the one that they write where another was misspelt.
    """

    edits: tuple[Edit, ...]
    safe: bool
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    ``code`` names its page in ``docs/messages``; ``hint`` says how to mend it in words and
    ``corrected`` is the whole line as it should read; ``related`` are the other places involved;
    ``fix`` mends it, where a machine can.
    """

    code: str
    severity: Severity
    message: str
    location: Location | None = field(default=None, compare=False)
    hint: str | None = None
    corrected: str | None = None
    related: tuple[Location, ...] = field(default=(), compare=False)
    fix: Fix | None = field(default=None, compare=False)


class DunbarError(Exception):
    """Something a person did that cannot be carried out; its text is for that person."""


class KnowledgeError(DunbarError):
    """A knowledge base or an input that cannot be used, with everything that is wrong with it.

    ``sources`` maps the paths that the findings name to their text, to quote the lines from.
    """

    def __init__(
        self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None
    ) -> None:
        self.diagnostics = in_order(diagnostics)
        self.sources = dict(sources or {})
        super().__init__("; ".join(finding.message for finding in self.diagnostics))

    def within(self, place: str) -> KnowledgeError:
        """The same findings, each of which says where among several inputs it belongs."""
        found = (replace(each, message=f"{place}: {each.message}") for each in self.diagnostics)
        return KnowledgeError(found, self.sources)

    def __reduce__(self) -> tuple[type[KnowledgeError], tuple[object, ...]]:
        return type(self), (self.diagnostics, self.sources)


class Findings:
    """A collector: the loader goes on after a slip, so that one run shows them all."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def error(self, code: str, message: str, at: Location | None = None, **more: object) -> None:
        """Record something that must be mended before the rules can be used."""
        self.add(Diagnostic(code, Severity.ERROR, message, at, **more))  # type: ignore[arg-type]

    def warning(self, code: str, message: str, at: Location | None = None, **more: object) -> None:
        """Record something that works, but probably not as its author meant."""
        self.add(Diagnostic(code, Severity.WARNING, message, at, **more))  # type: ignore[arg-type]

    def note(self, code: str, message: str, at: Location | None = None, **more: object) -> None:
        """Record something worth knowing."""
        self.add(Diagnostic(code, Severity.NOTE, message, at, **more))  # type: ignore[arg-type]

    def add(self, finding: Diagnostic) -> None:
        self._found.append(finding)

    def extend(self, findings: Iterable[Diagnostic]) -> None:
        self._found.extend(findings)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Every finding, by place, each once."""
        return in_order(self._found)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop."""
        return tuple(found for found in self.all if found.severity is Severity.ERROR)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by file, line and column, the same finding at the same place only once."""
    nowhere = Location("", 0)
    seen = {(found.location or nowhere, found.code, found.message): found for found in diagnostics}
    return tuple(
        seen[key] for key in sorted(seen, key=lambda key: (key[0].path, *_place(key[0]), *key[1:]))
    )


def _place(location: Location) -> tuple[int, int]:
    return location.line, location.column
