"""The whole survey of a few claims: what conflicts, what fails, and what is said of it."""

import pytest

from qi_stats.audit.feasible.provenance import Settlement
from qi_stats.audit.reproduction import assess
from qi_stats.audit.reproduction.assess import has_sizes, survey_claims

TALL = (
    "{text: '4', place: T, says: Tall, kind: count, key: guests.tall.yes.n,"
    " of: {table: guests, where: {tall: yes}}}"
)
SAD = (
    "{text: '5', place: T, says: Sad, kind: count, key: guests.happy.no.n,"
    " of: {table: guests, where: {happy: no}}}"
)
P = (
    "{text: '.01', place: T, says: P, kind: p, key: happy_by_tall.welch.p,"
    " of: {table: guests, variables: [happy, tall]}}"
)


@pytest.fixture(autouse=True)
def settle_nothing(monkeypatch):
    monkeypatch.setattr(assess, "settle_plan", lambda *_: Settlement({}))


def test_claims_that_conflict_are_told_once(load, plan):
    """The 4 tall are happy by the codebook, so that 4 of 8 at most are sad."""
    shares = []
    found = survey_claims(load(tall=TALL, sad=SAD), plan, shares.append)

    (finding,) = [one for one in found.findings if one.is_fault]
    assert finding.rank == "contradiction"
    assert finding.message == "“5” (T: Sad) needs 5; “4” (T: Tall) leaves 0 to 4."
    assert shares == sorted(shares)


def test_a_test_that_comes_out_nowhere_is_a_finding(load, plan):
    """Of 4 others 0 to 4 are happy: five tables, none with P = .01."""
    found = survey_claims(load(tall=TALL, p=P), plan)

    (finding,) = [one for one in found.findings if one.is_fault]
    assert finding.claims[0] == "p"
    assert "5 tables of counts are possible" in finding.message
    assert len(found.tested[0].tables) == 5


def test_a_percentage_that_is_cut_off_is_not_called_a_contradiction_too(load, plan):
    """2 of 3 are 66.7%, cut off 66%."""
    red = "where: {house: red}, denominator: {tall: yes}"
    about = f"place: T, says: S, key: guests.tall.yes.n, of: {{table: guests, {red}}}"
    two, share = f"{{text: '2', kind: count, {about}}}", f"{{text: 66%, kind: percent, {about}}}"
    found = survey_claims(load(tall=TALL.replace("'4'", "'3'"), two=two, share=share), plan)

    (finding,) = [one for one in found.findings if one.is_fault]
    assert (finding.rank, finding.claims[0]) == ("truncated", "share")


def test_claims_of_unknown_size_are_looked_at_one_by_one(load, plan):
    claims = load(guests=TALL)

    assert not has_sizes(claims)
    assert survey_claims(claims, plan).settlement.states == {}
