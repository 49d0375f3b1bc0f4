"""durable-rules gives what the naive matcher and the reference chainer give, within its limits."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.chaining import ReferenceMatcher
from engine.conditions import ALWAYS, AllOf, AnyOf, Comparison, NoneOf, Other, Test
from engine.diagnostics import DunbarError
from engine.durable_adapter import (
    DurableMatcher,
    DurableProgram,
    compiler,
    extension,
    packing,
    session,
)
from engine.inference import infer, outcome
from engine.rules import Conclusion, Rule
from tests.strategies import (
    NaiveMatcher,
    compiled,
    knowledge,
    list_of,
    number,
    one_of,
    profiles,
    programs,
    random_profile,
    random_program,
    shuffled,
)

BASES = int(os.environ.get("DUNBAR_RANDOM_BASES", "400"))
PROFILES = 8
WHATEVER = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def consulted(durable, told):
    with DurableMatcher(durable) as matcher:
        run = infer(durable.program, told, matcher)
    return outcome(run)


def naive(program, told):
    return outcome(infer(program, told, NaiveMatcher(program)))


def rule(name, when=ALWAYS, unless=None, value="yes", attribute="answer"):
    return Rule(name, (Conclusion(attribute, value),), when, unless)


def small(*rules):
    attributes = [
        one_of("colour", ("red", "blue")), list_of("goals", ("a", "b", "c")), number("age"),
        number("limit"), one_of("answer", ("yes", "no"), asked=False),
    ]  # fmt: skip
    return DurableProgram(compiled(knowledge(attributes, rules)))


def red():
    return Comparison("colour", Test.IS, "red")


def test_three_matchers_agree_on_thousands_of_pairs_of_base_and_profile():
    for seed in range(BASES):
        rng = Random(seed)
        assert_agreement(random_program(rng), rng)


@settings(WHATEVER, max_examples=50)
@given(st.randoms(use_true_random=False))
def test_three_matchers_agree_where_hypothesis_looks(rng):
    assert_agreement(random_program(rng), rng)


def assert_agreement(program, rng):
    durable = DurableProgram(program)
    for _ in range(PROFILES):
        told = random_profile(rng, program)
        expected = naive(program, told)
        assert consulted(durable, told) == expected, told
        assert outcome(infer(program, told, ReferenceMatcher(program))) == expected, told
    durable.close()


@settings(WHATEVER, max_examples=50)
@given(st.data())
def test_every_rule_is_possible_or_open_exactly_when_it_is_for_the_naive_matcher(data):
    program = data.draw(programs())
    told = data.draw(profiles(program))
    plain = NaiveMatcher(program)
    with DurableMatcher(DurableProgram(program)) as matcher:
        run = infer(program, told, matcher)
        infer(program, told, plain)
        for stratum in program.strata:
            assert matcher.fire(stratum) == plain.fire(stratum)
    for at in range(len(program.rules)):  # after closing, on purpose
        assert matcher.unless_open(at) == plain.unless_open(at)
        if at not in run.fired:
            assert matcher.possible(at) == plain.possible(at)


@settings(WHATEVER, max_examples=50)
@given(st.data())
def test_the_order_of_rules_and_of_facts_changes_nothing(data):
    program = data.draw(programs())
    told = data.draw(profiles(program))
    order = data.draw(st.permutations(range(len(program.rules))))
    other = compiled(shuffled(program.knowledge, order))
    again = dict(data.draw(st.permutations(list(told.items()))))
    first, second = (
        consulted(DurableProgram(program), told),
        consulted(DurableProgram(other), again),
    )
    for found in first, second:  # listed by number of rule, and the numbers have changed
        found["set aside"] = sorted(found["set aside"])
    assert first == second


@settings(WHATEVER, max_examples=50)
@given(st.data())
def test_tiny_chunks_change_nothing(data):
    program = data.draw(programs())
    tiny = {"RULES": 2, "CONDITIONS": 2, "USES": 1, "TESTS": 2, "ORDERINGS": 1, "KEYS": 6}
    with pytest.MonkeyPatch.context() as patch:
        for name, most in tiny.items():
            for module in (compiler, packing):
                patch.setattr(module, f"MOST_{name}", most, raising=False)
        durable = DurableProgram(program)
    told = data.draw(profiles(program))
    assert consulted(durable, told) == naive(program, told)


def test_a_rule_without_conditions_fires_even_where_nothing_can_be_told():
    only = one_of("answer", ("yes",), asked=False)
    program = compiled(knowledge([only], [rule("r")]))
    assert consulted(DurableProgram(program), {})["memory"] == {"answer": "yes"}


def test_all_true_parts_of_an_any_are_matched():
    when = AnyOf((red(), Comparison("age", Test.AT_LEAST, Decimal(3)), NoneOf((red(),))))
    durable = small(rule("r", AllOf((when, NoneOf((Comparison("goals", Test.INCLUDES, "a"),))))))
    told = {"colour": "red", "age": Decimal(3), "goals": ()}
    assert consulted(durable, told)["matched"] == {"r": ("colour", "goals", "age")}


@pytest.mark.parametrize(
    ("age", "limit"), [("1e29", "1.0000000000000000000000000001e29"), ("2", "2.0"), ("3", "2")]
)
def test_two_attributes_are_compared_exactly(age, limit):
    durable = small(rule("r", Comparison("age", Test.FEWER_THAN, Other("limit"))))
    told = {"age": Decimal(age), "limit": Decimal(limit)}
    assert ("r" in consulted(durable, told)["fired"]) is (Decimal(age) < Decimal(limit))


def test_rulesets_are_made_once_and_sessions_leave_nothing(monkeypatch):
    durable = small(rule("r", red()), rule("s", unless=red()))
    real, made = extension.extension(), []
    spy = SimpleNamespace(**vars(real))
    spy.create_ruleset = lambda *given: made.append(given) or real.create_ruleset(*given)
    monkeypatch.setattr(session, "extension", lambda: spy)
    for _ in range(3000):
        consulted(durable, {"colour": "red"})
        consulted(durable, {})
    assert len(made) == 1
    assert durable._issued == 2
    durable.close()


def test_a_consultation_left_open_is_deleted_with_its_last_reference():
    durable = small(rule("r", red()))
    for _ in range(2500):
        infer(durable.program, {"colour": "red"}, DurableMatcher(durable))
    assert durable._issued <= 2


def test_too_many_open_consultations_are_refused_with_a_reason():
    durable = small(rule("r", red()))
    matchers = [DurableMatcher(durable) for _ in range(1001)]
    for matcher in matchers[:1000]:
        infer(durable.program, {"colour": "red"}, matcher)
    with pytest.raises(DunbarError) as caught:
        infer(durable.program, {"colour": "red"}, matchers[1000])
    assert str(caught.value) == "1,000 consultations are open at once; close some first"
    with pytest.raises(DunbarError):
        durable.close()
    for matcher in matchers:
        matcher.close()
    assert consulted(durable, {"colour": "red"})["fired"] == ["r"]


def test_two_consultations_at_once_do_not_see_each_other():
    durable = small(rule("r", red()))
    with DurableMatcher(durable) as one, DurableMatcher(durable) as two:
        first = infer(durable.program, {"colour": "red"}, one)
        second = infer(durable.program, {"colour": "blue"}, two)
    assert (list(first.fired), list(second.fired)) == ([0], [])


@pytest.mark.parametrize("step", range(1, 40, 2))
@pytest.mark.parametrize(
    "function", ["assert_fact", "start_action_for_state", "complete_and_start_action"]
)
def test_an_interrupt_passes_through_and_leaves_no_session(monkeypatch, function, step):
    rules = [
        rule(f"r{at}", AnyOf((red(), Comparison("age", Test.MORE_THAN, Decimal(at)))))
        for at in range(6)
    ]
    durable = small(*rules)
    real, calls = extension.extension(), []

    def interrupted(*given):
        calls.append(given)
        found = getattr(real, function)(*given)
        if len(calls) == step:
            raise KeyboardInterrupt
        return found

    spy = SimpleNamespace(**{**vars(real), function: interrupted})
    told = {"colour": "red", "age": Decimal(9)}
    matcher = DurableMatcher(durable)
    with monkeypatch.context() as patch:
        patch.setattr(session, "extension", lambda: spy)
        with suppress(KeyboardInterrupt):
            infer(durable.program, told, matcher)
            matcher.close()
        matcher.close()
    assert len(durable._spare) == durable._issued
    assert consulted(durable, told) == naive(durable.program, told)
    durable.close()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer here")
def test_real_signals_at_random_moments_leave_it_usable():
    rules = [
        rule(f"r{at}", AnyOf((red(), Comparison("age", Test.MORE_THAN, Decimal(at)))))
        for at in range(40)
    ]
    durable = small(*rules)
    told = {"colour": "red", "age": Decimal(20)}
    expected = naive(durable.program, told)

    def interrupt(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    interrupted = 0
    for at in range(300):
        matcher = DurableMatcher(durable)
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.00005 + at % 60 * 0.00003)
            infer(durable.program, told, matcher)
            time.sleep(0.01)
        except KeyboardInterrupt:
            interrupted += 1
        matcher.close()
    signal.signal(signal.SIGALRM, before)
    assert interrupted
    assert consulted(durable, told) == expected


def test_answers_remain_after_closing_but_nothing_new_is_taken():
    durable = small(rule("r", red()), rule("s", unless=red()))
    matcher = DurableMatcher(durable)
    run = infer(durable.program, {}, matcher)
    matcher.close()
    matcher.close()
    assert outcome(run) == naive(durable.program, {})
    matcher.settle(["something new"], {})
    with pytest.raises(DunbarError, match="has been closed"):
        matcher.fire(durable.program.strata[0])


def test_a_closed_program_says_so():
    durable = small(rule("r"))
    durable.close()
    with pytest.raises(DunbarError, match="this compiled program has been closed"):
        consulted(durable, {})


def test_an_error_of_the_extension_is_put_in_words(monkeypatch):
    durable = small(rule("r", red()))
    monkeypatch.setattr(session, "MOST_SESSIONS", 10)
    object.__setattr__(durable.network, "chunks", ('{"r":{"all":[],"wrong":1}}',))
    with pytest.raises(DunbarError) as caught:
        consulted(durable, {"colour": "red"})
    assert str(caught.value).startswith("durable-rules cannot run these rules: ")


def test_a_missing_extension_names_the_cure(monkeypatch):
    extension.extension.cache_clear()
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(
        DunbarError, match="CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install"
    ):
        consulted(small(rule("r", red())), {"colour": "red"})
    extension.extension.cache_clear()


def test_an_extension_that_needs_lazy_binding_is_loaded_lazily(monkeypatch):
    extension.extension.cache_clear()
    real, flags = extension._load, []

    def load():
        flags.append(sys.getdlopenflags())
        if len(flags) == 1:
            raise ImportError("undefined symbol: PyEval_CallObject")
        return real()

    monkeypatch.setattr(extension, "_load", load)
    before = sys.getdlopenflags()
    assert extension.extension().__name__ == "durable_rules_engine"
    assert (flags[1], sys.getdlopenflags()) == (1, before)
    extension.extension.cache_clear()


def test_every_limit_of_a_ruleset_is_kept():
    words = [f"w{at}" for at in range(900)]
    attributes = [
        *(number(f"n{at}") for at in range(450)),
        one_of("word", words),
        list_of("l", words),
    ]
    attributes.append(one_of("answer", ("yes",), asked=False))
    rng = Random(0)
    rules = [
        rule(
            f"r{at}",
            AllOf((
                Comparison("n0", Test.AT_LEAST, Decimal(at % 100)),
                Comparison(f"n{at % 450}", Test.FEWER_THAN, Decimal(rng.randrange(200))),
                Comparison("l", Test.INCLUDES, rng.choice(words)),
                NoneOf((Comparison("word", Test.IS, words[at % 900]),)),
                AnyOf(tuple(Comparison("word", Test.IS, word) for word in rng.sample(words, 20))),
            )),
        )
        for at in range(1500)
    ]  # fmt: skip
    network = compiler.build(compiled(knowledge(attributes, rules)))
    for text in network.chunks:
        ruleset = json.loads(text)
        conditions = [
            c for entry in ruleset.values() for part in entry["all"] for c in part.values()
        ]
        tests = {json.dumps(c): c for c in conditions if "$and" in c}
        under = Counter(c["$and"][0]["k"] for c in tests.values())
        ordered = Counter(c["$and"][0]["k"] for c in tests.values() if "n" not in c["$and"][1])
        assert len(ruleset) <= 401
        assert max(len(entry["all"]) for entry in ruleset.values()) <= 14
        assert max(Counter(map(json.dumps, conditions)).values()) <= 200
        assert len(under) <= 400
        assert max(under.values()) <= 400
        assert max(ordered.values(), default=0) <= 50


def test_only_rulesets_that_can_fire_are_opened():
    """One word of many is what a rule waits for, so the rules of the other words cost nothing."""
    words = [f"w{at}" for at in range(50)]
    attributes = [one_of("word", words), number("age"), one_of("answer", ("yes",), asked=False)]
    older = Comparison("age", Test.MORE_THAN, Decimal(1))
    rules = [
        rule(f"r{at}", AllOf((older, Comparison("word", Test.IS, words[at % 50]))))
        for at in range(1000)
    ]
    durable = DurableProgram(compiled(knowledge(attributes, rules)))
    with DurableMatcher(durable) as matcher:
        run = infer(durable.program, {"word": "w7", "age": Decimal(5)}, matcher)
    assert (len(run.fired), len(durable._handles), len(durable.network.chunks)) == (20, 1, 50)
