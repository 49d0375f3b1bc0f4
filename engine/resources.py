"""Where the shipped knowledge base, its messages and the user's cache are."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_root() -> Path:
    """The folder that holds ``rules/`` and ``knowledge/``, in a checkout and once installed."""
    return Path(__file__).resolve().parent.parent


def skeleton() -> Path:
    """A small knowledge base that a new one begins as."""
    return data_root() / "examples" / "houseplants"


def message_page(code: str) -> str | None:
    """The page of a message, or None when there is no such message."""
    pages = data_root() / "docs" / "messages"
    if code not in message_codes():
        return None
    return (pages / f"{code}.md").read_text(encoding="utf-8")


def message_codes() -> tuple[str, ...]:
    """The codes of all messages."""
    pages = data_root() / "docs" / "messages"
    return tuple(sorted(page.stem for page in pages.glob("*.md") if page.stem.islower()))


def cache_folder() -> Path | None:
    """The user's cache folder for this program, or None when there is no home to have one in."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():  # the XDG specification: a relative path is to be ignored
        try:
            home = Path.home()
        except RuntimeError:
            return None
        base = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "dunbar"
