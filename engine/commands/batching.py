"""Many profiles at once, from files to files."""

from __future__ import annotations

import glob
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from ..diagnostics import DunbarError
from ..output import as_json, as_text, complain
from .frame import DONE, FINDINGS, MisuseError, misused, open_base, told

if TYPE_CHECKING:
    from ..api import Basis
    from ..batch import Explain, Form, Job, Summary, Watch
    from ..strata import Program

USAGE = "dunbar batch IN [IN ...] OUT [--from FORM] [--to FORM]"
STANDARD = Path("-")


@told
def batch(
    *,
    places: tuple[Path, ...],
    read: Form | None,
    written: Form | None,
    explain: Explain,
    threads: int | None,
    memory: str | None,
    sample: int | None,
    resume: bool,
    form: Literal["text", "json"],
    basis: Basis,
    kb: Path | None,
) -> int:
    """Verdicts for all profiles in files; gives 1 where rows were rejected."""
    if len(places) < 2:  # noqa: PLR2004 - one in and one out
        return misused("it needs a file to read and a file to write", USAGE)
    run = _runner()
    from ..batch import Job  # noqa: PLC0415 - like all below: when needed
    from ..render.waiting import bar  # noqa: PLC0415

    *inputs, output = places
    program = open_base(kb).program(basis)
    with ExitStack() as stack:
        files = _files(inputs, stack)
        parts = _is_folder(output)
        if resume and not parts:
            raise MisuseError("--resume is for a folder of parts: let OUT end with /")
        target = _target(output, stack)
        job = Job(
            tuple(files),
            target,
            _form_read(files, read, standard=STANDARD in inputs),
            _form_written(output, written, parts=parts),
            explain,
            threads,
            memory,
            sample,
            resume,
            parts,
        )
        _distinct(job)
        with bar("Profiles", sys.stderr) as watch:
            summary = run(program, job, watch)
        if output == STANDARD:
            _copy_out(target)
    _tell(summary, form, quiet=output == STANDARD)
    return FINDINGS if summary.tally.rejected else DONE


def _runner() -> Callable[[Program, Job, Watch], Summary]:
    try:
        from ..batch import run  # noqa: PLC0415
    except ImportError as error:
        raise DunbarError("this needs DuckDB and sqlglot: pip install 'dunbar[batch]'") from error
    return run


def _files(inputs: list[Path], stack: ExitStack) -> list[Path]:
    """The files that are there, patterns taken apart, standard input as a file."""
    found = list[Path]()
    for path in inputs:
        if path == STANDARD:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="dunbar-")))
            with (folder / "standard input").open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
            found.append(folder / "standard input")
        elif path.exists() or not glob.has_magic(str(path)):
            found.append(path)
        else:
            matches = sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207
            if not matches:
                raise DunbarError(f"no file is called like {path}")
            found += matches
    for path in found:
        if not path.is_file():
            raise DunbarError(f"{path} is {'a folder' if path.is_dir() else 'not there'}")
    return found


def _is_folder(output: Path) -> bool:
    return output.is_dir()


def _target(output: Path, stack: ExitStack) -> Path:
    if output != STANDARD:
        return output
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="dunbar-")))
    return folder / "standard output"


def _form_read(files: list[Path], told_: Form | None, *, standard: bool) -> Form:
    from ..batch import form_of  # noqa: PLC0415

    for path in files:
        if told_ is None and form_of(path) is None:
            what = "standard input" if standard else str(path)
            raise MisuseError(f"--from csv, tsv, jsonl or parquet must say what {what} is")
    return told_ or form_of(files[0]) or "csv"


def _form_written(output: Path, told_: Form | None, *, parts: bool) -> Form:
    from ..batch import form_of  # noqa: PLC0415

    found = told_ or form_of(output)
    if found is None:
        what = "standard output" if output == STANDARD else str(output)
        what = f"the parts in {output}" if parts else what
        raise MisuseError(f"--to csv, tsv, jsonl or parquet must say what {what} is to be")
    return found


def _distinct(job: Job) -> None:
    """Nothing that is read is written over, and no two parts have one name."""
    for path in job.inputs:
        if job.output.exists() and job.output.samefile(path):
            raise MisuseError(f'"{job.output}" is read, and would be overwritten')
    if job.parts and len({path.stem for path in job.inputs}) < len(job.inputs):
        raise MisuseError("two files have one name, and so would their parts")
    if not job.output.parent.is_dir():
        raise DunbarError(f"{job.output.parent} is no folder")


def _copy_out(target: Path) -> None:
    try:
        with target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DunbarError(f"the answer cannot be written: {error.strerror or error}") from error


def _tell(summary: Summary, form: Literal["text", "json"], *, quiet: bool) -> None:
    """The summary; beside answers on standard output it goes to stderr."""
    from ..output import write  # noqa: PLC0415
    from ..render.batching import batch_document, batch_json  # noqa: PLC0415

    say: Callable[[str], None] = complain if quiet else write
    match form:
        case "json":
            say(as_json(batch_json(summary)))
        case "text":
            say(as_text(batch_document(summary)))
