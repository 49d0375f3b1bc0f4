"""YAML that cannot be misread: bytes to located text, and every slip named with its mending.

No value is ever anything but text: ``NO``, ``1.10`` and ``12:30`` stay as they are written.
A plain ``Text("")`` is a value that is missing, and has been reported (``empty-value``).
"""

from __future__ import annotations

import gc
import stat
from pathlib import Path

from ..diagnostics import Findings, Location
from ..nodes import Node
from .decoding import decode
from .limits import MAX_BYTES, MAX_DEPTH, MAX_NODES

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "parse", "read", "read_bytes"]

_TOO_LARGE = "too-large", f"this file is larger than {MAX_BYTES // 1_000_000} MB; split it"
_WORTH_PAUSING_GC = 10_000


def read(path: Path, shown: str, findings: Findings) -> Node | None:
    """The nodes of the file at ``path``, or None when nothing in it can be used."""
    data = read_bytes(path, shown, findings)
    return None if data is None else parse(data, shown, findings)


def read_bytes(path: Path, shown: str, findings: Findings) -> bytes | None:
    """The bytes of an ordinary file of bearable size; anything else is one finding and None."""
    try:
        problem = _unfit(path)
        data = b"" if problem else _bytes(path)
    except FileNotFoundError:
        problem = "no-such-file", "there is no such file"
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: symlink loops in 3.11
        reason = getattr(error, "strerror", None) or str(error)
        problem = "unreadable-file", f"this file cannot be read: {reason}"
    if problem is None and len(data) > MAX_BYTES:
        problem = _TOO_LARGE
    if problem is not None:
        findings.error(*problem, Location(shown, 1))
        return None
    return data


def parse(data: bytes, shown: str, findings: Findings) -> Node | None:
    """The nodes that ``data`` holds, with every slip in it reported; it never raises."""
    if len(data) > MAX_BYTES:
        findings.error(*_TOO_LARGE, Location(shown, 1))
        return None
    lines = decode(data, shown, findings)
    if lines is None:
        return None
    from .mending import understand  # noqa: PLC0415 - imports yaml, which a cache hit spares

    pausing = len(data) > _WORTH_PAUSING_GC and gc.isenabled()
    if pausing:  # all nodes stay alive, so collecting between them is wasted
        gc.disable()
    try:
        return understand(lines, shown, findings)
    finally:
        if pausing:
            gc.enable()


def _unfit(path: Path) -> tuple[str, str] | None:
    """What forbids to open it: a pipe, for one, would be waited for without end."""
    status = path.stat()
    if stat.S_ISREG(status.st_mode):
        return _TOO_LARGE if status.st_size > MAX_BYTES else None
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    kind = kinds.get(stat.S_IFMT(status.st_mode), "a device")
    return "not-a-file", f"this is {kind}, not a file"


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
