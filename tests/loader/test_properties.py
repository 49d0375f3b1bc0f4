"""``properties:`` is read into promises, and every slip is told where it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.conditions import ALWAYS, AllOf, Comparison, Test
from engine.properties import Always, Compared, Moving, Never
from tests.knowledge import beside_animals, loaded, slips

REASON = "because: So it is., source: B01"
FUR = Comparison("covering", Test.IS, "fur")
TAME = Comparison("tame", Test.IS, "yes")


def read(folder, text):
    files = beside_animals(f"properties:\n  one: {{{text}, {REASON}}}\n")
    (found,) = loaded(folder, files).knowledge.properties
    return found


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("never: {coat: hair}", Never(FUR)),
        ("when: {tame: yes}, never: {coat: hair}", Never(AllOf((TAME, FUR)))),
        ("always: {covering: fur}", Always(ALWAYS, FUR)),
        ("when: {tame: yes}, always: {covering: fur}", Always(TAME, FUR)),
        (
            "same person: {coat: [fur, scales]}, then: {danger: not higher, group: the same}",
            Compared(
                "covering", "fur", "scales", (("danger", "not higher"), ("group", "the same"))
            ),
        ),
        (
            "when: {tame: yes}, same person: {legs: [2, 4]}, then: {ration: lower}",
            Compared("legs", Decimal(2), Decimal(4), (("ration", "lower"),), TAME),
        ),
        ("more: weight, never lowers: ration", Moving("weight", "lowers", ("ration",))),
        ("more: habitats, never raises: [danger]", Moving("habitats", "raises", ("danger",))),
        (
            "whatever: coat, never changes: [group, roles]",
            Moving("covering", "changes", ("group", "roles"), more=False),
        ),
    ],
)
def test_each_form_is_a_promise(tmp_path, text, promise):
    found = read(tmp_path, text)

    assert (found.id, found.promise) == ("one", promise)
    assert (found.because, found.source.claims) == ("So it is.", ("B01",))


def test_a_base_without_properties_has_none(tmp_path):
    files = beside_animals("tensions: {D1: {what: This., treatment: That.}}\n")

    assert loaded(tmp_path, files).knowledge.properties == ()


SLIPS = [
    (
        "«{because: So., source: B01}",
        "bad-property",
        'property "one" says nothing',
        'write one of "never:", "always:", "same person:", "more:" and "whatever:"',
    ),
    (
        "{never: {tame: yes}, always: «{covering: fur}, because: So., source: B01}",
        "bad-property",
        'property "one" says two things at once',
        'write one of "never:", "always:", "same person:", "more:" and "whatever:"',
    ),
    (
        "{never: {tame: yes}, never raises: «danger, because: So., source: B01}",
        "bad-property",
        '"never raises" does not go with "never"',
        'delete "never raises"',
    ),
    (
        "{whatever: coat, never raises: «danger, because: So., source: B01}",
        "bad-property",
        '"never raises" does not go with "whatever"',
        'did you mean "never changes"?',
    ),
    (
        "{never: {«tamed: yes}, because: So., source: B01}",
        "unknown-attribute",
        '"tamed" is no attribute',
        'did you mean "tame"?',
    ),
    (
        "{«nevr: {tame: yes}, never: {tame: yes}, because: So., source: B01}",
        "unknown-key",
        '"nevr" is not a key of property "one"',
        'did you mean "never"?',
    ),
    (
        "{same person: {covering: «[fur]}, then: {danger: higher}, because: So., source: B01}",
        "bad-property",
        '"same person" needs two values of "covering", first and second',
        "covering: [one, other]",
    ),
    (
        "{same person: {coat: [fur, «skales]}, then: {danger: higher}, because: So., source: B01}",
        "unknown-value",
        '"skales" is not a value of covering',
        'did you mean "scales"?',
    ),
    (
        "{same person: {tame: [yes, no], «legs: 2}, then: {call: same}, because: S, source: B01}",
        "bad-property",
        '"same person" names two attributes, and the two may differ in one only',
        'put what is the same for both under "when"',
    ),
    (
        "{same person: {tame: [yes, no]}, then: {danger: «not hihger}, because: S., source: B01}",
        "bad-property",
        '"not hihger" is no way to compare two persons',
        'did you mean "not higher"?',
    ),
    (
        "{same person: {tame: [yes, no]}, then: {«group: higher}, because: So., source: B01}",
        "bad-property",
        '"group" is no number, so it is neither higher nor lower',
        'write "the same", or "never changes:"',
    ),
    (
        "{more: «coat, never raises: danger, because: So., source: B01}",
        "bad-property",
        'there is no "more" of "covering"',
        'write "whatever: covering"',
    ),
    (
        "{more: «danger, never raises: ration, because: So., source: B01}",
        "bad-property",
        '"danger" is worked out, and two persons differ in what they tell',
        "name an attribute that is asked",
    ),
    (
        "{more: «weight, because: So., source: B01}",
        "bad-property",
        '"more" needs one line that says what it never does',
        "never raises: an attribute, or a list of them",
    ),
    (
        "«{never: {tame: yes}, source: B01}",
        "missing-key",
        'property "one" has no "because"',
        'add a line "because: ..."',
    ),
]


@pytest.mark.parametrize(("text", "code", "message", "hint"), SLIPS)
def test_a_slip_is_told_with_its_place_and_the_way_out(tmp_path, text, code, message, hint):
    found, places, marks = slips(tmp_path, beside_animals(f"properties:\n  one: {text}\n"))

    assert found == [(code, message, hint)]
    assert places == marks


def test_two_properties_of_one_name_are_refused(tmp_path):
    one = f"{{never: {{tame: yes}}, {REASON}}}"
    files = beside_animals(f"properties:\n  one: {one}\n  «One: {one}\n")
    found, places, marks = slips(tmp_path, files)

    assert [code for code, _, _ in found] in (["duplicate-id"], ["duplicate-key"])
    assert places == marks
