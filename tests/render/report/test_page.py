"""The page itself: well formed, in order, self-contained, and nothing in it but text."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.render.characters import flowing
from engine.render.document import (
    Band,
    Bar,
    Branch,
    Course,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Lines,
    Mark,
    NumberLine,
    Paragraph,
    Point,
    Shares,
    Span,
    Table,
    Tree,
    Waterfall,
)
from engine.render.report import to_html
from tests.render.report.conftest import REASONS, parsed

SMALL = 300_000  # bytes
D = Decimal


@pytest.fixture(params=["lapdog", "long_winded", "nothing"])
def report(request, page, consulted):
    if request.param == "nothing":
        return page(consulted(minutes_now="10"))
    return page(request.getfixturevalue(request.param))


def test_every_tag_is_closed_and_every_id_is_there_once(report):
    root = parsed(report)
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]

    assert len(ids) == len(set(ids))
    assert not any(re.search(r"\s", each) for each in ids)


def test_every_link_and_every_label_leads_to_an_id(report):
    root = parsed(report)
    ids = {element.attributes.get("id") for element in root.all()}
    links = [element.attributes["href"] for element in root.all("a")]
    labels = [
        element.attributes["aria-labelledby"]
        for element in root.all()
        if "aria-labelledby" in element.attributes
    ]

    assert links
    assert all(link.startswith("#") for link in links)
    assert {unquote(link[1:]) for link in links} | set(labels) <= ids


def test_the_headings_go_down_one_level_at_a_time_from_a_single_first(report):
    levels = [int(element.tag[1]) for element in parsed(report).all("h1", "h2", "h3", "h4")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_has_its_landmarks_and_a_way_past_the_first(report):
    root = parsed(report)
    (html,) = root.all("html")
    (main,) = root.all("main")
    first = next(root.all("a"))

    assert html.attributes["lang"] == "en"
    assert next(root.all("title")).text == next(root.all("h1")).text
    assert first.attributes == {"class": "skip", "href": "#answer"}
    assert main.attributes["id"] == "answer"
    assert [nav.attributes["aria-label"] for nav in root.all("nav")] == ["Contents"]


def test_the_page_needs_nothing_but_itself(report):
    root = parsed(report)
    tags = {element.tag for element in root.all()}
    (style,) = root.all("style")

    assert not tags & {"script", "img", "link", "iframe", "object", "base", "form"}
    assert not re.search(r"url\(|@import|@font-face", style.text)
    assert not any(name.startswith("on") for each in root.all() for name in each.attributes)
    assert len(report.encode()) < SMALL


def test_every_picture_says_in_words_what_it_shows(report):
    for svg in parsed(report).all("svg"):
        named = svg.attributes.get("aria-hidden") == "true" or svg.attributes.get("class") == "sign"
        assert named
    for figure in parsed(report).all("figure"):
        roles = [each for each in (figure, *figure.all()) if each.attributes.get("role") == "img"]
        assert [role.attributes["aria-label"] != "" for role in roles] == [True]


def test_what_looks_like_markup_is_shown_as_it_was_written(long_winded, page):
    root = parsed(page(long_winded))

    assert (
        "<script>alert(1)</script></style> \"quoted\" 'too' &amp; <b>" in next(root.all("h1")).text
    )
    assert "alert(1)" not in next(root.all("style")).text


def test_a_long_verdict_is_told_in_full(long_winded, page):
    root = parsed(page(long_winded))
    (hints,) = (each for each in root.all("ol") if each.attributes == {} and "rule-39" in each.text)

    assert len([child for child in hints.children if not isinstance(child, str)]) == REASONS


def test_the_reasoning_folds_without_script_and_is_open_where_it_is_asked_for(lapdog, page):
    folded = list(parsed(page(lapdog)).all("details"))
    unfolded = list(parsed(page(lapdog, "full")).all("details"))

    assert [each.children[0].tag for each in folded] == ["summary"] * len(folded)
    assert not any("open" in each.attributes for each in folded)
    assert len(unfolded) == len(folded)
    assert all("open" in each.attributes for each in unfolded)


def test_nothing_that_can_be_followed_is_in_what_folds(lapdog, page):
    for summary in parsed(page(lapdog)).all("summary"):
        assert not list(summary.all("a"))


def test_the_same_verdict_gives_the_same_page(lapdog, page):
    assert page(lapdog) == page(lapdog)


anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
figures = st.decimals(-1000, 1000, places=1)
TAGS = {
    "", "a", "b", "body", "caption", "circle", "code", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "head", "html", "i", "li", "line", "main", "meta",
    "nav", "ol", "p", "path", "rect", "section", "span", "strong", "style", "summary", "svg",
    "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
}  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(anything, st.lists(figures, min_size=3, max_size=3))
def test_any_text_in_any_block_is_only_shown(text, found):
    low, middle, high = sorted(found)
    spans = (Span(text, "strong"), Span(text, "place", link="x"), Span(text, "reason"))
    item = Item(spans, (spans,), 3)
    here = Point(D(0), middle, text)
    band = Band(text, low, high)
    blocks = (
        Heading(text, 1),
        Paragraph(spans),
        Items((item,)),
        Definitions(((text, spans),)),
        Heading(text),
        Table((text, "b"), ((spans[:1], (Span(text, "place", anchor="x"),)),), named=True),
        NumberLine(text, (Mark(text, low), Mark(text, high, 9)), band, text),
        Waterfall(text, (Bar(None, low, spans[:1]), Bar(low, high, spans[:1])), text),
        Course(text, text, (Point(D(-9), low, text), here), (here, Point(D(9), high)), band, text),
        Shares(text, ((text, D(30)),), text),
        Tree((Branch(0, Item((Span(text),))), Branch(3, Item((Span(text),)))), text),
        Lines((text,), 1),
    )

    root = parsed(to_html(Document(blocks, text)))

    said = " ".join(flowing(text).split())
    assert {element.tag for element in root.all()} <= TAGS
    assert [each.text for each in root.all("h1", "h2", "title", "summary")] == [said] * 4
    assert {each.text for each in root.all("code", "dt", "caption")} == {said}
    assert {
        each.attributes["aria-label"] for each in root.all() if "aria-label" in each.attributes
    } == {flowing(text), "Contents"}
