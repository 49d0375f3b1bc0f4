"""A derivation as a graph: facts to rules to conclusions, and what sets a rule aside."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Location
from ..graphs import Edge, Graph, Node, NodeKind
from ..values import UNKNOWN, State, show
from .derivation import Derivation
from .links import Need, Reason


def graph(derivation: Derivation) -> Graph:
    """The graph of a derivation."""
    drawing = _Drawing(derivation)
    for reason in derivation.reasons:
        drawing.add(reason)
    for need in derivation.needs:
        drawing.value(need)
    title = f"How {derivation.target.said} came about"
    return Graph(title, tuple(drawing.nodes.values()), tuple(drawing.edges))


class _Drawing:
    """Boxes by their key, arrows in order."""

    def __init__(self, derivation: Derivation) -> None:
        self.memory = derivation.consultation.run.memory
        self.wanted = {need.attribute for need in derivation.needs} | {
            need.attribute for reason in derivation.reasons for need in reason.needs
        }
        self.nodes: dict[object, Node] = {}
        self.edges: dict[Edge, None] = {}

    def add(self, reason: Reason) -> None:
        """A step, with arrows from what it rests on and to what it concludes."""
        step = self.step(reason)
        for need in reason.needs:
            if reason.step.kind == "evidence":
                for number in need.steps:
                    self.edge(self.pointed(number), step)
                self.uncounted(need, step)
            else:
                self.edge(self.value(need), step)
        for by in reason.set_aside_by:
            self.edge(self.pointed(by), step, "sets aside")
        for by in reason.spared:
            self.edge(self.pointed(by), step, "would set aside")
        weighed = reason.pull.attribute if reason.pull is not None else None
        for name, _ in reason.step.concluded:  # a pull goes to what adds the pulls up
            if name in self.wanted and name != weighed and not reason.step.set_aside:
                self.edge(step, self.conclusion(name))

    def step(self, reason: Reason) -> Node:
        """The box of a step, filled in even if an arrow came first."""
        found = reason.step
        kind: NodeKind = "rule" if found.kind == "rule" else "reckoning"
        lines = tuple(_lines(reason.step.number, found.id, found.location))
        weight = () if reason.pull is None else (f"pull: {reason.pull.word}",)
        return self.node(("step", found.number), "set aside" if found.set_aside else kind,
                         (*lines, *weight))  # fmt: skip

    def pointed(self, number: int) -> Node:
        """The box of a step that may not have been drawn yet."""
        return self.nodes.get(("step", number)) or self.node(("step", number), "rule", ())

    def value(self, need: Need) -> Node:
        """The box of a fact or of a conclusion."""
        if need.kind in {"derived", "clash"}:
            found = self.conclusion(need.attribute)
            self.uncounted(need, found)
            return found
        kind: NodeKind = "fact" if need.kind in {"told", "export"} else "untold"
        found = self.node(("value", need.attribute), kind, (_told(need.attribute, need.value),))
        self.uncounted(need, found)
        return found

    def uncounted(self, need: Need, target: Node) -> None:
        """Arrows from what would have led here, had it not been set aside."""
        for number in need.aside:
            self.edge(self.pointed(number), target, "does not count")

    def conclusion(self, name: str) -> Node:
        """The box of a derived attribute; several rules may feed it."""
        value = self.memory.get(name, UNKNOWN)
        return self.node(("value", name), "conclusion", (_told(name, value),))

    def node(self, key: object, kind: NodeKind, lines: tuple[str, ...]) -> Node:
        known = self.nodes.get(key)
        name = known.id if known is not None else f"n{len(self.nodes) + 1}"
        self.nodes[key] = Node(name, kind, lines)
        return self.nodes[key]

    def edge(self, source: Node, target: Node, label: str = "") -> None:
        self.edges[Edge(source.id, target.id, label, dashed=bool(label))] = None


def _lines(number: int, name: str, location: Location | None) -> Iterator[str]:
    yield f"{number}. {name}"
    if location is not None:
        yield str(location)


def _told(name: str, value: State) -> str:
    """``attribute: value``."""
    return f"{name}: {show(value)}"
