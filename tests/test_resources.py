"""Where things are: the shipped knowledge, its messages, the user's cache."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine import resources

CACHE = "Library/Caches" if sys.platform == "darwin" else ".cache"


def test_the_shipped_knowledge_lies_beside_the_engine():
    root = Path(resources.__file__).resolve().parent.parent

    assert resources.data_root() == root
    assert [(root / name).is_dir() for name in ("rules", "knowledge")] == [True, True]


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"XDG_CACHE_HOME": "/some/where", "HOME": "/some/home"}, "/some/where/dunbar"),
        ({"XDG_CACHE_HOME": "", "HOME": "/some/home"}, f"/some/home/{CACHE}/dunbar"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/some/home"}, f"/some/home/{CACHE}/dunbar"),
    ],
)
def test_the_cache_follows_the_xdg_specification(monkeypatch, variables, folder):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert resources.cache_folder() == Path(folder)


def test_without_a_home_there_is_no_cache(monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)

    assert resources.cache_folder() is None


@pytest.fixture
def messages(tmp_path, monkeypatch):
    pages = tmp_path / "docs" / "messages"
    pages.mkdir(parents=True)
    for name in ("unknown-key", "clash", "README"):
        (pages / f"{name}.md").write_text(f"# {name} \u2192\n", encoding="utf-8")
    monkeypatch.setattr(resources, "data_root", lambda: tmp_path)


@pytest.mark.usefixtures("messages")
def test_messages_are_the_pages_named_by_their_code():
    assert resources.message_codes() == ("clash", "unknown-key")
    assert resources.message_page("clash") == "# clash \u2192\n"


@pytest.mark.parametrize(
    "code", ["README", "nothing", "", "../messages/clash", "clash.md", "Clash"]
)
def test_what_is_no_code_has_no_page(code):
    assert resources.message_page(code) is None
