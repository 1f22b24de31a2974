"""The data dictionary: tables, variables, levels and rules, as frozen values."""

from qi_stats.codebook.codings import CODERS, Coder, DoubleCoding, isolate_coding
from qi_stats.codebook.conditions import parse_conditions
from qi_stats.codebook.model import (
    ChildCount,
    ChildExists,
    Codebook,
    Comparison,
    Condition,
    Derivation,
    DerivedCount,
    DerivedExists,
    DerivedIs,
    Implication,
    Level,
    Rule,
    Table,
    Unit,
    Variable,
)
from qi_stats.codebook.read import load_codebook

__all__ = [
    "CODERS",
    "ChildCount",
    "ChildExists",
    "Codebook",
    "Coder",
    "Comparison",
    "Condition",
    "Derivation",
    "DerivedCount",
    "DerivedExists",
    "DerivedIs",
    "DoubleCoding",
    "Implication",
    "Level",
    "Rule",
    "Table",
    "Unit",
    "Variable",
    "isolate_coding",
    "load_codebook",
    "parse_conditions",
]
