"""The entries of a version's verdict as diagrams of what each says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ..diagram.compiling import Compiled
from ..diagram.cutting import placeholders
from ..presentation import Field
from ..values import UNKNOWN
from .forms import Form, Key
from .shifts import SAME
from .verdicts import in_a_text


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a compiled version."""

    compiled: Compiled
    form: Form

    def root(self, key: Key) -> int:
        """The diagram of what an entry says; what is not said is None."""
        match key.kind:
            case "field":
                return self._field(key.name)
            case "headline":
                return self._headline()
            case "figure":
                return self._figure(key.name)
            case _:
                holds = self._holds(key)
                return self.compiled.workspace.nodes.map("or nothing", _or_nothing, holds)

    def _holds(self, key: Key) -> int:
        """Where there is a clash, no answer, a remark or a piece of advice."""
        match key.kind:
            case "clash":
                return self._clash(key.name)
            case "remark":
                return self._remark(key.name)
            case "advice":
                return self._given(key)
            case _:
                verdict, nodes = self.form.verdict, self.compiled.workspace.nodes
                return self.compiled.testing.holds(verdict.cannot_tell) if verdict else nodes.false

    def _field(self, name: str) -> int:
        verdict, nodes = self.form.verdict, self.compiled.workspace.nodes
        if verdict is None:
            return self.compiled.value(name)
        for entry in verdict.fields:
            if not isinstance(entry.shows, tuple):
                if entry.name == name:
                    return self._shown(entry)
                continue
            for member in entry.shows:
                if f"{entry.name} {member.name}" == name:
                    opening = nodes.map("is there", _is_there, self._shown(entry.shows[0]))
                    return nodes.choose(opening, self._shown(member), nodes.terminal(None))
        raise KeyError(name)

    def _shown(self, entry: Field) -> int:
        nodes = self.compiled.workspace.nodes
        match entry.shows:
            case str() as name:
                shown = nodes.map(
                    ("otherwise", entry.otherwise),
                    partial(_or_otherwise, entry.otherwise),
                    self.compiled.value(name),
                )
                return nodes.choose(self._clash(name), nodes.terminal(None), shown)
            case tuple():
                return nodes.terminal(None)
            case condition:
                return self.compiled.testing.holds(condition)

    def _headline(self) -> int:
        nodes, verdict = self.compiled.workspace.nodes, self.form.verdict
        found = nodes.terminal(None)
        for saying in reversed(verdict.headline if verdict is not None else ()):
            holds = self.compiled.testing.holds(saying.when)
            found = nodes.choose(holds, nodes.terminal(self.form.label(saying)), found)
        return found

    def _remark(self, label: str) -> int:
        nodes, verdict = self.compiled.workspace.nodes, self.form.verdict
        found = nodes.false
        for saying in verdict.remarks if verdict is not None else ():
            if self.form.label(saying) == label:
                found = nodes.either(found, self.compiled.testing.holds(saying.when))
        return found

    def _given(self, key: Key) -> int:
        nodes, lists = self.compiled.workspace.nodes, self.compiled.workspace.lists
        texts = self.form.knowledge.advice.get(key.name, {})
        verdict = self.form.verdict
        if verdict is None or key.name not in verdict.advice or key.item not in texts:
            return nodes.false
        return lists[key.name].words.get(key.item, nodes.false)

    def _clash(self, name: str) -> int:
        return self.compiled.settling.clashes.get(name, self.compiled.workspace.nodes.false)

    def _figure(self, name: str) -> int:
        """The value of an attribute where a sentence shows it."""
        nodes = self.compiled.workspace.nodes
        telling = [key for key, text in self.form.sentences() if name in placeholders(text)]
        said = nodes.false
        for key in dict.fromkeys(telling):
            said = nodes.either(said, self._says(key, name))
        value = nodes.map("in a sentence", in_a_text, self.compiled.value(name))
        return nodes.choose(said, value, nodes.terminal(SAME))

    def _says(self, key: Key, name: str) -> int:
        """Where an entry is said with a sentence that names an attribute."""
        match key.kind:
            case "headline":
                return self._heads(name)
            case "remark":
                return self._naming_remarks(name)
            case _:
                return self._given(key)

    def _heads(self, name: str) -> int:
        nodes, verdict = self.compiled.workspace.nodes, self.form.verdict
        found = nodes.false
        for saying in reversed(verdict.headline if verdict is not None else ()):
            holds = self.compiled.testing.holds(saying.when)
            named = name in placeholders(saying.says)
            found = nodes.choose(holds, nodes.true if named else nodes.false, found)
        return found

    def _naming_remarks(self, name: str) -> int:
        nodes, verdict = self.compiled.workspace.nodes, self.form.verdict
        found = nodes.false
        for saying in verdict.remarks if verdict is not None else ():
            if name in placeholders(saying.says):
                found = nodes.either(found, self.compiled.testing.holds(saying.when))
        return found


def _or_nothing(value: object) -> object:
    return value or None


def _is_there(value: object) -> bool:
    return value is not None


def _or_otherwise(otherwise: str | None, value: object) -> object:
    return otherwise if value is None or value is UNKNOWN else value
