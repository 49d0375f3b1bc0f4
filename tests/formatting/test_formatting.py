"""One text formatted: what changes, what stays, and when it is left alone."""

from __future__ import annotations

from textwrap import dedent

import pytest

from engine.formatting.formatting import Formatted, Kept, Refused, formatted
from engine.formatting.wording import Wording

CHANGED = {
    "keys of a rule in their order": (
        """
        rules:
          a-rule:
            source: H01
            then: {weather: frost}
            when: {outside temperature: at most 0}
            factor: cold
        """,
        """
        rules:
          a-rule:
            factor: cold
            when: {outside temperature: at most 0}
            then: {weather: frost}
            source: H01
        """,
    ),
    "keys in brackets, over several lines": (
        """
        rules:
          a-rule: {then: {weather: frost},
                  when: always}
        """,
        """
        rules:
          a-rule: {when: always,
                   then: {weather: frost}}
        """,
    ),
    "words of conditions": (
        """
        rules:
          A Rule:
            When:
              Temperature: less than 1,000
              sign: [not corrosion]
              voltage: AT LEAST Voltage_Needed
            unless:
              any:
                - starter: [Click, slow]
                - signs: {Includes_all of: [weak lights]}
            then: {Battery-Doubt: not Likely, checks: [Charge-It]}
        """,
        """
        rules:
          a-rule:
            when:
              outside temperature: fewer than 1000
              signs: not rust on the terminals
              battery voltage: at least voltage needed
            unless:
              any:
                - starter: [clicks, turns slowly]
                - signs: {includes all of: [dim lights]}
            then: {battery doubt: not likely, checks: charge-it}
        """,
    ),
    "rows keep their columns": (
        """
        rules:
          Table Of Things:
            rows:
              - {source: h01, Weather: Mild, id: Row_One, then: Fuel}
            decides: Cause
        """,
        """
        rules:
          table of-things:
            decides: cause
            rows:
              - {id: row-one, source: H01, weather: mild, then: fuel}
        """,
    ),
    "quotes where they are needed": (
        """
        rules:
          a-rule:
            when: {"starter": 'clicks'}
            then: {"weather": "frost"}
            because: 'It is cold, and "frost" is near: so be it.'
            source: {convention: "one, two"}
        """,
        """
        rules:
          a-rule:
            when: {starter: clicks}
            then: {weather: frost}
            because: 'It is cold, and "frost" is near: so be it.'
            source: {convention: "one, two"}
        """,
    ),
    "spaces and indentation": (
        """
        rules :

            a-rule:   # about frost


                when :   { outside temperature:at most 0 ,starter: clicks }
                then:
                         weather:  frost
                because: >-
                       folded
                       text
        """.replace("temperature:at", "temperature: at"),
        """
        rules:

          a-rule:   # about frost

            when: {outside temperature: at most 0, starter: clicks}
            then:
              weather: frost
            because: >-
              folded
              text
        """,
    ),
    "comments go with what follows": (
        """
        # the file
        rules:
          # the rule
          a-rule:
            # why
            because: It is.   # really
            # then
            then: {weather: frost}
            # when
            when: always
              # deeper than the next
          # the next
          b-rule: {when: always, then: {weather: mild}}
        # the end
        """,
        """
        # the file
        rules:
          # the rule
          a-rule:
            # when
            when: always
              # deeper than the next
            # then
            then: {weather: frost}
            # why
            because: It is.   # really

          # the next
          b-rule: {when: always, then: {weather: mild}}
        # the end
        """,
    ),
    "a dash keeps the first key": (
        """
        tests:
        -   expect: {cause: Fuel, because of: [No_Fuel]}
            # what is told
            given: {FUEL: empty}
            name: dry
        """,
        """
        tests:
          - name: dry
            # what is told
            given: {FUEL: empty}
            expect: {cause: fuel, because of: [no-fuel]}
        """,
    ),
    "attributes": (
        """
        attributes:
          mood:
            ask: How?
            also written: {good: [fine]}
            one of: [good, bad]
            can change: Yes
        """,
        """
        attributes:
          mood:
            one of: [good, bad]
            also written: {good: [fine]}
            ask: How?
            can change: yes
        """,
    ),
}

STAYS = {
    "brackets over several lines": """
        rules:
          a-rule:
            when: {starter: [clicks, # a note
                             turns slowly]}
            then: {weather: frost}
        """,
    "a value below its key": """
        rules:
          a-rule:
            when:
              {starter: clicks}
            then: {weather: frost}
            because:
              Long text,
              in two lines.
        """,
    "texts with their line ends": """
        rules:
          a-rule:
            when: always
            then: {weather: frost}
            because: |
              one
                # no comment

              two
        """,
    "other words in what is given": """
        tests:
          - name: a spelling
            given: {FUEL: Empty, volts: "1,000"}
            expect: {cause: cannot tell, checks: no advice, says: [Empty]}
        """.replace('"1,000"', "12"),
    "one rule a line without empty lines": """
        rules:
          a-rule: {when: always, then: {weather: frost}}
          b-rule: {when: always, then: {weather: mild}}
        """,
    "what is none of ours": """
        b: {x:  1}
        """.replace("x:  1", "x: 1"),
}


def text_of(text: str) -> bytes:
    return dedent(text).lstrip("\n").encode()


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED)
def test_a_text_is_put_in_form(before: str, after: str, wording: Wording) -> None:
    found = formatted(text_of(before), "x.yaml", wording)

    assert isinstance(found, Formatted), found
    assert found.data.decode() == text_of(after).decode()
    assert formatted(found.data, "x.yaml", wording) == found


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_a_text_in_form_stays(text: str, wording: Wording) -> None:
    assert formatted(text_of(text), "x.yaml", wording) == Formatted(text_of(text))


def test_line_ends_and_a_mark_at_the_beginning_stay(wording: Wording) -> None:
    before = b"\xef\xbb\xbfrules:\r\n  a:\r\n    then: {weather: frost}\r\n    when:  always"

    assert formatted(before, "x.yaml", wording) == Formatted(
        b"\xef\xbb\xbfrules:\r\n  a:\r\n    when: always\r\n    then: {weather: frost}\r\n"
    )


def test_without_a_vocabulary_words_stay() -> None:
    before = b"rules:\n  A:\n    then: {Weather: FROST}\n    when: {STARTER: [Click]}\n"

    assert formatted(before, "x.yaml", None) == Formatted(
        b"rules:\n  a:\n    when: {STARTER: [Click]}\n    then: {Weather: FROST}\n"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"{rules: {a: {then: {weather: frost}, when: always}}}\n", "all in brackets in line 1"),
        (b"rules:\n  ? a\n  : {when: always, then: {weather: frost}}\n", "a key without its colon"),
        (
            b"rules:\n  a:\n    because: |2\n      x\n    when: always\n",
            "given by a digit in line 3",
        ),
    ],
)
def test_an_unusual_form_is_left_alone(text: bytes, reason: str, wording: Wording) -> None:
    found = formatted(text, "x.yaml", wording)

    assert isinstance(found, Kept), found
    assert reason in found.reason


def test_a_text_with_errors_is_refused(wording: Wording) -> None:
    found = formatted(b"rules:\n\ta: 1\n", "x.yaml", wording)

    assert isinstance(found, Refused)
    assert [error.code for error in found.diagnostics] == ["tab-indent"]
