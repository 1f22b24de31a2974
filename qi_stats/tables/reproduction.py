"""Tables of the audit: each published claim beside the recomputed value, with its verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qi_stats.audit.checks.findings import RANKS
from qi_stats.audit.claims.verdicts import OUTCOMES
from qi_stats.audit.reproduction.records.counts import name_place
from qi_stats.ledger import AUDITED
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import EMPTY, NO_BREAK, Html, show_mark, show_stat, to_html, wrap_stat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.ledger import Ledger, Record

ALL = "All"
LOOK_FIRST = frozenset({"allowed", "truncated", "not_reproduced", "conflict"})
FIRST = "To look at first"
"""Group of the claims that differ: those with an outcome of `LOOK_FIRST`."""
_PRINTED = Column(to_html("Printed"), "right")
_RECOMPUTED = Column(to_html("Recomputed"), "right")


def lay_out_claims(verdicts: Sequence[Verdict], ledger: Ledger) -> Grid:
    """Return the grid of all claims: those that differ, then a group for each place."""
    ordered = sorted(verdicts, key=lambda one: one.outcome not in LOOK_FIRST)
    rows = tuple(
        Row(
            to_html(_name_claim(verdict)),
            (_explain(verdict), to_html(verdict.claim.text), _show_recomputed(verdict, ledger)),
            group=FIRST if verdict.outcome in LOOK_FIRST else verdict.claim.place,
        )
        for verdict in ordered
    )
    columns = (Column(to_html("Verdict")), _PRINTED, _RECOMPUTED)
    return Grid("reproduction", to_html("What the publication says"), columns, rows)


def lay_out_conflicts(name: str, verdicts: Sequence[Verdict], ledger: Ledger) -> Grid:
    """Return the grid of the claims that can't hold together with others, each with its reason."""
    rows = tuple(
        Row(
            to_html(f"{_name_claim(verdict)} ({verdict.claim.place})"),
            (
                to_html(verdict.claim.text),
                _show_recomputed(verdict, ledger),
                to_html(verdict.reason or ""),
            ),
        )
        for verdict in verdicts
        if verdict.outcome == "conflict"
    )
    columns = (_PRINTED, _RECOMPUTED, Column(to_html("Why it gives way")))
    return Grid(name, to_html("What the publication says"), columns, rows)


def lay_out_tally(name: str, verdicts: Sequence[Verdict], ledger: Ledger) -> Grid:
    """Return the grid of how many claims of each place have which verdict."""
    found = [outcome for outcome in OUTCOMES if any(v.outcome == outcome for v in verdicts)]
    tally = Counter((v.claim.place, v.outcome) for v in verdicts)
    tally += Counter((ALL, v.outcome) for v in verdicts)
    places = [*dict.fromkeys(verdict.claim.place for verdict in verdicts), ALL]
    rows = tuple(
        Row(
            to_html(place),
            tuple(
                _show_count(tally[place, outcome], _name_count(place, outcome), ledger)
                for outcome in found
            ),
        )
        for place in places
    )
    columns = tuple(Column(to_html(OUTCOMES[outcome]), "right") for outcome in found)
    return Grid(name, to_html("Place"), columns, rows)


def _name_count(place: str, outcome: str) -> str:
    """Return the key of the record that counts the claims of a place with a verdict."""
    return f"{AUDITED}.{f'claims.{outcome}.n' if place == ALL else name_place(place, outcome)}"


def _show_count(count: int, key: str, ledger: Ledger) -> Html:
    """Return a count with the key of its record, where the ledger has the audit's records."""
    record = ledger.get(key) if key in ledger else None
    if record is None:
        return to_html(str(count))
    if record.identified != "unchecked" and record.stat != count:
        message = f"{key} is {record.stat}, but {count} claims were counted"
        raise ValueError(message)
    return show_stat(record)


def lay_out_findings(name: str, findings: Sequence[Finding], verdicts: Sequence[Verdict]) -> Grid:
    """Return the grid of what is wrong or unclear in the claims, the gravest first.

    Below each finding stand the sentences of the publication that it is about, where the claims
    quote them.
    """
    claims = {verdict.claim.name: verdict for verdict in verdicts}
    rows = tuple(
        Row(
            to_html(_name_subject(one, claims)),
            (Html("<br>".join((to_html(one.message), *_quote_claims(one, claims)))),),
            group=RANKS[one.rank],
        )
        for one in findings
    )
    column = Column(to_html("What was found"))
    return Grid(name, to_html("About"), (column,), rows, widths=(28, 72))


def _name_subject(finding: Finding, claims: Mapping[str, Verdict]) -> str:
    """Return the claim that a finding is about, with its place; one of no claim is of the audit."""
    if not finding.claims:
        return "The audit"
    verdict = claims[finding.claims[0]]
    return f"{_name_claim(verdict)} ({verdict.claim.place})"


def _quote_claims(finding: Finding, claims: Mapping[str, Verdict]) -> list[Html]:
    """Return the sentence of each claim that has one, with its place."""
    involved = (claims[name].claim for name in finding.claims)
    quoted = (f"{one.place}: “{one.quote}”" for one in involved if one.quote)
    return [Html(f"<small>{to_html(words)}</small>") for words in dict.fromkeys(quoted)]


def _name_claim(verdict: Verdict) -> str:
    """Return what a claim says, told apart from the count that a percentage often stands beside."""
    claim = verdict.claim
    return f"{claim.says}, {claim.kind.unit}" if claim.kind.unit else claim.says


def _show_recomputed(verdict: Verdict, ledger: Ledger) -> Html:
    """Return the recomputed value with the record that it comes from, if there is one."""
    if verdict.recomputed is None:
        return EMPTY
    if verdict.claim.key is None:
        return to_html(verdict.recomputed)
    record = ledger.get(verdict.claim.key)
    value = Html(wrap_stat(record, verdict.recomputed) + show_mark(record))
    if not (verdict.claim.kind.is_test and verdict.claim.kind.quantity is None):
        return value
    between = NO_BREAK if record.fmt == "p" else " "
    return Html(f"{_name_stat(record, verdict.recomputed)}{between}{value}")


def _name_stat(record: Record, text: str) -> Html:
    """Return the words for a value that a claim in words does not name: "Odds ratio", "P ="."""
    if record.fmt != "p":
        return to_html(record.stat_label)
    return Html("<em>P</em>" if text[0] in "<>" else f"<em>P</em>{NO_BREAK}=")


def _explain(verdict: Verdict) -> Html:
    """Return the verdict, and below it the place and the reason of one that needs them."""
    place = f"{verdict.claim.place}. " if verdict.outcome in LOOK_FIRST else ""
    more = f"{place}{verdict.reason or ''}".strip()
    small = f"<br><small>{to_html(more)}</small>" if more else ""
    return Html(f"{to_html(OUTCOMES[verdict.outcome])}{small}")
