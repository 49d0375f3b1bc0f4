"""What reads what: the whole knowledge base, or all around one thing in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..output import as_json, page, write
from .frame import DONE, misused, open_base, told

if TYPE_CHECKING:
    from ..api import Opened
    from ..dependencies import Dependencies, Direction, Thing

Form = Literal["text", "mermaid", "dot", "svg", "json"]


@told
def graph(
    *,
    name: str | None,
    form: Form,
    upstream: bool,
    downstream: bool,
    depth: int | None,
    every: bool,
    kb: Path | None,
    output: Path | None,
) -> int:
    """The graph of a knowledge base, or what is upstream and downstream of one thing."""
    if name is None and (upstream or downstream or depth is not None):
        return misused(
            "--upstream, --downstream and --depth are about one thing, which is not named",
            "dunbar rules graph NAME [--upstream] [--downstream] [--depth N]",
        )
    from ..dependencies import dependencies, observed  # noqa: PLC0415 - --help needs none

    opened = open_base(kb)
    graph = observed(dependencies(opened.program()), opened.diagram())
    if name is None:
        text = _whole(graph, form, every=every, output=output)
    else:
        one_way: Direction = "upstream" if upstream else "downstream"
        direction: Direction = "both" if upstream is downstream else one_way
        text = _around(opened, graph, name, (direction, depth, every), form=form, output=output)
    write(text, output)
    return DONE


def _whole(graph: Dependencies, form: Form, *, every: bool, output: Path | None) -> str:
    from ..dependencies import drawn, outlined  # noqa: PLC0415
    from ..render.dependencies import base_text, dependencies_json  # noqa: PLC0415

    match form:
        case "text":
            return base_text(outlined(graph), **page(output))
        case "json":
            return as_json(dependencies_json(drawn(graph, every=every)))
        case _:
            return _picture(drawn(graph, every=every), None, form)


def _around(
    opened: Opened,
    graph: Dependencies,
    name: str,
    reach: tuple[Direction, int | None, bool],
    *,
    form: Form,
    output: Path | None,
) -> str:
    from ..dependencies import around, depending, find  # noqa: PLC0415
    from ..render.dependencies import dependencies_json, thing_text  # noqa: PLC0415

    direction, depth, every = reach
    found = around(graph, find(graph, name), direction, depth, every=every)
    match form:
        case "text":
            return thing_text(found, depending(opened.diagram(), found), **page(output))
        case "json":
            return as_json(dependencies_json(found.drawn, found.centre))
        case _:
            return _picture(found.drawn, found.centre, form)


def _picture(
    graph: Dependencies, centre: Thing | None, form: Literal["mermaid", "dot", "svg"]
) -> str:
    from ..render.dependencies import picture  # noqa: PLC0415
    from ..render.graph import graph_text  # noqa: PLC0415

    return graph_text(picture(graph, centre), form)
