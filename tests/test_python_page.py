"""The page for Python users: each example prints what is shown below it."""

from __future__ import annotations

import io
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "python.md"
FENCE = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_each_example_prints_what_is_shown(monkeypatch) -> None:
    import engine

    monkeypatch.setitem(sys.modules, "dunbar", type(sys)("dunbar"))
    monkeypatch.setitem(sys.modules, "dunbar.engine", engine)
    fences = re.findall(
        r"^```(python|text)\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    names: dict[str, object] = {}
    for (kind, body), (after, shown) in zip(fences, [*fences[1:], ("", "")], strict=True):
        if kind == "python":
            said = io.StringIO()
            with redirect_stdout(said):
                exec(compile(body, str(PAGE), "exec"), names)
            assert said.getvalue() == (shown if after == "text" else "")
    assert len(fences) > 8
