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


@main.command()
@click.argument("code", required=False)
def explain(**options: Any) -> None:
    """The page of a message; without CODE, the list of all messages."""
    sys.exit(commands.explain(**options))


if __name__ == "__main__":
    main(prog_name="dunbar")
