"""Where answers go: the screen, a pipe, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from .diagnostics import DunbarError

if TYPE_CHECKING:
    from .render.document import Document

WIDEST = 100
NARROWEST = 24
USUAL = 80


def complain(text: str) -> None:
    """Text to stderr, whatever its encoding; where that is closed, there is nobody to tell."""
    with suppress(DunbarError):
        _print(text, sys.stderr)


def write(text: str, output: Path | None = None) -> None:
    """Text to the screen, or to a file that is written whole or not at all."""
    if output is None or output == Path("-"):
        _print(text, sys.stdout)
        return
    try:
        _replace(output, text)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror or error}"
        raise DunbarError(message) from error


def as_json(document: object) -> str:
    """A document as JSON text."""
    import json  # noqa: PLC0415

    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_text(document: Document, output: Path | None = None) -> str:
    """A document as text for the terminal, a pipe or a file."""
    from .render.terminal import to_text  # noqa: PLC0415

    return to_text(document, **page(output))


def page(output: Path | None) -> dict[str, Any]:
    """How wide, coloured and in which letters a text is written."""
    shown = output in (None, Path("-"))
    return {
        "width": width(),
        "colour": shown and coloured(sys.stdout),
        "ascii_only": shown and not _unicode(),
    }


def coloured(stream: object) -> bool:
    """Whether a stream is a terminal whose user has not asked for plain text."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(getattr(stream, "isatty", bool)())


def width() -> int:
    """How many columns to write: those of the terminal, 80 in a pipe."""
    with suppress(ValueError):
        columns = int(os.environ.get("COLUMNS", ""))
        if columns > 0:
            return max(NARROWEST, min(WIDEST, columns))
    with suppress(OSError, ValueError, AttributeError):
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
        return max(NARROWEST, min(WIDEST, columns or USUAL))
    return USUAL


def _unicode() -> bool:
    return "utf" in (getattr(sys.stdout, "encoding", None) or "").lower()


def _print(text: str, stream: TextIO | None) -> None:
    if stream is None:
        raise DunbarError("the answer cannot be written: its output is closed")
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DunbarError(f"the answer cannot be written: {error.strerror or error}") from error


def _replace(output: Path, text: str) -> None:
    import tempfile  # noqa: PLC0415

    if _is_device(output):  # what cannot be replaced is written to, behind what is there
        with output.open("a", encoding="utf-8") as device:
            device.write(text)
        return
    target = Path(os.path.realpath(output))  # a link stays a link
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _is_device(output: Path) -> bool:
    if output.is_absolute() and output.parts[1:2] in (("dev",), ("proc",)):
        return True
    return output.exists() and not output.is_file() and not output.is_dir()


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, or what a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
