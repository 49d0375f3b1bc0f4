"""A graph as an SVG picture that needs nothing else: no script, no font, no style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from textwrap import wrap
from unicodedata import east_asian_width

from ...graphs import Edge, Graph, Node, NodeKind, Way
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
    "shown": "#fdf3e1",
    "text": "#fbf7ea",
    "claim": "#f1edf7",
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
        _opening(layout, graph),
        f'<title id="title">{title}</title>',
        *([f'<desc id="desc">{_text(graph.about)}</desc>'] if graph.about else []),
        f"<defs>{_HEAD}</defs>",
        f'<rect width="{layout.width}" height="{layout.height}" fill="#ffffff"/>',
        *_arrows(layout, graph.way),
        *(_box(node, layout.boxes[node.id], texts[node.id]) for node in graph.nodes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _opening(layout: Layout, graph: Graph) -> str:
    described = ' aria-describedby="desc"' if graph.about else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title"{described}'
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
    title, pen = _text(node.title or node.kind), ' stroke-width="3"' if node.asked else ""
    return (
        f'<g><title>{title}</title><rect x="{left}" y="{top}" width="{box.width}"'
        f' height="{box.height}" rx="{_ROUND.get(node.kind, 0)}" fill="{_FILLS[node.kind]}"'
        f' stroke="#444444"{dashed}{pen}/><text text-anchor="middle">{said}</text></g>'
    )


def _arrows(layout: Layout, way: Way) -> Iterator[str]:
    for edge, points in layout.routes:
        source, target = layout.boxes[edge.source], layout.boxes[edge.target]
        if way == "down":
            first = (source.x, source.y + source.height // 2)
            last = (target.x, target.y - target.height // 2)
        else:
            first = (source.x + source.width // 2, source.y)
            last = (target.x - target.width // 2, target.y)
        yield _arrow(edge, (first, *points[1:-1], last), way)


def _arrow(edge: Edge, points: tuple[Point, ...], way: Way) -> str:
    curves = "".join(_curve(one, other, way) for one, other in pairwise(points))
    path = f"M{points[0][0]} {points[0][1]}{curves}"
    dashed = ' stroke-dasharray="4 3"' if edge.dashed else ""
    arrow = f'<path d="{path}" fill="none" stroke="#777777"{dashed} marker-end="url(#arrow)"'
    arrow += f"><title>{_text(edge.title)}</title></path>" if edge.title else "/>"
    if not edge.label:
        return arrow
    x, y = (points[0][0] + points[1][0]) // 2, (points[0][1] + points[1][1]) // 2
    halo = 'stroke="#ffffff" stroke-width="4" paint-order="stroke"'  # keeps it clear of the lines
    label = f'<text x="{x}" y="{y}" text-anchor="middle" fill="#555555" {halo}>'
    return f"{arrow}{label}{_text(edge.label)}</text>"


def _curve(one: Point, other: Point, way: Way) -> str:
    """From point to point, leaving and arriving in the direction of the drawing."""
    (x, y), (to_x, to_y) = one, other
    if way == "down":
        middle = (y + to_y) // 2
        return f"C{x} {middle} {to_x} {middle} {to_x} {to_y}"
    middle = (x + to_x) // 2
    return f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def _text(text: str) -> str:
    """Only text, and only characters that XML may hold."""
    legal = "".join("\ufffd" if _illegal(one) else one for one in flowing(text))
    return escape(legal)


def _illegal(one: str) -> bool:
    return "\ud800" <= one <= "\udfff" or one in "\ufffe\uffff"
