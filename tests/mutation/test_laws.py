"""What is said of mutants is what the reference chainer shows of every profile."""

from __future__ import annotations

from random import Random

import pytest

from engine.consultation import Reference
from engine.diagram import compile_diagram
from engine.inference import outcome
from engine.mutation import mutants
from engine.mutation.changing import Chained, changed_program
from engine.mutation.killing import Cases
from engine.mutation.proving import Prover
from engine.strata import Program, stratify
from engine.verify.mattering import said
from engine.verify.variants import with_rules
from tests.lint.bases import drawn, inputs

SEEDS = range(4)
AT_MOST = 12


def program_of(seed: int) -> Program | None:
    found = stratify(drawn(Random(seed), 6))
    return found if isinstance(found, Program) else None


PROGRAMS = {seed: program for seed in SEEDS if (program := program_of(seed)) is not None}


def some(seed: int):
    made = mutants(PROGRAMS[seed].knowledge)
    return tuple(Random(seed).sample(made, min(AT_MOST, len(made))))


@pytest.mark.parametrize("seed", PROGRAMS)
def test_a_changed_program_infers_what_one_put_in_order_anew_infers(seed):
    program = PROGRAMS[seed]
    chained, profiles = Chained(program), list(inputs(program.knowledge))
    for mutant in some(seed):
        changed = changed_program(program, mutant.changed)
        anew = with_rules(program, {rule.id: rule for rule in mutant.changed})
        assert anew is not None
        reference = Reference(anew)
        for told in Random(seed).sample(profiles, min(25, len(profiles))):
            mine, theirs = chained.believe_changed(changed, told), reference.believe(told)
            assert outcome(mine) == outcome(theirs), (mutant, told)


@pytest.mark.parametrize("seed", PROGRAMS)
def test_the_split_by_diagrams_is_that_of_all_profiles_tried_one_by_one(seed):
    program = PROGRAMS[seed]
    made = some(seed)
    prover = Prover(program, compile_diagram(program), made, Cases({"all": program}, ()))
    chained, fates = Chained(program), set()
    runs = [(told, chained.believe(told)) for told in inputs(program.knowledge)]
    for mutant in made:
        changed = changed_program(program, mutant.changed)
        differing = [
            told for told, run in runs if said(chained.believe_changed(changed, told)) != said(run)
        ]
        found = prover.judge(mutant)
        fates.add(found.fate)
        if found.fate == "survived":
            assert found.shown_by is not None
            assert prover.tells_apart(changed, found.shown_by)
        elif found.fate != "not proved":
            assert not differing, (mutant, differing[0])
        if found.fate == "equivalent":
            for told, run in runs:
                mine = outcome(chained.believe_changed(changed, told))
                assert mine["memory"] == outcome(run)["memory"]
                assert mine["set aside"] == outcome(run)["set aside"]
        assert differing or found.fate != "survived"
    assert "survived" in fates
