"""A batch on DuckDB: read, match, answer, write beside, and rename when all is done."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from ..diagnostics import DunbarError
from ..relational import RULES, Tabled, compile_tables
from ..strata import Program
from .duck import Duck, named, opened, quoted
from .files import RECORD, Form, Source, form_of, places, read
from .job import Job, Watch
from .matching import Matched, match_columns
from .summary import Summary, Tally, tallied
from .values import REASON, tell

PROFILES = "profiles"
TIMES = "profiles with these rules"


def run(program: Program, job: Job, watch: Watch) -> Summary:
    """Answer all inputs of a job. Raises DunbarError; leaves no half file behind."""
    tabled = compile_tables(program, source=PROFILES)
    folder = job.output if job.parts else job.output.parent
    if job.parts:
        folder.mkdir(parents=True, exist_ok=True)
    total = Tally()
    matched: Matched | None = None
    rejects, written, skipped = list[str](), list[str](), list[str]()
    work = Path(mkdtemp(prefix=f".{job.output.name}.", dir=folder))
    try:
        with opened(job.threads, job.memory, work) as duck:
            _prepare(duck, tabled, job)
            made = list[Path]()
            for at, path in enumerate(job.inputs):
                target = _part(job, path)
                if job.resume and target.exists():
                    skipped.append(str(target))
                    continue
                step = _share(watch, at, len(job.inputs))
                part = work / f"{at}.{'parquet' if _joins(job) else job.written}"
                matched, tally = _answer(duck, program, tabled, job, path, part, work, step)
                total.add(tally)
                made.append(part)
                if job.parts:
                    part.replace(target)
                    written.append(str(target))
                    rejects += _rejected(work, target)
            if not job.parts:
                _whole(duck, job, made, work).replace(job.output)
                written.append(str(job.output))
                rejects += _rejected(work, job.output)
    except OSError as error:
        raise DunbarError(f"{job.output} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Summary(
        total,
        matched or Matched({}, (), ()),
        tabled.outputs[0].name if tabled.outputs else None,
        tuple(rule.id for rule in program.rules),
        tuple(written),
        tuple(rejects),
        tuple(skipped),
    )


def _joins(job: Job) -> bool:
    return len(job.inputs) > 1 and not job.parts


def _part(job: Job, path: Path) -> Path:
    return job.output / f"{path.stem}.{job.written}" if job.parts else job.output


def _share(watch: Watch, at: int, count: int) -> Watch:
    return lambda done, total: watch(at * total + done, count * total)


def _prepare(duck: Duck, tabled: Tabled, job: Job) -> None:
    """The tables of the rules. Rows keep their order: the first of two joined tables is read."""
    duck.run("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    for table in tabled.tables:
        select = table.select.sql("duckdb", comments=False)
        if table.fired and job.written not in {"csv", "tsv"}:
            rules = named(f"{RULES} {table.key}")
            select = f"SELECT * REPLACE (string_split({rules}, ' ') AS {rules}) FROM ({select})"
        duck.run(f"CREATE TABLE {named(table.name)} AS {select}")


def _answer(  # noqa: PLR0917 - the parts of one step
    duck: Duck,
    program: Program,
    tabled: Tabled,
    job: Job,
    path: Path,
    part: Path,
    work: Path,
    watch: Watch,
) -> tuple[Matched, Tally]:
    """One file: its answers into ``part``, its refused rows beside."""
    vocabulary = program.knowledge.vocabulary
    source = read(duck, path, _read_as(job, path))
    matched = match_columns((column.name for column in source.columns), vocabulary)
    doubtful = tell(duck, source, matched, tabled.inputs, vocabulary.asked)
    duck.run(f"CREATE OR REPLACE VIEW {PROFILES} AS SELECT * FROM told WHERE {REASON} IS NULL")
    tally = tallied(duck, tabled, tabled.outputs[0].name if tabled.outputs else None)
    if doubtful or source.unread:
        _refuse(
            duck, source, tally, work / f"{part.stem}.rejected.csv", path if _joins(job) else None
        )
    select = _answers(tabled, source, job)
    if job.sample is not None:
        select = _sampled(tabled, source, job)
    duck.follow(
        f"COPY ({select}) TO {quoted(str(part))} ({_options(form_of(part) or job.written)})", watch
    )
    return matched, tally


def _read_as(job: Job, path: Path) -> Form:
    return form_of(path) or job.read


def _answers(tabled: Tabled, source: Source, job: Job) -> str:
    """The query of all answers, in SQL."""
    kept = {f"kept {at}": f"kept {at}" for at in range(len(source.columns))}
    inner = tabled.answers(kept).sql("duckdb", comments=False)
    taken = {column.name.casefold() for column in source.columns}
    shown = [
        f"{_cell(job, source, at)} AS {named(column.name)}"
        for at, column in enumerate(source.columns)
    ]
    shown += [
        f"{named(output.name)} AS {named(_free(output.name, taken))}" for output in tabled.outputs
    ]
    if job.explain == "rules":
        shown.append(f"{_fired(tabled, job)} AS {named(_free(RULES, taken))}")
    return f"SELECT {', '.join(shown)} FROM ({inner})"


def _cell(job: Job, source: Source, at: int) -> str:
    cell, kind = named(f"kept {at}"), source.columns[at].kind
    if kind == "JSON" and job.written != "jsonl":
        return f"{cell} ->> '$'"
    if kind.endswith("]") and job.written in {"csv", "tsv"}:
        return f"array_to_string({cell}, ', ')"
    return cell


def _free(name: str, taken: set[str]) -> str:
    found = name
    while found.casefold() in taken:
        found = f"{found}_verdict"
    taken.add(found.casefold())
    return found


def _fired(tabled: Tabled, job: Job) -> str:
    columns = [named(f"{RULES}_{at}") for at, _ in enumerate(t for t in tabled.tables if t.fired)]
    if job.written in {"csv", "tsv"}:
        return f"concat_ws(' ', {', '.join(columns)})" if columns else "''"
    found = "CAST([] AS VARCHAR[])"
    for column in columns:
        found = f"list_concat({found}, {column})"
    return found


def _sampled(tabled: Tabled, source: Source, job: Job) -> str:
    """For each set of rules that fire together the first row, the most frequent set first."""
    fired = [named(f"{RULES}_{at}") for at, _ in enumerate(t for t in tabled.tables if t.fired)]
    kept = {f"kept {at}": f"kept {at}" for at in range(len(source.columns))}
    inner = tabled.answers(kept).sql("duckdb", comments=False)
    names = [*kept, *(output.name for output in tabled.outputs)]
    firsts = ", ".join(f"first({named(name)}) AS {named(name)}" for name in names)
    grouped = (
        f"SELECT count(*) AS times, {firsts}{''.join(f', {each}' for each in fired)}"
        f" FROM ({inner}) GROUP BY {', '.join(fired) or '()'}"
        f" ORDER BY times DESC, {', '.join(fired) or '1'} LIMIT {int(job.sample or 0)}"
    )
    select = _answers(tabled, source, job)
    return select.replace(f"FROM ({inner})", f"FROM ({grouped})").replace(
        "SELECT ", f"SELECT times AS {named(TIMES)}, ", 1
    )


def _options(form: Form) -> str:
    match form:
        case "csv":
            return "FORMAT csv, HEADER true"
        case "tsv":
            return "FORMAT csv, HEADER true, DELIMITER '\t'"
        case "jsonl":
            return "FORMAT json"
        case "parquet":
            return "FORMAT parquet, COMPRESSION zstd"


def _refuse(duck: Duck, source: Source, tally: Tally, into: Path, path: Path | None) -> None:
    """Write what is refused, with its line and the reason; count it."""
    kept = [named(f"kept {at}") for at in range(len(source.columns))]
    count = duck.rows(f"SELECT count(*) FROM told WHERE {REASON} IS NOT NULL")[0][0]
    tally.rejected = int(count) + len(source.unread)
    if not tally.rejected:
        return
    duck.run("CREATE OR REPLACE TABLE refused AS SELECT * FROM (SELECT *, row_number() OVER () AS"
             f" {RECORD} FROM told) WHERE {REASON} IS NOT NULL")  # fmt: skip
    found = duck.rows(f"SELECT {RECORD}, {REASON} FROM refused")
    at = places(source, [int(record) for record, _ in found])
    tally.reasons = Counter(str(reason) for _, reason in found)
    tally.reasons.update(reason for _, reason in at.unread)
    duck.run("CREATE OR REPLACE TABLE places (record BIGINT, line BIGINT)")
    duck.run(
        "INSERT INTO places SELECT unnest(CAST(? AS BIGINT[])), unnest(CAST(? AS BIGINT[]))",
        [list(at.lines), list(at.lines.values())],
    )
    file = "" if path is None else f"{quoted(str(path))} AS file, "
    cells = "".join(
        f", {cell} AS {named(column.name)}"
        for cell, column in zip(kept, source.columns, strict=True)
    )
    duck.run("CREATE OR REPLACE TABLE unread (line BIGINT, reason VARCHAR)")
    duck.store("INSERT INTO unread VALUES (?, ?)", at.unread)
    duck.run(
        f"COPY (SELECT * FROM (SELECT {file}line, {REASON}{cells} FROM refused JOIN places"
        f" USING ({RECORD}) UNION ALL BY NAME SELECT {file}* FROM unread) ORDER BY line)"
        f" TO {quoted(str(into))} (FORMAT csv, HEADER true)"
    )


def _rejected(work: Path, target: Path) -> list[str]:
    """The files of refused rows, as one beside the output; none that is of an earlier run."""
    into = target.with_name(f"{target.name}.rejected.csv")
    found = sorted(work.glob("*.rejected.csv"), key=lambda path: int(path.name.split(".")[0]))
    if not found:
        with suppress(FileNotFoundError):
            into.unlink()
        return []
    whole = work / "rejected"
    with whole.open("wb") as file:
        for number, path in enumerate(found):
            with path.open("rb") as part:
                if number:
                    part.readline()
                shutil.copyfileobj(part, file)
            path.unlink()
    whole.replace(into)
    return [str(into)]


def _whole(duck: Duck, job: Job, made: list[Path], work: Path) -> Path:
    """All parts as one file."""
    if not _joins(job):
        return made[0]
    whole = work / f"whole.{job.written}"
    parts = ", ".join(quoted(str(path)) for path in made)
    duck.run(
        f"COPY (SELECT * FROM read_parquet([{parts}], union_by_name = true))"
        f" TO {quoted(str(whole))} ({_options(job.written)})"
    )
    return whole
