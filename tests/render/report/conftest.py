"""Pages as a browser's parser sees them, and a knowledge base that says far too much."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from engine.chaining import ReferenceMatcher
from engine.consultation import consult
from engine.render.document import (
    Band,
    Bar,
    Course,
    Definitions,
    Document,
    Heading,
    Lines,
    Mark,
    NumberLine,
    Point,
    Shares,
    Span,
    Table,
    Waterfall,
)
from engine.render.report import report_document, to_html
from tests.knowledge import base, facts

VOID = {"meta", "br", "circle", "line", "path", "rect", "hr", "input", "link", "img"}
CLOSED_BY_THE_PARSER = {"p", "li", "dt", "dd", "tr", "td", "th", "option"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    def all(self, *tags):
        """Every element below this one, or those of some tags, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    @property
    def text(self):
        """What it says, with single spaces."""
        said = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join("".join(said).split())


class _Parser(HTMLParser):
    """Reads a page, and accepts no tag that is left open or closed twice."""

    def __init__(self):
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID, f"<{tag}/>"
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parsed(page):
    """The page as a tree of elements."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert [element.tag for element in parser.open] == [""]
    return parser.open[0]


@pytest.fixture
def page():
    def page(consultation, *arguments):
        return to_html(report_document(consultation, *arguments))

    return page


@pytest.fixture
def gallery():
    """Every picture, with every sign and in every colour."""
    plain = (
        Span("Why it is so. "),
        Span("by-a-rule", "place", link="x"),
        Span(", convention", "dim"),
    )
    marks = tuple(Mark(f"mark {rank}", Decimal(rank * 20), rank) for rank in range(6))
    band = Band("target", Decimal(50), Decimal(90), Mark("likely", Decimal(70)))
    bars = ((None, 60), (60, 90), (90, 40), (40, 40))
    row = ((Span("1", anchor="x"),), (Span("10"),))
    then = Point(Decimal(-50), Decimal(10), "then")
    here = Point(Decimal(0), Decimal(30), "now")
    end = Point(Decimal(40), Decimal(70), "there")
    styles = ("strong", "dim", "good", "caution", "place", "reason", "ground")
    return Document(
        (
            Heading("Every picture", 1),
            NumberLine("things", marks, band, "Six marks and a band."),
            Definitions(tuple((style, (Span(style, style),)) for style in styles)),
            Heading("How it comes about"),
            Waterfall(
                "things",
                tuple(Bar(first and Decimal(first), Decimal(last), plain) for first, last in bars),
                "From 60 to 40 things.",
            ),
            Heading("Over time"),
            Course("things", "weeks", (then, here), (here, end), band, "From 10 to 70."),
            Shares("Of all", (("few", Decimal(5)), ("most", Decimal(95))), "Few and most."),
            Table(("week", "things"), (row,), frozenset({"things"})),
            Lines(("rules:", "  a: {}"), 7),
        ),
        "Every picture",
    )  # fmt: skip


WORD = "Donaudampfschifffahrtsgesellschaft" * 4
SENTENCE = "The longer a sentence is, the more it tries the page on which it has to stand. " * 3
EVIL = "<script>alert(1)</script></style> \"quoted\" 'too' &amp; <b> \u5927\u5927 *a* `b` | c"
REASONS = 40


@pytest.fixture
def long_winded(tmp_path):
    """Forty rules that all fire, with long texts, long words, and what looks like markup."""
    program = base(
        tmp_path / "long", {"rules/long.yaml": _rules(), "knowledge/long.yaml": _words()}
    )
    return consult(program, facts(program, "size=big", "have=3"), ReferenceMatcher(program))


def _rules():
    return json.dumps(
        {
            "rules": {
                f"rule-{number}{f'-{WORD.lower()}' if number % 9 == 0 else ''}": {
                    "when": {"size": "big"},
                    "then": {"doubt": "larger", "hints": f"hint-{number}"},
                    "strength": "tends",
                    "factor": f"factor {number}",
                    "because": f"{EVIL} {SENTENCE}{WORD if number % 5 == 0 else ''}".strip(),
                    "source": [f"C{number:02}", {"convention": SENTENCE.strip()}],
                }
                for number in range(REASONS)
            }
        }
    )


def _words():
    ours = {"convention": "ours"}
    grown = {
        "formula": "base * multiplier",
        "unit": "things",
        "because": "It grows.",
        "source": ours,
    }
    words = {
        "smaller": {"steps": -1, "from": -0.5},
        "usual": {"steps": 0},
        "larger": {"steps": 1, "from": 0.5},
    }
    return json.dumps(
        {
            "knowledge base": {"name": "long", "version": "1.0.0", "about": EVIL},
            "strengths": {"states": 1, "tends": 0.75},
            "claims": {
                f"C{number:02}": {"says": f"{EVIL} {SENTENCE}".strip(), "hedge": "states"}
                for number in range(REASONS)
            },
            "scales": {
                "doubt": {
                    "kept within": 50,
                    "words": words,
                    "because": "All add up.",
                    "source": ours,
                }
            },
            "attributes": {
                "size": {"one of": ["big", "small"], "ask": "How big?"},
                "have": {"number": "0 to 9", "unit": "things", "ask": "How many?"},
                "doubt": {"evidence": "doubt"},
                "base": {**grown, "formula": "100"},
                "multiplier": {
                    "lookup": {"by": "doubt", "rows": {"0": 1}, "otherwise": 1.5},
                    "because": "It grows.",
                    "source": ours,
                },
                "grown": grown,
            },
            "advice": {
                "hints": {
                    f"hint-{number}": {
                        "say": f"{EVIL} {SENTENCE}".strip(),
                        "source": f"C{number:02}",
                    }
                    for number in range(REASONS)
                }
            },
            "verdict": {
                "shows": {"word": "doubt", "span": {"low": "base", "high": "grown"}},
                "cannot tell": {"doubt": "smaller"},
                "range of": "span",
                "headline": [{"say": f"{EVIL} {SENTENCE}{WORD}"}],
                "number line": {"unit": "things", f"you and {WORD}": "have", "span": "span"},
                "waterfall": {"stages": ["base", "grown"], "pulls": "doubt"},
                "advice": {"hints": f"Hints {EVIL}"},
            },
        }
    )
