"""Files as three readers see them: all scalars as text, and typed by YAML 1.1 and by YAML 1.2."""

from __future__ import annotations

import re

import yaml

from engine.diagnostics import Findings
from engine.nodes import Listing, Mapping, Text
from engine.yamltext import parse


def as_texts(text: str) -> object:
    return _plain(parse(text.encode(), "x.yaml", Findings()))


def _plain(node) -> object:
    match node:
        case Text(value):
            return value
        case Listing(items):
            return [_plain(item) for item in items]
        case Mapping(entries):
            return {key.value: _plain(value) for key, value in entries}


class _Typed(yaml.SafeLoader):
    """Keys stay text, as editors have them, and so do dates."""

    def construct_mapping(self, node, deep=False):  # noqa: ARG002
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


class Yaml11(_Typed):
    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [one for one in found if not one[0].endswith((":timestamp", ":merge"))]
        for first, found in _Typed.yaml_implicit_resolvers.items()
    }


class Yaml12(_Typed):
    yaml_implicit_resolvers = {}  # noqa: RUF012


_CORE = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
}
for _tag, _pattern in _CORE.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), None)


def _core_int(_, node):
    text = node.value.lower()
    return int(text, 8 if "0o" in text else 16) if text[:2] in ("0o", "0x") else int(text)


Yaml12.add_constructor("tag:yaml.org,2002:int", _core_int)
Yaml12.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def readings(text: str) -> list[object]:
    """The documents that the readers see, each once."""
    found: list[object] = [as_texts(text)]
    for reader in (Yaml11, Yaml12):
        document = yaml.load(text, reader)
        if not any(_same(document, one) for one in found):
            found.append(document)
    return found


def _same(one: object, other: object) -> bool:
    return repr(one) == repr(other)
