"""The command line: each command parses, asks the engine, renders, and exits with its code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING or not __package__:
    from engine import commands
else:  # installed: this file is dunbar/cli.py
    from .engine import commands

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
@click.argument("facts", nargs=-1, metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...")
@output_format
@click.option(
    "--trace",
    type=click.Choice(["none", "short", "full"]),
    default="short",
    show_default=True,
    help="How much of the reasoning is shown.",
)
@basis
@knowledge_base
@output_file
def advise(**options: Any) -> None:
    """The verdict for one person, with its reasoning.

    \b
    Examples:
      dunbar advise industry=consulting stage="senior executive"
      dunbar advise examples/accountant.yaml goals="job search" --trace full
    """  # noqa: D301 - click wants the backspace itself
    sys.exit(commands.advise(**options))


@main.command()
@click.argument("facts", nargs=-1, metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...")
@click.option(
    "--until",
    metavar="FIELD|all",
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
@click.argument("conclusion")
@click.argument("facts", nargs=-1, metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...")
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
def how(**options: Any) -> None:
    """How a CONCLUSION came about, step by step; each number can be asked again."""
    sys.exit(commands.how(**options))


@main.command(name="why-not")
@click.argument("target", metavar="RULE-OR-CONCLUSION")
@click.argument("facts", nargs=-1, metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...")
@output_format
@basis
@knowledge_base
@output_file
def why_not(**options: Any) -> None:
    """Which rules could have said so, nearest miss first, and what kept them from it."""
    sys.exit(commands.why_not(**options))


@main.command(name="what-if")
@click.argument("facts", nargs=-1, metavar="[PROFILE.yaml] [ATTRIBUTE=VALUE]...")
@click.option(
    "--given",
    multiple=True,
    metavar="ATTRIBUTE=VALUE",
    help="What holds now, for those without a profile; may be repeated.",
)
@click.option(
    "--want",
    metavar="NAME=CONDITION",
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
def what_if(*, sensitivity: bool, **options: Any) -> None:
    """Now and then side by side; or what to change for a wish; or what tips the verdict.

    \b
    Examples:
      dunbar what-if examples/accountant.yaml connections=600
      dunbar what-if examples/accountant.yaml --want size=larger
      dunbar what-if examples/accountant.yaml --sensitivity
    """  # noqa: D301 - click wants the backspace itself
    sys.exit((commands.sensitivity if sensitivity else commands.what_if)(**options))


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
@click.argument("rule")
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
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE or FOLDER]...")
@click.option("-k", "words", metavar="WORDS", help="Only cases whose name, file or rule has them.")
@click.option(
    "--coverage", is_flag=True, help="What the cases show of the rules, and a case for each gap."
)
@click.option(
    "--min-coverage",
    type=click.IntRange(0, 100),
    metavar="N",
    help="Fail where less than N % is covered.",
)
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
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE or FOLDER]...")
@click.option("-k", "words", metavar="WORDS", help="Only cases whose name, file or rule has them.")
@knowledge_base
def watch(**options: Any) -> None:
    """Check and test on every save, and show how it stands; Ctrl-C ends it."""
    sys.exit(commands.watch(**options))


@rules.command()
@click.option("-k", "words", metavar="WORDS", help="Only changes whose rule or file has them.")
@click.option("--kind", metavar="KIND", help='Only changes of one kind, such as "add value".')
@click.option("--reasons", is_flag=True, help="Also those that change only the reasons.")
@click.option("--write", "written", is_flag=True, help="Add a case for each survivor.")
@click.option(
    "--min-score",
    type=click.IntRange(0, 100),
    metavar="N",
    help="Fail only where less than N % is noticed.",
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


@main.command()
@click.argument("code", required=False)
def explain(**options: Any) -> None:
    """The page of a message; without CODE, the list of all messages."""
    sys.exit(commands.explain(**options))


if __name__ == "__main__":
    main(prog_name="dunbar")
