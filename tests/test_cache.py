"""The cache: a hit is equal, never stale, never able to run anything, and never in the way."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from engine import cache
from engine.api import open_knowledge
from engine.diagnostics import Findings
from engine.files import digest, read_files
from tests.knowledge import animal_files, write

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Path(cache.__file__).resolve().parent
RULES = "a: {when: {covering: feathers}, then: {group: bird, danger: calm}, strength: 0.5}"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "dunbar"


@pytest.fixture
def animals(tmp_path):
    return write(tmp_path / "animals", animal_files(RULES))


@pytest.fixture
def readings(monkeypatch):
    """How often the loader itself was needed."""
    counted = []
    from engine import loader

    real = loader.load
    monkeypatch.setattr(loader, "load", lambda *given: counted.append(1) or real(*given))
    return counted


def readings_of(opened):
    """Every spelling of every word, which takes no part in equality."""
    return {
        attribute.name: dict(attribute.kind.readings)
        for attribute in opened.knowledge.vocabulary
        if hasattr(attribute.kind, "readings")
    }


def entries(home):
    return sorted(home.glob("*"))


def test_a_hit_is_equal_to_what_was_read_and_needs_no_loader(home, animals, readings):
    first, second = open_knowledge(animals), open_knowledge(animals)

    assert second.program() == first.program()
    assert readings_of(second) == readings_of(first)
    assert (second.findings, dict(second.knowledge.sources)) == (
        first.findings,
        {
            f"{folder}/animals.yaml": (animals / folder / "animals.yaml").read_text()
            for folder in ("knowledge", "rules")
        },
    )
    assert [rule.location for rule in second.knowledge.rules] == [
        rule.location for rule in first.knowledge.rules
    ]
    assert len(readings) == len(entries(home)) == 1


def test_the_shipped_knowledge_survives_the_cache(home):
    first, second = open_knowledge(), open_knowledge()

    assert second.program() == first.program()
    assert readings_of(second) == readings_of(first)
    assert len(entries(home)) == 1


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: (root / "rules/animals.yaml").write_text("rules:\n  b: {when: always, then: {group: fish}}\n"),
        lambda root: (root / "rules/more.yaml").write_text("rules:\n  b: {when: always, then: {group: fish}}\n"),
        lambda root: (root / "rules/animals.yaml").rename(root / "rules/other.yaml"),
        lambda root: (root / "knowledge/x.yaml").write_text("tensions: {T1: {what: a, treatment: b}}\n"),
    ],
    ids=["edited", "added", "renamed", "knowledge added"],
)  # fmt: skip
def test_any_change_of_the_files_is_read_anew(animals, readings, edit):
    before = open_knowledge(animals)
    edit(animals)
    after = open_knowledge(animals)

    assert len(readings) == 2
    assert after.knowledge.digest != before.knowledge.digest


def test_an_edit_that_keeps_size_and_time_is_seen(animals):
    path = animals / "rules/animals.yaml"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    open_knowledge(animals)
    path.write_text(path.read_text().replace("bird", "fish"))
    os.utime(path, ns=times)

    assert open_knowledge(animals).knowledge.rules[0].conclusions[0].value == "fish"


def test_another_engine_makes_another_entry(home, animals, monkeypatch, readings):
    open_knowledge(animals)
    real = cache._engine_files()
    touched = os.stat_result(list(real[0][1])[:10])
    monkeypatch.setattr(cache, "_engine_files", lambda: [(real[0][0], touched), *real[1:]])
    open_knowledge(animals)

    assert (len(readings), len(entries(home))) == (2, 2)


def test_every_module_that_makes_knowledge_is_part_of_the_name():
    named = {Path(path).relative_to(ENGINE).as_posix() for path, _ in cache._engine_files()}
    needed = {
        path.relative_to(ENGINE).as_posix()
        for folder in ("", *cache.FOLDERS)
        for path in (ENGINE / folder).glob("*.py")
    }

    assert named == needed
    assert {"inference.py", "loader/rules.py", "cases/running.py", "durable_adapter/session.py",
            "diagram/diagram.py", "lint/joint/search.py"} <= named  # fmt: skip


def test_equal_files_in_folders_of_another_name_are_not_mixed_up(tmp_path):
    files = {
        "knowledge/x.yaml": "attributes: {a: {kind: yes or no, ask: A?}, b: {kind: yes or no}}\n",
        "rules/x.yaml": "rules:\n  r: {when: {a: yes}, then: {b: yes}}\n",
    }
    names = [
        open_knowledge(write(tmp_path / name, files)).knowledge.name for name in ("ants", "bees")
    ]

    assert names == ["ants", "bees"]


def test_findings_of_a_hit_are_told_again(tmp_path):
    rules = "a: {when: always, then: {group: bird}, strength: 1}"
    root = write(tmp_path / "animals", animal_files(rules))
    told = [[each.code for each in open_knowledge(root).findings] for _ in range(2)]

    assert told == [["idle-strength"], ["idle-strength"]]


def test_what_was_wrong_with_the_files_themselves_is_never_cached(home, animals):
    (animals / "rules" / "notes.txt").write_text("hello")
    told = [[each.code for each in open_knowledge(animals).findings] for _ in range(2)]

    assert told == [["file-not-read"], ["file-not-read"]]
    assert entries(home) == []


def damaged(home, animals, change):
    """What opening gives after ``change`` was done to the entry, and what stands there then."""
    expected = open_knowledge(animals).program()
    (entry,) = entries(home)
    entry.write_bytes(change(entry.read_bytes()))

    assert open_knowledge(animals).program() == expected
    return entry.read_bytes()


class Attack:
    """Pickles as a call of ``os.system`` or of anything else."""

    def __init__(self, call, *arguments):
        self.call, self.arguments = call, arguments

    def __reduce__(self):
        return self.call, self.arguments


def sealed(body):
    return hashlib.sha256(body).digest() + body


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        lambda data: b"\0" * len(data),
        lambda _: sealed(b""),
        lambda _: sealed(b"garbage"),
        lambda data: sealed(data[32:-400]),
        lambda _: sealed(pickle.dumps(None)),
        lambda _: sealed(pickle.dumps("text")),
        lambda _: sealed(pickle.dumps(())),
        lambda _: sealed(pickle.dumps((1, 2))),
        lambda _: sealed(pickle.dumps((1, 2, 3))),
    ],
)
def test_a_damaged_entry_is_read_anew_and_mended(home, animals, change):
    mended = damaged(home, animals, change)

    assert mended[:32] == hashlib.sha256(mended[32:]).digest()
    assert len(mended) > 500


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        (os.system, ("touch {0}",)),
        (eval, ("open({0!r}, 'w')",)),
        (open, ("{0}", "w")),
        (subprocess.call, (["touch", "{0}"],)),
        (os.mkdir, ("{0}",)),
    ],
)
def test_an_entry_that_would_run_something_does_not(home, animals, tmp_path, call, arguments):
    proof = tmp_path / "it-ran"
    filled = [
        [part.format(str(proof)) for part in each]
        if isinstance(each, list)
        else each.format(str(proof))
        for each in arguments
    ]
    body = pickle.dumps((Attack(call, *filled), ()))
    damaged(home, animals, lambda _: sealed(body))

    assert not proof.exists()

    pickle.loads(body)

    assert proof.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"cengine.cache\nos\n.",
        b"cengine.rules\nreplace\n.",
        b"\x80\x04\x8c\x0cengine.rules\x8c\x14KnowledgeBase.rule.x\x93.",
        b"\x80\x04\x8c\x0cengine.rules\x8c\x22KnowledgeBase.__init__.__globals__\x93.",
        b"cbuiltins\ngetattr\n.",
        b"cdecimal\ngetcontext\n.",
    ],
)
def test_only_the_classes_of_plain_values_are_ever_looked_up(body):
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        cache._Unpickler(__import__("io").BytesIO(body)).load()


def test_every_class_that_is_allowed_exists_and_is_a_plain_value():
    import importlib

    for module, name in cache.ALLOWED:
        found = getattr(importlib.import_module(module), name)

        assert isinstance(found, type)
        assert found.__module__ == module


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720])
def test_a_folder_that_others_can_write_to_is_not_used(home, animals, readings, mode):
    open_knowledge(animals)
    home.chmod(mode)
    open_knowledge(animals)

    assert len(readings) == 2


def test_a_folder_of_another_owner_is_not_used(home, animals, readings, monkeypatch):
    open_knowledge(animals)
    real = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: real + 1)
    open_knowledge(animals)

    assert (len(readings), len(entries(home))) == (2, 1)


def test_the_folder_is_made_for_its_owner_alone(home, animals):
    open_knowledge(animals)

    assert home.stat().st_mode & 0o777 == 0o700


def forbidden(*_, **__):
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("broken", ["file", "parent is a file", "no home", "read only"])
def test_without_a_place_to_write_all_goes_on(home, animals, monkeypatch, broken):
    if broken == "file":
        home.parent.mkdir()
        home.write_text("not a folder")
    elif broken == "parent is a file":
        home.parent.write_text("not a folder")
    elif broken == "no home":
        monkeypatch.setattr(cache, "cache_folder", lambda: None)
    else:
        monkeypatch.setattr(Path, "mkdir", forbidden)
    opened = [open_knowledge(animals) for _ in range(2)]

    assert opened[0].program() == opened[1].program()


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written_is_no_hindrance(home, animals):
    home.parent.mkdir(mode=0o500)
    opened = [open_knowledge(animals) for _ in range(2)]

    assert opened[0].program() == opened[1].program()


def test_a_full_disk_leaves_no_half_written_entry(home, animals, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    open_knowledge(animals)

    assert entries(home) == []


def test_only_the_newest_entries_are_kept(home, monkeypatch):
    monkeypatch.setattr(cache, "MOST_ENTRIES", 3)
    for at in range(6):
        cache.store(f"entry {at}", at)
        newest = home / cache._name(f"entry {at}")
        os.utime(newest, (at, at))

    assert [cache.fetch(f"entry {at}") for at in range(6)] == [None, None, None, 3, 4, 5]


def test_what_is_no_plain_value_cannot_be_fetched():
    cache.store("a set", {1, 2})
    cache.store("a path", Path("x"))

    assert [cache.fetch(name) for name in ("a set", "a path", "never stored")] == [
        {1, 2}, None, None,
    ]  # fmt: skip


def test_a_hit_imports_neither_yaml_nor_the_loader(animals):
    script = (
        "import sys, json; from pathlib import Path; from engine.api import open_knowledge;"
        f"open_knowledge(Path({str(animals)!r}));"
        "print(json.dumps([name for name in sys.modules"
        " if name.split('.')[0] == 'yaml' or name.startswith('engine.l')]))"
    )
    imported = [
        json.loads(subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, text=True))
        for _ in range(2)
    ]

    assert "yaml" in imported[0]
    assert imported[1] == []


def test_the_name_of_an_entry_depends_on_the_content_alone(animals, tmp_path):
    copy = write(tmp_path / "copy" / "animals", animal_files(RULES))
    named = [digest(read_files(root, Findings())) for root in (animals, copy)]

    assert named[0] == named[1]
