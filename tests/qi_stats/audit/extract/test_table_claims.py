"""Pasted tables: groups in the head, cells of “mean (SD)” and “n (%)”, levels below a label."""

import pypandoc
import pytest

from qi_stats.audit.extract.table_claims import name_word, read_table
from qi_stats.audit.extract.tables import find_tables
from qi_stats.audit.paper.audit import audit_paper

TABLE = """\
| Characteristic | Joined (n = 15) | Declined (n = 9) | P value |
|----------------|-----------------|------------------|---------|
| Age, mean (SD) | 61.3 (9.8)      | 58.1 (10.2)      | .46     |
| Women, n (%)   | 8 (53.3)        | 3 (22.2)         | .21     |
| Marital status, n (%) |          |                  | >.2     |
| Married        | 10 (66.7)       | 4 (44.4)         |         |
| Single         | 5 (33.3)        | 5 (55.6)         |         |
| Weight         | 80 [70-90]      | 77               |         |
"""


def as_csv(mark):
    rows = [line.strip("|").split("|") for line in TABLE.splitlines() if "---" not in line]
    return "\n".join(mark.join(cell.strip().join('""') for cell in row) for row in rows)


@pytest.mark.parametrize("text", [TABLE, as_csv(","), as_csv("\t"), as_csv(";")])
def test_cells_become_claims(text):
    found = read_table(text)
    told = {name: (one["kind"], one["text"]) for name, one in found.entries.items()}
    assert told["all_n"] == ("count", "24")
    assert told["age_joined_sd"] == ("sd", "9.8")
    assert told["women_declined_percent"] == ("percent", "22.2%")
    assert told["marital_status_p"] == ("p", ">.2")
    married = found.entries["married_joined_n"]["of"]
    assert married["where"] == {"marital_status": "married"}
    assert married["denominator"] == {"group": "joined"}
    assert found.unread == ["Weight: 80 [70-90]", "Weight: 77"]


@pytest.mark.parametrize("suffix", ["csv", "md", "html", "docx"])
def test_a_table_is_audited_wherever_it_is_pasted(tmp_path, suffix):
    path = tmp_path / f"paper.{suffix}"
    if suffix in {"html", "docx"}:
        pypandoc.convert_text(TABLE, suffix, "gfm", outputfile=str(path))
    else:
        path.write_text(as_csv(",") if suffix == "csv" else f"Text.\n\n{TABLE}", encoding="utf-8")
    done = audit_paper(path)
    assert [one.claims[0] for one in done.findings if one.is_fault] == ["t1_women_declined_percent"]
    assert any("Weight: 77" in one for one in done.unread)


def test_tables_in_a_text_are_found_and_what_is_none_is_refused():
    text = f"Before.\n{TABLE}\nAfter | all."
    (span,) = find_tables(text)
    assert text[slice(*span)] == TABLE
    with pytest.raises(ValueError, match="no table"):
        read_table("one cell")


def test_names_are_words():
    assert name_word("Marital status (%)") == "marital_status"
    assert name_word("65-74 years") == "v_65_74_years"
