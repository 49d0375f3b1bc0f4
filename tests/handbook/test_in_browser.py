"""The site in a real browser: on a phone and a desk, light and dark, with and without scripts."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

AXE = Path(find_spec("axe_core_python").origin).with_name("axe.min.js")
SIZES = [(1280, 900), (768, 1000), (375, 700)]

# What sticks out of the page sideways, but for what scrolls by itself.
STICKING_OUT = """
[...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1)
    && !one.closest("pre, .skip, svg");
}).map(one => one.outerHTML.slice(0, 120))
"""


@pytest.mark.parametrize("name", ["faults", "nasty"])
def test_no_page_scrolls_sideways_complains_or_asks_the_network(name, chromium, shelf):
    found = []
    with chromium.page() as page:
        for path in kinds(shelf(name)):
            page.open(path)
            for width, height in SIZES:
                page.resize(width, height)
                wide = page.run("document.documentElement.scrollWidth - innerWidth")
                out = page.run(STICKING_OUT)
                if wide > 0 or out:
                    found.append((path.name, width, wide, out))
            asked = [url for url in page.requests if not url.startswith(("file:", "data:"))]
            found += [(path.name, *page.complaints, *asked)] if page.complaints or asked else []

    assert found == []


def test_axe_finds_nothing_on_any_kind_of_page(chromium, shelf):
    found = []
    with chromium.page(width=375, height=700) as page:
        for path in kinds(shelf("nasty"), each=1):
            found += [(path.name, *one) for one in violations(page, path)]

    assert found == []


def test_axe_finds_nothing_in_the_dark_nor_on_a_desk(chromium, shelf):
    top, found = shelf("faults"), []
    with chromium.page(dark=True) as page:
        for path in ("index.html", "rules/flat-battery.html", "properties.html"):
            found += [(path, *one) for one in violations(page, top / path)]

    assert page_is_dark(chromium, top)
    assert found == []


def test_what_is_tapped_on_a_phone_is_large_enough(chromium, shelf):
    """At least 24 pixels each way, but for links in running text (WCAG 2.2, 2.5.8)."""
    small = """
    [...document.querySelectorAll("header a, nav a, input, summary, .letters a")].filter(one => {
      const box = one.getBoundingClientRect();
      return box.height && (box.height < 24 || box.width < 24);
    }).map(one => one.outerHTML)
    """
    with chromium.page(width=375, height=700) as page:
        for path in ("index.html", "rules/flat-battery.html", "all.html"):
            page.open(shelf("faults") / path)

            assert page.run(small) == []


def test_the_search_finds_a_rule_by_what_it_says_and_leads_to_it(chromium, shelf):
    with chromium.page() as page:
        page.open(shelf("faults") / "claims" / "h01.html")
        page.run("document.getElementById('sought').focus()")
        page.type("Frost takes a good part")
        found = page.until("[...document.querySelectorAll('#found a')].map(one => one.textContent)")
        counted = page.run("document.getElementById('counted').textContent")

        assert found[0].startswith("H04 claim: Frost takes a good part of the current")
        assert counted == f"{len(found)} found"

        page.press("Escape")
        assert page.run("document.querySelectorAll('#found a').length") == 0
        page.type("flat batt")
        page.until("document.querySelector('#found a')?.textContent.startsWith('flat-battery')")
        page.press("ArrowDown")
        assert page.run("document.activeElement.textContent") == "flat-battery rule"
        page.press("ArrowUp")
        assert page.run("document.activeElement.id") == "sought"
        page.press("Enter")
        page.until("location.pathname.endsWith('/rules/flat-battery.html')")
        assert page.until("document.querySelector('h1')?.textContent") == "flat-battery"


def test_the_search_says_so_where_nothing_is_found(chromium, shelf):
    with chromium.page() as page:
        page.open(shelf("nasty") / "index.html")
        page.run("document.getElementById('sought').focus()")
        page.type("zebra")

        assert page.until("document.getElementById('counted').textContent") == "none found"

        page.run("document.getElementById('sought').value = ''")
        page.type("<script>")  # in a value of an attribute
        page.until("document.querySelectorAll('#found a').length")
        assert page.run("document.querySelectorAll('#found script').length") == 0


def test_everything_can_be_read_and_looked_up_without_scripts(chromium, shelf):
    top = shelf("faults")
    with chromium.page(width=375, height=700, script=False) as page:
        page.open(top / "rules" / "flat-battery.html")
        shown = page.run("document.body.innerText")
        visible = page.run("[...document.querySelectorAll('header a')].map(one => one.innerText)")

        assert page.run("document.querySelector('search').checkVisibility()") is False
        assert visible == ["car-will-not-start", "Contents", "Look something up"]
        assert "It fires when battery voltage is fewer than voltage needed." in shown
        assert "when: {battery voltage: fewer than voltage needed}" in shown


def test_the_keyboard_meets_the_text_first(chromium, shelf):
    with chromium.page() as page:
        page.open(shelf("faults") / "index.html")
        page.press("Tab")
        assert page.run("document.activeElement.textContent") == "To the text"
        assert page.run("document.activeElement.getBoundingClientRect().left") >= 0
        page.press("Enter")

        page.until("document.activeElement.tagName === 'MAIN'")


def test_on_paper_only_the_text_is_printed(chromium, shelf):
    with chromium.page() as page:
        page.open(shelf("faults") / "rules" / "flat-battery.html")
        page.ask("Emulation.setEmulatedMedia", media="print")
        shown = (
            "[...document.querySelectorAll('header, nav, main')].filter(o => o.checkVisibility())"
        )

        assert page.run(f"{shown}.map(one => one.tagName)") == ["MAIN"]


def kinds(top: Path, each: int = 3) -> list[Path]:
    """The pages at the top, and so many from each folder."""
    folders = sorted(path for path in top.iterdir() if path.is_dir())
    return [
        *sorted(top.glob("*.html")),
        *(page for folder in folders for page in sorted(folder.glob("*.html"))[:each]),
    ]


def violations(page, path: Path) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong with a page."""
    page.open(path)
    page.run(f"{AXE.read_text('utf-8')}; 0")
    told = json.loads(page.run("axe.run({resultTypes: ['violations']}).then(JSON.stringify)"))
    assert len(told["passes"]) > 15  # it did look
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in told["violations"]]


def page_is_dark(chromium, top: Path) -> bool:
    with chromium.page(dark=True) as dark, chromium.page() as light:
        shown = []
        for page in (dark, light):
            page.open(top / "index.html")
            shown.append(page.run("getComputedStyle(document.body).backgroundColor"))
    return shown == ["rgb(23, 22, 20)", "rgb(252, 251, 248)"]
