"""A graph as text that draws it: Mermaid, DOT, or SVG."""

from __future__ import annotations

from typing import Literal

from ...graphs import Graph

Form = Literal["mermaid", "dot", "svg"]


def graph_text(drawn: Graph, form: Form) -> str:
    """The graph in one of three forms; each loads only what it needs."""
    if form == "svg":
        from .svg import svg  # noqa: PLC0415

        return svg(drawn)
    from .notations import dot, mermaid  # noqa: PLC0415

    return mermaid(drawn) if form == "mermaid" else dot(drawn)
