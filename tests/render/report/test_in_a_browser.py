"""The page in a real browser: it fits, it is legible to all, it prints, and it asks for nothing."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from engine.render.document import Document, Heading, Span, Table
from engine.render.report import to_html
from tests.browser import browser, found

AXE = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}).then(
    done => done.violations.flatMap(
        each => each.nodes.map(node => each.id + ": " + node.html.slice(0, 120))
    )
)
"""
WIDER_THAN_THE_PAGE = """
[...document.querySelectorAll("body *")]
    .filter(each => !each.closest(".unseen, thead") && each.getBoundingClientRect().width)
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(each => each.outerHTML.slice(0, 120))
"""

WORDS_IN_TWO_LINES = """
[...document.querySelectorAll("th, td")].flatMap(cell =>
    [...cell.childNodes].filter(each => each.nodeType == Node.TEXT_NODE).flatMap(text =>
        [...text.data.matchAll(/[^ ]+/g)].filter(word => {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            return range.getClientRects().length > 1;
        }).map(word => word[0])
    )
)
"""
PLAN = (
    ("", "day", "connections", ""),
    ("week 4", "2026-03-08", "1,138", "The lower end of the target range is reached."),
    ("week 12", "2026-05-03", "1,240", "102 more."),
)

UNFOLDED = "document.querySelectorAll('details').forEach(each => each.open = true)"

needs_axe = pytest.mark.skipif(not find_spec("axe_core_python"), reason="needs axe-core-python")


@pytest.fixture(scope="module")
def chromium():
    path = found()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with browser(path) as opened:
        yield opened


@pytest.fixture
def pages(lapdog, long_winded, gallery, page, tmp_path):
    """A short verdict, a very long one, and every picture in all its colours."""
    texts = {"short": page(lapdog), "long": page(long_winded), "gallery": to_html(gallery)}
    for name, text in texts.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: tmp_path / f"{name}.html" for name in texts}


@pytest.fixture
def report(pages):
    return pages["short"]


@pytest.mark.parametrize("width", [1280, 768, 375, 320])
def test_nothing_is_wider_than_the_screen(chromium, pages, width):
    for path in pages.values():
        with chromium.page(width, script=False) as screen:
            screen.open(path)
            screen.run(UNFOLDED)

            assert screen.run("document.documentElement.scrollWidth") <= width
            assert screen.run(WIDER_THAN_THE_PAGE) == []


@pytest.mark.parametrize("width", [414, 375])
def test_at_the_width_of_a_phone_no_word_of_a_table_of_figures_is_broken(chromium, tmp_path, width):
    cells = tuple(tuple((Span(text),) for text in row) for row in PLAN[1:])
    table = Table(PLAN[0], cells, frozenset({"connections"}))
    path = tmp_path / "plan.html"
    path.write_text(to_html(Document((Heading("A plan", 1), table), "A plan")), encoding="utf-8")
    with chromium.page(width, script=False) as screen:
        screen.open(path)

        assert screen.run("document.documentElement.scrollWidth") <= width
        assert screen.run(WIDER_THAN_THE_PAGE) == []
        assert screen.run(WORDS_IN_TWO_LINES) == []


def test_no_time_below_a_chart_takes_two_lines(chromium, pages):
    with chromium.page(320, script=False) as screen:
        screen.open(pages["gallery"])
        lines = (
            "[...document.querySelectorAll('.chart .times span')].map(each => each.offsetHeight)"
        )

        assert len(set(screen.run(lines))) == 1


def test_nothing_is_asked_for_and_nothing_is_wrong(chromium, report):
    with chromium.page() as screen:
        screen.open(report)

        assert screen.requests == [report.as_uri()]
        assert screen.complaints == []


@needs_axe
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("name", "width"), [("short", 1280), ("gallery", 375)])
def test_the_page_can_be_read_by_everyone(chromium, pages, name, width, dark):
    axe = Path(find_spec("axe_core_python").origin).with_name("axe.min.js").read_text("utf-8")
    with chromium.page(width, dark=dark) as screen:
        screen.open(pages[name])
        screen.run(UNFOLDED)
        screen.run(axe + ";0")

        assert screen.run(AXE) == []


def test_a_reference_to_a_folded_step_unfolds_it(chromium, report):
    with chromium.page() as screen:
        screen.open(report)
        screen.run("location.hash = document.querySelector('a[href^=\"#rule-\"]').hash")

        assert screen.until("document.querySelector(':target').checkVisibility()")


def test_the_keyboard_gets_to_the_answer_first_and_sees_where_it_is(chromium, report):
    with chromium.page() as screen:
        screen.open(report)
        screen.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"

        assert screen.run("document.activeElement.className") == "skip"
        assert screen.run("document.activeElement.getBoundingClientRect().top") >= 0
        assert screen.run(outline) == "solid"


def test_on_paper_everything_is_open_and_dark_on_white(chromium, report):
    with chromium.page(dark=True) as screen:
        screen.open(report)
        screen.ask("Emulation.setEmulatedMedia", media="print")
        open_ = "[...document.querySelectorAll('.tree li')].every(each => each.checkVisibility())"

        assert screen.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert screen.run("getComputedStyle(document.querySelector('nav')).display") == "none"
        assert screen.run(open_)
