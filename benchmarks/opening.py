"""Processor time, in milliseconds, to open our own knowledge base; started by ``run.py``.

With ``cold`` nothing is taken from the cache; with ``warm`` everything is.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from engine.api import open_knowledge
from engine.consultation import Reference
from engine.resources import cache_folder, data_root
from engine.strata import stratify

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def main(repeats: int) -> None:
    folder = cache_folder()
    assert folder is not None
    root = data_root()
    texts = [path.read_text() for part in ("rules", "knowledge") for path in root.glob(f"{part}/*")]
    opened = open_knowledge()  # also loads the modules, which is no part of what is measured
    steps: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "events": (lambda: None, lambda: [list(yaml.parse(text, LOADER)) for text in texts]),
        "cold": (lambda: forget(folder), open_knowledge),
        "warm": (lambda: None, open_knowledge),
        "strata": (lambda: None, lambda: stratify(opened.knowledge)),
        "first": (lambda: None, lambda: Reference(opened.program()).believe({})),
    }
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(repeats):
        for name, (prepare, step) in steps.items():
            prepare()
            before = time.process_time()
            step()
            best[name] = min(best[name], (time.process_time() - before) * 1e3)
    print(json.dumps({**best, "rules": len(opened.knowledge.rules)}))


def forget(folder: Path) -> None:
    for entry in folder.glob("*.knowledge"):
        entry.unlink()


if __name__ == "__main__":
    main(int(sys.argv[1]))
