"""A graph in the notations of Mermaid and of Graphviz; no label can be more than text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...graphs import Edge, Graph, Node, NodeKind, Way
from ..characters import flowing

# Mermaid reads these even within quotes: as entities, Markdown, HTML or the end of the text.
_STEERING = frozenset('"#&<>`\\{}[]|*_~:;%@$')
_BOXES: dict[NodeKind, tuple[str, str]] = {
    "fact": ("([", "])"),
    "untold": ("([", "])"),
    "rule": ("[", "]"),
    "reckoning": ("[", "]"),
    "set aside": ("[", "]"),
    "conclusion": ("{{", "}}"),
    "shown": ("[[", "]]"),
    "text": ("[/", "/]"),
    "claim": (">", "]"),
}
_SHAPES: dict[NodeKind, str] = {
    "fact": "shape=box, style=rounded",
    "untold": 'shape=box, style="rounded,dashed"',
    "rule": "shape=box",
    "reckoning": "shape=box",
    "set aside": "shape=box, style=dashed",
    "conclusion": "shape=hexagon",
    "shown": "shape=box, peripheries=2",
    "text": "shape=note",
    "claim": "shape=plaintext",
}
_WAYS: dict[Way, str] = {"down": "TD", "across": "LR"}


def mermaid(graph: Graph) -> str:
    """The graph as a Mermaid flowchart."""
    lines = [f"flowchart {_WAYS[graph.way]}", f"  accTitle: {_title(graph.title)}"]
    if graph.about:
        lines.append(f"  accDescr: {_title(graph.about)}")
    lines += map(_mermaid_node, graph.nodes)
    lines += map(_mermaid_edge, graph.edges)
    dashed = [node.id for node in graph.nodes if node.kind in {"set aside", "untold"}]
    if dashed:
        lines += ["  classDef dashed stroke-dasharray: 4 3", f"  class {','.join(dashed)} dashed"]
    asked = [node.id for node in graph.nodes if node.asked]
    if asked:
        lines += ["  classDef asked stroke-width: 3px", f"  class {','.join(asked)} asked"]
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """The graph for Graphviz."""
    lines = ["digraph {", f"  label={_quoted([graph.title])};", '  charset="UTF-8";']
    if graph.way == "across":
        lines.append("  rankdir=LR;")
    lines += map(_dot_node, graph.nodes)
    lines += map(_dot_edge, graph.edges)
    return "\n".join([*lines, "}"]) + "\n"


def _mermaid_node(node: Node) -> str:
    before, after = _BOXES[node.kind]
    label = "<br/>".join(map(_entities, node.lines))
    return f'  {node.id}{before}"{label}"{after}'


def _mermaid_edge(edge: Edge) -> str:
    text = f'"{_entities(edge.label)}"' if edge.label else ""
    if edge.dashed:
        return (
            f"  {edge.source} -. {text} .-> {edge.target}"
            if text
            else (f"  {edge.source} -.-> {edge.target}")
        )
    return f"  {edge.source} -->{f'|{text}|' if text else ''} {edge.target}"


def _entities(text: str) -> str:
    return "".join(f"#{ord(one)};" if one in _STEERING else one for one in flowing(text))


def _title(text: str) -> str:
    """A title stands outside quotes, so what could steer is left out of it."""
    return " ".join("".join(" " if one in _STEERING else one for one in flowing(text)).split())


def _dot_node(node: Node) -> str:
    more = f", tooltip={_quoted([node.title])}" if node.title else ""
    bold = ", penwidth=3" if node.asked else ""
    return f"  {node.id} [label={_quoted(node.lines)}, {_SHAPES[node.kind]}{more}{bold}];"


def _dot_edge(edge: Edge) -> str:
    looks = [f"label={_quoted([edge.label])}"] if edge.label else []
    looks += ["style=dashed"] if edge.dashed else []
    looks += [f"tooltip={_quoted([edge.title])}"] if edge.title else []
    look = f" [{', '.join(looks)}]" if looks else ""
    return f"  {edge.source} -> {edge.target}{look};"


def _quoted(lines: Iterable[str]) -> str:
    return '"' + r"\n".join(_escaped(lines)) + '"'


def _escaped(lines: Iterable[str]) -> Iterator[str]:
    """Graphviz reads backslashes, quotes and HTML entities in a label."""
    for line in lines:
        text = flowing(line).replace("\\", "\\\\").replace('"', '\\"')
        yield text.replace("&", "&amp;")
