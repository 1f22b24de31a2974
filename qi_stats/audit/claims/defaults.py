"""Defaults for a group of claims: what forty cells of a table have in common is typed once.

A claim says `like: NAME` and takes from the defaults of that name each key that it does not have.
What it counts (`of`) is taken key by key, and so are the conditions `where` and `denominator`, so
that a claim adds a condition to those of its group. Anchors and aliases of YAML, which do less,
are refused: an alias can hold itself, and replaces a mapping as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_DEEP = frozenset({"of", "where", "denominator"})


def merge_defaults(
    document: dict[str, Any], known: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    """Return the document, each claim with what its defaults say and it does not.

    Parameters
    ----------
    document
        The file of claims.
    known
        Keys that defaults may have, under "", and their targets, under "of"; the others are not
        taken, so that they are told where they stand. Defaults that a claim names and nobody
        wrote are left to `load_claims`, which tells of them.

    Examples
    --------
    >>> document = {
    ...     "defaults": {"table": {"place": "Table 1", "of": {"table": "people"}}},
    ...     "claims": {"n": {"like": "table", "text": "24"}},
    ... }
    >>> merge_defaults(document, {"": ["place", "of"]})["claims"]["n"]["of"]
    {'table': 'people'}
    """
    defaults, claims = document.get("defaults"), document.get("claims")
    if not isinstance(defaults, dict) or not isinstance(claims, dict):
        return document
    shared = {name: _keep(one, known, "") for name, one in defaults.items()}
    merged = {name: _merge_claim(one, shared) for name, one in claims.items()}
    return {**document, "claims": merged}


def _keep(entry: object, known: Mapping[str, Collection[str]], key: str) -> object:
    if not isinstance(entry, dict) or key not in known:
        return entry
    return {name: _keep(one, known, name) for name, one in entry.items() if name in known[key]}


def _merge_claim(claim: object, defaults: dict[str, Any]) -> object:
    if not isinstance(claim, dict):
        return claim
    shared = defaults.get(str(claim.get("like", "")))
    return _merge(shared, claim) if isinstance(shared, dict) else claim


def _merge(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of both; of a key in both one mapping for targets, else the own value."""
    merged = {**shared, **own}
    for key in _DEEP & shared.keys() & own.keys():
        if isinstance(shared[key], dict) and isinstance(own[key], dict):
            merged[key] = _merge(shared[key], own[key])
    return merged
