"""A plan is part of the base: checks count what it reads and cites, fmt puts it in order."""

from __future__ import annotations

from click.testing import CliRunner

from cli import main
from engine.api import open_knowledge
from engine.lint import lint
from engine.lint.claims import citations
from tests.plan.garden import KNOWLEDGE, planted


def codes(folder):
    return {(each.code, each.message) for each in lint(open_knowledge(folder).knowledge)}


def test_what_only_the_plan_reads_is_read(garden, tmp_path):
    without = planted(tmp_path / "without", KNOWLEDGE.partition("plan:")[0])
    idle = ("unused-attribute", '"trees" is asked, but nothing reads the answer')

    assert idle in codes(without)
    assert idle not in codes(garden)


def test_what_only_the_plan_cites_is_cited(tmp_path):
    more = KNOWLEDGE.replace(
        "attributes:", "  G2: {says: Water is heavy., hedge: states}\nattributes:"
    )
    cites = more.replace("say: Nobody carries the water for you.\n      source: G1",
                         "say: Nobody carries the water for you.\n      source: G2")  # fmt: skip

    assert "G2" not in citations(open_knowledge(planted(tmp_path / "more", more)).knowledge)
    assert "G2" in citations(open_knowledge(planted(tmp_path / "cites", cites)).knowledge)


def test_its_keys_and_words_are_put_in_order(tmp_path):
    folder = planted(tmp_path / "garden")
    plan = folder / "knowledge" / "plan.yaml"
    start = KNOWLEDGE.index("plan:")
    (folder / "knowledge" / "garden.yaml").write_text(KNOWLEDGE[:start], "utf-8")
    straight = KNOWLEDGE[start:]
    lines = straight.replace("counts: trees", "Counts: Trees").splitlines(keepends=True)
    plan.write_text("".join((lines[0], *lines[3:], *lines[1:3])), "utf-8")
    before = open_knowledge(folder).knowledge.plan

    CliRunner().invoke(main, ["rules", "fmt", str(plan), "--kb", str(folder)])

    assert plan.read_text("utf-8") == straight
    assert open_knowledge(folder).knowledge.plan == before
