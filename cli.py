"""The command line: each command parses, asks the engine, renders, and exits with its code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

if TYPE_CHECKING or not __package__:
    from engine import commands
else:  # installed: this file is dunbar/cli.py
    from .engine import commands

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def offers(kind: str) -> Offer:
    """What a shell is told when it asks how a word of this kind may go on."""

    def offer(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        told = context.params.get("facts") or ()
        found = commands.candidates(kind, context.params.get("kb"), typed, told)
        return [CompletionItem(one.text, help=one.about or None) for one in found]

    return offer


@add_completion_class
class Lines(ShellComplete):
    """How the scripts of ``dunbar completion`` ask and are answered: a line each."""

    name = "lines"
    source_template = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words of the command, and the one that is being typed."""
        *words, typed = os.environ.get("COMP_WORDS", "").split("\n")
        return words, typed

    def format_completion(self, item: CompletionItem) -> str:
        """What kind of word it is, the word, and what it says."""
        return f"{item.type}\t{item.value}\t{' '.join((item.help or '').split())}"


knowledge_base = click.option(
    "--kb",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Another knowledge base: a folder with rules/ and knowledge/.",
)
output_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is written.",
)
basis = click.option(
    "--basis",
    type=click.Choice(["all", "article"]),
    default="all",
    show_default=True,
    help="Use every rule, or only what the article itself supports.",
)
output_file = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of the screen.",
)

linkedin = click.option(
    "--linkedin",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Read facts from a LinkedIn export: a zip, a folder or one CSV.",
)
as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Read the export as of this day, instead of its own.",
)
take_suggestions = click.option(
    "--take-suggestions",
    is_flag=True,
    help="Use what the export only suggests, such as the career stage.",
)


def exported(command: Callable[..., None]) -> Callable[..., None]:
    """The options that read facts from an export, handed on as one."""

    @wraps(command)
    def folded(
        *, linkedin: Path | None, as_of: datetime | None, take_suggestions: bool, **options: Any
    ) -> None:
        if linkedin is None and (as_of is not None or take_suggestions):
            raise click.UsageError("--as-of and --take-suggestions go with --linkedin")
        day = None if as_of is None else as_of.date()
        wanted = linkedin and commands.Wanted("linkedin", linkedin, day, take_suggestions)
        command(**options, export=wanted)

    for option in (take_suggestions, as_of, linkedin):
        folded = option(folded)
    return folded


case_places = click.argument(
    "places",
    nargs=-1,
    type=click.Path(path_type=Path),
    metavar="[FILE or FOLDER]...",
    shell_complete=offers("cases"),
)
case_words = click.option(
    "-k",
    "words",
    metavar="WORDS",
    help="Only cases whose name, file or rule has them.",
    shell_complete=offers("rules"),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda _, __, wanted: commands.version() if wanted else None,
    help="Show the version and exit.",
)
def main() -> None:
    """How many connections should you have, how fast, what next, and why.

    Every line of an answer comes from a rule that you can read, question and edit.
    """


@main.command()
@click.argument(
    "facts",
    nargs=-1,
    metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...",
    shell_complete=offers("facts"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How the answer is written; html is one page that needs nothing else.",
)
@click.option(
    "--trace",
    type=click.Choice(["none", "short", "full"]),
    default="short",
    show_default=True,
    help="How much of the reasoning is shown.",
)
@basis
@click.option(
    "--from",
    "begin",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The first day of the plan, as in 2027-01-31, so that it has dates.",
)
@click.option(
    "--ics",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the plan to FILE as a calendar, from today or from --from on.",
)
@knowledge_base
@output_file
@exported
def advise(**options: Any) -> None:
    """The verdict for one person, with its reasoning.

    \b
    Examples:
      dunbar advise industry=consulting stage="senior executive"
      dunbar advise examples/accountant.yaml goals="job search" --trace full
      dunbar advise examples/accountant.yaml --format html -o report.html
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.advise(**options))


@main.command()
@click.argument(
    "facts",
    nargs=-1,
    metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...",
    shell_complete=offers("facts"),
)
@click.option(
    "--until",
    metavar="FIELD|all",
    shell_complete=offers("aims"),
    help="Stop when this entry of the verdict is settled (the first by default), or all of it.",
)
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Keep the answers as a profile, at the end and with save.",
)
@output_format
@basis
@knowledge_base
@output_file
@exported
def ask(**options: Any) -> None:
    """Asks what tells most, and stops when nothing else could change the verdict.

    At every question: why, how, skip, back, so far, save, help, quit.

    \b
    Examples:
      dunbar ask
      dunbar ask examples/accountant.yaml --until all --save me.yaml
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.ask(**options))


@main.command()
@click.argument("conclusion", shell_complete=offers("conclusions"))
@click.argument(
    "facts",
    nargs=-1,
    metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...",
    shell_complete=offers("facts"),
)
@click.option(
    "--depth",
    type=click.Choice(["line", "paragraph", "tree"]),
    default="tree",
    show_default=True,
    help="How much of the proof is told.",
)
@click.option(
    "--graph",
    type=click.Choice(["mermaid", "dot", "svg"]),
    help="Write the proof as a graph instead.",
)
@output_format
@basis
@knowledge_base
@output_file
@exported
def how(**options: Any) -> None:
    """How a CONCLUSION came about, step by step; each number can be asked again."""
    sys.exit(commands.how(**options))


@main.command(name="why-not")
@click.argument("target", metavar="RULE-OR-CONCLUSION", shell_complete=offers("targets"))
@click.argument(
    "facts",
    nargs=-1,
    metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...",
    shell_complete=offers("facts"),
)
@output_format
@basis
@knowledge_base
@output_file
@exported
def why_not(**options: Any) -> None:
    """Which rules could have said so, nearest miss first, and what kept them from it."""
    sys.exit(commands.why_not(**options))


@main.command(name="what-if")
@click.argument(
    "facts",
    nargs=-1,
    metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...",
    shell_complete=offers("facts"),
)
@click.option(
    "--given",
    multiple=True,
    metavar="ATTRIBUTE=VALUE",
    shell_complete=offers("given"),
    help="What holds now, for those without a profile; may be repeated.",
)
@click.option(
    "--want",
    metavar="NAME=CONDITION",
    shell_complete=offers("wishes"),
    help="Find all smallest changes after which this is so.",
)
@click.option(
    "--sensitivity",
    is_flag=True,
    help="How far each fact and each convention is from tipping the verdict.",
)
@output_format
@basis
@knowledge_base
@output_file
@exported
def what_if(*, sensitivity: bool, **options: Any) -> None:
    """Now and then side by side; or what to change for a wish; or what tips the verdict.

    \b
    Examples:
      dunbar what-if examples/accountant.yaml connections=600
      dunbar what-if examples/accountant.yaml --want size=larger
      dunbar what-if examples/accountant.yaml --sensitivity
    """  # noqa: D301 - click wants the backspace itself
    sys.exit((commands.sensitivity if sensitivity else commands.what_if)(**options))


@main.command()
@click.argument(
    "places", nargs=-1, type=click.Path(path_type=Path), metavar="[OLD] [NEW] or FOLDER"
)
@click.option(
    "--given",
    multiple=True,
    metavar="ATTRIBUTE=VALUE",
    help="What holds both times, and exports do not tell; may be repeated.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the new verdict into FOLDER by its date; nothing is kept otherwise.",
)
@click.option(
    "--from",
    "begin",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="When OLD was, if its name does not say.",
)
@click.option(
    "--to",
    "end",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="When NEW was, if its name does not say.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How the answer is written.",
)
@basis
@knowledge_base
@output_file
def progress(**options: Any) -> None:
    """How far you have come: what was gained, what you changed, what the rules changed.

    \b
    Examples:
      dunbar progress 2026-05-01.json 2026-11-01.json
      dunbar progress me.yaml --keep history
      dunbar progress history
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.progress(**options))


@main.command(name="import")
@click.argument("name")
@click.argument("path", type=click.Path(path_type=Path))
@as_of
@take_suggestions
@output_format
@knowledge_base
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Save the facts to FILE as a profile.",
)
def import_export(
    *, name: str, path: Path, as_of: datetime | None, take_suggestions: bool, **options: Any
) -> None:
    """What an export of data tells: facts for a profile, and a report on its files.

    NAME is an import map of the knowledge base, such as linkedin. Only figures are kept.

    \b
    Examples:
      dunbar import linkedin Basic_LinkedInDataExport_02-08-2026.zip
      dunbar import linkedin export/ -o me.yaml
    """  # noqa: D301 - click wants the backspace itself
    day = None if as_of is None else as_of.date()
    wanted = commands.Wanted(name, path, day, take_suggestions)
    sys.exit(commands.import_export(wanted=wanted, **options))


@main.group()
def rules() -> None:
    """Check and read the rules."""


@rules.command()
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@knowledge_base
def check(**options: Any) -> None:
    """Everything that is wrong with the rules, where, and how to mend it."""
    sys.exit(commands.check(**options))


@rules.command(name="list")
@output_format
@knowledge_base
def list_rules(**options: Any) -> None:
    """All rules: what each concludes, on whose word, and where it stands."""
    sys.exit(commands.list_rules(**options))


@rules.command()
@click.argument("rule", shell_complete=offers("rules"))
@output_format
@knowledge_base
def show(**options: Any) -> None:
    """One rule in words, with its claims and its lines in the file."""
    sys.exit(commands.show_rule(**options))


@rules.command()
@click.argument(
    "places", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE or FOLDER]... or -"
)
@click.option("--check", is_flag=True, help="Write nothing; fail where a file would be changed.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would be changed.")
@output_format
@knowledge_base
def fmt(**options: Any) -> None:
    """Rules, knowledge and cases in one form: words, order of keys, quotes, spaces.

    What they mean stays the same, and so do comments. With - for a file, standard input is
    formatted to standard output.
    """
    sys.exit(commands.fmt(**options))


@rules.command()
@click.option("--diff", is_flag=True, help="Write nothing; show what would be mended.")
@output_format
@knowledge_base
def fix(**options: Any) -> None:
    """Mend the slips of which only one thing can have been meant, and show what was mended."""
    sys.exit(commands.fix(**options))


@rules.command(name="test")
@case_places
@case_words
@click.option(
    "--coverage", is_flag=True, help="What the cases show of the rules, and a case for each gap."
)
@click.option(
    "--min-coverage",
    type=click.IntRange(0, 100),
    metavar="N",
    help="Fail where less than N % is covered.",
)
@click.option("--again", is_flag=True, help="Run also what has not changed since it was right.")
@click.option("--watch", "watched", is_flag=True, help="Run them again after every change.")
@click.option(
    "--junit",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the results as JUnit XML too.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How results are written.",
)
@knowledge_base
def test_rules(**options: Any) -> None:
    """Run the cases: what the rules should say for given facts, and what they do say.

    \b
    Examples:
      dunbar rules test
      dunbar rules test tests/cases/industry.yaml -k consulting
      dunbar rules test --coverage
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.test(**options))


@rules.command()
@case_places
@case_words
@knowledge_base
def watch(**options: Any) -> None:
    """Check and test on every save, and show how it stands; Ctrl-C ends it."""
    sys.exit(commands.watch(**options))


@rules.command()
@click.option(
    "-k",
    "words",
    metavar="WORDS",
    help="Only changes whose rule or file has them.",
    shell_complete=offers("rules"),
)
@click.option(
    "--kind",
    metavar="KIND",
    help='Only changes of one kind, such as "add value".',
    shell_complete=offers("kinds"),
)
@click.option("--reasons", is_flag=True, help="Also those that change only the reasons.")
@click.option("--write", "written", is_flag=True, help="Add a case for each survivor.")
@click.option(
    "--min-score",
    type=click.IntRange(0, 100),
    metavar="N",
    help="Fail only where less than N % is noticed.",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    metavar="N",
    help="Try so many changes at most, drawn from all rules.",
)
@output_format
@knowledge_base
def mutate(**options: Any) -> None:
    """Try small slips in every rule: does a case notice each? If not, here is one that would.

    \b
    Examples:
      dunbar rules mutate
      dunbar rules mutate -k consulting-larger
      dunbar rules mutate --kind "move threshold" --write
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.mutate(**options))


@rules.command()
@click.argument(
    "kind",
    required=False,
    type=click.Choice(["rules", "knowledge", "cases", "profile"]),
    metavar="rules|knowledge|cases|profile",
)
@click.option("--install", is_flag=True, help="Write all of them to where editors find them.")
@knowledge_base
@output_file
def schema(**options: Any) -> None:
    """A JSON Schema by which an editor completes and checks these files.

    \b
    Examples:
      dunbar rules schema --install
      dunbar rules schema rules -o rules.json
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.schema(**options))


@rules.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How the proofs are written.",
)
@knowledge_base
def verify(**options: Any) -> None:
    """Proves for all profiles what should hold, or shows the smallest for which it fails."""
    sys.exit(commands.verify(**options))


@rules.command()
@click.argument("name", required=False, shell_complete=offers("things"))
@click.option("--upstream", is_flag=True, help="What NAME rests on, and not the rest.")
@click.option("--downstream", is_flag=True, help="What rests on NAME, and not the rest.")
@click.option(
    "--depth", type=click.IntRange(min=1), metavar="N", help="Only so many steps from NAME."
)
@click.option("--rules", "every", is_flag=True, help="Every rule and text as a box of its own.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "mermaid", "dot", "svg", "json"]),
    default="text",
    show_default=True,
    help="How the graph is written.",
)
@knowledge_base
@output_file
def graph(**options: Any) -> None:
    """What reads what: all attributes, or what NAME rests on and what rests on it.

    NAME is an attribute, a rule, a table, a field or a text of the verdict, or a claim.

    \b
    Examples:
      dunbar rules graph
      dunbar rules graph pace --upstream
      dunbar rules graph --format svg -o rules.svg
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.graph(**options))


@rules.command()
@click.argument("name", metavar="[ID]", required=False)
@click.option(
    "--file",
    metavar="FILE",
    help="The file in rules/; one that is new is made.",
    shell_complete=offers("rule files"),
)
@click.option(
    "--factor",
    metavar="WORDS",
    help="What it is about; without --file it names the file, too.",
    shell_complete=offers("factors"),
)
@click.option(
    "--when",
    multiple=True,
    metavar="CONDITION",
    help='What must hold, as in "age: at least 5", or always; may be repeated.',
    shell_complete=offers("conditions"),
)
@click.option(
    "--unless",
    multiple=True,
    metavar="CONDITION",
    help="Where it says nothing; may be repeated, and each is enough.",
    shell_complete=offers("conditions"),
)
@click.option(
    "--then",
    multiple=True,
    metavar="CONCLUSION",
    help='What it says, as in "pace: slow"; may be repeated.',
    shell_complete=offers("conclusion lines"),
)
@click.option(
    "--overrides",
    multiple=True,
    metavar="RULE",
    help="A rule that it beats; may be repeated.",
    shell_complete=offers("rules"),
)
@click.option("--because", metavar="SENTENCE", help="The reason, said to the person.")
@click.option(
    "--source",
    multiple=True,
    metavar="CLAIM",
    help='On whose word: a claim, or "convention: why we chose this"; may be repeated.',
    shell_complete=offers("claims"),
)
@click.option("--strength", metavar="WORD", help="How much its evidence weighs.")
@knowledge_base
def new(**options: Any) -> None:
    """Ask what a rule needs, and write it with its first two cases.

    What options tell is not asked. With --kb and a folder that is new or empty, a whole new
    knowledge base is begun there: a small one that works.

    \b
    Examples:
      dunbar rules new
      dunbar rules new --kb my-rules
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.new(**options))


@rules.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="A folder that is new, empty, or holds an earlier handbook.",
)
@click.option(
    "--date",
    "dated",
    default="",
    metavar="TEXT",
    help="A date to print at the foot; without it the same rules give the same files.",
)
@click.option("--quick", is_flag=True, help="Count no coverage and prove nothing: both take time.")
@knowledge_base
def handbook(**options: Any) -> None:
    """The rules as a book for a browser: a page for each rule, question, claim and text.

    It needs no server and no network, and reads well on a phone and on paper.

    \b
    Examples:
      dunbar rules handbook -o book
      dunbar rules handbook -o book --date "March 2027"
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.handbook(**options))


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(**options: Any) -> None:
    """The script by which SHELL completes attributes, values, rules and more on Tab."""
    sys.exit(commands.completion(**options))


@rules.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--cohort",
    "cohorts",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Profiles to compare too: CSV, JSON lines or a YAML list.",
)
@click.option("--id", "name_in", metavar="COLUMN", help="The column with the names of a cohort.")
@click.option(
    "--show",
    "most",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    metavar="N",
    help="So many cases and rows that change are shown in full.",
)
@click.option(
    "--fail-on-change", is_flag=True, help="Exit with 1 where somebody's verdict changes."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How the comparison is written; markdown is for a pull request.",
)
@knowledge_base
@output_file
def diff(**options: Any) -> None:
    """Two versions of the rules: what was edited, whose verdict changes, and for how many.

    OLD and NEW are folders or git revisions; without NEW, the rules as they are now.

    \b
    Examples:
      dunbar rules diff HEAD
      dunbar rules diff main --cohort people.csv --id name
      dunbar rules diff v1.0 HEAD --format markdown -o diff.md
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.diff(**options))


@rules.command()
@click.option(
    "--dialect",
    default="duckdb",
    show_default=True,
    metavar="NAME",
    help="duckdb, spark, postgres, snowflake, bigquery, databricks, redshift, trino, ...",
)
@click.option(
    "--source", default="profiles", show_default=True, metavar="TABLE", help="The table to read."
)
@basis
@knowledge_base
@output_file
def sql(**options: Any) -> None:
    """One query that gives every row of a table its verdict and the rules that fired.

    \b
    Examples:
      dunbar rules sql
      dunbar rules sql --dialect snowflake --source alumni -o verdicts.sql
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.sql(**options))


@main.command()
@click.argument(
    "places", nargs=-1, type=click.Path(path_type=Path), metavar="IN... OUT", required=True
)
@click.option(
    "--from",
    "read",
    type=click.Choice(["csv", "tsv", "jsonl", "parquet"]),
    help="What IN is, where its name does not tell.",
)
@click.option(
    "--to",
    "written",
    type=click.Choice(["csv", "tsv", "jsonl", "parquet"]),
    help="What OUT is to be, where its name does not tell.",
)
@click.option(
    "--explain",
    type=click.Choice(["none", "rules"]),
    default="rules",
    show_default=True,
    help="What is said of each verdict: nothing, or the rules that fired.",
)
@click.option("--threads", type=click.IntRange(min=1), metavar="N", help="At most so many cores.")
@click.option("--memory", metavar="SIZE", help="At most so much memory, such as 4GB.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only N profiles, one for each set of rules that fire, the most frequent first.",
)
@click.option("--resume", is_flag=True, help="Leave out the parts that are there already.")
@output_format
@basis
@knowledge_base
def batch(**options: Any) -> None:
    """Verdicts for all profiles in files: CSV, TSV, JSON Lines or Parquet in and out.

    IN may be a pattern or -, OUT may be -. Every column comes out as it is, and first. Where OUT is
    a folder, each file gets a part in it. Rows that cannot be read go to OUT.rejected.csv, and the
    exit code is 1.

    \b
    Examples:
      dunbar batch alumni.csv verdicts.csv
      dunbar batch 'years/*.parquet' verdicts/ --to parquet --resume
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.batch(**options))


@main.command()
@click.argument("code", required=False, shell_complete=offers("codes"))
def explain(**options: Any) -> None:
    """The page of a message; without CODE, the list of all messages."""
    sys.exit(commands.explain(**options))


if __name__ == "__main__":
    main(prog_name="dunbar")
