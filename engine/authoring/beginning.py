"""What the options of the command tell of a new rule, each checked as an answer is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..diagnostics import Findings, KnowledgeError
from ..rules import KnowledgeBase
from ..words import fold, identifier
from .answering import sources_of, with_part
from .asking import Talk, rule_files
from .drafting import Draft, Part
from .reading import slips

ORDER: tuple[Part, ...] = (
    "name", "file", "factor", "when", "unless", "then",
    "overrides", "because", "source", "strength",
)  # fmt: skip
LABELS: Mapping[str, str] = {"name": "ID"}


def begin(knowledge: KnowledgeBase, told: Mapping[Part, Sequence[str]]) -> Talk:
    """The talk in which the options need not be asked for.

    Raises KnowledgeError with every slip in them, located in the option.
    """
    draft, findings, texts = Draft(), Findings(), dict[str, str]()
    for part in ORDER:
        for text in _each(part, told.get(part, ())):
            label = _label(part, texts)
            texts[label] = text
            found = slips(knowledge, draft, part, text, label)
            findings.extend(found)
            draft = draft if found else with_part(draft, part, text)
    if findings.errors:
        raise KnowledgeError(findings.all, texts)
    draft = _placed(draft, knowledge)
    closed: set[Part] = {part for part in ("when", "then") if told.get(part)}
    return Talk(draft, frozenset(closed))


def label_of(part: Part) -> str:
    """How a part is told on the command line."""
    return LABELS.get(part, f"--{part}")


def _each(part: Part, texts: Sequence[str]) -> Sequence[str]:
    if part != "source":
        return texts
    return [one for text in texts for one in sources_of(text) or (text,)]


def _label(part: Part, taken: Mapping[str, str]) -> str:
    """Where its slips are located; several of one part are told apart."""
    label = label_of(part)
    count = sum(one == label or one.startswith(f"{label} ") for one in taken)
    return f"{label} ({count + 1})" if count else label


def _placed(draft: Draft, knowledge: KnowledgeBase) -> Draft:
    """A factor alone names its file: the one that has it, or a new one."""
    if draft.file or not draft.factor:
        return draft
    files = rule_files(knowledge).items()
    own = next((name for name, factor in files if fold(factor) == fold(draft.factor)), None)
    return with_part(draft, "file", own or identifier(draft.factor))
