"""Records by name: words that tell each one from all others, made from its key and its fields.

A name has up to three parts: the analysis, what of it (the method, the variable with its level, the
group), and the statistic. Its words are those of the codebook, of the plan and of the methods; no
identifier is shown where there are words for it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qi_stats.ledger import AUDITED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.codebook import Codebook, Variable
    from qi_stats.ledger import Ledger, Record

CONTRAST = " − "
DASH = " – "
DESCRIBED = "describe"
GROUP = "group"
LOOKS = {
    "agreement_of_methods": "agreement of the tests",
    "detectable": "detectable difference",
    "fragility": "some charts recoded",
    "leave_one_out": "one chart left out",
    "moved": "one chart coded differently",
    "recoded": "one chart recoded",
    "lr": "likelihood ratio",
    "lr_p": "likelihood ratio",
}
"""Words of keys that neither the codebook nor the catalogue of methods has words for."""
_SIZES = {"exact": "exact", "normal": "normal approximation"}
_SILENT = frozenset({"p", "rows", DESCRIBED, GROUP})
_POWER = re.compile(r"power_(\d+)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Where the words for records are.

    Attributes
    ----------
    codebook
        Labels of variables and levels.
    titles
        Titles of analyses by id, in the order of the plan.
    verdicts
        Verdicts on the published numbers that a record answers, by the record's key or the
        claim's id.
    methods
        Labels of methods by the name that keys have for them, in the order of the catalogue.
    functions
        Labels of functions, as `package.module:function`, that no method is named after.
    parts
        Words of families of tests and of effects that a next study is planned for, by id.
    recodings
        Recodings of single charts in words, by the beginning of the keys of their records.
    history
        Earlier values of numbers that a release changed, in words, by key.
    shared
        Names that need the title of the analysis to tell their records apart.
    """

    codebook: Codebook
    titles: Mapping[str, str]
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    methods: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    recodings: Mapping[str, str] = field(default_factory=dict)
    history: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()


def learn_names(vocabulary: Vocabulary, ledger: Ledger) -> Vocabulary:
    """Return the vocabulary with what only the whole ledger tells: recodings, and shared names."""
    recodings = {
        record.key.removesuffix(".recoding"): str(record.stat)
        for record in ledger
        if record.stat_name == "recoding"
    }
    vocabulary = replace(vocabulary, recodings=recodings)
    names = Counter(_join(_list_parts(record, vocabulary)) for record in ledger)
    return replace(vocabulary, shared=frozenset(name for name in names if names[name] > 1))


def name_record(record: Record, vocabulary: Vocabulary) -> str:
    """Return what the record is, in words: "Ward: North, where Smokes: Yes – Percent"."""
    name = _join(_list_parts(record, vocabulary))
    if record.context in {DESCRIBED, None} and name not in vocabulary.shared:
        return name
    return _join([vocabulary.titles.get(record.analysis, record.analysis), name])


def name_topic(record: Record, vocabulary: Vocabulary) -> str:
    """Return what the record shares with its neighbours: its method, or its variable and group."""
    if says_itself(record):
        return ", ".join(_name_sources(record, vocabulary))
    if _is_described(record):
        return _name_value(record, record.variable, None, vocabulary.codebook)
    if record.context == GROUP:
        return _name_group(record, vocabulary.codebook)
    return _begin(", ".join(word for _, word in _list_words(record, vocabulary)))


def name_line(record: Record, vocabulary: Vocabulary) -> str:
    """Return what tells the record from its neighbours: its level or term, and the statistic."""
    codebook = vocabulary.codebook
    level = ""
    if _is_described(record):
        level = name_level(record, codebook)
    elif record.context == GROUP or _is_term(record):
        level = _name_value(record, record.variable, record.variable_level, codebook)
    move = vocabulary.recodings.get(record.key.rpartition(".")[0], "")
    return ", ".join(part for part in (level, move, record.stat_label) if part)


def list_variables(record: Record, codebook: Codebook) -> Mapping[str, Variable]:
    """Return the variables of the rows that a record rests on, by name."""
    table = record.inputs.table
    return codebook.variables(table) if table in codebook.tables else {}


def says_itself(record: Record) -> bool:
    """Say whether the label says all, as that of a number of the audit does."""
    return record.analysis == AUDITED


def name_method(record: Record, vocabulary: Vocabulary) -> str:
    """Return the method that computed the record, in words; "" if the catalogue has none."""
    by_function = vocabulary.functions.get(record.method.function, "")
    return by_function or vocabulary.methods.get(record.context or "", "")


def name_level(record: Record, codebook: Codebook) -> str:
    """Return the label of the level that the record is about; "" if it is about none."""
    if record.variable is None or record.variable_level is None:
        return ""
    return _label_level(record, record.variable, record.variable_level, codebook)


def _begin(words: str) -> str:
    """Return words with a capital letter at their beginning."""
    return f"{words[:1].upper()}{words[1:]}"


def _join(parts: Iterable[str]) -> str:
    return DASH.join(part for part in parts if part)


def _list_parts(record: Record, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return what the record is about, and the statistic."""
    return _name_subject(record, vocabulary), record.stat_label


def _name_subject(record: Record, vocabulary: Vocabulary) -> str:
    codebook = vocabulary.codebook
    value = _name_value(record, record.variable, record.variable_level, codebook)
    if says_itself(record):
        return ", ".join(_name_sources(record, vocabulary))
    if _is_described(record) or record.context == GROUP:
        return ", where ".join(part for part in (value, _name_group(record, codebook)) if part)
    words = list(_list_words(record, vocabulary))
    if _is_term(record):
        place = sum(number < _find_term(record) for number, _ in words)
        words.insert(place, (-1, value))
    named = [word for _, word in words]
    move = vocabulary.recodings.get(record.key.rpartition(".")[0], "")
    return _begin(", ".join([*named, move] if move else named))


def _is_described(record: Record) -> bool:
    return record.context in {DESCRIBED, None} and record.variable is not None


def _list_middle(record: Record) -> list[str]:
    """Return the words of the key between its source and its statistic."""
    return record.key.split(".")[1:-1]


def _find_term(record: Record) -> int:
    return _list_middle(record).index(str(record.variable))


def _is_term(record: Record) -> bool:
    """Say whether the key names the variable, as that of a term does, unlike a whole model's."""
    return record.variable is not None and record.variable in _list_middle(record)


def _name_sources(record: Record, vocabulary: Vocabulary) -> list[str]:
    """Return the titles of the analyses that a key names beside its own."""
    titles = vocabulary.titles
    return [titles[word] for word in _list_middle(record) if word in titles]


def _list_words(record: Record, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Yield the words of the key, as readers have them, with their places; no variable or level."""
    explained = {record.variable, record.variable_level, record.group_level}
    middle = _list_middle(record)
    moved = record.key.rpartition(".")[0] in vocabulary.recodings
    for number, word in enumerate(middle[:-1] if moved else middle):
        if word in explained or word in _SILENT:
            continue
        yield number, _name_word(word, middle[:number], vocabulary)
    if record.context == "detectable" and record.group_level is not None:
        yield len(middle), _name_group(record, vocabulary.codebook)


def _name_word(word: str, before: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return what a reader calls one word of a key that comes after the words `before`."""
    if power := _POWER.fullmatch(word):
        return f"power {power[1]}%"
    if any(_POWER.fullmatch(one) for one in before) and word in _SIZES:
        return _SIZES[word]
    for words in (vocabulary.parts, vocabulary.titles, vocabulary.methods, LOOKS):
        if word in words:
            return words[word]
    return word.replace("_", " ").capitalize()


def _name_group(record: Record, codebook: Codebook) -> str:
    return _name_value(record, record.group, record.group_level, codebook)


def _name_value(record: Record, name: str | None, level: str | None, codebook: Codebook) -> str:
    if name is None:
        return ""
    variable = list_variables(record, codebook).get(name)
    words = variable.short if variable else name.replace("_", " ")
    return f"{words}: {_label_level(record, name, level, codebook)}" if level else words


def _label_level(record: Record, name: str, level: str, codebook: Codebook) -> str:
    """Return the label of a level; of a contrast, the labels of both."""
    variable = list_variables(record, codebook).get(name)
    labels = {one.name: one.label for one in variable.levels} if variable else {}
    return CONTRAST.join(labels.get(part, part) for part in level.split(CONTRAST))
