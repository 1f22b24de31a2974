"""Fitted models as the package maketables takes them, in tables of several models side by side.

Its plug-in format asks for attributes by name, and for no import.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.plan_file.analyses import RegressionSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from qi_stats.api.results import Result
    from qi_stats.estimates import Value

COLUMNS = {
    "b": ("coefficient",),
    "se": ("se",),
    "t": ("t", "z"),
    "p": ("p",),
    "ci95l": ("low", "coefficient_low"),
    "ci95u": ("high", "coefficient_high"),
}
"""Columns of a table of coefficients, each with the statistics that it may come from."""
STATISTICS = {
    "N": "n",
    "r2": "r_squared",
    "adj_r2": "adjusted_r_squared",
    "ll": "log_likelihood",
}
"""Figures of a model that maketables has words of its own for; others go by our names."""
DEFAULTS = {"linear": ("N", "r2"), "logistic": ("N", "aic", "c_statistic")}
LABELS = {"aic": "AIC", "c_statistic": "c statistic"}
INTERCEPT = "intercept"


@dataclass(frozen=True)
class FittedModel:
    """A regression by one method: `maketables.ETable(fit.models)` shows them side by side.

    Coefficients of a logistic model are log odds. What can't be computed is missing.

    Attributes
    ----------
    result
        The regression.
    method
        Word of the method, such as `ml`.
    """

    result: Result
    method: str

    @property
    def __maketables_coef_table__(self) -> pd.DataFrame:
        """Coefficients with errors, P values and 95% intervals, a row each, intercept first."""
        import pandas as pd

        rows = {
            term: {column: self._read(term, names) for column, names in COLUMNS.items()}
            for term in self._terms
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS), dtype=float)

    def __maketables_stat__(self, key: str) -> Value:
        """Return a figure of the whole model; None where there is none."""
        record = f"{self.result.name}.{self.method}.{STATISTICS.get(key, key)}"
        return self.result.ledger.get(record).stat if record in self.result.ledger else None

    @property
    def __maketables_depvar__(self) -> str:
        """The outcome, in words."""
        return self.result.codebook.variable(self._spec.table, self._spec.outcome).short

    @property
    def __maketables_var_labels__(self) -> Mapping[str, str]:
        """The words of each term."""
        from qi_stats.api.results import name_part

        start = f"{self.result.name}.{self.method}"
        records = {
            term: self.result.ledger.get(f"{start}.{term}.coefficient") for term in self._terms
        }
        words = {term: name_part(self.result, record) for term, record in records.items()}
        return {**words, INTERCEPT: "Intercept"}

    @property
    def __maketables_stat_labels__(self) -> Mapping[str, str]:
        """The words of the figures that maketables has none for."""
        return LABELS

    @property
    def __maketables_default_stat_keys__(self) -> list[str]:
        """Figures that are shown if none are asked for."""
        return list(DEFAULTS[self._spec.model])

    @property
    def _spec(self) -> RegressionSpec:
        spec = self.result.document.analyses[self.result.name]
        assert isinstance(spec, RegressionSpec)  # noqa: S101 - `list_models` makes no other
        return spec

    @property
    def _terms(self) -> list[str]:
        """Names of the terms, the intercept first, the others in the order of the formula."""
        start = f"{self.result.name}.{self.method}."
        order = {term: place for place, term in enumerate(self._spec.terms, start=1)}
        found = {
            record.key.removeprefix(start).removesuffix(".coefficient"): record.variable
            for record in self.result.ledger.select(start.removesuffix("."))
            if record.stat_name == "coefficient"
        }
        return sorted(found, key=lambda term: order.get(found[term] or "", 0) * (term != INTERCEPT))

    def _read(self, term: str, names: tuple[str, ...]) -> float | None:
        for name in names:
            key = f"{self.result.name}.{self.method}.{term}.{name}"
            if key in self.result.ledger:
                value = self.result.ledger.get(key).stat
                return float(value) if isinstance(value, int | float) else None
        return None


def list_models(result: Result) -> tuple[FittedModel, ...]:
    """Return the model of each method of a regression; none of another analysis."""
    spec = result.document.analyses[result.name]
    if not isinstance(spec, RegressionSpec):
        return ()
    fitted = {record.context for record in result.ledger if record.stat_name == "coefficient"}
    added = sorted(one for one in fitted - set(spec.methods) if one)
    return tuple(FittedModel(result, method) for method in (*spec.methods, *added))
