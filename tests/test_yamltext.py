"""YAML that cannot be misread: every slip is found, placed and mended, and nothing breaks it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic, Findings, Location, Severity
from engine.nodes import Listing, Mapping, Node, Text
from engine.yamltext import MAX_BYTES, MAX_DEPTH, parse, read, read_bytes

Plain = str | list["Plain"] | dict[str, "Plain"]

NO_BREAK, ZERO_WIDTH = "\u00a0", "\u200b"
SLIPS = [  # what is written, and the code, line, column and corrected line of each finding
    ("a:\n\tb: c", [("tab-indent", 2, 1, "  b: c")]),
    ("a:\n  b: c\n\td: e", [("tab-indent", 3, 1, "  d: e")]),
    (f"region:{NO_BREAK}NO", [("odd-space", 1, 8, "region: NO")]),
    (f"a: b\nregion:{NO_BREAK}NO\nc: d", [("odd-space", 2, 8, "region: NO")]),
    (f"a:\n{NO_BREAK}{NO_BREAK}b: c", [("odd-space", 2, 1, "  b: c")]),
    (f"region: {NO_BREAK}NO", [("odd-space", 1, 9, "region: NO")]),
    (f"reg{ZERO_WIDTH}ion: NO", [("odd-space", 1, 4, "region: NO")]),
    (f"-{NO_BREAK}b", [("odd-space", 1, 2, "- b")]),
    ("a: “b”", [("curly-quotes", 1, 4, 'a: "b"')]),
    ("a: ‘don’t’", [("curly-quotes", 1, 4, 'a: "don’t"')]),
    ("“a b”: c", [("curly-quotes", 1, 1, '"a b": c')]),
    ("a: “rule #3: b”", [("curly-quotes", 1, 4, 'a: "rule #3: b"')]),
    ("when:\n  seniority:executive", [("missing-space", 2, 3, "  seniority: executive")]),
    ("a:\n  b: c\n  d:e\n  f: g", [("missing-space", 3, 3, "  d: e")]),
    ("a:\n  d:e\n  f: g", [("missing-space", 2, 3, "  d: e")]),
    (
        "a: b\n  c:d",
        [("bad-indent", 2, 3, "c: d"), ("missing-space", 2, 3, "c: d")],
    ),
    ("a: {b:c}", [("missing-space", 1, 5, "a: {b: c}")]),
    ("-b\n-c", [("missing-space", 1, 1, "- b"), ("missing-space", 2, 1, "- c")]),
    ("-name: x", [("missing-space", 1, 1, "- name: x")]),
    ("connections: > 500", [("symbol-comparison", 1, 14, "connections: more than 500")]),
    ("connections: >500", [("symbol-comparison", 1, 14, "connections: more than 500")]),
    ("connections: >5", [("symbol-comparison", 1, 14, "connections: more than 5")]),
    (
        "connections: >= 500 # why",
        [("symbol-comparison", 1, 14, "connections: at least 500 # why")],
    ),
    ("connections: < 500", [("symbol-comparison", 1, 14, "connections: fewer than 500")]),
    ('connections: "<= 5"', [("symbol-comparison", 1, 14, "connections: at most 5")]),
    ("connections: != 5", [("symbol-comparison", 1, 14, "connections: not 5")]),
    ("a: {b: > 5, c: d}", [("symbol-comparison", 1, 8, "a: {b: more than 5, c: d}")]),
    ("because: rule #3 applies", [("cut-by-hash", 1, 15, 'because: "rule #3 applies"')]),
    ("because: #3", [("cut-by-hash", 1, 10, 'because: "#3"')]),
    ("a: [b #3, c]\nd: e", [("cut-by-hash", 1, 7, 'a: ["b #3", c]')]),
    ("because: Seniors: keep it", [("colon-in-text", 1, 17, 'because: "Seniors: keep it"')]),
    ("who: @anna", [("special-character", 1, 6, 'who: "@anna"')]),
    ("share: %10", [("special-character", 1, 8, 'share: "%10"')]),
    ("role: *", [("special-character", 1, 7, 'role: "*"')]),
    ("x: `x`", [("special-character", 1, 4, 'x: "`x`"')]),
    ("because: {a} is b", [("special-character", 1, 10, 'because: "{a} is b"')]),
    ("because: {a}", [("special-character", 1, 10, 'because: "{a}"')]),
    ("company: &co", [("yaml-feature", 1, 10, 'company: "&co"')]),
    ("who: *co", [("yaml-feature", 1, 6, 'who: "*co"')]),
    ("x: !exec", [("yaml-feature", 1, 4, 'x: "!exec"')]),
    ("x: !!str 5", [("yaml-feature", 1, 4, "x: 5")]),
    ("%YAML 1.2\n---\na: b", [("yaml-feature", 1, 1, "")]),
    ("x: 'don't'", [("broken-quotes", 1, 8, 'x: "don\'t"')]),
    ('- "x" y\n- z', [("broken-quotes", 1, 5, "- '\"x\" y'")]),
    ('a: "x\nb: c\nd: "e"', [("unclosed-quote", 1, 4, 'a: "x"')]),
    ("a: [b, c\nd: e", [("unclosed-bracket", 1, 4, "a: [b, c]")]),
    ("a: {b: c", [("unclosed-bracket", 1, 4, "a: {b: c}")]),
    ("a:\n  b: c\n d: e", [("bad-indent", 3, 2, "  d: e")]),
    ("a: b\n  c: d\n  e: f", [("bad-indent", 2, 3, "c: d")]),
    (" a: b\nc: d", [("bad-indent", 1, 1, "a: b")]),
    ("- a: b\n c: d", [("bad-indent", 2, 2, "  c: d")]),
    ("a: b\x01c", [("control-character", 1, 5, "a: bc")]),
    ('a: "\\q"', [("yaml-syntax", 1, 5, 'a: "\\\\q"')]),
    ("a: [b,,c]", [("yaml-syntax", 1, 7, "a: [b,c]")]),
    ("a: - b", [("yaml-syntax", 1, 4, "a: [b]")]),
    ("a:", [("empty-value", 1, 1, None)]),
    ("a: 1\nA_: 2\na: 3", [("duplicate-key", 2, 1, None), ("duplicate-key", 3, 1, None)]),
]
UNMENDABLE = [
    ("a: b\n---\nc: d", [("yaml-feature", 2, 1, None)]),
    ("a: &x {b: c}\nd: {<<: *x}", [("yaml-feature", 1, 4, None), ("yaml-feature", 2, 5, None)]),
    (
        "a: b\nfoo\nc: > 5",
        [("yaml-syntax", 2, 1, None), ("symbol-comparison", 3, 4, "c: more than 5")],
    ),
    ("[a]: b", [("yaml-feature", 1, 1, None)]),
    ('a: "b\\0"', [("control-character", 1, 4, None)]),
    ("---", [("empty-file", 1, 1, None)]),
]


SURVEY = [  # the slips on which three parsers were compared; here none changes a meaning
    ("region: NO\nreply: no\nopen to work: on", []),
    ("on: x", []),
    ("code: 010\nat: 12:30\nv: 1.10", []),
    ("x: Null\ny: ~\nz:", ["empty-value"]),
    ("connections: > 500", ["symbol-comparison"]),
    ("connections: < 500", ["symbol-comparison"]),
    ("because: rule #3 applies", ["cut-by-hash"]),
    ("seniority:executive", ["missing-space"]),
    ("x:\n  -b\n  -c", ["missing-space", "missing-space"]),
    (f"region:{NO_BREAK}NO", ["odd-space"]),
    ("network size: a\nNetwork_Size: b", ["duplicate-key"]),
    ("a: b\na: c", ["duplicate-key"]),
    ("company: &co\nwho: *co\n<<: x", ["yaml-feature"] * 3),
    ("because: Seniors: keep it small", ["colon-in-text"]),
    ("who: @anna\nshare: %10\nrole: *\nx: !exec", ["special-character"] * 3 + ["yaml-feature"]),
    ("a:\n\tb: c", ["tab-indent"]),
    ("a: 'don't'\nb: “c”", ["broken-quotes", "curly-quotes"]),
]


@pytest.mark.parametrize(("written", "codes"), SURVEY)
def test_the_slips_of_the_survey_are_read_as_meant_or_reported(
    written: str, codes: list[str]
) -> None:
    _, found = _parsed(written)

    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(("written", "expected"), SLIPS)
def test_a_slip_is_found_placed_and_mended(written: str, expected: list[object]) -> None:
    node, found = _parsed(written)

    assert _in_short(found) == expected
    assert node is not None


@pytest.mark.parametrize(("written", "expected"), SLIPS)
def test_the_mended_lines_have_no_slip(
    written: str, expected: list[tuple[object, int, int, str]]
) -> None:
    lines = written.split("\n")
    if any(code in {"empty-value", "duplicate-key"} for code, *_ in expected):
        pytest.skip("only its author knows what was meant")
    if any(code in {"tab-indent", "bad-indent"} for code, *_ in expected) and len(lines) > 2:
        pytest.skip("several lines are mended, one is shown")
    for _, line, _, corrected in expected:
        lines[line - 1] = corrected

    assert _parsed("\n".join(lines))[1] == ()


@pytest.mark.parametrize(("written", "expected"), UNMENDABLE)
def test_what_cannot_be_mended_gives_no_tree(written: str, expected: list[object]) -> None:
    node, found = _parsed(written)

    assert (node, _in_short(found)) == (None, expected)


@pytest.mark.parametrize("written", [written for written, _ in SLIPS + UNMENDABLE])
def test_without_libyaml_the_same_slips_are_found(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_libyaml = _in_short(_parsed(written)[1])
    monkeypatch.setattr("engine.yamltext.events.Parser", yaml.SafeLoader)

    assert _in_short(_parsed(written)[1]) == with_libyaml


def test_a_finding_says_what_where_and_what_to_write() -> None:
    _, found = _parsed("a: b\nconnections: > 500  # many\n")

    assert found == (
        Diagnostic(
            "symbol-comparison",
            Severity.ERROR,
            '">" cannot be read here; comparisons are written in words',
            hint='write "more than 500"',
            corrected="connections: more than 500  # many",
        ),
    )
    assert found[0].location == Location("a.yaml", 2, 14, 19)


def test_a_key_that_is_equal_when_folded_names_the_earlier_line() -> None:
    node, found = _parsed("network size: 1\nb: 2\nNetwork_Size: 3\n")

    assert [finding.message for finding in found] == [
        '"Network_Size" is the same key as "network size" in line 1'
    ]
    assert found[0].related == (Location("a.yaml", 1, 1, 13),)
    assert _plain(node) == {"network size": "1", "b": "2"}


def test_all_slips_of_a_file_are_found_in_one_run() -> None:
    node, found = _parsed(
        "rules:\n"
        "  one:\n"
        "    when:\n"
        "      seniority:executive\n"
        "      connections: > 500\n"
        "    because: Seniors: keep it small\n"
        "  two:\n"
        "\twhen: @x\n"
        "    then: “larger”\n"
        "    note: rule #3\n"
        "    source: [A1, A2\n"
        "    owner:\n"
    )

    assert _in_short(found) == [
        ("missing-space", 4, 7, "      seniority: executive"),
        ("symbol-comparison", 5, 20, "      connections: more than 500"),
        ("colon-in-text", 6, 21, '    because: "Seniors: keep it small"'),
        ("tab-indent", 8, 1, '    when: "@x"'),
        ("special-character", 8, 8, '    when: "@x"'),
        ("curly-quotes", 9, 11, '    then: "larger"'),
        ("cut-by-hash", 10, 16, '    note: "rule #3"'),
        ("unclosed-bracket", 11, 13, "    source: [A1, A2]"),
        ("empty-value", 12, 5, None),
    ]
    assert node is not None


def test_two_slips_in_one_line_share_the_corrected_line() -> None:
    node, found = _parsed("connections:> 500")

    assert _in_short(found) == [
        ("missing-space", 1, 1, "connections: more than 500"),
        ("symbol-comparison", 1, 13, "connections: more than 500"),
    ]
    assert _plain(node) == {"connections": "more than 500"}


@pytest.mark.parametrize(
    "word",
    ["NO", "no", "on", "off", "yes", "1.10", "010", "12:30", "Null", "~", "-5", "5 > 3", "a:b"],
)
def test_a_plain_word_stays_as_it_is_written(word: str) -> None:
    node, found = _parsed(f"{word}x: y\nvalue: {word}\nlist: [{word}]  # a comment\n")

    assert found == ()
    assert _plain(node) == {f"{word}x": "y", "value": word, "list": [word]}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a: >\n  one\n  two #3\n", "one two #3\n"),
        ("a: |\n  “x”\n   > 5: y\n", "“x”\n > 5: y\n"),
        ("a: >-\n  one\n  two\n", "one two"),
        ("a: one\n  two\n", "one two"),
        ("a: see https://x.org/a#b\n", "see https://x.org/a#b"),
        ("a: “one” or “two”\n", "“one” or “two”"),
        ('a: ""\n', ""),
        (f"a: 10{NO_BREAK}000\r\n", f"10{NO_BREAK}000"),
        ("\ufeffa: b", "b"),
        ("---\na: b\n...\n", "b"),
    ],
)
def test_what_is_well_written_is_left_alone(written: str, meant: str) -> None:
    node, found = _parsed(written)

    assert (found, _plain(node)) == ((), {"a": meant})


def test_a_text_knows_its_place_and_whether_it_was_quoted() -> None:
    node, _ = _parsed("é:\n  - 'b c'\n  - d: e\n")

    assert isinstance(node, Mapping)
    assert node.location == Location("a.yaml", 1, 1)
    ((key, items),) = node.entries
    assert (key.location, key.quoted) == (Location("a.yaml", 1, 1, 2), False)
    assert isinstance(items, Listing)
    first = items.items[0]
    assert isinstance(first, Text)
    assert (first.location, first.quoted) == (Location("a.yaml", 2, 5, 10), True)


def test_mended_lines_keep_the_places_of_the_file() -> None:
    node, _ = _parsed("a: {b: > 5, c: d}")

    assert isinstance(node, Mapping)
    inner = node.get("a")
    assert isinstance(inner, Mapping)
    assert [key.location.column for key, _ in inner] == [5, 13]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "empty-file", 1),
        (b"# only\n  # comments\n", "empty-file", 1),
        (b"\xef\xbb\xbf\xef\xbb\xbf", "empty-file", 1),
        (b"a: b\nc: caf\xe9\n", "not-utf-8", 2),
        ("a: b".encode("utf-16"), "not-utf-8", 1),
        (b"a: \xed\xa0\x80", "not-utf-8", 1),
        (b"x" * (MAX_BYTES + 1), "too-large", 1),
        (b"[" * 10_000, "too-deep", 1),
        (b"- " * 10_000, "too-deep", 1),
        (
            "".join(" " * depth + "a:\n" for depth in range(3_000)).encode(),
            "too-deep",
            MAX_DEPTH + 1,
        ),
        (b"\0" * 1_000_000, "control-character", 1),
    ],
)
def test_hostile_bytes_are_one_finding(data: bytes, code: str, line: int) -> None:
    findings = Findings()

    assert parse(data, "a.yaml", findings) is None
    assert [(found.code, found.location and found.location.line) for found in findings.all] == [
        (code, line)
    ]


def test_the_byte_that_is_not_utf_8_is_named() -> None:
    _, found = _parsed(b"a: b\nc: caf\xe9\n")

    assert [(finding.message, finding.hint) for finding in found] == [
        (
            "the byte 0xe9 in line 2 is not UTF-8",
            'in Windows-1252 this byte is "é"; save the file as UTF-8',
        )
    ]


def test_a_yaml_bomb_is_refused_line_by_line() -> None:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    node, found = _parsed("\n".join(lines))

    assert node is None
    assert [(finding.code, finding.location and finding.location.line) for finding in found] == [
        ("yaml-feature", line) for line in range(1, 11)
    ]


def test_more_problems_than_anyone_reads_end_the_list() -> None:
    node, found = _parsed("a: 1\n" * 5_000)

    assert node is None
    assert len(found) <= 201
    assert "too-many-problems" in {finding.code for finding in found}


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("region: NO\n", encoding="utf-8")
    findings = Findings()

    assert _plain(read(path, "a.yaml", findings)) == {"region": "NO"}
    assert findings.all == ()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("folder", "not-a-file"),
        ("pipe", "not-a-file"),
        ("device", "not-a-file"),
        ("loop", "unreadable-file"),
        ("nothing", "no-such-file"),
        ("zero byte", "unreadable-file"),
        ("50 MB", "too-large"),
    ],
)
def test_what_is_no_ordinary_file_is_one_finding(tmp_path: Path, kind: str, code: str) -> None:
    findings = Findings()

    assert read_bytes(_made(kind, tmp_path), "a.yaml", findings) is None
    assert [(found.code, found.location) for found in findings.all] == [
        (code, Location("a.yaml", 1))
    ]


def test_yaml_is_imported_only_to_parse() -> None:
    program = "import sys, engine.yamltext; sys.exit('yaml' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
def test_no_bytes_raise(data: bytes) -> None:
    _never_silent(data)


@given(
    st.lists(
        st.sampled_from(
            [
                *"ab:-#>|&*!%@`[]{},\"'\\? \n\t~0",
                ": ",
                "- ",
                "\n  ",
                " #",
                "“",
                "”",
                NO_BREAK,
                ZERO_WIDTH,
                "---\n",
                "<<: ",
                "\\0",
                "\ufeff",
                "\x85",
            ]
        ),
        max_size=40,
    )
)
def test_no_text_of_yaml_signs_raises(parts: list[str]) -> None:
    _never_silent("".join(parts).encode())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80))
@example("≥ 5x")
def test_any_quoted_text_reads_back_as_itself(text: str) -> None:
    data = yaml.safe_dump({"a": ["b" + text]}, default_style='"', allow_unicode=False, width=10**6)
    node, found = _parsed(data)

    assert (found, _plain(node)) == ((), {"a": ["b" + text]})


def _parsed(written: str | bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    findings = Findings()
    data = written.encode() if isinstance(written, str) else written
    return parse(data, "a.yaml", findings), findings.all


def _in_short(found: tuple[Diagnostic, ...]) -> list[tuple[str, int, int, str | None]]:
    places = [(each, each.location or Location("", 0)) for each in found]
    return [(each.code, at.line, at.column, each.corrected) for each, at in places]


def _plain(node: Node | None) -> Plain | None:
    match node:
        case Text(value):
            return value
        case Listing(items):
            return [_plain(item) or "" for item in items]
        case Mapping(entries):
            return {key.value: _plain(value) or "" for key, value in entries}
    return None


def _never_silent(data: bytes) -> None:
    node, found = _parsed(data)
    lines = (
        data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    )

    assert node is not None or found
    for finding in found:
        assert finding.location is not None
        assert 1 <= finding.location.line <= lines
        assert finding.location.column >= 1


def _made(kind: str, folder: Path) -> Path:
    path = folder / "a.yaml"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            return Path("/dev/zero")
        case "loop":
            path.symlink_to(path)
        case "zero byte":
            return Path("a\0b")
        case "50 MB":
            with path.open("wb") as file:
                file.truncate(50_000_000)
    return path
