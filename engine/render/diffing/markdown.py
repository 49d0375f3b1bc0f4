"""The comparison as Markdown for a pull request: a headline, tables, and details to unfold.

Every text of a knowledge base is escaped, so that none can end a table, open a tag or call anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...diff.edits import Edit
from ...diff.report import Change, Contrast, Everyone, Group, Report
from ...words import plural
from ..characters import flowing
from ..verifying.saying import profile_text
from .edits import edit_places, fate_text, line_text, subject_text, whole_line
from .saying import (
    answer,
    apart_text,
    differences_text,
    group_title,
    how_many,
    key_text,
    part_place,
    part_text,
    place_text,
    proof_text,
    region_text,
    rest_text,
    shift_text,
)

MOST_ROWS, MOST_LINES, MOST_FIELDS = 100, 20, 8
_SPECIAL = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]<>#|~&@$"}
_PLAIN = ("field", "cannot tell", "clash")


def diff_markdown(report: Report) -> str:
    """The whole report; it ends in a line end."""
    everyone = report.everyone
    grave = [one for one in report.edits if one.weight == "meaning"]
    rest = [one for one in report.edits if one.weight != "meaning"]
    parts = [
        f"### {escaped(answer(report))}",
        escaped(proof_text(everyone.scope, everyone.changes)),
        f"From {_code(report.old.called)} to {_code(report.new.called)}.",
        *_listed("What was edited", map(_edit, grave)),
        *_listed("Whom it touches", _touched(everyone)),
        *_changes(everyone),
        *_examples(everyone),
        *(part for group in _groups(report) for part in _people(group)),
        *_folded(f"Wording, names and places ({len(rest)})", _bullets(map(_edit, rest))),
        *_listed("Not compared", map(escaped, _not_compared(report))),
    ]
    if report.same_files:
        files = ", ".join(map(_code, report.same_files))
        parts.append(f"Only in comments, order or form: {files}.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _not_compared(report: Report) -> Iterator[str]:
    yield from map(apart_text, report.everyone.scope.apart)
    yield from report.notes


def escaped(text: str) -> str:
    """A text in which nothing is Markdown, a tag, a name that is called or a link."""
    plain = flowing(text).translate(_SPECIAL).replace("-&#62;", "&rarr;")
    return plain.replace("://", "&#58;//").replace("www.", "www&#46;")


def _code(text: str) -> str:
    return f"<code>{escaped(text)}</code>"


def _groups(report: Report) -> Iterator[Group]:
    if report.cases is not None:
        yield report.cases
    yield from report.cohorts


def _edit(edit: Edit) -> str:
    say = line_text if edit.fate == "changed" else whole_line
    fate = "" if edit.fate == "changed" else f" {escaped(fate_text(edit))}"
    lines = [f"  - {escaped(say(line))}" for line in edit.lines[:MOST_LINES]]
    if len(edit.lines) > MOST_LINES:
        lines.append(f"  - and {plural(len(edit.lines) - MOST_LINES, 'more line')}")
    place = edit_places(edit)
    at = f" at {escaped(place)}" if place else ""
    return "\n".join([f"{_code(subject_text(edit))}{at}{fate}", *lines])


def _touched(everyone: Everyone) -> Iterator[str]:
    touched = everyone.touched
    if touched is None or not everyone.changes:
        return
    if len(everyone.regions) == 1 and everyone.covered >= touched.most:
        yield f"all profiles with {escaped(place_text(everyone.regions[0].place))}"
        return
    if everyone.common:
        yield f"only profiles with {escaped(place_text(everyone.common))}"
    for one in everyone.regions:
        yield f"such as all with {escaped(region_text(one, touched.most, everyone.common))}"
    rest = rest_text(everyone.covered, touched)
    if rest is not None and everyone.regions:
        yield escaped(rest)


def _changes(everyone: Everyone) -> Iterator[str]:
    plain = [one for one in everyone.changes if one.key.kind in _PLAIN]
    others = [one for one in everyone.changes if one.key.kind not in _PLAIN]
    yield from _titled("How verdicts change", _table_of(plain, everyone))
    yield from _folded(f"Advice and sentences ({len(others)})", _table_of(others, everyone))
    regions = [
        f"{escaped(key_text(one.key))}: {escaped(shift_text(one.key, one.shift))}\n"
        + "\n".join(
            f"  - all with {escaped(region_text(box, one.full.most, everyone.common))}"
            for box in one.regions
        )
        for one in plain
        if one.regions and one.full is not None
    ]
    yield from _folded(f"Where each is so ({len(regions)})", _bullets(regions))


def _table_of(changes: Sequence[Change], everyone: Everyone) -> str:
    rows = [
        (
            escaped(key_text(one.key)),
            escaped(shift_text(one.key, one.shift)),
            escaped(how_many(one, everyone.scope)),
            "" if one.example is None else str(one.example + 1),
        )
        for one in changes
    ]
    return _table(("entry", "change", "profiles", "example"), rows)


def _examples(everyone: Everyone) -> Iterator[str]:
    blocks = [
        "\n".join(
            [
                f"{number}. {escaped(profile_text(one.told))}",
                f"   - before: {escaped(one.before.headline)}",
                f"   - after: {escaped(one.after.headline)}",
                f"   - {escaped(differences_text(one, MOST_FIELDS))}",
                *(f"   - because of {part}" for part in _parts(one)),
            ]
        )
        for number, one in enumerate(everyone.examples, 1)
    ]
    title = f"Examples, run through the rules ({len(blocks)})"
    yield from _folded(title, "\n".join(blocks))


def _parts(one: Contrast) -> Iterator[str]:
    for part in one.parts:
        place = part_place(part)
        at = f" at {escaped(place)}" if place else ""
        yield f"{_code(part.name)}{at}: {escaped(part_text(part))}"


def _people(group: Group) -> Iterator[str]:
    rows = [
        (
            escaped(one.name),
            "" if one.contrast is None else escaped(differences_text(one.contrast, MOST_FIELDS)),
            "" if one.contrast is None else ", ".join(_code(p.name) for p in one.contrast.parts),
            escaped(one.expectation) if one.expectation.startswith("now") else "",
        )
        for one in group.changed[:MOST_ROWS]
    ]
    shown = sum(one.moved for one in group.changed[:MOST_ROWS])
    body = [_table(("who", "change", "because of", "expectation"), rows)]
    if group.total_changed > shown:
        body.append(f"and {group.total_changed - shown:,} more whose verdict changes")
    body += [_bullets(escaped(text) for text in (*group.remarks, *group.unread))]
    told = "\n\n".join(part for part in body if part)
    title = escaped(group_title(group))
    yield from _folded(title, told) if told else [f"{title}."]


def _listed(title: str, entries: Iterable[str]) -> Iterator[str]:
    yield from _titled(title, _bullets(entries))


def _titled(title: str, body: str) -> Iterator[str]:
    if body:
        yield f"**{title}**"
        yield body


def _folded(title: str, body: str) -> Iterator[str]:
    if body:
        yield f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _bullets(entries: Iterable[str]) -> str:
    return "\n".join(f"- {entry}" for entry in entries)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
