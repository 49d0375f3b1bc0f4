"""The site as files: valid, whole, linked, escaped, and always the same."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import urldefrag

import pytest

from engine.handbook import Ref
from engine.render.handbook import site
from engine.render.handbook.places import Places
from tests.handbook import markup

BASES = ("shipped", "faults", "nasty")


@pytest.fixture(scope="module", params=BASES)
def pages(request, books):
    """Every page of a handbook, read."""
    files = books(request.param)[1]
    return {path: markup.Page(text) for path, text in files.items() if path.endswith(".html")}


def test_every_page_is_valid(pages):
    assert {path: page.problems for path, page in pages.items() if page.problems} == {}


def test_every_page_has_one_title_and_its_headings_in_order(pages):
    for path, page in pages.items():
        assert page.tags["title"] == page.tags["h1"] == page.tags["main"] == 1, path
        assert page.headings[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(page.headings)), path


def test_every_link_leads_somewhere_in_the_site(pages):
    broken = []
    for path, page in pages.items():
        for link in page.links:
            target, anchor = urldefrag(link)
            where = resolved(path, target) if target else path
            if where not in pages or (anchor and anchor not in pages[where].ids):
                broken.append((path, link))

    assert broken == []


def test_every_page_can_be_reached_from_the_first(pages):
    seen, todo = set(), ["index.html"]
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            targets = (urldefrag(link)[0] for link in pages[path].links)
            todo += [resolved(path, target) for target in targets if target]

    assert set(pages) - seen == set()


def test_nothing_is_loaded_from_elsewhere(pages):
    loads = {PurePosixPath(one).name for page in pages.values() for one in page.loads}

    assert loads == {"data:,", "style.css", "search.js"}


@pytest.mark.parametrize("name", BASES)
def test_everything_has_a_place_of_its_own_in_any_file_system(name, books):
    handbook, files = books(name)
    paths = [path.casefold() for path in files]

    assert len(set(paths)) == len(paths)
    assert all(path.isascii() and len(path) < 120 and " " not in path for path in paths)
    places = Places(handbook)
    pages = [places[Ref("rule", name)].path for name in handbook.at]
    assert set(pages) <= set(files)
    assert len(set(pages)) == len(handbook.at)


@pytest.mark.parametrize("name", ["faults", "nasty"])
def test_the_same_rules_give_the_same_files(name, books):
    handbook, files = books(name)

    assert dict(site(handbook)) == files


def test_a_date_stands_at_the_foot_where_it_is_given(books):
    first = next(text for path, text in site(books("faults")[0], "March <2027>"))

    assert "car-will-not-start 1.0.0, March &lt;2027&gt;." in first


def test_no_text_of_the_author_becomes_markup(books):
    files = books("nasty")[1]
    texts = [text for path, text in files.items() if path.endswith(".html")]

    assert not any("<script>" in text or "alert(1)<" in text for text in texts)
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in text for text in texts)
    assert "{{ 7 * 7 }} {% raw %}" in markup.Page(files["index.html"]).text
    assert all(markup.Page(text).tags["script"] == 1 for text in texts)


def test_the_index_of_the_search_is_every_entry_as_data(books):
    files = books("nasty")[1]
    text = files["search-index.js"]
    rows = json.loads(text.removeprefix("handbookIndex(").removesuffix(");\n"))

    assert text.isascii()
    assert {(row[0], row[1]) for row in rows} >= {
        ("first", "rule"),
        ("größe & <form>", "attribute"),
        ("C<1>", "claim"),
        ("<tip>", "advice"),
        ("<never>", "property"),
    }
    assert {urldefrag(row[2])[0] for row in rows} <= set(files)


def test_a_rule_page_tells_all_of_the_rule(books):
    page = markup.Page(books("faults")[1]["rules/flat-battery.html"])
    handbook = books("faults")[0]
    rule = handbook.at["flat-battery"]
    flowing = " ".join(page.text.split())

    assert "It fires when battery voltage is fewer than voltage needed." in flowing
    assert str(rule.location) in flowing
    assert "battery doubt is pulled towards" in flowing
    for claim in rule.source.claims:
        assert handbook.knowledge.claims[claim].says in flowing


def resolved(path: str, target: str) -> str:
    parts: list[str] = list(PurePosixPath(path).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
