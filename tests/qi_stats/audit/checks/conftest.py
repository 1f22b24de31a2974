"""A function that examines claims given as mappings of texts."""

import pytest

from qi_stats.audit.paper.audit import audit_paper

from .texts import SIZE


@pytest.fixture
def examine(tmp_path):
    """Return a function that examines claims given as text, kind, of and further keys."""

    def examine_texts(guests=True, **claims):
        lines = ["source: {authors: A Writer, title: A title}", "claims:"]
        for name, keys in ({"guests": SIZE} | claims if guests else claims).items():
            lines.append(f"  {name}:")
            lines += ["    place: Table", f"    says: {name}"]
            lines += [f"    {key}: {_quote(key, value)}" for key, value in keys.items()]
        path = tmp_path / "published.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return [(one.rank, one.claims[0], one.message) for one in audit_paper(path).findings]

    return examine_texts


def _quote(key, value):
    return f'"{value}"' if key == "text" else value
