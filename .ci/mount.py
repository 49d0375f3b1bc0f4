"""Build hook: mounts this checkout under one import name, so data stand beside code everywhere."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "dunbar"
PARTS = (
    "cli.py",
    "engine",
    "rules",
    "knowledge",
    "docs/messages",
    "docs/schemas",
    "examples",
    "tests/cases",
)
STRAY = re.compile(r"/(?:\.|#|__pycache__/)|~$|\.pyc$")  # caches, and what an open editor leaves


class MountHook(BuildHookInterface):
    """Copies the parts into the wheel; an editable install points back at the checkout instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self.scratch = Path(tempfile.mkdtemp())
        editable = version == "editable"
        init = self.scratch / "__init__.py"
        init.write_text(f"__path__ = [{self.root!r}]\n" if editable else '"""Dunbar."""\n')
        files = {str(init): f"{NAME}/__init__.py"}
        if not editable:
            files |= {str(path): f"{NAME}/{name}" for path, name in self.mounted()}
        build_data["force_include_editable" if editable else "force_include"] |= files

    def mounted(self) -> list[tuple[Path, str]]:
        root = Path(self.root)
        paths = [path for part in PARTS for path in (root / part, *(root / part).rglob("*"))]
        names = [(path, path.relative_to(root).as_posix()) for path in paths if not path.is_dir()]
        return [(path, name) for path, name in names if not STRAY.search(f"/{name}")]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        shutil.rmtree(self.scratch)
