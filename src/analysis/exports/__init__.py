"""Frames and findings → the files of the next tool: discourse networks, coding, annotation, timelines, tables."""

from collections.abc import Callable

import pandas as pd

from analysis.errors import ParameterError
from analysis.exports.datapackage import datapackage, described
from analysis.exports.dates_beside import list_dates, with_dates_beside
from analysis.exports.dna import dna_project
from analysis.exports.material import Material, contested_matters, gather
from analysis.exports.refi import qdpx
from analysis.exports.timeline_js import timeline_js
from analysis.exports.workbook import workbook
from analysis.exports.xmi import xmi
from analysis.frames import Frames
from analysis.network import build_network, gexf, graphml

__all__ = [
    "FORMATS",
    "Material",
    "contested_matters",
    "datapackage",
    "described",
    "dna_project",
    "export",
    "gather",
    "list_dates",
    "qdpx",
    "timeline_js",
    "with_dates_beside",
    "workbook",
    "xmi",
]


def _graphml(material: Material) -> dict[str, bytes]:
    return {"network.graphml": graphml(build_network(material.frames, material.disagreements))}


def _gexf(material: Material) -> dict[str, bytes]:
    return {"network.gexf": gexf(build_network(material.frames, material.disagreements))}


# Name → the tools that read it, and what makes its files.
FORMATS: dict[str, tuple[str, Callable[[Material], dict[str, bytes]]]] = {
    "dna": ("Discourse Network Analyzer 3.0", dna_project),
    "qdpx": ("QualCoder, NVivo, MAXQDA, ATLAS.ti (REFI-QDA)", qdpx),
    "xmi": ("INCEpTION, dkpro-cassis (UIMA CAS)", xmi),
    "gexf": ("Gephi, as a network in time", _gexf),
    "graphml": ("igraph, graphology, networkit, Gephi", _graphml),
    "timeline": ("TimelineJS", timeline_js),
    "xlsx": ("Excel, LibreOffice", workbook),
    "datapackage": ("frictionless and people, beside the CSV files", datapackage),
}


def export(
    frames: Frames,
    name: str,
    *,
    disagreements: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    concepts: pd.DataFrame | None = None,
) -> dict[str, bytes]:
    """Return the files of one format, or of "all".

    Args:
        frames: The seven frames.
        name: A key of FORMATS, or "all".
        disagreements: The frame of `find_disagreements`, where it is at hand; else it is made.
        events: The frame of `build_timeline`, likewise.
        concepts: claim_id, concept, stance; without it contested matters are the concepts.

    Returns:
        Path → content. The same bytes for the same frames.

    Raises:
        ParameterError: There is no such format.
    """
    if name not in (*FORMATS, "all"):
        raise ParameterError(f"there is no format {name!r}; choose one of {[*FORMATS, 'all']}")
    material = gather(frames, disagreements, events, concepts)
    chosen = FORMATS if name == "all" else {name: FORMATS[name]}
    return {path: content for _, make in chosen.values() for path, content in make(material).items()}
