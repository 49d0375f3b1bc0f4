"""Problems as text with the line and the place in it, as JSON, and as GitHub's commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import wrap

from ..diagnostics import Diagnostic, Location, Severity
from ..words import plural
from .characters import safe
from .excerpt import GUTTER, LEAST_SHOWN, Excerpts

MORE = "dunbar explain"

_Paint = Callable[[str, str], str]

_LABEL = len(GUTTER)
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def problems_text(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    *,
    colour: bool = False,
    width: int = 80,
) -> str:
    """Every problem with its line, a caret below the place and the way out, then the total."""
    found = tuple(diagnostics)
    if not found:
        return ""
    paint = _paint() if colour else _unpainted
    excerpts = Excerpts(sources, width)
    lines = [line for one in found for line in (*_problem(one, excerpts, paint), "")]
    codes = {one.code for one in found}
    more = f"more: {MORE} {codes.pop() if len(codes) == 1 else 'CODE'}"
    return "\n".join([*lines, paint(total(found), "bold"), more, ""])


def problems_json(diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """The problems as data, with their number by severity."""
    found = tuple(diagnostics)
    counts = Counter(one.severity for one in found)
    return {
        "schema": "dunbar.problems/1",
        **{f"{severity.value}s": counts[severity] for severity in Severity},
        "problems": [_as_json(one) for one in found],
    }


def problems_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a problem, which GitHub shows beside the line."""
    return "".join(f"{_command(one)}\n" for one in diagnostics)


def total(diagnostics: Iterable[Diagnostic]) -> str:
    """``2 errors, 1 warning``."""
    counts = Counter(one.severity for one in diagnostics)
    return ", ".join(
        plural(counts[severity], severity.value) for severity in Severity if counts[severity]
    )


def _problem(one: Diagnostic, excerpts: Excerpts, paint: _Paint) -> Iterator[str]:
    colour = _COLOURS[one.severity]
    place = f"{safe(one.location.exact)}: " if one.location else ""
    kind = paint(f"{one.severity.value}[{one.code}]", f"bold {colour}")
    yield f"{place}{kind} {safe(one.message)}"
    if one.location:
        yield from _quoted(one.location, excerpts, paint, colour)
    if one.hint:
        first, *others = wrap(safe(one.hint), max(excerpts.room, LEAST_SHOWN)) or [""]
        yield f"{'help: ':>{_LABEL}}{first}"
        yield from (f"{'':>{_LABEL}}{other}" for other in others)
    if one.corrected:
        yield f"{'write: ':>{_LABEL}}{safe(one.corrected.expandtabs(4))}"
    for other in one.related:
        yield f"{'also: ':>{_LABEL}}{safe(other.exact)}"
        yield from _quoted(other, excerpts, paint, "cyan")


def _quoted(at: Location, excerpts: Excerpts, paint: _Paint, colour: str) -> Iterator[str]:
    excerpt = excerpts.at(at)
    if excerpt is not None:
        yield f"{at.line:>{_LABEL - 3}} | {excerpt.text}".rstrip()
        yield f"{GUTTER}{' ' * excerpt.start}{paint('^' * excerpt.length, colour)}"


def _paint() -> _Paint:
    from .terminal import painted  # noqa: PLC0415 - a pipe does without

    return painted


def _unpainted(text: str, look: str) -> str:  # noqa: ARG001
    return text


def _as_json(one: Diagnostic) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        **_place(one.location),
        "hint": one.hint,
        "corrected": one.corrected,
        "related": [_place(other) for other in one.related],
    }


def _place(at: Location | None) -> dict[str, object]:
    if at is None:
        return dict.fromkeys(("path", "line", "column", "end"))
    return {"path": at.path, "line": at.line, "column": at.column, "end": at.end}


def _command(one: Diagnostic) -> str:
    properties = [f"title={_property(one.code)}"]
    if one.location:
        at = one.location
        end = [f"endColumn={at.end}"] if at.end is not None else []
        properties = [
            f"file={_property(at.path)}",
            f"line={at.line}",
            f"col={at.column}",
            *end,
            *properties,
        ]
    said = (("", one.message), ("help: ", one.hint), ("write: ", one.corrected))
    text = "\n".join(f"{label}{words}" for label, words in said if words)
    return f"::{_GITHUB[one.severity]} {','.join(properties)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
