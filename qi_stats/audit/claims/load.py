"""published.yaml → Claims: every number that a publication reports, and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.documents import place, read_document
from qi_files.errors import InputError, list_names, quote, raise_errors, suggest
from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.model import Claim, Claims, GivesWay, Reading, Target
from qi_stats.codebook import parse_conditions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.audit.claims.model import Kind, Reported
    from qi_stats.audit.claims.schema import (
        ClaimEntry,
        Conditions,
        DefaultsEntry,
        ReadingEntry,
        TargetEntry,
    )
    from qi_stats.codebook import Codebook, Condition


def load_claims(path: Path, codebook: Codebook | None = None) -> Claims:
    """Return the claims in the YAML file at `path`, their conditions read with `codebook`.

    Without a codebook the claims' own names make one (see `infer_codebook`), and they need not
    say which record answers them.

    Raises
    ------
    InputError
        If the file is unusable, a name is not the codebook's, or a claim lacks what its kind
        needs; all at once, each with its line.
    """
    from qi_stats.audit.claims.infer import infer_codebook
    from qi_stats.audit.claims.schema import PublishedEntry, take_defaults

    entry = read_document(path, PublishedEntry, take_defaults)
    known = codebook or infer_codebook(path, entry)
    found, errors = {}, []
    for name, one in entry.claims.items():
        try:
            _check_like(path, name, one, entry.defaults)
            _check_shape(path, name, one, entry.claims)
            if codebook is not None:
                _check_answer(path, name, one)
            found[name] = _build_claim(path, name, one, known)
        except InputError as error:
            errors.append(error)
    readings = []
    for name, other in entry.readings.items():
        try:
            readings.append(_build_reading(path, name, other, known, found))
        except InputError as error:
            errors.append(error)
    raise_errors(errors)
    return Claims(entry.source.model_dump(exclude_none=True), found, known, tuple(readings))


def _check_like(
    path: Path, name: str, entry: ClaimEntry, defaults: Mapping[str, DefaultsEntry]
) -> None:
    if entry.like is not None and entry.like not in defaults:
        where = place(path, ["claims", name, "like"])
        do = suggest(entry.like, defaults, "write it under “defaults”, or leave “like” out")
        raise InputError(where, quote(entry.like), "the name of defaults", do)


def _check_shape(
    path: Path, name: str, entry: ClaimEntry, entries: Mapping[str, ClaimEntry]
) -> None:
    """Raise an error for the first thing that a claim of this kind lacks or must not have."""
    where = place(path, ["claims", name])
    kind = KINDS[entry.kind]
    needed = kind.meanings
    if needed and entry.means not in needed:
        found = quote(entry.means) if entry.means else "no “means”"
        raise InputError(where, found, f"means: {list_names(needed)}", "say what the words mean")
    _check_text(where, kind, entry.text)
    if entry.of is None and kind.about != "anything":
        expected = f"the key “of” for a claim of kind {entry.kind}"
        raise InputError(where, "no “of”", expected, "say what the number counts")
    if entry.repeats is not None and entry.repeats not in entries:
        do = suggest(entry.repeats, entries, "name the claim that says the same")
        raise InputError(where, quote(entry.repeats), "the name of a claim", do)
    for other in entry.computed.read().parts if entry.computed is not None else ():
        if other not in entries or other == name:
            others = [one for one in entries if one != name]
            do = suggest(other, others, "name the claims that it is computed from")
            raise InputError(where, quote(other), "the name of another claim", do)
    standing = [one for one, other in entries.items() if other.gives_way is None]
    for other in entry.gives_way.to if entry.gives_way else ():
        if other not in standing:
            do = suggest(other, standing, "name the claims that it can't hold with")
            raise InputError(where, quote(other), "a claim that gives way to no other", do)


def _check_answer(path: Path, name: str, entry: ClaimEntry) -> None:
    """Raise an error unless the claim names the record that answers it, or says why none does."""
    if (entry.key is None) == (entry.unanswered is None) and KINDS[entry.kind].about != "level":
        found = "both “key” and “unanswered”" if entry.key else "neither “key” nor “unanswered”"
        where = place(path, ["claims", name])
        raise InputError(where, found, "one of the two", "name the record, or say why none is")


def _check_text(where: str, kind: Kind, text: str) -> None:
    try:
        kind.read(text)
    except ValueError:
        do = "copy the number as printed, in quotation marks"
        raise InputError(where, quote(text), kind.text, do) from None


def _build_claim(path: Path, name: str, entry: ClaimEntry, codebook: Codebook) -> Claim:
    target, literal = None, None
    if entry.of is not None:
        target = _build_target(path, name, entry.of, codebook)
        _check_target(path, name, KINDS[entry.kind], target, codebook)
    if entry.literal is not None:
        literal = _build_target(path, name, entry.literal, codebook, "literal")
        _check_target(path, name, KINDS[entry.kind], literal, codebook)
    yielding = entry.gives_way
    return Claim(
        name=name,
        where=place(path, ["claims", name]),
        text=entry.text,
        place=entry.place,
        says=entry.says,
        kind=KINDS[entry.kind],
        key=entry.key,
        target=target,
        means=entry.means,
        unanswered=entry.unanswered,
        reading=entry.reading,
        open=entry.open,
        quote=entry.quote,
        gives_way=None if yielding is None else GivesWay(tuple(yielding.to), yielding.why),
        literal=literal,
        repeats=entry.repeats,
        doubt=entry.doubt,
        checked=entry.checked,
        reported=_read_reported(path, name, entry),
        computed=None if entry.computed is None else entry.computed.read(),
    )


def _build_reading(
    path: Path, name: str, entry: ReadingEntry, codebook: Codebook, claims: Mapping[str, Claim]
) -> Reading:
    where = place(path, ["readings", name])
    variable = codebook.variable(entry.table, entry.variable, where)
    if set(entry.counts) != set(variable.level_names):
        found = f"counts of {list_names(entry.counts)}"
        expected = f"a count of each level: {', '.join(variable.level_names)}"
        raise InputError(where, found, expected, "count every level")
    if entry.claim not in claims:
        do = suggest(entry.claim, claims, "name the claim that prints the counts")
        raise InputError(where, quote(entry.claim), "the name of a claim", do)
    return Reading(name, entry.says, entry.table, entry.variable, entry.counts, entry.claim)


def _read_reported(path: Path, name: str, entry: ClaimEntry) -> Reported:
    try:
        return entry.read_reported()
    except ValueError as error:
        where = place(path, ["claims", name])
        do = "copy the numbers as printed, in quotation marks"
        raise InputError(where, str(error), "numbers beside the claim", do) from None


def _build_target(
    path: Path, name: str, entry: TargetEntry, codebook: Codebook, key: str = "of"
) -> Target:
    keys = ["claims", name, key]
    codebook.table(entry.table, place(path, [*keys, "table"]))
    for variable in filter(None, (entry.variable, *(entry.variables or ()))):
        codebook.variable(entry.table, variable, place(path, keys))

    def parse(written: Conditions, part: str) -> tuple[Condition, ...]:
        return parse_conditions(
            written,
            lambda variable, where: codebook.variable(entry.table, variable, where),
            lambda inside: place(path, [*keys, part, *inside]),
        )

    return Target(
        table=entry.table,
        variable=entry.variable,
        level=entry.level,
        variables=entry.variables or (),
        where=parse(entry.where, "where"),
        denominator=parse(entry.denominator, "denominator"),
        n=entry.n,
        items=entry.items,
    )


def _check_target(path: Path, name: str, kind: Kind, target: Target, codebook: Codebook) -> None:
    where = place(path, ["claims", name, "of"])
    if kind.is_test and len(target.variables) != 2:
        do = "give the outcome and the term"
        raise InputError(where, "no “variables”", "variables: [outcome, term]", do)
    if kind.about not in {"values", "level"}:
        return
    if target.variable is None:
        raise InputError(where, "no “variable”", "the variable", "name the variable")
    variable = codebook.variable(target.table, target.variable, where)
    if kind.about == "values" and not variable.is_numeric:
        found = f"{quote(variable.name)}, which is no number"
        raise InputError(where, found, "a numeric variable", "name a number, or change the kind")
    if kind.about == "level" and target.level not in variable.level_names:
        do = suggest(str(target.level), variable.level_names, "name a level")
        raise InputError(where, quote(target.level), f"a level of {variable.name}", do)
