"""Tables of the methods themselves: their functions and sources, and how far they are from R."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import EMPTY, Html, to_code, to_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Entry = Mapping[str, Any]

OWN_TESTS = "its own tests, in tests/"
_METHOD_COLUMNS = tuple(
    Column(to_html(words)) for words in ("Function and source", "Checked against")
)
_AGREEMENT_COLUMNS = (
    Column(to_html("Script")),
    Column(to_html("Cases"), "right"),
    Column(to_html("Numbers"), "right"),
    Column(to_html("Worst relative difference"), "right"),
)


def lay_out_methods(methods: Sequence[Entry], agreement: Sequence[Entry]) -> Grid:
    """Return the grid of all methods.

    Parameters
    ----------
    methods
        Entries with group, name, label, module, function and source, in their order.
    agreement
        Entries with module, script, r and packages: what each module was compared with.
    """
    rows = tuple(
        Row(
            _name_method(entry),
            (
                Html(f"{to_code(_shorten(entry['function']))}<br>{_show_code(entry['source'])}"),
                to_html(_list_checks(entry["module"], agreement)),
            ),
            group=entry["group"],
        )
        for entry in methods
    )
    notes = (to_html("Functions stand without the package’s name, qi_stats.stats."),)
    return Grid("methods", to_html("Method"), _METHOD_COLUMNS, rows, notes)


def lay_out_agreement(agreement: Sequence[Entry]) -> Grid:
    """Return the grid of how far each statistic is from R's."""
    rows = tuple(
        Row(
            to_html(entry["statistic"]),
            (
                to_code(_name_script(entry)),
                to_html(str(entry["cases"])),
                to_html(str(entry["numbers"])),
                _show_power(entry["worst"]),
            ),
        )
        for entry in agreement
    )
    packages = {name: v for entry in agreement for name, v in entry["packages"].items()}
    listed = ", ".join(f"{name} {packages[name]}" for name in sorted(packages))
    programs = "; ".join(sorted({entry["r"] for entry in agreement}))
    notes = (
        to_html(f"{programs}, with {listed}."),
        to_html(
            "The difference is rounded up to a power of ten. Reference values have 15 digits, "
            "so that smaller differences than the smallest shown cannot be seen."
        ),
    )
    return Grid("agreement", to_html("Statistic"), _AGREEMENT_COLUMNS, rows, notes)


def _name_method(entry: Entry) -> Html:
    """Return the words of a method, and the word by which a plan names it."""
    name = Html(f"<br>{to_code(entry['name'])}") if entry["name"] else EMPTY
    return Html(_show_code(entry["label"]) + name)


def _show_code(text: str) -> Html:
    """Return text with what stands between two backticks as code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # a backtick without its second
        return to_html(text)
    return Html("".join((to_html, to_code)[i % 2](piece) for i, piece in enumerate(pieces)))


def _shorten(function: str) -> str:
    """Return a function without the package that all are in."""
    return function.partition(":")[2]


def _list_checks(module: str, agreement: Sequence[Entry]) -> str:
    """Return the scripts whose values the module, or all of its room, is tested against."""
    scripts = {
        f"R, {_name_script(entry)}"
        for entry in agreement
        if module == entry["module"] or module.startswith(f"{entry['module']}.")
    }
    return "; ".join(sorted(scripts)) or OWN_TESTS


def _name_script(entry: Entry) -> str:
    return str(entry["script"]).rpartition("/")[2]


def _show_power(worst: float) -> Html:
    """Return a power of ten as such."""
    return Html(f"10<sup>−{round(-math.log10(worst))}</sup>")
