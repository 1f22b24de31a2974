"""Look names of one analysis up in the codebook, and collect what is wrong with their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qi_stats.codebook import Codebook, Variable
    from qi_stats.methods import Method


@dataclass(frozen=True, slots=True)
class Lookup:
    """One analysis of the plan's file, and the errors found in it so far."""

    path: Path
    codebook: Codebook
    id: str
    table: str
    errors: list[InputError] = field(default_factory=list)

    def place(self, *keys: str | int) -> str:
        """Return "file:line (analyses › id › keys)"."""
        return place(self.path, ("analyses", self.id, *keys))

    def refuse(self, keys: Sequence[str | int], found: str, expected: str, do: str) -> None:
        """Keep an error for the entry at `keys`."""
        self.errors.append(InputError(self.place(*keys), found, expected, do))

    def find_variable(self, name: str, *keys: str | int) -> Variable | None:
        """Return the variable called `name` of the analysis' table, or keep an error."""
        if name in self.codebook.variables(self.table):
            return self.codebook.variable(self.table, name)
        try:
            self.codebook.variable(self.table, name, self.place(*keys))
        except InputError as error:
            self.errors.append(error)
        return None

    def find_variables(self, names: Sequence[str], key: str) -> tuple[Variable, ...]:
        """Return the variables called `names`, each once; an error for each misfit."""
        self.refuse_repeats(names, key)
        found = (self.find_variable(name, key, i) for i, name in enumerate(names))
        return tuple(variable for variable in found if variable is not None)

    def find_methods(self, names: Sequence[str], known: Iterable[Method]) -> tuple[Method, ...]:
        """Return the methods called `names`; an error for each that is not among `known`."""
        self.refuse_repeats(names, "methods")
        by_name = {method.name: method for method in known}
        for i, name in enumerate(names):
            if name not in by_name:
                self.refuse(
                    ("methods", i),
                    f"the method {quote(name)}",
                    f"one of: {', '.join(by_name)}",
                    suggest(name, by_name, "choose one of these"),
                )
        return tuple(by_name[name] for name in names if name in by_name)

    def refuse_repeats(self, names: Sequence[str], key: str) -> None:
        """Keep an error for each name that stands in the list a second time."""
        for i, name in enumerate(names):
            if name in names[:i]:
                self.refuse((key, i), f"{quote(name)} a second time", "each once", "remove one")
