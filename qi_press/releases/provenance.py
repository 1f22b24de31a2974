"""`provenance.json`: where a released site comes from, as an RO-Crate.

References
----------
RO-Crate Metadata Specification 1.1, https://w3id.org/ro/crate/1.1
"""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROVENANCE = "provenance.json"
CRATE = "ro-crate-metadata.json"
"""The same under the name that tools of RO-Crate look for."""
FILES = (PROVENANCE, CRATE)
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one released site comes from."""

    title: str
    version: str
    date: str
    commit: str
    renderer: str
    """"qi-press" or "quarto"."""
    renderer_version: str
    python: str
    sha256: str
    """Digest of the site's files, see `qi_press.releases.outline.join_digests`."""
    inputs: Mapping[str, str]
    """Data, lock and other sources that cells read → SHA-256."""
    license: str = ""
    repository: str = ""


def find_python() -> str:
    """Return the version of the Python that runs."""
    return platform.python_version()


def render_provenance(facts: Provenance) -> bytes:
    """Return the facts as the JSON-LD of an RO-Crate."""
    graph = [*_describe_crate(facts), *_describe_making(facts)]
    document = {"@context": CONTEXT, "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _describe_crate(facts: Provenance) -> list[dict[str, Any]]:
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": facts.title,
        "description": f"The website of {facts.title}, version {facts.version}",
        "version": facts.version,
        "datePublished": facts.date,
        "sha256": facts.sha256,
        "mentions": {"@id": "#render"},
    }
    if facts.license:
        root["license"] = {"@id": facts.license}
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }
    return [descriptor, root]


def _describe_making(facts: Provenance) -> list[dict[str, Any]]:
    inputs = [
        {"@id": f"#{place}", "@type": "CreativeWork", "name": place, "sha256": digest}
        for place, digest in sorted(facts.inputs.items())
    ]
    source: dict[str, Any] = {
        "@id": "#source",
        "@type": "SoftwareSourceCode",
        "name": "The sources",
        "identifier": facts.commit,
        "hasPart": [{"@id": one["@id"]} for one in inputs],
    }
    if facts.repository:
        source["codeRepository"] = facts.repository
    render = {
        "@id": "#render",
        "@type": "CreateAction",
        "name": "The render",
        "object": {"@id": "#source"},
        "instrument": [{"@id": "#renderer"}, {"@id": "#python"}],
        "result": {"@id": "./"},
    }
    return [
        render,
        source,
        _describe_software("#renderer", facts.renderer, facts.renderer_version),
        _describe_software("#python", "Python", facts.python),
        *inputs,
    ]


def _describe_software(name: str, title: str, version: str) -> dict[str, Any]:
    return {
        "@id": name,
        "@type": "SoftwareApplication",
        "name": title,
        "softwareVersion": version,
    }


def load_provenance(site: Path) -> Provenance:
    """Return what a site says of its own origin.

    Raises
    ------
    InputError
        If it says nothing, or nothing that can be read.
    """
    path = site / PROVENANCE
    try:
        graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
        found = {str(one["@id"]): one for one in graph}
        root, source, renderer = found["./"], found["#source"], found["#renderer"]
        return Provenance(
            title=str(root["name"]),
            version=str(root["version"]),
            date=str(root["datePublished"]),
            commit=str(source["identifier"]),
            renderer=str(renderer["name"]),
            renderer_version=str(renderer["softwareVersion"]),
            python=str(found["#python"]["softwareVersion"]),
            sha256=str(root["sha256"]),
            inputs={
                str(found[part["@id"]]["name"]): str(found[part["@id"]]["sha256"])
                for part in source["hasPart"]
            },
            license=str(root.get("license", {}).get("@id", "")),
            repository=str(source.get("codeRepository", "")),
        )
    except FileNotFoundError:
        raise _refuse("no such file") from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _refuse("a damaged file") from None


def _refuse(found: str) -> InputError:
    return InputError(
        PROVENANCE,
        found,
        "the origin of a released site, which every version's folder holds",
        "name the folder of one version, such as _published/v1.0.0, or its zip",
    )
