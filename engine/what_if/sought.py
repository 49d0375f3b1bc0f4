"""A wish compiled: the rules that it rests on as a decision diagram of its own, which is small."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from ..conditions import Condition, Test, literals
from ..diagram import Diagram, Exceeded, compile_diagram
from ..diagram.diagram import DEFAULT_BUDGET
from ..rules import Conclusion, KnowledgeBase, Rule
from ..strata import Program, stratify
from ..vocabulary import Attribute, ListOf, OneOf, Vocabulary

WISH = "(wish)"  # no file can call anything so
GRANTED = "granted"


def sought(
    condition: Condition, program: Program, budget: int = DEFAULT_BUDGET
) -> Diagram | Exceeded:
    """A diagram in which the attribute WISH is GRANTED just where the condition is true.

    It is compiled as if a rule had the condition, so that classes are as fine as it needs.
    """
    knowledge = _without_other_words(program.knowledge, condition)
    rule = Rule(WISH, (Conclusion(WISH, GRANTED),), condition)
    attribute = Attribute(WISH, OneOf((GRANTED,), {GRANTED: GRANTED}), asked=False)
    wishing = stratify(
        replace(
            knowledge,
            vocabulary=Vocabulary((*knowledge.vocabulary, attribute)),
            rules=(*knowledge.rules, rule),
        )
    )
    if not isinstance(wishing, Program):  # nothing reads the wish
        raise TypeError(wishing)
    return compile_diagram(wishing, budget, only=(WISH,))


def _without_other_words(knowledge: KnowledgeBase, condition: Condition) -> KnowledgeBase:
    """The rules without what they say of words of a list that the condition does not name.

    Only where it asks for words to be there: where one may be missing, all count.
    """
    found = list(literals(condition))
    named = {each.comparison.attribute for each in found}
    words = {each.comparison.operand for each in found}
    asks = all(each.positive and each.comparison.test is Test.INCLUDES for each in found)
    if not asks:
        return knowledge
    lists = {name for name in named if isinstance(knowledge.vocabulary[name].kind, ListOf)}
    return replace(
        knowledge,
        rules=tuple(
            replace(rule, conclusions=tuple(_kept(rule, lists, words))) for rule in knowledge.rules
        ),
    )


def _kept(rule: Rule, lists: set[str], words: Collection[object]) -> Iterator[Conclusion]:
    for one in rule.conclusions:
        said = one.value if isinstance(one.value, tuple) else (one.value,)
        if one.attribute not in lists or any(word in words for word in said):
            yield one
