"""What each kind reads, demands of data, and says of a recomputed value."""

import pickle
import re
from pathlib import Path

import pytest

from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.model import Claim, Target
from qi_stats.audit.claims.template import TEMPLATE
from qi_stats.codebook import Condition

RED = Condition("hat", ("red",))
ROOM = Path("qi_stats/audit")


def make(kind, text, means=None, **of):
    return Claim(
        "x", "here", text, "T", "S", KINDS[kind], target=Target("people", **of), means=means
    )


@pytest.mark.parametrize(
    ("claim", "admitted", "refused"),
    [
        (make("count", "3"), [(3,)], [(2,), (4,)]),
        (make("count", "1.5"), [], [(1,), (2,)]),
        (make("percent", "33.3"), [(1, 3), (2, 6)], [(1, 4), (0, 0)]),
        (make("words", "all", "all"), [(3, 3), (0, 0)], [(2, 3)]),
        (make("words", "none", "none"), [(0, 3)], [(1, 3)]),
        (make("words", "half", "half"), [(2, 4)], [(2, 5)]),
        (make("words", "most", "majority"), [(3, 5)], [(2, 4)]),
        (make("mean", "1.5", variable="age"), [(4, 6, 10)], [(4, 7, 13), (0, 0, 0)]),
        (make("sd", "1.0", variable="age"), [(3, 6, 14)], [(3, 6, 12)]),
        (make("minimum", "2", variable="age"), [(0, 1)], [(1, 1), (0, 0)]),
        (make("maximum", "2", variable="age"), [(0, 3)], [(2, 1), (0, 0)]),
        (make("limits", "1 to 5", variable="age"), [(0, 0)], [(1, 0), (0, 1)]),
    ],
)
def test_totals_that_a_claim_admits(claim, admitted, refused):
    restriction = claim.kind.restrict(claim)

    assert all(map(restriction.admits, admitted))
    assert not any(map(restriction.admits, refused))


@pytest.mark.parametrize("kind", ["p", "ratio", "significant", "direction", "code", "other"])
def test_claims_of_tests_and_codes_demand_no_count(kind):
    assert KINDS[kind].restrict(make(kind, "0.5")) is None


@pytest.mark.parametrize(
    ("kind", "text", "bounds"),
    [
        ("minimum", "1.5", (2, None)),
        ("maximum", "4.5", (None, 4)),
        ("limits", "1 to 5", (1, 5)),
        ("mean", "3", (None, None)),
    ],
)
def test_bounds_of_every_value(kind, text, bounds):
    assert KINDS[kind].bound(make(kind, text, variable="age")) == bounds


@pytest.mark.parametrize("text", ["1 to 5", "1-5", "1–5", "from 1 to 5", "1 and 5"])
def test_limits_of_a_scale_as_papers_print_them(text):
    assert [one.value for one in KINDS["limits"].read(text)] == [1, 5]


@pytest.mark.parametrize("text", ["5", "5 to 1", "3 to 3", "<1 to 5", "low to high"])
def test_texts_that_are_no_limits(text):
    with pytest.raises(ValueError, match=re.escape(text) + "|is no number"):
        KINDS["limits"].read(text)


def test_limits_of_negative_numbers():
    assert [one.value for one in KINDS["limits"].read("-3 to 3")] == [-3, 3]


@pytest.mark.parametrize(
    ("claim", "value", "expected"),
    [
        (make("words", "most", "majority"), 0.5, False),
        (make("direction", "rose", "positive"), 1e-13, False),
        (make("direction", "fell", "negative"), -0.1, True),
        (make("significant", "differed"), 0.05, False),
        (make("not_significant", "alike"), 0.05, True),
        (make("limits", "1 to 5", variable="age"), 5, True),
        (make("mean", "3", variable="age"), 3, None),
    ],
)
def test_words_against_a_recomputed_value(claim, value, expected):
    assert claim.kind.bears_out(claim, value) is expected


def test_a_kind_is_itself_in_another_process():
    assert pickle.loads(pickle.dumps(KINDS)) == KINDS  # noqa: S301 - made here
    assert KINDS["mean"] != KINDS["sd"]


def test_every_kind_stands_in_the_template():
    listed = TEMPLATE[TEMPLATE.index("kind: count ") :].split("of:")[0]

    assert {name for name in KINDS if name not in {"direction", "code"}} <= set(
        re.findall(r"[a-z_]+", listed)
    )


def test_kinds_are_compared_by_name_nowhere():
    sources = [one for one in ROOM.rglob("*.py") if "kinds" not in one.parts]
    assert sources
    pattern = re.compile(r"""\.kind (==|!=|in|not in)|kind(\.name)? == ["']""")

    assert [one for one in sources if pattern.search(one.read_text(encoding="utf-8"))] == []
