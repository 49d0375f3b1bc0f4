"""Misspelt words: the hint that names the right one, and the fix that writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..diagnostics import Edit, Fix, Location
from ..nodes import Listing, Node, Text
from ..words import did_you_mean, slip_of
from ..yamltext.quoting import as_written


def respelled(word: Text, choices: Iterable[str], *, part: str | None = None) -> dict[str, object]:
    """What a finding says of a word that is none of the choices: ``hint`` and ``fix``.

    ``part`` is the word where it is only the end of the text, as in ``not studnet``.
    """
    listed, wrong = tuple(choices), word.value if part is None else part
    hint, meant = did_you_mean(wrong, listed), slip_of(wrong, listed)
    return {"hint": hint, "fix": rewritten(word, meant, part=part)}


def respelled_node(
    node: Node | None, choices: Iterable[str], *, part: str | None = None
) -> dict[str, object]:
    """The same of whatever stands there; nothing is said of what is no text."""
    return respelled(node, choices, part=part) if isinstance(node, Text) else {}


def rewritten(word: Text, meant: str | None, *, part: str | None = None) -> Fix | None:
    """The fix that writes ``meant`` in place of the text, or of the ``part`` at its end."""
    if meant is None or word.location.end is None:
        return None
    if part is not None and not word.value.endswith(part):
        return None
    before = "" if part is None else word.value.removesuffix(part)
    edit = Edit(word.location, as_written(before + meant, flow=True))
    return Fix((edit,), safe=True, word=meant)


def without_brackets(listed: Listing) -> Fix | None:
    """The fix that makes the only text of a list the value itself."""
    match listed.items:
        case (Text(value),) if listed.end is not None:
            at: Location = replace(listed.location, end=listed.end)
            return Fix((Edit(at, as_written(value, flow=True)),), safe=True)
    return None


def in_brackets(words: Text) -> Fix | None:
    """The fix that makes a list of words between commas."""
    if words.location.end is None or any(sign in words.value for sign in "[]{}:#\"'"):
        return None
    return Fix((Edit(words.location, f"[{words.value}]"),), safe=True)
