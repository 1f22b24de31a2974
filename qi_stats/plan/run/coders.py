"""Which results of a plan depend on who coded: the same analyses with the codes of each coder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qi_stats.codebook import CODERS
from qi_stats.plan.arrays import Named
from qi_stats.plan.calls import Subject, call_method, record_call
from qi_stats.plan.run.agreement_of_methods import find_question, name_method
from qi_stats.plan.run.reviewers import add_codings
from qi_stats.plan.run.scope import Scope
from qi_stats.plan.schema.analyses import Description
from qi_stats.stats.regression.results import INTERCEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan.calls import Block
    from qi_stats.plan.schema.analyses import Agreement, Plan
    from qi_stats.study import Study

CONCLUSIONS = "conclusions"
COMPARE_TESTS = "qi_stats.stats:compare_tests"
COMPARE_ESTIMATES = "qi_stats.stats:compare_estimates"
SUMMARIZE = "qi_stats.stats:summarize_coders"
ESTIMATES = ("odds_ratio", "difference", "shift", "risk_ratio", "effect", "coefficient")
"""Statistics that say how large a difference or association is; the first that a line has."""
SHOWN_ALIKE = frozenset({"value", "difference"})
SHORTEST_KEY = 3
"""Parts of a comparison's key: analysis, method, statistic."""


@dataclass(frozen=True, slots=True)
class Reruns:
    """The results of a plan's analyses under each coder, the first reviewer's first."""

    plan: Plan
    ledgers: Mapping[str, Ledger]

    def find(self, key: str) -> Record:
        """Return the record of the first coder who has one."""
        return next(ledger.get(key) for ledger in self.ledgers.values() if key in ledger)

    def values(self, key: str) -> tuple[float | None, ...]:
        """Return a number under each coder, None where there is none."""
        found = (
            ledger.get(key).stat if key in ledger else None for ledger in self.ledgers.values()
        )
        return tuple(None if isinstance(value, str) else value for value in found)

    def list_tests(self) -> tuple[str, ...]:
        """Return the keys of the P values that answer a question of the plan."""
        return tuple(
            dict.fromkeys(
                record.key
                for analysis in self.plan.analyses
                if not isinstance(analysis, Description)
                for ledger in self.ledgers.values()
                for record in ledger.select(analysis.id)
                if find_question(analysis, record) is not None
            )
        )

    def list_estimates(self) -> tuple[str, ...]:
        """Return the keys of the estimates of comparisons and regressions, one for each line."""
        compared = [one.id for one in self.plan.analyses if not isinstance(one, Description)]
        found: dict[str, str] = {}
        for ledger in self.ledgers.values():
            for record in (one for name in compared for one in ledger.select(name)):
                line = record.key.removesuffix(f".{record.stat_name}")
                if record.stat_name in ESTIMATES and not line.endswith(f".{INTERCEPT}"):
                    best = found.setdefault(line, record.stat_name)
                    found[line] = min(best, record.stat_name, key=ESTIMATES.index)
        return tuple(f"{line}.{name}" for line, name in found.items())

    def list_results(self) -> list[tuple[float | None, ...]]:
        """Return every number that any coder's ledger has, under each coder."""
        keys = dict.fromkeys(
            record.key
            for ledger in self.ledgers.values()
            for one in self.plan.analyses
            for record in ledger.select(one.id)
            if not isinstance(record.stat, str)
        )
        return [self.values(key) for key in keys]


def compare_coders(analysis: Agreement, study: Study, reruns: Reruns) -> Iterator[Record]:
    """Yield each test and estimate of the plan under each coder, and how many depend on it."""
    scope = Scope(analysis, study.frame(analysis.table), study)
    rows = int(study.recodings["second"].rows[analysis.table].sum())
    whole = add_codings(scope.block((), CONCLUSIONS, rows), scope)
    whole = replace(whole, path=(CONCLUSIONS,), inputs=replace(whole.inputs, where={}))
    depends = []
    for key in reruns.list_tests():
        block, given = _prepare(key, whole, reruns, study.codebook)
        call = call_method(COMPARE_TESTS, {**given, "p_values": reruns.values(key)})
        for record in record_call(block, call):
            depends += [record.stat] if record.stat_name == "depends" else []
            yield _show_alike(record, reruns.find(key))
    for key in reruns.list_estimates():
        block, given = _prepare(key, whole, reruns, study.codebook)
        call = call_method(COMPARE_ESTIMATES, {**given, "estimates": reruns.values(key)})
        yield from (_show_alike(record, reruns.find(key)) for record in record_call(block, call))
    results = Named(reruns.list_results(), "results")
    call = call_method(SUMMARIZE, {"results": results, "depends": Named(depends, "depends")})
    misfits = tuple(_list_misfits(study))
    for record in record_call(whole, call):
        yield replace(record, warnings=(*record.warnings, *misfits))


def _prepare(
    key: str, whole: Block, reruns: Reruns, codebook: Codebook
) -> tuple[Block, dict[str, Any]]:
    """Return what the records of one result have in common, and what is said of it in words."""
    result = reruns.find(key)
    line = name_method(result) + _name_term(result, codebook)
    words = line if line == result.stat_label else f"{line}: {result.stat_label}"
    inputs = replace(result.inputs, sha256={**result.inputs.sha256, **whole.inputs.sha256})
    subject = Subject(result.variable, result.variable_level, result.group, result.group_level)
    block = replace(whole, inputs=inputs, path=(CONCLUSIONS, key), n=result.n or 0, subject=subject)
    return block, {"question": words, "coders": tuple(reruns.ledgers)}


def _name_term(result: Record, codebook: Codebook) -> str:
    """Return the words for the term of a regression; nothing for a comparison."""
    if len(result.key.split(".")) == SHORTEST_KEY or result.variable is None:
        return ""
    variable = codebook.variables(result.inputs.table).get(result.variable)
    return f", {variable.short if variable else result.variable}"


def _show_alike(record: Record, result: Record) -> Record:
    """Return the record, rounded as the result is where it is one or a difference of two."""
    return replace(record, fmt=result.fmt) if record.stat_name in SHOWN_ALIKE else record


def _list_misfits(study: Study) -> Iterator[str]:
    for coder, recoding in study.recodings.items():
        for warning in recoding.warnings:
            yield f"With the codes of the {CODERS[coder]}: {warning[0].lower()}{warning[1:]}"
