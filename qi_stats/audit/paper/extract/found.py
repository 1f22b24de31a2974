"""What was found in a text: one statistic with all that is printed of it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["test", "ratio", "difference", "coefficient", "mean", "share", "p"]


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its relation (=, <, >) and its digits with a decimal point."""

    digits: str
    relation: str = "="

    @property
    def text(self) -> str:
        """The number as a claim has it: “<.001”, “.03”."""
        return self.digits if self.relation == "=" else f"{self.relation}{self.digits}"


@dataclass(frozen=True, slots=True)
class Found:
    """One statistic in a text.

    Attributes
    ----------
    form
        What it is.
    start, end
        Where it stands in the text.
    test, df
        Name of the statistic (t, z, f, chi2, r) or measure (odds_ratio, …), degrees of freedom.
    value
        The statistic, ratio, difference, mean or count.
    p
        The P value printed with it.
    sd, n, total, percent
        Of a mean its SD and number of values; of a share its whole and its percentage.
    low, high, level
        The interval, and its level in percent.
    se, size
        Of a coefficient its standard error and its t or z, which `test` and `df` then name.
    sides
        1 where the text says that the test was one-sided.
    word
        What the sentence makes of it: significant, not_significant, or nothing.
    """

    form: Form
    start: int
    end: int
    test: str | None = None
    df: tuple[str, ...] = ()
    value: Number | None = None
    p: Number | None = None
    sd: str | None = None
    n: str | None = None
    total: str | None = None
    percent: str | None = None
    low: str | None = None
    high: str | None = None
    level: str = "95"
    se: str | None = None
    size: str | None = None
    sides: int = 2
    word: str | None = None

    @property
    def label(self) -> str:
        """All of it in one line, for lists and for comparing."""
        value = f"{self.value.relation}{self.value.digits}" if self.value else ""
        df = f"({','.join(self.df)})" if self.df else ""
        name = self.form if self.form == "coefficient" else self.test or self.form
        parts = [f"{name}{'' if self.size else df}{value}"]
        if self.low is not None:
            parts.append(f"[{self.low},{self.high}]{self.level}")
        parts += [
            f"{name}={text}"
            for name, text in (("sd", self.sd), ("n", self.n), ("of", self.total))
            if text is not None
        ]
        if self.se is not None:
            parts.append(f"se={self.se}")
        if self.size is not None:
            parts.append(f"{self.test}{df}={self.size}")
        if self.percent is not None:
            parts.append(f"{self.percent}%")
        if self.p is not None:
            parts.append(f"p{self.p.relation}{self.p.digits}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read.

    `found` are the statistics, `unread` places that look like one, `cells` those of tables that
    were not understood.
    """

    text: str
    found: tuple[Found, ...]
    unread: tuple[tuple[int, int], ...] = ()
    cells: tuple[str, ...] = ()

    def list_unread(self) -> tuple[str, ...]:
        """Return the sentences and cells with something that was not understood."""
        sentences = (self.sentence(*span) for span in self.unread)
        return (*dict.fromkeys(sentences), *self.cells)

    def sentence(self, start: int, end: int) -> str:
        """Return the sentence around a place, its white space as single spaces."""
        first = max(self.text.rfind(mark, 0, start) for mark in (". ", ".\n", "? ", "! ", "\n\n"))
        stops = [self.text.find(mark, end) for mark in (". ", ".\n", "? ", "! ", "\n\n")]
        last = min((one + 1 for one in stops if one >= 0), default=len(self.text))
        return " ".join(self.text[first + 1 : last].split())
