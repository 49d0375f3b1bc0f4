"""The facts of an export as a profile, with where each comes from in a comment."""

from __future__ import annotations

from collections.abc import Sequence

from ...consultation import Fact
from ...imports import Export, Suggestion
from ...intake.saving import profile_text
from ...values import show
from ...vocabulary import Vocabulary
from ..readings import read_in


def profile_of(
    export: Export,
    facts: Sequence[Fact],
    suggestions: Sequence[Suggestion],
    vocabulary: Vocabulary,
) -> str:
    """The text of a profile that tells these facts. Raises DunbarError where there are none."""
    day = "" if export.day is None else f", as of {export.day}"
    lines = [f"# Read from {export.form.about}{day}. What you change here is yours.", ""]
    for fact in facts:
        if fact.read is not None:
            lines.append(f"# {read_in(fact.read)}")
        lines.append(profile_text(vocabulary, {fact.attribute: fact.value}).rstrip("\n"))
    if not facts:
        profile_text(vocabulary, {})
    for each in suggestions:
        lines += [
            "",
            f"# To confirm ({read_in(each.read)}): take away the # if it is so.",
            f"# {each.attribute}: {show(each.value)}",
        ]
    return "\n".join(lines) + "\n"
