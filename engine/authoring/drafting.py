"""A rule on its way: what its author has told of it, each part as it was told, and its YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..diagnostics import Findings, Location
from ..formatting.formatting import Formatted, formatted
from ..formatting.wording import Wording
from ..nodes import Listing, Mapping, Node, Text
from ..rules import KnowledgeBase
from ..words import fold
from ..yamltext import parse
from ..yamltext.quoting import as_written

Part = Literal[
    "name", "file", "factor", "when", "unless", "then", "overrides", "strength", "because", "source"
]
HEAD = "rules:\n\n"
CONVENTION = "convention"
WIDEST_IN_BRACKETS = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as far as it is told; ``""`` and ``()`` are not told yet.

    ``when``, ``unless`` and ``then`` are lines of YAML, ``attribute: test``; without any, ``when``
    is always. ``source`` has claims, and texts after ``convention:``. ``file`` is the name of a
    file in ``rules/``; ``factor`` is the rule's own, or that of a file that is new.
    """

    name: str = ""
    file: str = ""
    factor: str = ""
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    strength: str = ""
    because: str = ""
    source: tuple[str, ...] = ()


def rule_text(draft: Draft, knowledge: KnowledgeBase, *, factor: str = "") -> str:
    """The rule as it will stand below ``rules:``, in the form of the house.

    With its own ``factor`` where one is given. The draft must be readable line by line.
    """
    text = HEAD + "".join(f"  {line}\n" for line in _lines(draft, factor))
    found = formatted(text.encode(), "a new rule", Wording(knowledge))
    plain = found.data.decode() if isinstance(found, Formatted) else text
    return plain.removeprefix(HEAD)


def node_of(line: str, label: str, findings: Findings) -> Node | None:
    """What a line of a draft says; every slip in it is a finding in ``label``."""
    return parse(line.encode(), label, findings)


def source_node(text: str, label: str) -> Node:
    """A claim by its id, or a convention: the text after that word."""
    at = Location(label, 1, 1, len(text) + 1)
    plain = text.strip()
    bare = plain[1:-1] if plain.startswith("{") and plain.endswith("}") else plain
    first, colon, rest = bare.partition(":")
    if colon and fold(first) == CONVENTION:
        return Mapping(((Text(CONVENTION, at), Text(_plain(rest), at)),), at)
    return Text(text.strip(), at)


def attributes_of(lines: Sequence[str]) -> frozenset[str]:
    """The folded keys of the lines of a part."""
    nodes = (node_of(line, "", Findings()) for line in lines)
    return frozenset(
        fold(key.value) for node in nodes if isinstance(node, Mapping) for key, _ in node
    )


def _lines(draft: Draft, factor: str) -> Iterator[str]:
    yield f"{as_written(draft.name, flow=False)}:"
    parts: dict[str, list[str]] = {
        "factor": [as_written(factor, flow=False)] if factor else [],
        "when": _mapped("when", draft.when) or ["always"],
        "unless": _exceptions(draft.unless),
        "then": _mapped("then", draft.then),
        "overrides": _several([as_written(name, flow=True) for name in draft.overrides]),
        "strength": [draft.strength] if draft.strength else [],
        "because": [as_written(_plain(draft.because), flow=False)] if draft.because else [],
        "source": _several([_flow(source_node(text, "")) for text in draft.source]),
    }
    for key, lines in parts.items():
        if lines == [*lines[:1]]:
            yield from (f"  {key}: {line}" for line in lines)
        else:
            yield f"  {key}:"
            yield from (f"    {line}" for line in lines)


def _mapped(key: str, lines: Sequence[str]) -> list[str]:
    """Entries in braces where they fit into a line, else a line each."""
    nodes = [node_of(line, "", Findings()) for line in lines]
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return [nodes[0].value]
    entries = _entries(lines)
    inline = f"{{{', '.join(entries)}}}"
    fits = len(f"    {key}: {inline}") <= WIDEST_IN_BRACKETS
    return ([inline] if fits else entries) if entries else []


def _entries(lines: Sequence[str]) -> list[str]:
    nodes = (node_of(line, "", Findings()) for line in lines)
    return [
        f"{as_written(name.value, flow=True)}: {_flow(value)}"
        for node in nodes
        if isinstance(node, Mapping)
        for name, value in node
    ]


def _exceptions(lines: Sequence[str]) -> list[str]:
    """Exceptions that were told one by one, of which each is enough."""
    if len(lines) < 2:  # noqa: PLR2004 - a single one
        return _mapped("unless", lines)
    return ["any:", *(f"  - {{{', '.join(_entries([line]))}}}" for line in lines)]


def _several(texts: list[str]) -> list[str]:
    return texts if len(texts) < 2 else [f"[{', '.join(texts)}]"]  # noqa: PLR2004 - one is no list


def _flow(node: Node) -> str:
    match node:
        case Text(value):
            return as_written(value, flow=True)
        case Listing(items):
            return f"[{', '.join(map(_flow, items))}]"
        case Mapping(entries):
            inner = (
                f"{as_written(key.value, flow=True)}: {_flow(value)}" for key, value in entries
            )
            return f"{{{', '.join(inner)}}}"


def _plain(text: str) -> str:
    """In one line, and without quotation marks around the whole."""
    found = " ".join(text.split())
    if len(found) > 1 and found[0] == found[-1] and found[0] in "\"'":
        return found[1:-1]
    return found
