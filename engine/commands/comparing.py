"""What would be: two verdicts side by side, and what to change for a wish."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..output import as_json, as_text, write
from .exports import hint_at
from .frame import (
    CANNOT_TELL,
    DONE,
    Form,
    MisuseError,
    facts_told,
    misused,
    opened_and_told,
    told,
)  # fmt: skip

if TYPE_CHECKING:
    from ..api import Basis, Opened
    from ..consultation import Fact
    from ..inference import Inference
    from ..values import Value
    from .exports import Wanted

USES = (
    "dunbar what-if [PROFILE.yaml] ATTRIBUTE=VALUE ...  what changes by that\n"
    "       dunbar what-if [PROFILE.yaml] --want NAME=CONDITION  what to change for it\n"
    "       dunbar what-if [PROFILE.yaml] --sensitivity          what tips the verdict\n"
    "       Without a profile, --given ATTRIBUTE=VALUE tells what holds now."
)


@told
def what_if(
    *,
    facts: tuple[str, ...],
    given: tuple[str, ...],
    want: str | None,
    form: Form,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    export: Wanted | None = None,
) -> int:
    """Now and then; or, with ``want``, what to change. 4 when it cannot tell, or no change does."""
    profiles = tuple(fact for fact in facts if "=" not in fact)
    changes = tuple(fact for fact in facts if "=" in fact)
    if want is None and not changes:
        return misused("say what should change, or what you want", USES)
    if any("=" not in each for each in given):
        return misused("--given takes ATTRIBUTE=VALUE; a profile stands by itself", USES)
    opened, before, found = opened_and_told((*profiles, *given), kb, output, export)
    told_after = (*profiles, *_not_told_again(opened, given, changes), *changes)
    after = facts_told(opened, told_after, read=found.facts)
    hint_at(found.suggestions, before)
    if want is None:
        return _compared(opened, before, after, basis=basis, form=form, output=output)
    return _granted(opened, after, want, basis=basis, form=form, output=output)


def _not_told_again(
    opened: Opened, given: tuple[str, ...], changes: tuple[str, ...]
) -> tuple[str, ...]:
    """What is given and not changed: an attribute may be told once."""
    find = opened.knowledge.vocabulary.find
    changed = {find(each.partition("=")[0]) for each in changes}
    return tuple(each for each in given if find(each.partition("=")[0]) not in changed)


def _compared(
    opened: Opened,
    before: tuple[Fact, ...],
    after: tuple[Fact, ...],
    *,
    basis: Basis,
    form: Form,
    output: Path | None,
) -> int:
    from ..consultation import Reference  # noqa: PLC0415
    from ..render.what_if.comparison import comparison_document  # noqa: PLC0415
    from ..render.what_if.data import comparison_json  # noqa: PLC0415
    from ..what_if.comparison import compare  # noqa: PLC0415

    now = opened.consult(before, basis, outlook=False)
    then = opened.consult(after, basis, outlook=False)
    found = compare(now, then, Reference(opened.program(basis)).believe)
    if form == "json":
        write(as_json(comparison_json(found)), output)
    else:
        write(as_text(comparison_document(found), output), output)
    return CANNOT_TELL if then.verdict.cannot_tell else DONE


def _granted(
    opened: Opened,
    facts: tuple[Fact, ...],
    want: str,
    *,
    basis: Basis,
    form: Form,
    output: Path | None,
) -> int:
    from ..consultation import Fact  # noqa: PLC0415
    from ..render.what_if.data import wish_json  # noqa: PLC0415
    from ..render.what_if.wish import wish_document  # noqa: PLC0415
    from ..what_if.granting import grant  # noqa: PLC0415
    from ..what_if.sought import sought  # noqa: PLC0415
    from ..what_if.wishing import read_wish  # noqa: PLC0415

    if "=" not in want:
        raise MisuseError(f'"{want}" is no wish: write --want NAME=CONDITION, as in size=larger')
    now, program = opened.consult(facts, basis, outlook=False), opened.program(basis)
    wish = read_wish(now, want)
    if wish.attribute.asked:
        raise MisuseError(
            f'"{wish.attribute.name}" is told, not concluded: compare with {want} as an argument'
        )
    told = {fact.attribute: fact.value for fact in facts}

    def infer(told: Mapping[str, Value]) -> Inference:
        return opened.infer([Fact(name, value) for name, value in told.items()], basis)

    answer = grant(wish, told, program, sought(wish.condition, program), infer)
    if form == "json":
        write(as_json(wish_json(answer, now)), output)
    else:
        write(as_text(wish_document(answer, now), output), output)
    return DONE if answer.already or answer.easiest else CANNOT_TELL
