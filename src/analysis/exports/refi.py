"""Claims as a REFI-QDA project, which QualCoder, NVivo, MAXQDA and ATLAS.ti read.

Sources:
    REFI-QDA Standard 1.5 (2019), https://www.qdasoftware.org: positions are code points of the plain text, from 0.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from analysis.exports.material import Material
from analysis.exports.offsets import HeldText, with_plain_line_ends
from analysis.exports.packing import zipped
from analysis.exports.xml import as_bytes, clean
from analysis.schema import Row

NAMESPACE = "urn:QDA-XML:project:1.0"
USER = "analysis"
COLOURS = {"source": "#1F77B4", "speech act": "#2CA02C", "concept": "#D62728"}
VARIABLES = ("article_id", "outlet", "published", "url")
NOBODY = "an unnamed source"


def qdpx(material: Material) -> dict[str, bytes]:
    """Return the articles and the codings of their claims as one `.qdpx` file.

    Every stretch of a claim's content is a selection, coded with its source, its speech act and the concepts that it
    speaks to (with the stance); its description has cue, form of quotation and claim_id. Line ends are written as one
    character, as QualCoder reads them. There are no times in it.

    Returns:
        `claims.qdpx`, a zip of `project.qde` and the articles' texts. The same bytes for the same material.
    """
    articles = sorted(material.frames.index.articles.items())
    held = {article_id: with_plain_line_ends(row["text"]) for article_id, row in articles}
    codes = _Codes(material)
    project = ET.Element("Project", {"xmlns": NAMESPACE, "name": "Conflicting accounts", "origin": USER})
    users = ET.SubElement(project, "Users")
    ET.SubElement(users, "User", {"guid": _guid("user", USER), "name": USER})
    if any(codes.groups.values()):
        project.append(codes.element())
    variables = ET.SubElement(project, "Variables")
    for name in VARIABLES:
        ET.SubElement(variables, "Variable", {"guid": _guid("variable", name), "name": name, "typeOfVariable": "Text"})
    # The schema wants no list without a member.
    if articles:
        sources = ET.SubElement(project, "Sources")
        sources.extend(_source(article, held[article_id], codes) for article_id, article in articles)
    texts = {f"Sources/{_guid('source', name)}.txt": text.text.encode() for name, text in held.items()}
    return {"claims.qdpx": zipped({"project.qde": as_bytes(project), **texts})}


class _Codes:
    """The tree of codes, and which of them each claim has. A name stands once, for QualCoder keys codes by name."""

    def __init__(self, material: Material) -> None:
        index = material.frames.index
        self.claims = index.by_article("claims")
        self.names = {entity_id: row["name"] for entity_id, row in index.actors.items()}
        self.concepts: dict[str, list[str]] = defaultdict(list)
        for claim_id, concept, stance in material.concepts[["claim_id", "concept", "stance"]].itertuples(index=False):
            self.concepts[claim_id].append(f"{concept}: {stance}")
        self.groups: dict[str, dict[str, None]] = {group: {} for group in COLOURS}
        for claims in self.claims.values():
            for claim in claims:
                for group, name in self.of_claim(claim):
                    self.groups[group][name] = None

    def of_claim(self, claim: Row) -> Iterator[tuple[str, str]]:
        """Yield the group and the name of each code of a claim."""
        yield "source", str(self.names.get(claim["entity_id"] or "", claim["source_name"] or NOBODY))
        yield "speech act", claim["speech_act"]
        yield from (("concept", concept) for concept in self.concepts[claim["claim_id"]])

    def element(self) -> ET.Element:
        book = ET.Element("CodeBook")
        codes = ET.SubElement(book, "Codes")
        seen = set(self.groups)
        for group, names in self.groups.items():
            if not names:
                continue
            known = {"guid": _guid("code", group), "name": group, "isCodable": "false", "color": COLOURS[group]}
            parent = ET.SubElement(codes, "Code", known)
            for name in sorted(names):
                unique = clean(name if name not in seen else f"{name} ({group})")
                seen.add(name)
                known = {"guid": _guid("code", group, name), "name": unique, "isCodable": "true"}
                ET.SubElement(parent, "Code", known | {"color": COLOURS[group]})
        return book


def _source(article: Row, held: HeldText, codes: _Codes) -> ET.Element:
    guid = _guid("source", article["article_id"])
    name = clean(article["title"] or article["article_id"])
    source = ET.Element("TextSource", {"guid": guid, "name": name, "plainTextPath": f"internal://{guid}.txt"})
    source.set("creatingUser", _guid("user", USER))
    for claim in codes.claims[article["article_id"]]:
        for start, end in claim["content_spans"]:
            if start < end:
                source.append(_selection(claim, held.at(start), held.at(end), codes))
    for name in VARIABLES:
        if article[name] is not None:
            value = ET.SubElement(source, "VariableValue")
            ET.SubElement(value, "VariableRef", {"targetGUID": _guid("variable", name)})
            ET.SubElement(value, "TextValue").text = clean(article[name])
    return source


def _selection(claim: Row, start: int, end: int, codes: _Codes) -> ET.Element:
    guid = _guid("selection", claim["claim_id"], str(start))
    place = {"startPosition": str(start), "endPosition": str(end), "creatingUser": _guid("user", USER)}
    selection = ET.Element("PlainTextSelection", {"guid": guid, "name": claim["claim_id"], **place})
    told = f"{claim['cue_text'] or 'no cue'}; {claim['quotation']} quotation; {claim['claim_id']}"
    ET.SubElement(selection, "Description").text = clean(told)
    for group, name in codes.of_claim(claim):
        coding = ET.SubElement(selection, "Coding", {"guid": _guid("coding", guid, group, name)})
        coding.set("creatingUser", _guid("user", USER))
        ET.SubElement(coding, "CodeRef", {"targetGUID": _guid("code", group, name)})
    return selection


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(parts)))
