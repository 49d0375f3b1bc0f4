"""Parsed knowledge, kept between runs: never stale, never able to run anything, never in the way.

An entry is named by the content of every file that it was made from and by the engine that made
it, so a change of either is another entry. It is a pickle of plain values, read by an unpickler
that knows only those values' classes, and only from a folder that nobody else can write to.
Whatever goes wrong here is a miss.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from io import BytesIO
from pathlib import Path
from stat import S_IWGRP, S_IWOTH

from .resources import cache_folder

PACKAGE = __package__
VALUES = {
    "cases.case": {"Case", "Expected"},
    "conditions": {"AllOf", "AnyOf", "Comparison", "NoneOf", "Other", "Test"},
    "consultation": {"Fact", "ReadFrom"},
    "diagram.classes": {"Class"},
    "diagram.diagram": {"Clashes", "Fires"},
    "diagram.figures": {"Figure", "JointTest"},
    "diagram.words": {"Words"},
    "diagnostics": {"Diagnostic", "Edit", "Fix", "Location", "Severity"},
    "expressions": {"Arithmetic", "Constant", "Extreme", "Name", "Otherwise", "Rounded"},
    "importmap": {
        "CellTest",
        "Classed",
        "Column",
        "Count",
        "Different",
        "ImportMap",
        "ItemCount",
        "Label",
        "Largest",
        "Mix",
        "ReadingForm",
        "Share",
        "Table",
        "WordClass",
        "YearsSince",
    },
    "pacing": {"Aim", "Pace", "PlanForm", "Remark", "Staging", "Yield"},
    "presentation": {"Advice", "Field", "NumberLine", "Saying", "VerdictForm", "Waterfall"},
    "properties": {"Always", "Compared", "Moving", "Never", "Property"},
    "rules": {"Conclusion", "KnowledgeBase", "Rule", "Scale", "ScaleWord", "Tension"},
    "sources": {"Claim", "Origin", "Source"},
    "strata": {"Closing", "Program", "Stratum"},
    "values": {"Net", "Unknown"},
    "vocabulary": {
        "Assumption",
        "Attribute",
        "Evidence",
        "Formula",
        "ListOf",
        "Lookup",
        "LookupRow",
        "Number",
        "OneOf",
        "Vocabulary",
    },
}
ALLOWED = {(f"{PACKAGE}.{module}", name) for module, names in VALUES.items() for name in names}
CHECKSUM = 32
FOLDERS = (
    "cases",
    "completion",
    "diagram",
    "durable_adapter",
    "formatting",
    "intake",
    "lint",
    "lint/joint",
    "loader",
    "yamltext",
)  # and the engine itself: what makes the values
MOST_ENTRIES = 60  # a knowledge base and its diagrams take a handful


def fetch(digest: str) -> object | None:
    """What was stored for this content, or None."""
    try:
        folder = cache_folder()
        if folder is None or not _private(folder):
            return None
        data = (folder / _name(digest)).read_bytes()
        body = data[CHECKSUM:]
        if hashlib.sha256(body).digest() != data[:CHECKSUM]:
            return None
        found: object = _Unpickler(BytesIO(body)).load()
    except Exception:  # noqa: BLE001 - a cache that cannot be read is no cache
        return None
    return found


def store(digest: str, value: object) -> None:
    """Keep ``value`` for this content; does nothing where that is not possible."""
    try:
        folder = cache_folder()
        if folder is None:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _private(folder):
            body = pickle.dumps(value, protocol=5)
            _write(folder / _name(digest), hashlib.sha256(body).digest() + body)
            _tidy(folder)
    except Exception:  # noqa: BLE001 - a cache that cannot be written is no cache
        return


class _Unpickler(pickle.Unpickler):
    """Builds plain values only: no other name of any module is ever looked up."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) in ALLOWED or (module, name) == ("decimal", "Decimal"):
            return super().find_class(module, name)
        message = f"{module}.{name} is no value"
        raise pickle.UnpicklingError(message)


def _private(folder: Path) -> bool:
    """Whether the folder is ours alone to write to."""
    if not hasattr(os, "getuid"):
        return folder.is_dir()
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (S_IWGRP | S_IWOTH)


def _name(digest: str) -> str:
    made = hashlib.sha256(f"{digest}:{PACKAGE}:{sys.version}".encode())
    for path, status in _engine_files():
        made.update(f"{path}:{status.st_size}:{status.st_mtime_ns}".encode())
    return f"{made.hexdigest()[:40]}.knowledge"


def _engine_files() -> list[tuple[str, os.stat_result]]:
    here = Path(__file__).resolve().parent
    found = []
    for folder in (here, *(here / name for name in FOLDERS)):
        with os.scandir(folder) as entries:
            found += [(entry.path, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    return sorted(found, key=lambda entry: entry[0])


def _write(path: Path, data: bytes) -> None:
    import tempfile  # noqa: PLC0415 - a hit writes nothing

    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink()
        raise


def _tidy(folder: Path) -> None:
    """Keep the newest entries only."""
    entries = sorted(folder.glob("*.knowledge"), key=lambda entry: -entry.stat().st_mtime)
    for entry in entries[MOST_ENTRIES:]:
        entry.unlink(missing_ok=True)
