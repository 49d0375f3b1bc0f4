"""Reading exports of 1,000 to 1,000,000 invented people: seconds and the most memory.

    python benchmarks/importing.py

Each size is read in a process of its own. The last table has as many companies as people, which
is the worst that a table of this size can do to memory. Processor time; memory is the growth of
what the process holds, against the moment before it reads.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 100_000, 1_000_000)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def main() -> None:
    print("| connections | file | processor time | memory | companies told apart |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            for different in (size // 12, size):
                path = Path(folder) / f"{size}-{different}.csv"
                path.write_text(HEADER + "".join(rows(size, different)), encoding="utf-8")
                done = subprocess.run(
                    [sys.executable, __file__, str(path)],
                    capture_output=True, text=True, check=True,
                )  # fmt: skip
                megabytes = path.stat().st_size / 1e6
                print(f"| {size:,} | {megabytes:.1f} MB | {done.stdout.strip()} |", flush=True)
                path.unlink()


def rows(size: int, different: int) -> Iterator[str]:
    for at in range(size):
        yield (
            f"First{at},Last{at},https://www.example.com/in/{at},,Company {at % different:x} Inc,"
            f"Senior Engineer {at % 997},{at % 28 + 1:02} Jan {2006 + at % 20}\n"
        )


def measured(path: Path) -> str:
    sys.path.insert(0, str(ROOT))
    from engine.api import open_knowledge  # noqa: PLC0415 - found only now
    from engine.imports import read_export  # noqa: PLC0415

    knowledge = open_knowledge().knowledge
    before, held = time.process_time(), peak()
    export = read_export(knowledge.imports[0], knowledge.vocabulary, path)
    seconds = time.process_time() - before
    (found,) = [each for each in export.readings if each.form.name == "companies"]
    told = found.why_not or f"{found.value:,}"
    return f"{seconds:.2f} s | {(peak() - held) / 1024:.0f} MB | {told}"


def peak() -> int:
    """In KB; what `getrusage` says is as large as its parent was, so Linux is asked itself."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measured(Path(sys.argv[1])))
    else:
        main()
