"""Handbooks to be looked at: of the shipped knowledge base, of a second one, and of a nasty one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.cases import every_case, examine
from engine.consultation import Fact
from engine.diagnostics import Findings
from engine.handbook import compose
from engine.render.handbook import site
from engine.verify import verify
from tests import browser
from tests.knowledge import write

TESTS = Path(__file__).parents[1]

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 4
NASTY = {
    "knowledge/all.yaml": f"""
knowledge base:
  name: nasty <b>base</b> & "more"
  version: 1.0 "final" <i>
  about: "</title><script>document.title='broken'</script> {{{{ 7 * 7 }}}} {{% raw %}}"
strengths: {{states: 1}}
scales:
  "<pull>":
    kept within: 1
    words:
      "<down>": {{steps: -1, from: -0.5}}
      "&": {{steps: 0}}
      up: {{steps: 1, from: 0.5}}
    because: "<added>"
    source: {{convention: "<ours>"}}
claims:
  "C<1>":
    says: "A & B < C, said O'Neil; \\"quoted\\". </p></main>"
    hedge: states
    section: "<h1>S"
  C2: {{says: {LONG}, hedge: states, not a rule: "<script>alert(2)</script>"}}
attributes:
  "größe & <form>":
    one of: ["<script>alert(1)</script>", "it's \\"quoted\\"", 漢字, {LONG}]
    also written: {{漢字: ["<!-- kanji", kanji]}}
    ask: "What is <b>its</b> size? {{{{ config }}}}"
    why we ask: "]]> --> <!--"
  "Größe & -form-": {{kind: yes or no, ask: "Yes?"}}
  weight: {{number: 0 to 10, unit: "<kg>", ask: "How heavy?"}}
  {LONG[:120]}:
    formula: weight * 2
    because: "Twice {{weight}}."
    source: {{convention: "<ours>"}}
  "<evidence>": {{evidence: "<pull>"}}
  looked up:
    lookup: {{by: "größe & <form>", rows: {{漢字: {{is: 2, source: "C<1>"}}}}, otherwise: 3}}
    source: {{convention: "<ours>"}}
  outcome: {{one of: ["good & fine", "<bad>", "</li>"]}}
advice:
  tips:
    "<tip>": {{say: "Use <br> and &amp; {{weight}}.", source: C2}}
verdict:
  shows: {{"<outcome>": outcome}}
  cannot tell: {{outcome: unknown}}
  if no value: {{"<outcome>": "<none>"}}
  headline: [{{when: {{weight: at least 5}}, say: "<h1>{{weight}}</h1>"}}, {{say: "</body>"}}]
  advice: {{tips: "<Tips>"}}
tensions:
  T1: {{what: "<what>", treatment: "<treatment>"}}
properties:
  "<never>": {{never: {{outcome: "</li>"}}, because: "<because>", source: C2}}
""",
    "rules/<one>.yaml": """
rules:
  first:
    when:
      any:
        - größe & <form>: ["<script>alert(1)</script>", 漢字]
        - none:
            - weight: at least 5
            - größe & <form>: it's "quoted"
    unless: {"Größe & -form-": yes}
    then: {outcome: good & fine, tips: <tip>}
    because: "Because of <i>{größe & <form>}</i> & 'so on'."
    source: ["C<1>", {convention: "<script>alert(3)</script>"}]
    tags: ["<tag>", b]
  second:
    when: {weight: fewer than 1}
    then: {outcome: <bad>}
    overrides: [first, row-one, row-two]
    because: "<"
    source: "C<1>"
  pulling: {when: {weight: at least 3}, then: {<evidence>: up}, because: "<>", source: "C<1>"}
  table <rows>:
    decides: outcome
    because: "{weight} <decides>."
    first match: yes
    rows:
      - {id: row-one, weight: at least 8, then: {outcome: </li>}, source: "C<1>"}
      - {id: row-two, weight: at least 6, then: {outcome: good & fine}, source: "C<1>"}
  draft: {when: always, then: {tips: <tip>}}
""",
    "tests/cases/<cases>.yaml": """
tests:
  - name: "<script>alert(4)</script> & co"
    given: {weight: 0, größe & <form>: kanji}
    expect: {outcome: <bad>, because of: second, set aside: first}
  - name: wrong on purpose </li>
    given: {weight: 9}
    expect: {outcome: good & fine}
  - {name: later, given: {weight: 3}, to do: "<later>"}
""",
}


@pytest.fixture(scope="session")
def books(tmp_path_factory):
    """``books("faults")``: the handbook of a base, as a value and as the text of its files."""
    folder = tmp_path_factory.mktemp("nasty")
    write(folder, NASTY)
    roots = {"shipped": None, "faults": TESTS / "faults", "nasty": folder}

    @cache
    def book(name):
        root, findings = roots[name], Findings()
        opened = open_knowledge(root)
        cases = every_case(root or TESTS.parent, opened.knowledge, findings)
        small = name != "shipped"  # to count and to prove takes seconds
        report = examine(cases, opened.program(), opened.infer, findings.errors, coverage=small)
        proofs = verified(opened) if small else None
        composed = compose(opened.program(), report, proofs)
        return composed, dict(site(composed))

    return book


def verified(opened):
    return verify(
        opened.program(),
        opened.diagram(),
        lambda told: opened.infer([Fact(name, value) for name, value in told.items()]),
    )


@pytest.fixture(scope="session")
def shelf(books, tmp_path_factory):
    """``shelf("faults")``: the folder that holds the files of a handbook."""

    @cache
    def folder(name):
        top = tmp_path_factory.mktemp(f"book of {name} ü")  # links must survive such a folder
        for path, text in books(name)[1].items():
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            (top / path).write_text(text, encoding="utf-8")
        return top

    return folder


@pytest.fixture(scope="session")
def chromium():
    """A running browser."""
    path = browser.found()
    if path is None:
        pytest.skip("there is no Chromium here (Debian: apt-get install chromium)")
    with browser.browser(path) as running:
        yield running
