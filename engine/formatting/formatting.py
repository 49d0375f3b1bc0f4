"""One text formatted, and proof that nothing but its form has changed."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import Diagnostic, Findings
from ..yamltext import parse
from ..yamltext.written import Written, written
from .layout import Layout, UnusualError
from .roles import canonical
from .wording import Wording

_BOM = b"\xef\xbb\xbf"
_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Formatted:
    """The bytes as they should be; the same ones where nothing is to be changed."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that is left as it is, and why, as the end of a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A text with errors, which are to be mended first."""

    diagnostics: tuple[Diagnostic, ...]


def formatted(
    data: bytes, shown: str, wording: Wording | None, *, sound: bool = False
) -> Formatted | Kept | Refused:
    """The bytes of a file in the form of the house; ``sound`` says that it was parsed already.

    It never raises.
    """
    findings = Findings()
    if not sound and (parse(data, shown, findings) is None or findings.errors):
        return Refused(findings.errors)
    text = data.removeprefix(_BOM).decode("utf-8")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        result, reason = _settled(lines, wording)
    except UnusualError as error:
        return Kept(f"it has {error}")
    if reason is not None:
        return Kept(reason)
    ending = "\r\n" if "\r\n" in text else "\n"
    bom = _BOM if data.startswith(_BOM) else b""
    return Formatted(bom + ending.join(result).encode("utf-8"))


def _settled(lines: list[str], wording: Wording | None) -> tuple[list[str], str | None]:
    """The lines after as many rounds as change something, and what speaks against them."""
    before, comments = _read(lines, wording), None
    found, tree = lines, before
    for _ in range(_MOST_ROUNDS):
        layout = Layout(found)
        again = [*layout.document(tree), ""]
        said = sorted(layout.comments)
        if comments is not None and said != comments:
            return found, "a comment would be lost"
        comments = said
        if again == found:
            return found, _difference(before, found, wording) if found is not lines else None
        found, tree = again, _read(again, wording)
    return found, "no form of it is final"


def _difference(before: Written, lines: list[str], wording: Wording | None) -> str | None:
    findings = Findings()
    if parse("\n".join(lines).encode(), "", findings) is None or findings.all:
        return "its new form could not be read"
    return None if _read(lines, wording) == before else "its new form would not say the same"


def _read(lines: list[str], wording: Wording | None) -> Written:
    tree = written(lines)
    if tree is None:
        raise UnusualError("nothing", 0)
    return canonical(tree, wording)
