"""Pages from templates: everything that is put into one is text, whatever it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .characters import flowing

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(folder: Path) -> Environment:
    """The templates of a folder; a name that is not there is an error, and no text is markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only pages

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _clean(value: object) -> object:
    """A text as it may be shown; what is markup already, and no text, stays as it is."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return flowing(value.encode("utf-8", "replace").decode())
    return value
