"""A new rule, asked for and tried before it is written; or a whole new knowledge base."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import DunbarError
from ..output import coloured, complain, page, width, write
from ..words import join
from .frame import DONE, FINDINGS, INTERRUPTED, misused, open_base, told
from .trying import root_of

if TYPE_CHECKING:
    from ..api import Opened
    from ..authoring.asking import Talk
    from ..authoring.conversing import Workshop
    from ..authoring.drafting import Part
    from ..authoring.proposing import Proposal
    from ..dialog import Reader

NEW_USAGE = 'dunbar rules new [ID] [--when "ATTRIBUTE: TEST"] [--then "ATTRIBUTE: VALUE"] ...'
NOTHING = "Nothing was written."


@told
def new(*, kb: Path | None, **parts: str | Sequence[str] | None) -> int:
    """A rule and its first two cases, written; 1 where a check would find an error in it."""
    from ..authoring.asking import missing_parts  # noqa: PLC0415 - like all below: when needed
    from ..authoring.beginning import begin  # noqa: PLC0415
    from ..authoring.founding import is_vacant  # noqa: PLC0415

    given = _given(parts)
    if kb is not None and is_vacant(kb):
        return _founded(kb, given)
    opened = open_base(kb)
    talk = begin(opened.knowledge, given)
    missing = tuple(missing_parts(talk, opened.knowledge))
    if not {*missing} - {"factor"}:
        return _unasked(opened, talk, kb)
    reader = _reader()
    if reader is None:
        return misused(f"a new rule needs {_named(missing)}", NEW_USAGE)
    return _asked(_workshop(opened, root_of(kb)), talk, reader, kb)


def _given(parts: Mapping[str, str | Sequence[str] | None]) -> dict[Part, Sequence[str]]:
    """The parts that were told, each as its texts."""
    return {
        name: [texts] if isinstance(texts, str) else texts  # type: ignore[misc]
        for name, texts in parts.items()
        if texts is not None and texts != ()
    }


def _founded(folder: Path, given: Mapping[Part, Sequence[str]]) -> int:
    """A knowledge base in a vacant folder."""
    from ..authoring.founding import found  # noqa: PLC0415

    if given:
        return misused(
            f"{folder} holds no knowledge base yet; begin it without any other option", NEW_USAGE
        )
    files = found(folder)
    shown = shlex.quote(str(folder))
    listed = "".join(f"  {folder / name}\n" for name in files)
    write(
        f"A new knowledge base. It works, and is yours to change:\n{listed}"
        f"Begin with {folder / 'README.md'}, then:\n"
        f"  dunbar rules watch --kb {shown}\n"
        f"  dunbar ask --kb {shown}\n"
    )
    return DONE


def _unasked(opened: Opened, talk: Talk, kb: Path | None) -> int:
    """A rule of which the options tell everything: written, unless a check finds an error in it."""
    from ..authoring.proposing import propose  # noqa: PLC0415

    root = root_of(kb)
    proposal = propose(root, opened, talk.draft)
    write(f"{_workshop(opened, root).show(proposal)}\n")
    if proposal.errors:
        clash = any(one.code == "clash" for one in proposal.errors)
        way = "--overrides RULE lets it beat another, --unless leaves a case to it"
        complain(f"dunbar: {NOTHING} {f'{way}.' if clash else 'Mend the rule first.'}\n")
        return FINDINGS
    return _stored(proposal, kb)


def _asked(workshop: Workshop, talk: Talk, reader: Reader, kb: Path | None) -> int:
    """A rule of which the rest is asked for."""
    from ..authoring.asking import missing_parts  # noqa: PLC0415
    from ..authoring.conversing import converse  # noqa: PLC0415

    outcome = converse(workshop, talk, reader)
    match outcome.ending:
        case "agreed" if outcome.proposal is not None:
            return _stored(outcome.proposal, kb)
        case "interrupted":
            write(f"\n{NOTHING}\n")
            return INTERRUPTED
        case "input ended":
            left = tuple(missing_parts(outcome.talk, workshop.opened.knowledge))
            wanted = _named(left) if left else "a yes at the end"
            write(f"{NOTHING}\n")
            return misused(f"the input ended; a new rule needs {wanted}", NEW_USAGE)
        case _:
            write(f"{NOTHING}\n")
            return DONE


def _stored(proposal: Proposal, kb: Path | None) -> int:
    from ..authoring.showing import stored_text  # noqa: PLC0415
    from ..authoring.storing import store  # noqa: PLC0415

    root = root_of(kb)
    store(root, proposal)
    write(stored_text(proposal, root))
    return FINDINGS if proposal.errors else DONE


def _workshop(opened: Opened, root: Path) -> Workshop:
    from ..authoring.conversing import Workshop  # noqa: PLC0415
    from ..authoring.showing import proposal_text  # noqa: PLC0415
    from ..render.explanations.outline import Outline, outline_text  # noqa: PLC0415

    def draw(outline: Outline) -> str:
        return outline_text(outline, **page(None))

    def show(proposal: Proposal) -> str:
        return proposal_text(proposal, root, colour=coloured(sys.stdout), width=width())

    return Workshop(root, opened, draw, show, write)


def _reader() -> Reader | None:
    """The lines of a terminal or a pipe; None where a pipe holds none."""
    from ..dialog import PipeReader  # noqa: PLC0415
    from .interview import reader  # noqa: PLC0415

    if sys.stdin is None:
        return None
    if sys.stdin.isatty():
        return reader(write, aside=False)
    try:
        text = sys.stdin.read()
    except UnicodeDecodeError as error:
        raise DunbarError("the answers are no text of UTF-8") from error
    return PipeReader(StringIO(text), write) if text.strip() else None


def _named(parts: Sequence[Part]) -> str:
    from ..authoring.beginning import label_of  # noqa: PLC0415

    return join([label_of(part) for part in parts])
