"""Papers as files: each kind is read, and what can't be read is refused in plain words."""

import zipfile

import pypandoc
import pypdf
import pytest
import typst

from qi_files.errors import InputError
from qi_stats.audit.extract import documents
from qi_stats.audit.extract.documents import read_paper
from qi_stats.audit.extract.recognize import read_text

SENTENCE = "The groups differed, t(28) = 2.20, p = .036."
LABEL = ["t(28)=2.20 p=.036"]


def write_pdf(path, *pages):
    source = path.with_suffix(".typ")
    source.write_text("\n#pagebreak()\n".join(pages), encoding="utf-8")
    typst.compile(str(source), output=str(path))
    return path


@pytest.fixture
def write(tmp_path):
    """Return a function that writes the sentence as a file of a kind."""

    def write_paper(suffix):
        path = tmp_path / f"paper{suffix}"
        if suffix == ".pdf":
            return write_pdf(path, SENTENCE, f"#columns(2)[{SENTENCE} #colbreak() {SENTENCE}]")
        if suffix == ".docx":
            pypandoc.convert_text(SENTENCE, "docx", "markdown", outputfile=str(path))
            return path
        text = f"<p>{SENTENCE}</p><script>t(9)</script>" if suffix == ".html" else SENTENCE
        path.write_text(text, encoding="utf-8")
        return path

    return write_paper


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx", ".pdf"])
def test_each_kind_of_file_is_read(write, suffix):
    found = read_text(read_paper(write(suffix))).found
    assert [one.label for one in found] == LABEL * (3 if suffix == ".pdf" else 1)


def test_a_page_is_where_a_statistic_of_a_pdf_stands(write):
    text = read_paper(write(".pdf"))
    assert text.count("\f") == 1


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.pdf", b"%PDF-1.7 and no more", "a damaged PDF"),
        ("a.docx", b"no archive", "a damaged or encrypted Word file"),
        ("a.xyz", b"text", "a file “.xyz”"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, name, data, found):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=found):
        read_paper(path)


def test_missing_files_are_refused(tmp_path):
    with pytest.raises(InputError, match="no file"):
        read_paper(tmp_path / "a.txt")


def test_a_scan_and_a_password_are_told(tmp_path):
    scan = write_pdf(tmp_path / "scan.pdf", "#rect()")
    with pytest.raises(InputError, match="pages without text"):
        read_paper(scan)
    locked = tmp_path / "locked.pdf"
    with pypdf.PdfWriter(clone_from=write_pdf(tmp_path / "open.pdf", SENTENCE)) as writer:
        writer.encrypt("secret", algorithm="RC4-128")
        writer.write(locked)
    with pytest.raises(InputError, match="a PDF with a password"):
        read_paper(locked)


def test_limits_of_size_are_kept(tmp_path, monkeypatch):
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 3_000_000)
    monkeypatch.setattr(documents, "LARGEST_UNPACKED", 2_000_000)
    with pytest.raises(InputError, match="unpacks to more than 2 MB"):
        read_paper(bomb)
    monkeypatch.setattr(documents, "MOST_PAGES", 1)
    with pytest.raises(InputError, match="2 pages"):
        read_paper(write_pdf(tmp_path / "long.pdf", SENTENCE, SENTENCE))
    monkeypatch.setattr(documents, "LARGEST_FILE", 10)
    with pytest.raises(InputError, match="more than 0 MB"):
        read_paper(bomb)
