"""Every YAML file that we ship, with its kind and its knowledge base."""

from __future__ import annotations

from pathlib import Path

from engine.files import case_folder
from engine.resources import data_root

TESTS = Path(__file__).parents[2]
ROOT = data_root()
BASES = {
    "shipped": ROOT,
    "houseplants": ROOT / "examples" / "houseplants",
    "faults": TESTS / "faults",
    "walks": TESTS / "render" / "walks",
    "frame": TESTS / "data" / "frame",
}


def _files():
    for name, root in BASES.items():
        folders = {"rules": root / "rules", "knowledge": root / "knowledge"}
        cases = TESTS / "cases" if name == "shipped" else case_folder(root)
        for kind, folder in {**folders, "cases": cases}.items():
            yield from ((name, kind, path) for path in sorted(folder.rglob("*.yaml")))
    profiles = sorted((ROOT / "examples").glob("*.yaml"))
    yield from (("shipped", "profile", path) for path in profiles)


FILES = tuple(_files())
