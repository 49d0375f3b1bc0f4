"""The files of ``knowledge/``: each has any of the sections, told apart by their keys."""

from __future__ import annotations

from ...loader.assemble import ABOUT_KEYS, KNOWLEDGE_FILE
from ...loader.citations import CLAIM_KEYS, SCALE_KEYS, SCALE_WORD_KEYS, TENSION_KEYS
from ...loader.texts import ADVICE_KEYS
from .describing import attribute
from .exports import import_maps
from .forms import (
    ANYTHING,
    Schema,
    any_of,
    choice,
    described,
    mapping,
    named,
    noted,
    number,
    one_or_more,
    quarters,
    record,
    ref,
    text,
)
from .lexicon import Lexicon
from .plans import plan
from .promises import promise
from .references import SENTENCE, SOURCE
from .verdicts import verdict

ATTRIBUTE, CLAIM = "attribute", "claim"
_BY_IDS = "On whose word: claims by their ids, or {convention: why we chose this}."


def knowledge_file(lexicon: Lexicon) -> Schema:
    """The whole file."""
    claims = mapping(ref(CLAIM))
    parts: dict[str, Schema] = {
        "knowledge base": described(_about(), "What this knowledge base is."),
        "attributes": described(mapping(ref(ATTRIBUTE)), "What is asked, and what is worked out."),
        "strengths": described(
            mapping(any_of(*quarters())), "How firmly each way to put a claim lets it pull."
        ),
        "scales": described(mapping(_scale()), "The words along which evidence pulls."),
        "claims": described(claims, "What the article says, by ids."),
        "outside claims": described(claims, "What other sources say, by ids."),
        "tensions": described(mapping(_tension()), "Where the guidance pulls two ways."),
        "advice": described(mapping(mapping(_advice(lexicon))), "Texts of advice, list by list."),
        "verdict": described(verdict(lexicon), "What the person reads."),
        "properties": described(mapping(promise(lexicon)), "What is promised of the whole."),
        "imports": described(import_maps(), "How exports are read."),
        "plan": described(plan(lexicon), "From where a person is to where they should be."),
    }
    return record(KNOWLEDGE_FILE, parts)


def knowledge_definitions(lexicon: Lexicon) -> dict[str, Schema]:
    """What an attribute and a claim are."""
    says = "An attribute: asked of the person if it has `ask`, and else worked out."
    return {
        ATTRIBUTE: described(attribute(lexicon), says),
        CLAIM: described(_claim(lexicon), "A claim: what a source says, and how firmly."),
    }


def _about() -> Schema:
    parts = {
        "name": text("Its name."),
        "version": text("Its version."),
        "about": text("What it is about, in a sentence."),
    }
    return record(ABOUT_KEYS, parts)


def _claim(lexicon: Lexicon) -> Schema:
    parts: dict[str, Schema] = {
        "section": text("Where it stands in its source."),
        "says": text("What it says, in our own words."),
        "from": text("The source, if it is another than the main one."),
        "hedge": choice(lexicon.strengths, "How firmly it is put."),
        "confidence": described(ANYTHING, "How far we trust it."),
        "kind": text("What kind of statement it is."),
        "value": described(ANYTHING, "The figure that it names."),
        "note": text("A note for other authors."),
        "not a rule": text("Why no rule rests on it."),
        "tensions": described(ANYTHING, "The tensions that it is part of."),
        "restates": described(ANYTHING, "The claim that it says again."),
    }
    return record(CLAIM_KEYS, parts, ("says", "hedge"))


def _scale() -> Schema:
    steps = {
        "steps": number("How far one pull called so reaches; 0 for the word in the middle."),
        "from": number("The sum from which it is called so."),
    }
    parts = {
        "kept within": number("How far the sum may go either way."),
        "words": described(
            mapping(record(SCALE_WORD_KEYS, steps, ("steps",))), "Its words and their steps."
        ),
        "because": noted(SENTENCE, "Why it is cut so."),
        "source": noted(SOURCE, _BY_IDS),
    }
    return record(SCALE_KEYS, parts, ("words", "kept within"))


def _tension() -> Schema:
    parts = {"what": text("What pulls two ways."), "treatment": text("What we do about it.")}
    return record(TENSION_KEYS, parts, TENSION_KEYS)


def _advice(lexicon: Lexicon) -> Schema:
    ids = {name: says for texts in lexicon.advice.values() for name, says in texts.items()}
    after = one_or_more(named(ids, "There is no text of this name."))
    parts = {
        "say": noted(SENTENCE, "The advice, to the person; {attribute} stands for its value."),
        "after": described(after, "Texts of the same list that come before it."),
        "because": noted(SENTENCE, "Why, in a sentence to the person."),
        "source": noted(SOURCE, _BY_IDS),
    }
    return record(ADVICE_KEYS, parts, ("say",))
