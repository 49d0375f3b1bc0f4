"""Whatever the rules hold, durable-rules neither crashes nor hangs, prints, nor errs.

Each case runs in an interpreter of its own, since what is feared would end this one.
"""

# ruff: noqa: E501 - one case a line or two reads best

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 120
ROOT = Path(__file__).parent.parent
COMMON = """
from decimal import Decimal as D
from random import Random
from engine.conditions import *
from engine.durable_adapter import DurableMatcher, DurableProgram
from engine.inference import infer, outcome
from engine.rules import Conclusion, Rule
from tests.strategies import NaiveMatcher, compiled, knowledge, list_of, number, one_of

ANSWER = one_of("answer", ("yes", "no"), asked=False)

def rule(name, when, unless=None):
    return Rule(name, (Conclusion("answer", "yes"),), when, unless)

def is_(name, value):
    return Comparison(name, Test.IS, value)

def compare(attributes, rules, *profiles):
    program = compiled(knowledge([*attributes, ANSWER], rules))
    durable = DurableProgram(program)
    fired = []
    for told in profiles:
        with DurableMatcher(durable) as matcher:
            run = infer(program, told, matcher)
        assert outcome(run) == outcome(infer(program, told, NaiveMatcher(program))), told
        assert all(not part.isspace() and part.isascii() and part.isprintable()
                   for part in durable.network.chunks)
        fired.append(len(run.fired))
    durable.close()
    return fired
"""
CASES = {
    "quotes, newlines, NUL, emoji and long names": r"""
odd = ['a"b', "a'b", "a\\", "a\nb", "a\x00b", "\U0001F600", "\u202e", "{", "$and", "", " ", "s", "id",
       "sid", "k", "$nex", "%s%n", "\ud800", "x" * 100_000, "\u00e9", "e\u0301"]
attributes = [one_of(name, odd) for name in odd]
rules = [rule(f'{number}"{word}\n', AllOf((is_(name, word), NoneOf((is_(odd[0], odd[3]),)))))
         for number, (name, word) in enumerate((a, b) for a in odd for b in odd)]
profiles = [{}, dict.fromkeys(odd, odd[4]), dict(zip(odd, odd)), dict(zip(odd, reversed(odd)))]
assert compare(attributes, rules, *profiles) == [0, 21, 21, 21]
""",
    "5,000 rules": """
rng = Random(1)
attributes = [one_of(f"a{i}", [f"v{j}" for j in range(30)]) for i in range(40)]
rules = [rule(f"r{n}", AllOf(tuple(is_(f"a{rng.randrange(40)}", f"v{rng.randrange(30)}")
         for _ in range(rng.randint(1, 3)))), is_("a0", "v1") if n % 7 == 0 else None) for n in range(5000)]
profiles = [{f"a{i}": f"v{rng.randrange(30)}" for i in range(40) if rng.random() < share}
            for share in (0, .5, 1)]
assert min(compare(attributes, rules, *profiles)[1:]) > 10
""",
    "2,000 rules on one condition": """
attributes = [one_of("a", ("x", "y")), number("n")]
rules = [rule(f"r{n}", AllOf((is_("a", "x"), Comparison("n", Test.AT_LEAST, D(n % 3))))) for n in range(2000)]
assert compare(attributes, rules, {"a": "x", "n": D(5)}, {"a": "x"}, {"a": "y"}, {}) == [2000, 0, 0, 0]
""",
    "600 rules without any condition": """
assert compare([one_of("a", "x")], [rule(f"r{n}", ALWAYS) for n in range(600)], {}) == [600]
""",
    "600 attributes in one rule, and a rule for each": """
attributes = [one_of(f"a{i}", ("x", "y")) for i in range(600)]
rules = [rule(f"r{i}", is_(f"a{i}", "x")) for i in range(600)]
rules.append(rule("all", AllOf(tuple(is_(f"a{i}", "x") for i in range(600)))))
rules.append(rule("none", NoneOf(tuple(is_(f"a{i}", "x") for i in range(600)))))
rules.append(rule("any", AnyOf(tuple(is_(f"a{i}", "x") for i in range(600)))))
full = {f"a{i}": "x" for i in range(600)}
assert compare(attributes, rules, full, {}, dict.fromkeys(full, "y"), {**full, "a599": "y"}) == [602, 0, 1, 600]
""",
    "huge and tiny numbers": """
numbers = [sign * D(text) for sign in (1, -1) for text in (
    "0", "0.00000000000000000000000000001", "9007199254740993", "9007199254740992", "9223372036854775808",
    "999999999999999999999999999999", "999999999999999999999999999998.9", "1e16", "1e-7", "1e400", "1e-400")]
rules = [rule(f"{test}{at}", Comparison("n", test, value)) for at, value in enumerate(numbers)
         for test in (Test.IS, *sorted(ORDER))]
compare([number("n")], rules, {}, {"n": None}, *({"n": value} for value in numbers))
""",
    "16 to 200 conditions in one rule": """
attributes = [one_of(f"a{i}", ("x", "y")) for i in range(200)]
rules = [rule(f"r{most}", AllOf(tuple(is_(f"a{i}", "x") for i in range(most)))) for most in range(1, 201)]
full = {f"a{i}": "x" for i in range(200)}
assert compare(attributes, rules, full, {**full, "a20": "y"}, {"a0": "x"}) == [200, 20, 1]
""",
    "any with 40 true branches, eight times in one rule": """
attributes = [list_of("a", [f"v{j}" for j in range(320)])]
parts = tuple(AnyOf(tuple(Comparison("a", Test.INCLUDES, f"v{i}") for i in range(at, at + 40)))
              for at in range(0, 320, 40))
assert compare(attributes, [rule("r", AllOf(parts))], {"a": tuple(f"v{j}" for j in range(320))}, {}) == [1, 0]
""",
    "conditions nested 100 deep": """
attributes = [one_of("a", ("x", "y")), one_of("b", ("x", "y"))]
rules = []
for number in range(3):
    when = is_("a", "x")
    for depth in range(100):
        when = (AllOf, AnyOf, NoneOf)[(depth + number) % 3]((when, is_("ab"[depth % 2], "xy"[depth % 3 > 1])))
    rules.append(rule(f"r{number}", when))
compare(attributes, rules, *({"a": a, "b": b} for a in "xy" for b in "xy"), {"a": "x"}, {})
""",
    "value lists of 600 values": """
words = [f"v{i}" for i in range(1200)]
attributes = [one_of("a", words), list_of("l", words)]
rules = [rule(f"r{n}", AllOf((AnyOf(tuple(is_("a", w) for w in words[n:n + 600])),
         NoneOf(tuple(Comparison("l", Test.INCLUDES, w) for w in words[n + 1:n + 601]))))) for n in range(5)]
assert compare(attributes, rules, {"a": "v3", "l": ()}, {"a": "v700", "l": tuple(words)}, {}) == [4, 0, 0]
""",
    "1,000 thresholds on one number": """
tests = sorted(ORDER)
rules = [rule(f"r{n}", AllOf((Comparison("n", tests[n % 4], D(n)), NoneOf((Comparison("n", tests[n % 3], D(n + 9)),)))))
         for n in range(1000)]
told = [D(-5), D(0), D("499.5"), D(500), D(999), D(5000), None]
compare([number("n")], rules, {}, *({"n": value} for value in told))
""",
    "500 pairs of attributes compared": """
rng = Random(2)
attributes = [number(f"n{i}") for i in range(50)]
rules = [rule(f"r{n}", Comparison(f"n{rng.randrange(50)}", rng.choice(sorted(ORDER)), Other(f"n{rng.randrange(50)}")))
         for n in range(500)]
profiles = [{f"n{i}": D(rng.randrange(5)) for i in range(50) if rng.random() < share} for share in (0, .5, 1)]
compare(attributes, rules, *profiles)
""",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_survives(case):
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", COMMON + CASES[case] + "\nprint('survived')"],
        cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "survived\n", "")
