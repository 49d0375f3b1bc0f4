"""What an author waits for: whole processes of `dunbar rules ...`, on our base and on large ones.

python benchmarks/authoring.py [--rounds N] [--sizes 600 6000] [--only check mutate] [--limit S]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import demo
import workload

ROOT = Path(__file__).resolve().parent.parent
UNIT = (sys.executable, "-c", "import click, yaml")
CASES = 150
KEPT, FRESH = "kept", "fresh"  # with what the last run left in the cache, or without
COMMANDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "check": (KEPT, ("check",)),
    "check, after an edit": (FRESH, ("check",)),
    "test": (KEPT, ("test",)),
    "test, after an edit": (FRESH, ("test",)),
    "fmt --check": (KEPT, ("fmt", "--check")),
    "fmt --check, after an edit": (FRESH, ("fmt", "--check")),
    "graph": (KEPT, ("graph",)),
    "diff, one number edited": (KEPT, ("diff", "{old}")),
    "verify": (KEPT, ("verify",)),
    "verify, after an edit": (FRESH, ("verify",)),
    "mutate --most 500": (KEPT, ("mutate", "--most", "500")),
}


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds: of the processors, and by the clock; and the exit code, None where it was ended."""

    processor: float
    clock: float
    code: int | None


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        bases = {"our base": shipped(work / "ours")}
        bases |= {f"{size:,} rules": generated(work / str(size), size) for size in options.sizes}
        print(f"| `dunbar rules ...` | {' | '.join(bases)} |", flush=True)
        print("|---|" + "---|" * len(bases))
        for name, (state, command) in COMMANDS.items():
            if not options.only or any(name.startswith(one) for one in options.only):
                cells = (cell(base, state, command, work, options) for base in bases.values())
                print(f"| {name} | {' | '.join(cells)} |", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=[600, 6000])
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--limit", type=float, default=600, help="seconds for one command")
    return parser.parse_args()


def cell(
    base: Path, state: str, command: Sequence[str], work: Path, options: argparse.Namespace
) -> str:
    """The ratio to the unit, both in processor time of the same round, and plain seconds."""
    ratios, clocks = [], []
    words = [word.format(old=base.with_name(f"{base.name}-old")) for word in command]
    line = (sys.executable, str(ROOT / "cli.py"), "rules", *words, "--kb", str(base))
    cache = work / "cache"
    if state == KEPT:
        timed(line, cache, options.limit)
    for _ in range(options.rounds):
        if state == FRESH:
            shutil.rmtree(cache, ignore_errors=True)
        unit = timed(UNIT, cache, options.limit)
        took = timed(line, cache, options.limit)
        if took.code is None:
            return f"ended after {options.limit:,.0f} s"
        if took.code not in {0, 1, 4}:
            return f"exit code {took.code}"
        ratios.append(took.processor / unit.processor)
        clocks.append(took.clock)
        if took.clock > options.limit / 10:
            break
    return f"{median(ratios):.1f} ({min(clocks):.2f} s)"


def timed(line: Sequence[str], cache: Path, limit: float) -> Took:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "NO_COLOR": "1"}
    before, start = getrusage(RUSAGE_CHILDREN), time.monotonic()
    try:
        done = subprocess.run(
            line, env=environment, capture_output=True, timeout=limit, check=False
        )
        broken = b"Traceback" in done.stderr  # Python then exits with 1, as findings do
        code: int | None = -1 if broken else done.returncode
    except subprocess.TimeoutExpired:
        code = None
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(used, time.monotonic() - start, code)


def shipped(folder: Path) -> Path:
    """A copy of our own base, and one in which a number was another."""
    for name in ("rules", "knowledge", "tests/cases"):
        shutil.copytree(ROOT / name, folder / name)
    old = folder.with_name(f"{folder.name}-old")
    shutil.copytree(folder, old)
    edit(old / "rules" / "ideal-number.yaml", "floor: 500", "floor: 400")
    return folder


def generated(folder: Path, size: int) -> Path:
    """So many rules of the demo's workload as files, with cases; and the same, slightly edited."""
    markets = size // 60
    records = demo.rules(markets)
    people = list(demo.profiles(CASES, markets))
    files = {
        "knowledge/vocabulary.yaml": "".join(vocabulary(records, people)),
        "tests/cases.yaml": "".join(cases(records, people)),
    }
    for market in range(markets):
        own = records[60 * market : 60 * (market + 1)]
        files[f"rules/market-{market}.yaml"] = "".join(rules(own))
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    old = folder.with_name(f"{folder.name}-old")
    shutil.copytree(folder, old)
    edit(old / "rules" / "market-1.yaml", "count: at least 51}", "count: at least 52}")
    return folder


def edit(file: Path, new: str, before: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert new in text, (file, new)
    file.write_text(text.replace(new, before, 1), encoding="utf-8")


def vocabulary(
    records: Sequence[workload.Record], people: Sequence[workload.Record]
) -> Iterator[str]:
    """Every attribute, with the words that a rule or one of the people uses."""
    told = [("has" if isinstance(value, list) else "eq", name, one)
            for profile in people for name, value in profile.items()
            if not isinstance(value, int) or isinstance(value, bool)
            for one in (value if isinstance(value, list) else [value])]  # fmt: skip
    said = {"id": "", "layer": 0, "when": told, "then": []}
    yield "strengths: {states: 1}\n\nclaims:\n\n  Z01: {says: It is so., hedge: states}\n\n"
    yield "attributes:\n"
    for attribute in workload.knowledge_of([*records, said], people[0]).vocabulary:
        kind = _kind(attribute.kind)
        asked = f"    ask: What is your {attribute.name}?\n" if attribute.asked else ""
        yield f"\n  {attribute.name}:\n    {kind}\n{asked}"


def _kind(kind: object) -> str:
    match kind:
        case workload.ListOf(values):
            return f"list of: [{', '.join(values)}]"
        case workload.OneOf(("yes", "no") | ("no", "yes")):
            return "kind: yes or no"
        case workload.OneOf(values):
            return f"one of: [{', '.join(values)}]"
        case _:
            return "number: 0 to 1000000"


def rules(records: Sequence[workload.Record]) -> Iterator[str]:
    yield "factor: all\n\nrules:\n"
    for record in records:
        then = ", ".join(f"{name}: {value}" for _, name, value in record["then"])
        yield f"\n  {record['id'].lower()}:\n    when: {{{', '.join(_conditions(record))}}}\n"
        yield f"    then: {{{then}}}\n    because: It is so.\n    source: Z01\n"


def _conditions(record: workload.Record) -> Iterator[str]:
    tests: dict[str, list[tuple[str, object]]] = {}
    for op, name, value in record["when"]:
        tests.setdefault(name, []).append((op, value))
    several = {name: found for name, found in tests.items() if len(found) > 1}
    for name, found in tests.items():
        if name not in several:
            yield f"{name}: {_test(*found[0])}"
    if several:
        listed = [f"{{{n}: {_test(*one)}}}" for n, found in several.items() for one in found]
        yield f"all: [{', '.join(listed)}]"


def _test(op: str, value: object) -> str:
    match op:
        case "ge":
            return f"at least {value}"
        case "lt":
            return f"fewer than {value}"
        case "in":
            return f"[{', '.join(map(str, value))}]"  # type: ignore[call-overload]
        case "has":
            return f"includes {value}"
        case "hasnt":
            return f"not includes {value}"
        case _:
            return _word(value)


def cases(records: Sequence[workload.Record], people: Sequence[workload.Record]) -> Iterator[str]:
    yield "tests:\n"
    for number, profile in enumerate(people, 1):
        verdict, _, _, fired = demo.reference(records, profile)
        given = ", ".join(f"{name}: {_told(value)}" for name, value in profile.items())
        because = ", ".join(sorted(name.lower() for name in fired))
        yield f"\n  - name: person {number}\n    given: {{{given}}}\n"
        yield f"    expect: {{verdict: {verdict or 'no advice'}, because of: [{because}]}}\n"


def _told(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(value)}]" if value else "none"
    return _word(value)


def _word(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    main()
