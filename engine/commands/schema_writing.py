"""Schemas by which editors complete and check files: written to the screen, or set up for good."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import DunbarError
from ..output import as_json, as_text, complain, write
from ..words import plural
from .frame import DONE, misused, told
from .trying import root_of

if TYPE_CHECKING:
    from ..authoring.schema import Installed, Kind, Lexicon, Words

USAGE = "dunbar rules schema KIND [-o FILE], or dunbar rules schema --install"


@told
def schema(*, kind: Kind | None, install: bool, output: Path | None, kb: Path | None) -> int:
    """The schema of one kind of file; or those of all kinds, set up for editors."""
    from ..authoring.schema import KINDS, words_of  # noqa: PLC0415 - like all below: when needed
    from ..authoring.schema import schema as made  # noqa: PLC0415

    if install:
        if kind is not None or output is not None:
            return misused("--install writes the schemas of all kinds, to their places", USAGE)
        return _installed(words_of(kb), root_of(kb))
    if kind is None:
        listed = ", ".join(KINDS)
        return misused(f"which schema is it to be: {listed}? Or --install for all", USAGE)
    words = words_of(kb)
    write(as_json(made(kind, words.lexicon)), output)
    _warn(words)
    return DONE


def _installed(words: Words, root: Path) -> int:
    """The schemas beside the knowledge base, and what turns them on."""
    from ..authoring.schema import install, schemas  # noqa: PLC0415

    texts = {kind: as_json(one) for kind, one in schemas(words.lexicon).items()}
    done = install(root, texts)
    _tell(done, root)
    _warn(words)
    return DONE


def kept_up(kb: Path | None, before: Lexicon | None) -> Lexicon | None:
    """The words of now; schemas that are set up are made anew if the words are not as ``before``.

    While the words cannot be read, the schemas stay as they are.
    """
    from ..authoring.schema import installed, keep, schemas, words_of  # noqa: PLC0415

    root = root_of(kb)
    if not installed(root):
        return None
    with suppress(DunbarError):
        now = words_of(kb).lexicon
        if now != before:
            keep(root, {kind: as_json(one) for kind, one in schemas(now).items()})
        return now
    return before


def _tell(done: Installed, root: Path) -> None:
    """What was done, in prose; what is to be copied stands in lines of its own, never wrapped."""
    from ..authoring.schema import FOLDER, SETTINGS  # noqa: PLC0415

    code = 'VS Code: install the extension "YAML" by Red Hat, and open this folder.'
    _say(f"The schemas of {root.resolve().name} are in {FOLDER}/. They are turned on once.")
    match done.settings:
        case "made":
            _say(f"{code} The rest is done: {SETTINGS} says which schema is for which files.")
        case "there":
            _say(f"{code} The rest was done before: {SETTINGS} is as it should be.")
        case "lacking":
            _say(f"{code} {SETTINGS} is yours and was left alone; put this into it:")
            write(f"{done.entry}\n\n")
    _say("Any other editor with a YAML language server: one line at the top of a file, for")
    wide = max(map(len, done.lines))
    write("".join(f"{kind:{wide}}  {line}\n" for kind, line in done.lines.items()) + "\n")
    _say(f"A profile may lie anywhere; its line leads to {FOLDER}/ from there.")
    _say(
        "New words in knowledge/, and new rules, are known to the editor once this is run again;"
        " while dunbar rules watch runs, at once.",
        last=True,
    )


def _say(text: str, *, last: bool = False) -> None:
    from ..render.document import Document, Paragraph, Span  # noqa: PLC0415

    write(as_text(Document((Paragraph((Span(text),)),))) + ("" if last else "\n"))


def _warn(words: Words) -> None:
    """What did not stand in the way, but should be known."""
    if not words.errors:
        return
    names = "" if words.lexicon.rules is not None else " Names of rules are not checked by it."
    count = plural(len(words.errors), "error")
    complain(
        f"dunbar: the knowledge base has {count}, see dunbar rules check."
        f" The schema is made all the same, from knowledge/ and the names of the rules.{names}\n"
    )
