"""SPSS, Stata and SAS files, with the words of their codes and their missing values."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.intake.readers.limits import check_size
from qi_stats.intake.sheet import Column, Sheet
from qi_stats.intake.texts import clean_text, write_number

if TYPE_CHECKING:
    from pathlib import Path

STATISTICAL = (".sav", ".zsav", ".por", ".dta", ".sas7bdat", ".xpt")
_READERS = {
    ".sav": "read_sav",
    ".zsav": "read_sav",
    ".por": "read_por",
    ".dta": "read_dta",
    ".sas7bdat": "read_sas7bdat",
    ".xpt": "read_xport",
}
_MOST_CODES = 20
"""Whole numbers of a range of missing values that are listed one by one."""


def read_statistical(path: Path) -> Sheet:
    """Return the table of a file of SPSS, Stata or SAS.

    Values that the file declares missing keep their codes, so that kinds of missing stay apart.

    Raises
    ------
    InputError
        If the file can't be read, or has no rows.
    """
    import pyreadstat

    shown = show_path(path)
    suffix = path.suffix.casefold()
    given = {"user_missing": True} if suffix in {".sav", ".zsav", ".dta", ".sas7bdat"} else {}
    try:
        frame, meta = getattr(pyreadstat, _READERS[suffix])(
            str(path), output_format="dict", **given
        )
    except Exception:  # noqa: BLE001 - each kind of damage has an exception of its own
        do = "open it in the program that made it, and save it anew"
        found = "a damaged file, or one of another kind"
        raise InputError(shown, found, f"a file that {suffix} files are", do) from None
    columns = tuple(_read_column(name, frame[name], meta) for name in meta.column_names)
    rows = len(columns[0].values) if columns else 0
    check_size(shown, rows, len(columns))
    if not rows:
        raise InputError(shown, "no rows", "one row at least", "choose another file")
    return Sheet(shown, "", columns, tuple(range(1, rows + 1)))


def _read_column(name: str, values: Any, meta: Any) -> Column:  # noqa: ANN401 - no types there
    words = {_to_text(code): clean_text(str(text)) for code, text in _labels(name, meta).items()}
    missing = {code: words.get(code, "Missing") for code in _list_missing(name, meta, values)}
    label = clean_text(str(meta.column_names_to_labels.get(name) or ""))
    form = str(meta.original_variable_types.get(name, "")).upper()
    is_date = any(one in form for one in ("DATE", "YYMMDD", "DDMMYY", "MMDDYY", "%TD", "%TC"))
    return Column(
        name=clean_text(name),
        values=tuple(_to_text(value) for value in values),
        label=label or None,
        levels={code: text for code, text in words.items() if code not in missing},
        missing=missing,
        type="date" if is_date else None,
    )


def _labels(name: str, meta: Any) -> dict[Any, str]:  # noqa: ANN401
    return dict(meta.variable_value_labels.get(name, {}))


def _list_missing(name: str, meta: Any, values: Any) -> list[str]:  # noqa: ANN401
    """Return the codes that the file declares missing, of a range those that occur."""
    found: dict[str, None] = {}
    for one in meta.missing_ranges.get(name, []) if meta.missing_ranges else []:
        low, high = one["lo"], one["hi"]
        if low == high or isinstance(low, str):
            found[_to_text(low)] = None
            continue
        numbers = [v for v in values if isinstance(v, int | float) and low <= v <= high]
        found.update(dict.fromkeys(map(_to_text, sorted(set(numbers))[:_MOST_CODES])))
    for one in (meta.missing_user_values or {}).get(name, []):
        found[_to_text(one)] = None
    return list(found)


def _to_text(value: object) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool | int | float):
        return write_number(float(value))
    return clean_text(str(value))
