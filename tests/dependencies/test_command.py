"""``dunbar rules graph`` as an author meets it: outline, pictures, data, names, exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import main
from engine.api import open_knowledge
from engine.dependencies import (
    How,
    Sort,
    around,
    dependencies,
    depending,
    drawn,
    find,
    observed,
    outlined,
)
from engine.diagnostics import DunbarError
from engine.diagram import Exceeded
from engine.render.dependencies import base_text, dependencies_json, picture, thing_text
from engine.render.graph import graph_text
from engine.render.graph.layout import lay_out
from engine.resources import data_root
from tests.knowledge import animal_files, animals, write

TESTS = Path(__file__).parents[1]
FAULTS, WALKS = TESTS / "faults", TESTS / "render" / "walks"
EXPECTED = Path(__file__).parent / "expected"
SVG = "{http://www.w3.org/2000/svg}"

RULES = """
  two-legs-sing:
    when: {covering: feathers, legs: at most 2}
    then: {call: song}
    because: Birds sing, and {covering} tell.
    source: B01

  tame-ones-bark:
    when: {tame: yes}
    unless: {covering: scales}
    then: {call: bark}
    overrides: two-legs-sing
    because: Tame ones bark.
    source: B01

  birds:
    when: {any: [{flies: yes}, {all: [{flies: yes}, {tame: yes}]}]}
    then: {group: bird}
    because: What flies is a bird.
    source: B01
"""


def dunbar(*arguments: str, kb: Path = FAULTS, code: int = 0, columns: int = 80) -> Result:
    settings = {"COLUMNS": str(columns), "NO_COLOR": "1"}
    result = CliRunner().invoke(
        main, ["rules", "graph", *arguments, "--kb", str(kb)], env=settings, prog_name="dunbar"
    )
    assert result.exit_code == code, result.output + str(result.exception or "")
    return result


@cache
def whole(base: Path | None):
    opened = open_knowledge(base)
    return observed(dependencies(opened.program()), opened.diagram())


@cache
def schema() -> Draft202012Validator:
    path = data_root() / "docs" / "schemas" / "graph.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def expected(name: str) -> str:
    return (EXPECTED / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [80, 40])
def test_the_outline_of_a_base_reads_well(columns):
    text = dunbar(kb=WALKS, columns=columns).stdout

    assert text == expected(f"walks-{columns}.txt")
    assert max(map(len, text.splitlines())) <= columns


@pytest.mark.parametrize("columns", [80, 40])
def test_the_outline_of_an_attribute_tells_who_writes_and_who_reads_it(columns):
    text = dunbar("cause", columns=columns).stdout

    assert text == expected(f"faults-cause-{columns}.txt")
    assert max(map(len, text.splitlines())) <= columns


@pytest.mark.parametrize("form", ["mermaid", "dot", "svg"])
def test_a_base_is_drawn_the_same_every_time(form):
    assert dunbar("--format", form, kb=WALKS).stdout == expected(f"walks.{form}")


@pytest.mark.parametrize("name", ["target", "lapdog-no-least"])
def test_one_thing_is_drawn_the_same_every_time(name):
    assert dunbar(name, "--format", "mermaid", kb=WALKS).stdout == expected(f"walks-{name}.mermaid")


def test_what_is_left_out_of_a_direction_is_not_told():
    up, down = (dunbar("cause", way).stdout for way in ("--upstream", "--downstream"))

    assert "Written by" in up
    assert "Rests on" in up
    assert "Read by" not in up
    assert "Leads to" not in up
    assert "Written by" not in down
    assert "Leads to" in down


def test_both_directions_are_what_neither_of_them_is() -> None:
    neither = dunbar("battery doubt").stdout

    assert dunbar("battery doubt", "--upstream", "--downstream").stdout == neither
    assert dunbar("battery doubt", "--downstream").stdout != neither


def test_depth_counts_from_attribute_to_attribute():
    graph = whole(FAULTS)

    def attributes(depth):
        found = around(graph, find(graph, "charge most"), "upstream", depth).reached.things
        return [thing.name for thing in found.values() if thing.id.startswith("attribute:")]

    assert attributes(1) == ["charge likely", "charge most"]
    assert attributes(2) == ["usual charge", "patience", "charge likely", "charge most"]


@pytest.fixture
def small(tmp_path):
    program = animals(tmp_path, RULES)
    from engine.diagram import compile_diagram

    return observed(dependencies(program), compile_diagram(program))


def links(graph, name):
    return [(link.source.split(":")[1], link.how, link.target.split(":")[1])
            for link in (*graph.into(name), *graph.out_of(name))]  # fmt: skip


def test_a_rule_has_an_arrow_for_all_that_it_has_to_do_with(small):
    assert links(small, "rule:tame-ones-bark") == [
        ("tame", "reads", "tame-ones-bark"),
        ("covering", "unless", "tame-ones-bark"),
        ("B01", "cites", "tame-ones-bark"),
        ("tame-ones-bark", "overrides", "two-legs-sing"),
        ("tame-ones-bark", "concludes", "call"),
    ]


def test_a_reason_that_quotes_a_value_is_no_way_for_a_conclusion(small):
    assert ("covering", "quotes", "two-legs-sing") in links(small, "rule:two-legs-sing")
    near = around(small, find(small, "call"), "upstream").near

    assert [link.how for link in near.links if link.source == "attribute:legs"] == ["concludes"]
    assert all(link.carries for link in near.links)


def test_an_arrow_that_never_matters_is_named_with_its_reason(small):
    idle = [(link.source, link.target, link.idle) for link in small.links if link.idle]

    assert idle == [
        ("attribute:tame", "rule:birds", "birds fires for the same people without it"),
        ("attribute:helpings", "attribute:ration", "helpings has never another value"),
    ]
    said = thing_text(around(small, find(small, "birds")), None, width=80)
    assert said.endswith(
        "Arrows that never matter, which is proved\n"
        "- tame to birds: birds fires for the same people without it.\n"
    )
    drawing = graph_text(picture(drawn(small)), "mermaid")
    assert drawing.count("never matters") == 2


def test_an_answer_that_never_matters_is_named_where_it_is_read(tmp_path):
    opened = open_knowledge(write(tmp_path, animal_files(RULES)))
    graph = observed(dependencies(opened.program()), opened.diagram())
    found = around(graph, find(graph, "group"))

    assert depending(opened.diagram(), found) == {"flies"}
    assert "- tame, asked, which never matters to it" in thing_text(
        found, depending(opened.diagram(), found), width=80
    )


def test_without_a_diagram_it_says_that_nothing_was_looked_into(tmp_path):
    graph = observed(dependencies(animals(tmp_path, RULES)), Exceeded("3 nodes", 2))

    assert not any(link.idle for link in graph.links)
    assert base_text(outlined(graph), width=80).endswith(
        "Whether each arrow matters\n"
        "was not looked into: the decision diagram would be too large (3 nodes).\n"
    )
    assert "3 nodes" in str(dependencies_json(graph)["not_checked"])


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Cause", "attribute:cause"),
        ("volts", "attribute:battery voltage"),
        ("verdict cause", "field:cause"),
        ("charge.most", "attribute:charge most"),
        ("volts short", "field:volts"),
        ("starter_stuck", "rule:starter-stuck"),
        ("likeliest-cause", "table:likeliest-cause"),
        ("cause-fuel", "rule:cause-fuel"),
        ("checks:fill-up", "text:checks: fill-up"),
        ("fill-up", "text:checks: fill-up"),
        ("headline", "text:headline"),
        ("H03", "claim:H03"),
    ],
)
def test_a_name_is_understood_as_people_write_it(written, found):
    graph = whole(FAULTS)

    assert find(graph, written).id == found
    assert around(graph, find(graph, written)).centre.id == found


def test_a_row_is_shown_apart_from_its_table():
    graph = whole(FAULTS)
    found = around(graph, find(graph, "cause-fuel"))

    assert "rule:cause-fuel" in found.drawn.things
    assert "table:likeliest-cause" not in found.drawn.things


def test_a_claim_leads_to_all_that_rests_on_it():
    text = dunbar("H10").stdout

    assert "Cited by" in text
    assert "- checks: clean-the-terminals at " in text
    assert "verdict checks" in text


def test_a_name_that_is_nothing_is_refused_with_the_nearest():
    result = dunbar("batery voltage", code=3)

    assert result.stdout == ""
    assert result.stderr == (
        'dunbar: "batery voltage" is nothing in this knowledge base;'
        ' did you mean "battery voltage"?\n'
    )
    with pytest.raises(DunbarError, match="name an attribute, a rule"):
        find(whole(FAULTS), "xyzzy")


@pytest.mark.parametrize("option", [["--upstream"], ["--downstream"], ["--depth", "2"]])
def test_a_direction_needs_a_name(option):
    result = dunbar(*option, code=2)

    assert result.stdout == ""
    assert "which is not named" in result.stderr


@pytest.mark.parametrize("base", [None, FAULTS, WALKS], ids=["shipped", "faults", "walks"])
def test_all_data_keeps_to_the_schema(base):
    graph = whole(base)
    documents = [dependencies_json(drawn(graph, every=every)) for every in (False, True)]
    for thing in list(graph.things.values())[:: 9 if base is None else 2]:
        found = around(graph, thing)
        documents.append(dependencies_json(found.drawn, found.centre))

    for document in documents:
        assert not list(schema().iter_errors(json.loads(json.dumps(document))))
        ids = {node["id"] for node in document["nodes"]}
        assert {end for link in document["links"] for end in (link["from"], link["to"])} <= ids


def test_the_words_of_the_schema_are_those_of_the_engine():
    kinds = schema().schema["$defs"]

    assert kinds["node"]["properties"]["sort"]["enum"] == [*get_args(Sort)]
    assert kinds["link"]["properties"]["how"]["enum"] == [*get_args(How)]


@pytest.mark.parametrize("base", [None, FAULTS], ids=["shipped", "faults"])
def test_every_attribute_and_field_of_a_base_is_in_its_picture(base):
    graph = whole(base)
    drawing = picture(drawn(graph))
    root = ET.fromstring(graph_text(drawing, "svg"))
    said = [node.lines for node in drawing.nodes]

    for thing in graph.things.values():
        if thing.id.startswith("attribute:"):
            assert said.count((thing.name,)) == 1
        elif thing.sort == "field":
            assert said.count((f"verdict: {thing.name}",)) == 1
    assert {"".join(box.find(f"{SVG}text").itertext()) for box in root.iter(f"{SVG}g")} == {
        "".join(lines) for lines in said
    }
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text == drawing.about


def test_boxes_that_go_across_the_page_do_not_overlap():
    drawing = picture(drawn(whole(None)))
    layout = lay_out(drawing, {node.id: (120, 30) for node in drawing.nodes})
    boxes = list(layout.boxes.values())

    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            assert abs(one.x - other.x) >= 120 or abs(one.y - other.y) >= 30
    for edge, _ in layout.routes:
        assert layout.boxes[edge.source].x < layout.boxes[edge.target].x


@pytest.mark.skipif(shutil.which("dot") is None, reason="no graphviz here")
@pytest.mark.parametrize("every", [False, True])
def test_graphviz_reads_what_is_written_for_it(every):
    text = graph_text(picture(drawn(whole(FAULTS), every=every)), "dot")
    result = subprocess.run(
        ["dot", "-Tplain"], input=text, capture_output=True, text=True, check=True
    )

    assert result.stderr == ""
    assert result.stdout.count("\nnode ") == text.count("tooltip") - text.count("->")


def test_a_picture_goes_into_a_file(tmp_path):
    result = dunbar("--format", "svg", "-o", str(tmp_path / "a.svg"), kb=WALKS)

    assert result.stdout == ""
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == expected("walks.svg")
