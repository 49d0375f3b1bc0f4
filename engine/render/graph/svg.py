"""A graph as an SVG picture that needs nothing else: no script, no font, no style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap
from unicodedata import east_asian_width

from ...explain import Edge, Graph, Node
from ...explain.graph import NodeKind
from ..characters import flowing
from .layout import Box, Layout, Point, lay_out

LINE, COLUMN, PADDING = 17, 7, 10  # a line's height, a column's width, in pixels
WIDEST = 34  # columns of text in a box
_ROUND: dict[NodeKind, int] = {"fact": 14, "untold": 14, "conclusion": 6}
_FILLS: dict[NodeKind, str] = {
    "fact": "#e8f1fb",
    "untold": "#ffffff",
    "rule": "#ffffff",
    "reckoning": "#ffffff",
    "set aside": "#f4f4f4",
    "conclusion": "#eaf6ea",
}
_HEAD = (
    '<marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"'
    ' orient="auto"><path d="M0 0L8 4L0 8z"/></marker>'
)


def svg(graph: Graph) -> str:
    """The graph as one SVG document."""
    texts = {node.id: tuple(_wrapped(node)) for node in graph.nodes}
    layout = lay_out(graph, {name: _size(lines) for name, lines in texts.items()})
    title = _text(graph.title)
    lines = [
        _opening(layout),
        f'<title id="title">{title}</title>',
        f"<defs>{_HEAD}</defs>",
        f'<rect width="{layout.width}" height="{layout.height}" fill="#ffffff"/>',
        *_arrows(layout),
        *(_box(node, layout.boxes[node.id], texts[node.id]) for node in graph.nodes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _opening(layout: Layout) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title"'
        f' viewBox="0 0 {layout.width} {layout.height}" width="{layout.width}"'
        f' height="{layout.height}" font-family="sans-serif" font-size="13">'
    )


def _wrapped(node: Node) -> Iterator[str]:
    for line in node.lines:
        yield from wrap(flowing(line), WIDEST) or [""]


def _size(lines: tuple[str, ...]) -> tuple[int, int]:
    columns = max(map(_columns, lines), default=0)
    return columns * COLUMN + 2 * PADDING, len(lines) * LINE + 2 * PADDING


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _box(node: Node, box: Box, lines: tuple[str, ...]) -> str:
    left, top = box.x - box.width // 2, box.y - box.height // 2
    dashed = ' stroke-dasharray="4 3"' if node.kind in {"set aside", "untold"} else ""
    first = top + PADDING + LINE - 4
    said = "".join(
        f'<tspan x="{box.x}" y="{first + at * LINE}">{_text(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    return (
        f'<g><title>{escape(node.kind)}</title><rect x="{left}" y="{top}" width="{box.width}"'
        f' height="{box.height}" rx="{_ROUND.get(node.kind, 0)}" fill="{_FILLS[node.kind]}"'
        f' stroke="#444444"{dashed}/><text text-anchor="middle">{said}</text></g>'
    )


def _arrows(layout: Layout) -> Iterator[str]:
    for edge, points in layout.routes:
        source, target = layout.boxes[edge.source], layout.boxes[edge.target]
        first = (source.x, source.y + source.height // 2)
        last = (target.x, target.y - target.height // 2)
        yield _arrow(edge, (first, *points[1:-1], last))


def _arrow(edge: Edge, points: tuple[Point, ...]) -> str:
    x, y = points[0]
    path = f"M{x} {y}"
    for to_x, to_y in points[1:]:
        middle = (y + to_y) // 2
        path += f"C{x} {middle} {to_x} {middle} {to_x} {to_y}"
        x, y = to_x, to_y
    dashed = ' stroke-dasharray="4 3"' if edge.label else ""
    arrow = f'<path d="{path}" fill="none" stroke="#777777"{dashed} marker-end="url(#arrow)"/>'
    if not edge.label:
        return arrow
    x, y = (points[0][0] + points[1][0]) // 2, (points[0][1] + points[1][1]) // 2
    label = f'<text x="{x}" y="{y}" text-anchor="middle" fill="#555555">{_text(edge.label)}</text>'
    return arrow + label


def _text(text: str) -> str:
    """Only text, and only characters that XML may hold."""
    legal = "".join("\ufffd" if _illegal(one) else one for one in flowing(text))
    return escape(legal)


def _illegal(one: str) -> bool:
    return "\ud800" <= one <= "\udfff" or one in "\ufffe\uffff"
