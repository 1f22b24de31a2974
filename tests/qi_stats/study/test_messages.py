"""What a user reads when the data are wrong: each message is kept in tests/golden/messages.

UPDATE_GOLDEN=1 writes the files anew; read the difference before committing it.
"""

import os
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import Codebook
from qi_stats.study import load_study

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "messages"

# name of the case → file, text that stands there, what it is replaced by
DAMAGE = {
    "missing-column": ("people.csv", "person_id,age,", "person_id,years,"),
    "extra-column": ("visits.csv", "\n", ",notes\n"),
    "repeated-column": ("visits.csv", "at_ease,minutes", "minutes,minutes"),
    "unknown-code": ("people.csv", "A2,40,,2", "A2,40,,7"),
    "label-for-code": ("people.csv", "A2,40,,2", "A2,40,,South wing"),
    "free-text-for-code": ("people.csv", "A2,40,,2", "A2,40,,somewhere"),
    "spaces": ("people.csv", "A2,40,", "A2, 40,"),
    "duplicate-id": ("people.csv", "A3,", "A1,"),
    "duplicate-visit": ("visits.csv", "A1,2,", "A1,1,"),
    "out-of-range": ("people.csv", "A2,40,", "A2,17,"),
    "too-large-to-compute-with": ("people.csv", "A1,30,70.5", f"A1,30,{'9' * 101}"),
    "too-many-digits": ("people.csv", "A2,40,", f"A2,{'4' * 17},"),
    "wrong-type": ("people.csv", "A2,40,", "A2,forty,"),
    "not-whole": ("people.csv", "A2,40,", "A2,40.5,"),
    "wrong-date": ("people.csv", "2020-02-29", "29.2.2020"),
    "wrong-pattern": ("people.csv", "A3,", "B3,"),
    "empty-cell": ("people.csv", "A2,40,", "A2,,"),
    "unknown-parent": ("visits.csv", "A2,1,", "A9,1,"),
    "too-many-children": ("visits.csv", "A2,1,1,40", "A1,3,1,40"),
    "gap-in-sequence": ("visits.csv", "A2,1,", "A2,2,"),
    "does-not-apply": ("people.csv", "A3,50,80,1,0,,", "A3,50,80,1,0,1,"),
    "applies-but-empty": ("people.csv", "A1,30,70.5,1,1,2,", "A1,30,70.5,1,1,,"),
    "wrong-count": ("people.csv", "A3,50,80,1,0,,0,", "A3,50,80,1,0,,1,"),
    "wrong-exists": ("people.csv", "A3,50,80,1,0,,0,0", "A3,50,80,1,0,,0,1"),
    "rule-violated": ("people.csv", "A1,30,70.5,1,", "A1,30,70.5,2,"),
    "rule-across-tables": ("people.csv", "A2,40,", "A2,19,"),
    "comparison-violated": ("visits.csv", "A1,2,1,30", "A1,2,1,2"),
    "broken-csv": ("people.csv", "A2,40", '"A2,40'),
    "ragged-row": ("people.csv", "A2,40,", "A2,40,,"),
    "semicolons": ("visits.csv", ",", ";"),
}


def read_message(codebook: Codebook) -> str:
    with pytest.raises(InputError) as caught:
        load_study(Path(), codebook)
    return f"{caught.value}\n"


def compare_with_golden(name: str, message: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(message, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == message


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_explained(name: str, ward: Path, ward_codebook: Codebook) -> None:
    file, old, new = DAMAGE[name]
    text = (ward / file).read_text(encoding="utf-8")
    assert old in text
    (ward / file).write_text(text.replace(old, new), encoding="utf-8")
    compare_with_golden(name, read_message(ward_codebook))


def test_missing_file_is_explained(ward: Path, ward_codebook: Codebook) -> None:
    (ward / "people.csv").unlink()
    compare_with_golden("missing-file", read_message(ward_codebook))


def test_folder_in_place_of_a_file_is_explained(ward: Path, ward_codebook: Codebook) -> None:
    (ward / "people.csv").unlink()
    (ward / "people.csv").mkdir()
    compare_with_golden("folder-for-file", read_message(ward_codebook))


def test_empty_file_is_explained(ward: Path, ward_codebook: Codebook) -> None:
    (ward / "visits.csv").write_text("\n", encoding="utf-8")
    compare_with_golden("empty-file", read_message(ward_codebook))


def test_wrong_encoding_is_explained(ward: Path, ward_codebook: Codebook) -> None:
    text = (ward / "people.csv").read_text(encoding="utf-8")
    (ward / "people.csv").write_bytes(text.replace("A3", "Ä3").encode("latin-1"))
    compare_with_golden("wrong-encoding", read_message(ward_codebook))


def test_errors_of_all_tables_and_kinds_come_at_once(ward: Path, ward_codebook: Codebook) -> None:
    for name in ("out-of-range", "does-not-apply", "wrong-date", "comparison-violated"):
        file, old, new = DAMAGE[name]
        text = (ward / file).read_text(encoding="utf-8")
        (ward / file).write_text(text.replace(old, new), encoding="utf-8")
    compare_with_golden("several", read_message(ward_codebook))


def test_many_errors_are_counted_but_not_all_shown(ward: Path, ward_codebook: Codebook) -> None:
    header = "person_id,age,weight,ward,smoker,packs,visits,seen,joined\n"
    rows = "".join(f"A{i},1,,1,0,,0,0,\n" for i in range(10)) * 6
    (ward / "people.csv").write_text(header + rows, encoding="utf-8")
    message = read_message(ward_codebook)
    assert message.count("\n  found") == 50
    assert message.endswith("problems, the first 50 of them shown\n")
