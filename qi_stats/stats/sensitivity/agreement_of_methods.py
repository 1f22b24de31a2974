"""Whether several tests of one question fall on the same side of the level of significance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.arrays import check_level

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEFINITION = "P below alpha is significant; tests without a P are left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOfMethods(Estimate):
    """On which side of alpha the tests of one question fall."""

    tests: int = field(metadata=shown("No. of tests", "integer"))
    significant: int = field(metadata=shown("No. of tests with P below alpha", "integer"))
    lowest: float | None = field(default=None, metadata=shown("Lowest P", "p"))
    highest: float | None = field(default=None, metadata=shown("Highest P", "p"))
    below: str | None = field(default=None, metadata=shown("Tests with P below alpha", "text"))
    not_below: str | None = field(
        default=None, metadata=shown("Tests with P not below alpha", "text")
    )
    verdict: str | None = field(default=None, metadata=shown("Agreement of the tests", "text"))


def judge_agreement(
    *, p_values: Sequence[float | None], names: Sequence[str], alpha: float = 0.05
) -> AgreementOfMethods:
    """Say whether tests of the same question agree about significance.

    Parameters
    ----------
    p_values
        One P value per test, shape (m,); None for a test that has none.
    names
        Names of the tests, for readers, shape (m,).
    alpha
        Level of significance, between 0 and 1.

    Returns
    -------
    AgreementOfMethods
        The counts, the range of P, the names on either side, and a sentence. Where the tests
        fall on different sides of alpha, a warning says which.

    Raises
    ------
    ValueError
        If the lengths differ, a P value lies outside 0 to 1, or `alpha` is not allowed.

    References
    ----------
    Wasserstein RL, Lazar NA. Am Stat. 2016;70:129-133, principle 4 (report all that was computed).
    """
    check_level(alpha)
    if len(p_values) != len(names):
        raise ValueError("each P value needs a name")
    known = {name: p for name, p in zip(names, p_values, strict=True) if p is not None}
    if not all(0 <= p <= 1 for p in known.values()):
        raise ValueError("P values must lie between 0 and 1")
    below = [name for name, p in known.items() if p < alpha]
    above = [name for name, p in known.items() if p >= alpha]
    return AgreementOfMethods(
        tests=len(known),
        significant=len(below),
        lowest=min(known.values(), default=None),
        highest=max(known.values(), default=None),
        below=_list_names(below) if known else None,
        not_below=_list_names(above) if known else None,
        verdict=_describe(below, above, show_alpha(alpha)),
        definition=_DEFINITION,
        warnings=_warn(below, above, show_alpha(alpha)),
    )


def show_alpha(alpha: float) -> str:
    """Return a level of significance as it stands in a sentence: .05."""
    return f"{alpha:g}".removeprefix("0")


def _describe(below: Sequence[str], above: Sequence[str], alpha: str) -> str | None:
    """Return on which side of alpha the tests fall; None without a test."""
    if not below and not above:
        return None
    if below and above:
        return f"The tests fall on different sides of {alpha}."
    side = "below" if below else "not below"
    return f"All tests give a P value {side} {alpha}."


def _list_names(names: Sequence[str]) -> str:
    """Return names as they stand in a sentence: "none", "A", "A and B", "A, B, and C"."""
    if not names:
        return "none"
    *others, last = names
    if len(others) < 2:
        return " and ".join(names)
    return f"{', '.join(others)}, and {last}"


def _warn(below: Sequence[str], above: Sequence[str], alpha: str) -> tuple[str, ...]:
    if not below and not above:
        return ("No test has a P value.",)
    if below and above:
        return (
            f"Tests of the same question fall on different sides of {alpha}: "
            f"P is below it by {_list_names(below)}, and not by {_list_names(above)}.",
        )
    return ()
