"""The benchmarks: Markdown tables of ratios, all of one run. README.md says how to read them."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ROOT.parent / "shared" / "reference" / "peers"
PARTS = ("cold", "rate", "growth", "load")
SIZES = (60, 600, 6000)
OURS = {
    "dunbar": "**ours, reference chainer**",
    "dunbar-trace": "**ours, reference chainer, with its trace**",
    "dunbar-durable": "**ours, durable-rules**",
    "dunbar-durable-trace": "**ours, durable-rules, with its trace**",
    "oracle": "naive interpreter of the rules, the oracle",
}
THEIRS = {
    "plain_smart": "plain Python, hand-tuned",
    "plain_if": "plain Python, one `if` a rule",
    "zen_expr": "zen-engine, expressions only",
    "clipspy_fixed": "clipspy, its leak mended",
    "clipspy_": "clipspy as shipped",
    "durable_": "durable-rules by hand",
    "zen_": "zen-engine, decision tables",
    "business_": "business-rules",
}
GROWING = ("dunbar-trace", "plain_smart", "clipspy_fixed", "clipspy_", "zen_expr", "oracle")
FACTS = ("industry=consulting", "career stage=senior executive")
CHECKED = {60: 2000, 600: 200, 6000: 40}
SLICE = 0.1


@dataclass(slots=True)
class Bench:
    """Where things are, how long to measure, and which engines there are."""

    build: Path
    peers: Path | None
    rounds: int
    engines: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Ours and theirs on the path; what is compiled or cached goes to the scratch folder."""
        path = [HERE, ROOT, *([self.peers] if self.peers else [])]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return {
            **kept,
            "PYTHONPATH": os.pathsep.join(map(str, path)),
            "PYTHONPYCACHEPREFIX": str(self.build / "pycache"),
            "XDG_CACHE_HOME": str(self.build / "cache"),
            "NO_COLOR": "1",
        }


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        peers = options.peers if (options.peers / "spec.py").is_file() else None
        bench = Bench(Path(folder), peers, options.rounds)
        look_for_engines(bench)
        for line in chain_of(bench, options.parts):
            print(line, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Ratios of speed, all measured in this run.")
    parser.add_argument(
        "--peers",
        type=Path,
        default=Path(os.environ.get("DUNBAR_PEERS", PEERS)),
        help="folder with the peers' spec.py, gen.py and engines/",
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def look_for_engines(bench: Bench) -> None:
    """Which of the peers' engines can be imported; their native rule files are made."""
    if bench.peers is None:
        return
    for engine in THEIRS:
        code = f"import engines.{engine}"
        if engine.startswith("plain") or python(bench, "-c", code, check=False).returncode == 0:
            bench.engines.append(engine)
        else:
            bench.missing.append(engine)
    python(bench, str(bench.peers / "gen.py"))


def chain_of(bench: Bench, parts: Sequence[str]) -> Iterator[str]:
    yield from head(bench)
    for part, measure in (("cold", cold), ("rate", rate), ("growth", growth), ("load", load)):
        if part in parts:
            yield ""
            yield from measure(bench)


def head(bench: Bench) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    python = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    yield f"{python}, {bench.rounds} rounds in turn; processor time; README.md says how to read it."
    if bench.peers is None:
        yield "No folder of peers here (`--peers DIR`): the workload is our own, without them."
    elif bench.missing:
        yield f"Not installed, left out: {', '.join(bench.missing)}."


def cold(bench: Bench) -> Iterator[str]:
    advise = [str(ROOT / "cli.py"), "advise", *FACTS]
    commands = {
        "`python -c pass`": ["-c", "pass"],
        "`python -c 'import click, yaml'`": ["-c", "import click, yaml"],
        "**`dunbar --help`**": [str(ROOT / "cli.py"), "--help"],
        "**`dunbar advise`**": advise,
        "**`dunbar advise --format json`**": [*advise, "--format", "json"],
        "**`dunbar advise`, nothing in the cache**": advise,
        **{
            f"one decision: {THEIRS[engine]}": [str(bench.peers / "one.py"), engine, "build/60"]
            for engine in bench.engines
            if bench.peers is not None
        },
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(bench.rounds + 1):
        for name, command in commands.items():
            if "nothing in the cache" in name:
                shutil.rmtree(bench.build / "cache", ignore_errors=True)
            seconds = process_time(bench, command)
            if turn:  # the first fills the caches of the machine
                spent[name].append(seconds * 1e3)
    unit = spent["`python -c 'import click, yaml'`"]
    yield "## Cold start: a process from start to end"
    yield ""
    yield "| process | ratio | least ms | median ms |"
    yield "|---|--:|--:|--:|"
    for name, found in spent.items():
        figures = f"{ratio(found, unit):.2f} | {min(found):.0f} | {median(found):.0f}"
        yield f"| {name} | {figures} |"


def rate(bench: Bench) -> Iterator[str]:
    names = {**OURS, **{engine: THEIRS[engine] for engine in bench.engines}}
    spent, checked = measured(bench, [(name, 60) for name in names])
    unit = spent["dunbar-trace", 60]
    yield "## Consultations a second, 60 rules"
    yield ""
    yield f"Each first gave the oracle's verdict, texts and fired rules on {checked:,} profiles."
    yield ""
    yield "| engine | rate, ours with its trace = 1 | a second | least µs | median µs |"
    yield "|---|--:|--:|--:|--:|"
    for (name, _), found in sorted(spent.items(), key=lambda entry: min(entry[1])):
        least = min(found)
        figures = f"{1e6 / least:,.0f} | {least:.1f} | {median(found):.1f}"
        yield f"| {names[name]} | {ratio(unit, found):.2f} | {figures} |"


def growth(bench: Bench) -> Iterator[str]:
    names = [name for name in GROWING if name in OURS or name in bench.engines]
    spent, _ = measured(bench, [(name, size) for name in names for size in SIZES])
    yield "## Growth: the rate that is kept with ten and a hundred times the rules"
    yield ""
    yield "| engine | 60 rules, a second | 600 | 6,000 |"
    yield "|---|--:|--:|--:|"
    for name in names:
        first, *more = (spent[name, size] for size in SIZES)
        kept = " | ".join(f"{ratio(first, found):.0%}" for found in more)
        yield f"| {(OURS | THEIRS)[name]} | {1e6 / min(first):,.0f} | {kept} |"


def load(bench: Bench) -> Iterator[str]:
    found = json.loads(python(bench, str(HERE / "opening.py"), str(bench.rounds)).stdout)
    yield f"## Opening our own {found.pop('rules')} rules, with all they stand on"
    yield ""
    yield "| step | ratio | least ms |"
    yield "|---|--:|--:|"
    said = {
        "events": "libyaml reads the same text and nothing more",
        "cold": "files to a checked knowledge base, no cache",
        "warm": "the same from the cache",
        "strata": "of that: rules in order of inference",
        "first": "first run of the reference chainer: conditions compiled",
    }
    for name, text in said.items():
        yield f"| {text} | {found[name] / found['events']:.2f} | {found[name]:.1f} |"


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """Of two that were measured in turn: the median of the rounds' own ratios."""
    return median(left / right for left, right in zip(one, other, strict=True))


def measured(
    bench: Bench, who: Iterable[tuple[str, int]]
) -> tuple[Mapping[tuple[str, int], list[float]], int]:
    """Microseconds a decision of each, round by round; and how many were compared at 60 rules."""
    with ExitStack() as stack:
        asked = {key: stack.enter_context(contender(bench, *key)) for key in who}
        ready = {key: json.loads(answer(child)) for key, child in asked.items()}
        spent: dict[tuple[str, int], list[float]] = {key: [] for key in asked}
        for _ in range(bench.rounds):
            for key, child in asked.items():
                spent[key].append(float(answer(child, SLICE)))
        return spent, min(found["checked"] for found in ready.values())


@contextmanager
def contender(bench: Bench, name: str, size: int) -> Iterator[subprocess.Popen[str]]:
    checked = CHECKED[size]
    command = [sys.executable, str(HERE / "contender.py"), name, str(size // 60), str(checked)]
    child = subprocess.Popen(
        command,
        cwd=bench.build,
        env=bench.environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def answer(child: subprocess.Popen[str], seconds: float | None = None) -> str:
    assert child.stdin is not None
    assert child.stdout is not None
    if seconds is not None:
        child.stdin.write(f"{seconds}\n")
        child.stdin.flush()
    line = child.stdout.readline()
    if not line:
        sys.exit(child.communicate()[1])
    return line


def python(bench: Bench, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    found = subprocess.run(
        [sys.executable, *command],
        cwd=bench.build,
        env=bench.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if check and found.returncode:
        sys.exit(found.stderr)
    return found


def process_time(bench: Bench, command: Sequence[str]) -> float:
    """Processor time of a whole process."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    before = Path.cwd()
    os.chdir(bench.build)
    try:
        child = os.posix_spawn(
            sys.executable, [sys.executable, *command], bench.environment, file_actions=quiet
        )
    finally:
        os.chdir(before)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"this failed: {' '.join(command)}")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
