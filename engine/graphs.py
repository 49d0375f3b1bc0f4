"""A graph to be drawn: boxes with lines of text, and arrows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NodeKind = Literal[
    "fact", "untold", "rule", "reckoning", "set aside", "conclusion", "shown", "text", "claim"
]
Way = Literal["down", "across"]


@dataclass(frozen=True, slots=True)
class Node:
    """One box; ``lines`` is what stands in it, ``title`` what is told to those who point at it.

    One that is ``asked`` about stands out.
    """

    id: str
    kind: NodeKind
    lines: tuple[str, ...]
    title: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow; one that takes away, or does not count, is ``dashed``."""

    source: str
    target: str
    label: str = ""
    dashed: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """All boxes and arrows in their order; ``about`` says in a sentence or two what is seen."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    way: Way = "down"
    about: str = ""
