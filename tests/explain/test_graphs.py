"""The proof graph in three notations, whose labels are never more than text."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from engine.explain import graph, how
from engine.graphs import Edge, Graph, Node
from engine.render.graph import graph_text
from engine.render.graph.layout import lay_out
from engine.render.graph.notations import dot, mermaid
from engine.render.graph.svg import svg

LAPDOG = ("walks", "breed=lapdog", "age=old", "hobbies=digging,chasing", "garden=yes")
NASTY = 'a "b" \\N\n<script>alert(1)</script> &amp; `c` ]) --> x; %% #quot; 🐕 \x1b[31m \u202e'
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def nasty():
    nodes = (Node("n1", "fact", (NASTY,)), Node("n2", "rule", (NASTY, NASTY)))
    return Graph(NASTY, nodes, (Edge("n1", "n2"), Edge("n1", "n2", NASTY, dashed=True)))


@pytest.mark.parametrize("form", ["mermaid", "dot", "svg"])
def test_a_graph_is_drawn_the_same_every_time(ask, expected, form):
    assert graph_text(graph(how(ask(*LAPDOG), "target")), form) == expected(f"graph-walk.{form}")


def test_facts_lead_to_rules_and_rules_to_conclusions(ask):
    found = graph(how(ask(*LAPDOG), "least"))
    said = {node.id: node.lines[0] for node in found.nodes}

    assert [(said[e.source], e.label, said[e.target]) for e in found.edges] == [
        ("breed: lapdog", "", "7. lapdog-no-least"),
        ("age: old", "", "8. old-least-sixty"),
        ("7. lapdog-no-least", "sets aside", "8. old-least-sixty"),
        ("8. old-least-sixty", "does not count", "least: none"),
    ]


def test_mermaid_text_holds_nothing_that_steers(nasty):
    labels = [re.search(r'"(.*)"', line) for line in mermaid(nasty).splitlines()]
    for label in filter(None, labels):
        assert set(label[1].replace("<br/>", "")).isdisjoint('"<>`[]{}&\\\n\x1b')
        assert re.sub(r"#\d+;", "", label[1]).count("#") == 0


def test_dot_text_is_closed_where_it_should_be(nasty):
    text = dot(nasty)

    for line in text.splitlines():
        assert len(re.findall(r'(?<!\\)(?:\\\\)*"', line)) % 2 == 0
    assert "\\\\N" in text
    assert "\x1b" not in text


def test_svg_is_well_formed_and_only_text(nasty):
    root = ET.fromstring(svg(nasty))

    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "defs", "marker", "path", "rect", "g", "text", "tspan",
    }  # fmt: skip
    said = "".join(root.itertext())
    assert "<script>" in said
    assert "🐕" in said


def test_no_two_boxes_overlap_and_arrows_go_down(ask):
    found = graph(how(ask("shipped", "industry=consulting", "career stage=established"), "target"))
    layout = lay_out(found, {node.id: (160, 40) for node in found.nodes})
    boxes = list(layout.boxes.values())

    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            clear = abs(one.x - other.x) >= 160 or abs(one.y - other.y) >= 40
            assert clear
    for edge, _ in layout.routes:
        assert layout.boxes[edge.source].y < layout.boxes[edge.target].y
    assert all(80 <= box.x <= layout.width - 80 for box in boxes)
    assert all(20 <= box.y <= layout.height - 20 for box in boxes)


def test_an_arrow_back_does_not_hang():
    nodes = tuple(Node(name, "rule", (name,)) for name in "abc")
    edges = tuple(map(Edge, "abc", "bca"))

    assert lay_out(Graph("", nodes, edges), dict.fromkeys("abc", (10, 10))).boxes.keys() == {*"abc"}
