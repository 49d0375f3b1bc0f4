"""From what a person has to what suits them, week by week, as the knowledge base declares it."""

from .planning import Milestone, Note, Plan, figures, plan_of
from .weeks import LONGEST, Leg, day_of

__all__ = ["LONGEST", "Leg", "Milestone", "Note", "Plan", "day_of", "figures", "plan_of"]
