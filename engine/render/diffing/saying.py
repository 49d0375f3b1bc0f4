"""What a comparison says, in words that the page and the Markdown share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...diff.common import Apart
from ...diff.counting import Count
from ...diff.edits import Edit
from ...diff.forms import Key
from ...diff.report import Change, Contrast, Everyone, Group, Place, Region, Report, Scope
from ...diff.responsible import Part
from ...diff.shifts import Amount, Shift, Turn
from ...values import UNKNOWN, Net, show, show_signed
from ...words import join, plural
from ..verifying.saying import many, share

ARROW = "->"
SAVED = "saved cases"
NOTHING_EDITED = "Nothing differs: both versions say the same, word for word."
_WHETHER = {
    "advice": ("now given", "no longer given"),
    "remark": ("now said", "no longer said"),
    "clash": ("rules disagree about it now", "rules no longer disagree about it"),
    "cannot tell": ("now cannot tell", "can tell now"),
}


def answer(report: Report) -> str:
    """The whole comparison in a sentence."""
    if not report.edits:
        return NOTHING_EDITED
    everyone, done = report.everyone, edited_text(report.edits)
    if report.changes_verdicts:
        return f"{_whose(everyone)} {done}."
    if everyone.scope.proof == "proved" and not everyone.changes:
        return f"No verdict changes. {done[:1].upper()}{done[1:]}."
    return f"No change of a verdict was found, and none is ruled out. {done[:1].upper()}{done[1:]}."


def _whose(everyone: Everyone) -> str:
    touched = everyone.touched
    if touched is None:
        return "Verdicts change:"
    if not touched.most:
        return "Verdicts change only where something is not told:"
    return f"Verdicts change for {share(touched.most, everyone.scope.told)} of all profiles:"


def edited_text(edits: Sequence[Edit]) -> str:
    """How much was edited, by what it bears on."""
    grave = [each for each in edits if each.weight == "meaning"]
    wording = sum(each.weight == "wording" for each in edits)
    form = sum(each.weight == "form" for each in edits)
    rules = sum(each.subject.kind == "rule" for each in grave)
    said = []
    if rules:
        said.append(plural(rules, "rule"))
    if len(grave) > rules:
        others = ("other entry", "other entries") if rules else ("entry", "entries")
        said.append(plural(len(grave) - rules, *others))
    parts = [f"{join(said)} edited"] if said else []
    if wording:
        parts.append(f"{plural(wording, 'edit')} of wording only")
    if form:
        parts.append(f"{plural(form, 'entry', 'entries')} renamed, moved or in another order")
    return ", ".join(parts)


def proof_text(scope: Scope, changes: Iterable[Change]) -> str:
    """How far it is proved, in a line."""
    whole = f"all {many(scope.profiles)} profiles, each question answered or not"
    if scope.proof == "proved":
        if scope.classes is None:
            return f"Proved for {whole}: nothing that decides a verdict differs."
        found = "" if any(changes) else " No verdict differs."
        return f"Proved for {whole}, in {many(scope.classes)} classes.{found}"
    searched = (
        f"{len(scope.open)} entries of the verdict are not proved, since the rules are too many"
        f" ({scope.reason}): searched {scope.searched:,} random profiles (seed {scope.seed})"
    )
    if scope.proof == "in parts":
        return f"{searched}. The other entries are proved for {whole}."
    return f"{searched}, not proved."


def key_text(key: Key) -> str:
    """An entry of the verdict, as it is called."""
    match key.kind:
        case "advice":
            return f"{key.name}: {key.item}"
        case "cannot tell":
            return "whether there is an answer"
        case "remark":
            return f'"{key.name}"'
        case "figure":
            return f"{key.name}, in sentences"
        case "clash":
            return key.name
        case _:
            return key.name or "headline"


def shift_text(key: Key, shift: Shift) -> str:
    """How an entry differs."""
    if not isinstance(shift, Turn):
        if shift.least == shift.most:
            return f"by {show_signed(shift.least)}"
        within = f"by {show_signed(shift.least)} to {show_signed(shift.most)}"
        return within if shift.certain else f"{within} at most"
    if key.kind in _WHETHER:
        return _WHETHER[key.kind][0 if shift.after else 1]
    return f"{value_text(shift.before)} {ARROW} {value_text(shift.after)}"


def value_text(value: object) -> str:
    """A value of an entry as a person reads it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Amount():
            return "a figure"
        case Net():
            return show(value)
        case None:
            return "none"
        case _:
            return show(value if value is not UNKNOWN else UNKNOWN)  # type: ignore[arg-type]


def how_many(change: Change, scope: Scope) -> str:
    """For how many people: of those who tell everything, or else of those who do not."""
    if change.full is None or change.partly is None:
        return f"{change.found:,} of {scope.searched:,} random profiles"
    if not change.full.most:
        return f"only where something is not told: {_count(change.partly)} profiles"
    return f"{_part(change.full, scope.told)}, {_count(change.full)} profiles"


def brief_share(change: Change, scope: Scope) -> str:
    """The share alone."""
    if change.full is None:
        return how_many(change, scope)
    if not change.full.most:
        return "only if untold"
    return _part(change.full, scope.told)


def _part(count: Count, told: int) -> str:
    if count.exact or not count.least:
        return f"{'' if count.exact else 'at most '}{share(count.most, told)}"
    low, high = share(count.least, told), share(count.most, told)
    return low if low == high else f"{low} to {high}"


def _count(count: Count) -> str:
    if count.exact:
        return many(count.most)
    low = f"{many(count.least)} to" if count.least else "up to"
    return f"{low} {many(count.most)}"


def place_text(place: Place) -> str:
    """A region as a condition."""
    return "; ".join(f"{name}: {said}" for name, said in place) or "everyone"


def region_text(region: Region, whole: int, common: Place = ()) -> str:
    """A region without what all have in common, and how much of the change it is."""
    place = tuple(one for one in region.place if one not in common) or region.place
    part = f" ({share(region.profiles, whole)} of it)" if 0 < region.profiles < whole else ""
    return f"{place_text(place)}{part}"


def rest_text(covered: int, whole: Count | None) -> str | None:
    """What the regions leave out."""
    if whole is None or not whole.most or covered >= whole.most:
        return None
    return f"and others, {share(whole.most - covered, whole.most)} of it"


def together(changes: Sequence[Change], scope: Scope) -> str:
    """The share of several changes of one entry."""
    counts = [change.full for change in changes if change.full is not None]
    if not counts:
        return f"{sum(one.found for one in changes):,} of {scope.searched:,} random profiles"
    whole = Count(sum(one.least for one in counts), sum(one.most for one in counts))
    return _part(whole, scope.told) if whole.most else "only where something is not told"


def differences_text(one: Contrast, most: int) -> str:
    """The fields that differ for a profile, and how much else."""
    said = [
        f"{key_text(key)}: {value_text(before)} {ARROW} {value_text(after)}"
        for key, before, after in one.differences
        if key.kind == "field"
    ]
    more = len(said) - most
    told = said[:most] + ([f"and {plural(more, 'more field')}"] if more > 0 else [])
    for key, before, after in one.differences:
        if key.kind in ("cannot tell", "clash"):
            told.append(f"{key_text(key)}: {shift_text(key, Turn(before, after))}")
    advice = [key for key in one.keys if key.kind == "advice"]
    if advice:
        told.append(plural(len(advice), "piece of advice", "pieces of advice"))
    return "; ".join(told) or "only sentences differ"


def parts_text(one: Contrast, most: int) -> str:
    """The rules behind a difference, those that were edited first."""
    said = [f"{part.name}{_edited(part)}" for part in one.parts[:most]]
    more = len(one.parts) - most
    return join([*said, f"{more} more"] if more > 0 else said)


def _edited(part: Part) -> str:
    return f" (edited, {part_place(part)})" if part.edited else ""


def group_title(group: Group) -> str:
    """How many of a group change, and how many expectations come out otherwise."""
    fails = sum(one.expectation == "now fails" for one in group.changed)
    met = sum(one.expectation == "now met" for one in group.changed)
    if group.total_changed:
        verb = "changes" if group.total_changed == 1 else "change"
        count = f"{group.total_changed:,} of {plural(group.compared, 'verdict')} {verb}"
    else:
        count = f"none of {plural(group.compared, 'verdict')} changes"
    parts = [count]
    if fails:
        parts.append(f"{plural(fails, 'expectation')} {'fails' if fails == 1 else 'fail'} now")
    if met:
        parts.append(f"{plural(met, 'expectation')} {'is' if met == 1 else 'are'} met now")
    return f"{group.name if group.name != SAVED else SAVED.capitalize()}: {', '.join(parts)}"


def part_text(part: Part) -> str:
    """A rule and what it does otherwise."""
    if part.before is None or part.after is None:
        return "edited"
    edited = "edited; " if part.edited else ""
    if part.before == part.after:
        return f"edited, {_DOES[part.after]} in both"
    return f"{edited}{_DOES[part.before]} before, {_DOES[part.after]} now"


_DOES = {
    "counts": "counts",
    "set aside": "set aside",
    "silent": "silent",
    "not there": "not there",
}


def part_place(part: Part) -> str:
    """Where it stands, and in which version."""
    if part.location is None:
        return ""
    return f"{'OLD' if part.old else 'NEW'}:{part.location}"


def apart_text(apart: Apart) -> str:
    """What the comparison leaves out."""
    if not apart.values:
        return f"only {apart.only} asks for {apart.attribute}; compared as if it were not told"
    listed = ", ".join(apart.values[:MOST_VALUES])
    more = len(apart.values) - MOST_VALUES
    rest = f" and {more} more" if more > 0 else ""
    said = f"only {apart.only} knows {apart.attribute}: {listed}{rest}"
    return f"{said}; profiles that tell it are not compared"


MOST_VALUES = 8
