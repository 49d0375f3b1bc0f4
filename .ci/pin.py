"""Writes constraints/*.txt: the newest versions that pyproject.toml admits, with their hashes.

Run by ``make pins``. Only pip is asked, in the ways it documents (``--dry-run --report``), so
whatever index pip is set up with is the one used, and no address is written. ``test`` holds only
what ``run`` does not, ``lint`` only what neither does; ``build`` stands alone.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BUILD = ["pip", "setuptools", "hatchling", "editables"]  # editables: for `pip install -e`
FROM_SOURCE = "durable-rules"  # has no wheels: its sdist is pinned, setuptools builds it
# Tools of tests and extras that have no wheels for systems old or small.
RECENT = {"numpy", "duckdb", "pyarrow", "pandas", "polars", "polars-runtime-32"}
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
HEADER = "# Made by `make pins`: do not edit. For CPython 3.11 to 3.14 on Linux and macOS.\n"

# What pip accepts on each kind of machine, best first; shorter lists find wheels for older ones.
PLATFORMS = [
    [f"manylinux_2_{minor}_{cpu}" for minor in range(newest, 16, -1)] + [f"manylinux2014_{cpu}"]
    for cpu, newest in product(["x86_64", "aarch64"], [17, 28, 39])
]
PLATFORMS += [[f"musllinux_1_{minor}_{cpu}" for minor in (2, 1)] for cpu in ("x86_64", "aarch64")]
PLATFORMS += [
    [f"macosx_{major}_0_{cpu}" for major in range(15, 10, -1)] + older
    for cpu, older in (
        ("arm64", []),
        ("x86_64", [f"macosx_10_{minor}_x86_64" for minor in range(16, 8, -1)]),
    )
]
PLATFORMS[-1] += [tag.replace("x86_64", "universal2") for tag in PLATFORMS[-1]]
PLATFORMS[-2] += [tag.replace("arm64", "universal2") for tag in PLATFORMS[-2]]

Found = dict[str, tuple[str, set[str]]]  # name: version and hashes


def main() -> None:
    """Resolve all groups together once, then collect the hashes each kind of machine would take."""
    groups = requirements()
    pins = resolved([line for lines in groups.values() for line in lines])
    wheels = {name: version for name, (version, _) in pins.items() if name != FROM_SOURCE}
    for python, platform in product(PYTHONS, PLATFORMS):
        for name, hashes in wheels_for(python, platform, wheels).items():
            pins[name][1].update(hashes)
    written: set[str] = set()
    (ROOT / "constraints").mkdir(exist_ok=True)
    for group, lines in groups.items():
        names = set(resolved(lines, pins)) - written
        text = HEADER + "".join(pin(name, *pins[name]) for name in sorted(names))
        (ROOT / "constraints" / f"{group}.txt").write_text(text)
        print(f"constraints/{group}.txt: {len(names)} packages")
        if group != "build":  # a machine that runs the wheel has none of it
            written |= names


def requirements() -> dict[str, list[str]]:
    """Each group's own requirements, from pyproject.toml, in the order of installation."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    return {"build": BUILD, "run": project["dependencies"]} | {
        group: extras[group] for group in ("test", "lint")
    }


def resolved(requirements: list[str], pins: Found | None = None) -> Found:
    """The closure of these requirements here; ``pins`` holds it to versions already chosen."""
    held = [f"{name}=={version}" for name, (version, _) in (pins or {}).items()]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(held))
        file.flush()
        return report(["--constraint", file.name, *requirements])


def wheels_for(python: str, platform: list[str], wheels: dict[str, str]) -> dict[str, set[str]]:
    """The hashes of the wheels that a machine of that kind would install."""
    target = ["--no-deps", "--only-binary=:all:", f"--python-version={python}"]
    target += [f"--platform={tag}" for tag in platform]
    if platform[0].startswith(("manylinux_2_17", "musllinux")):
        wheels = {name: version for name, version in wheels.items() if name not in RECENT}
    found = report([*target, *(f"{name}=={version}" for name, version in wheels.items())])
    print(f"  Python {python} on {platform[0]}: {len(found)} wheels", flush=True)
    return {name: hashes for name, (_, hashes) in found.items()}


def report(arguments: Iterable[str]) -> Found:
    """What pip would install, and from which files."""
    command = [sys.executable, "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed"]
    output = subprocess.run(
        [*command, "--report=-", *arguments], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return dict(entry(item) for item in json.loads(output)["install"])


def entry(item: dict[str, Any]) -> tuple[str, tuple[str, set[str]]]:
    metadata = item["metadata"]
    name = metadata["name"].lower().replace("_", "-").replace(".", "-")
    return name, (metadata["version"], {item["download_info"]["archive_info"]["hashes"]["sha256"]})


def pin(name: str, version: str, hashes: set[str]) -> str:
    lines = [f"{name}=={version}", *(f"    --hash=sha256:{digest}" for digest in sorted(hashes))]
    return " \\\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
