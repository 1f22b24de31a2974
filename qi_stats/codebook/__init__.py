"""The data dictionary: tables, variables, levels and rules, as frozen values."""

from qi_stats.codebook.codings import isolate_coding
from qi_stats.codebook.conditions import parse_conditions
from qi_stats.codebook.model import (
    CODERS,
    Codebook,
    Coder,
    DoubleCoding,
    Identifier,
    Level,
    MissingKind,
    Table,
    Unit,
    Variable,
)
from qi_stats.codebook.read import load_codebook
from qi_stats.codebook.statements import (
    ChildCount,
    ChildExists,
    Comparison,
    Condition,
    Derivation,
    DerivedCases,
    DerivedCount,
    DerivedExists,
    DerivedInterval,
    DerivedIs,
    DerivedSum,
    Implication,
    Rule,
)

__all__ = [
    "CODERS",
    "ChildCount",
    "ChildExists",
    "Codebook",
    "Coder",
    "Comparison",
    "Condition",
    "Derivation",
    "DerivedCases",
    "DerivedCount",
    "DerivedExists",
    "DerivedInterval",
    "DerivedIs",
    "DerivedSum",
    "DoubleCoding",
    "Identifier",
    "Implication",
    "Level",
    "MissingKind",
    "Rule",
    "Table",
    "Unit",
    "Variable",
    "isolate_coding",
    "load_codebook",
    "parse_conditions",
]
