"""The results of an audit as a page that stands alone: no script, no request, fit to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_stats.audit.checks.findings import RANKS
from qi_stats.audit.paper.rows import list_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claims
    from qi_stats.audit.paper.rows import Row

WIDTH, MARGIN = 320, 12
_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit: {{ title }}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
article { border-left: .3rem solid #767676; margin: 1rem 0; padding: .1rem 0 .1rem 1rem; }
article.fault { border-color: #b3261e; }
blockquote { color: #595959; margin: .3rem 0; } mark { background: #ffe08a; color: #000; }
p, td, blockquote { overflow-wrap: anywhere; } p { margin: .3rem 0; }
svg { height: auto; max-width: 100%; } table { border-collapse: collapse; width: 100%; }
td, th { border-bottom: 1px solid #9996; padding: .25rem .5rem .25rem 0; text-align: left; }
@media (prefers-color-scheme: dark) { blockquote { color: #b0b0b0; } }
@media print { body { max-width: none; } article { break-inside: avoid; } }
</style>
</head>
<body>
<h1>Audit: {{ title }}</h1>
<p>{{ claims }} claims{% for name, count in counts.items() %}; {{ name | lower }}: {{ count }}\
{% endfor %}.
A finding says that something printed can’t be so. It does not say why: look at the page again.</p>
{% for heading, rows in groups.items() %}
<h2>{{ heading }}</h2>
{% for row in rows %}
<article class="{{ 'fault' if row.is_fault }}">
<p><strong>{{ row.text }}</strong> · {{ row.place }}</p>
{% if row.says %}<blockquote>{{ row.says }}</blockquote>{% endif %}
<p>{{ row.message }}</p>
{% if row.possible %}<p>Possible: {{ row.possible }}. How: {{ row.technique }}.</p>{% endif %}
{% if lines[row.number] %}{{ lines[row.number] }}{% endif %}
</article>
{% endfor %}
{% else %}
<p>Nothing was found.</p>
{% endfor %}
{% if unread %}
<h2>Not understood</h2>
<ul>{% for one in unread %}<li>{{ one }}</li>{% endfor %}</ul>
{% endif %}
</body>
</html>
"""


def render_page(claims: Claims, findings: Sequence[Finding], unread: Sequence[str] = ()) -> str:
    """Return the findings as one HTML page, the gravest first, with sentences and number lines."""
    from jinja2 import Environment

    rows = list_rows(claims, findings)
    groups = {RANKS[one.rank]: [row for row in rows if row.rank == one.rank] for one in findings}
    document: Mapping[str, Any] = {
        "title": claims.source.get("title", "a paper"),
        "claims": len(claims),
        "counts": {name: len(listed) for name, listed in groups.items()},
        "groups": groups,
        "lines": {row.number: _draw_line(row) for row in rows},
        "unread": list(unread),
    }
    return Environment(autoescape=True).from_string(_PAGE).render(document)


def _draw_line(row: Row) -> object:
    """Return the number line of possible values with the printed one; nothing without both."""
    from markupsafe import Markup

    if row.ends is None or row.printed is None:
        return ""
    values = [*row.ends, row.printed]
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    first, second, spot = (
        MARGIN + (WIDTH - 2 * MARGIN) * (0.1 + 0.8 * (one - low) / span) for one in values
    )
    return Markup(
        '<svg viewBox="0 0 {width} 56" width="{width}" role="img" aria-label="Possible values '
        '{possible}; printed {text}"><line x1="0" x2="{width}" y1="28" y2="28" stroke="#767676"/>'
        '<rect x="{first:.1f}" y="22" width="{wide:.1f}" height="12" fill="#2f7d4f"/>'
        '<path d="M{spot:.1f} 8v40" stroke="#b3261e" stroke-width="3"/>'
        '<text x="{first:.1f}" y="50" font-size="11" fill="currentColor">{possible}</text>'
        '<text x="{label:.1f}" y="12" font-size="11" fill="currentColor">{text}</text></svg>'
    ).format(
        width=WIDTH, possible=row.possible, text=row.text, first=first, spot=spot,
        wide=max(second - first, 3.0), label=min(spot + 5, WIDTH - 60),
    )  # fmt: skip
