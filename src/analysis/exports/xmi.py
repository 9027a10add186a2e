"""The annotated articles as UIMA CAS XMI, which INCEpTION and dkpro-cassis read.

Sources:
    OASIS, Unstructured Information Management Architecture 1.0 (2009), and Apache UIMA, XMI CAS Serialization:
    offsets count UTF-16 units, as Java does.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from analysis.exports.material import Material
from analysis.exports.offsets import in_utf16
from analysis.exports.xml import as_bytes, clean
from analysis.names import slug
from analysis.schema import Row

XMI, CAS = "http://www.omg.org/XMI", "http:///uima/cas.ecore"
DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE, ENTITY = f"{DKPRO}.segmentation.type.Sentence", f"{DKPRO}.ner.type.NamedEntity"
CLAIM, SOURCE, CUE, TIMEX = "custom.Claim", "custom.Source", "custom.Cue", "custom.TimeExpression"
# The features of each type of span, all of them texts; Sentence and NamedEntity are INCEpTION's own.
FEATURES = {
    SENTENCE: (),
    ENTITY: ("value", "identifier"),
    CLAIM: tuple("claim_id source entity_id quotation polarity factuality speech_act".split()),
    SOURCE: ("claim_id", "entity_id"),
    CUE: ("claim_id", "connotation"),
    # A feature called "type" is renamed by dkpro-cassis.
    TIMEX: ("timex_type", "value", "edtf"),
}
FIRST_ID = 2  # 0 is the null, 1 the text


def xmi(material: Material) -> dict[str, bytes]:
    """Return one `.xmi` file an article, and the type system that names the types of their spans.

    Sentences; mentions as NamedEntity (value: the kind, identifier: entity_id); each stretch of a claim's content as
    `custom.Claim`, its source and cue as `custom.Source` and `custom.Cue`, joined by claim_id; time expressions as
    `custom.TimeExpression`. Import `TypeSystem.xml` as INCEpTION's layers first.

    Returns:
        Files by path; the articles' are numbered in order of article_id. The same bytes for the same material.
    """
    files = {"xmi/TypeSystem.xml": as_bytes(_type_system())}
    for number, (article_id, article) in enumerate(sorted(material.frames.index.articles.items()), 1):
        spans = _spans(material, article_id)
        files[f"xmi/{number:04}-{slug(article_id)[:60]}.xmi"] = as_bytes(_document(article, spans))
    return files


Span = tuple[str, int, int, Mapping[str, str | None]]


def _spans(material: Material, article_id: str) -> Iterator[Span]:
    index = material.frames.index
    for row in index.by_article("sentences")[article_id]:
        yield SENTENCE, row["char_start"], row["char_end"], {}
    for row in index.by_article("entities")[article_id]:
        yield ENTITY, row["char_start"], row["char_end"], {"value": row["kind"], "identifier": row["entity_id"]}
    for claim in index.by_article("claims")[article_id]:
        yield from _of_claim(claim)
    for row in index.by_article("timexes")[article_id]:
        known = {"timex_type": row["type"], "value": row["value"], "edtf": row["edtf"]}
        yield TIMEX, row["char_start"], row["char_end"], known


def _of_claim(claim: Row) -> Iterator[Span]:
    known = {**claim, "source": claim["source_name"], "connotation": claim["cue_connotation"]}
    parts = [(CLAIM, start, end) for start, end in claim["content_spans"]]
    parts += [(SOURCE, claim["source_start"], claim["source_end"]), (CUE, claim["cue_start"], claim["cue_end"])]
    for kind, start, end in parts:
        if start is not None and end is not None:
            yield kind, start, end, {name: known[name] for name in FEATURES[kind]}


def _document(article: Row, spans: Iterator[Span]) -> ET.Element:
    held = in_utf16(article["text"])
    root = ET.Element("xmi:XMI", {"xmlns:xmi": XMI, "xmlns:cas": CAS, "xmi:version": "2.0"})
    for number, package in enumerate(sorted({kind.rpartition(".")[0] for kind in FEATURES}), 1):
        root.set(f"xmlns:t{number}", f"http:///{package.replace('.', '/')}.ecore")
    prefixes = {kind: _prefix(kind) for kind in FEATURES}
    ET.SubElement(root, "cas:NULL", {"xmi:id": "0"})
    members = []
    for number, (kind, start, end, features) in enumerate(spans, FIRST_ID):
        place = {"xmi:id": str(number), "sofa": "1", "begin": str(held.at(start)), "end": str(held.at(end))}
        known = {name: clean(value) for name, value in features.items() if value is not None}
        ET.SubElement(root, f"{prefixes[kind]}:{kind.rpartition('.')[2]}", place | known)
        members.append(str(number))
    sofa = {"xmi:id": "1", "sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text/plain"}
    ET.SubElement(root, "cas:Sofa", sofa | {"sofaString": clean(held.text)})
    ET.SubElement(root, "cas:View", {"sofa": "1", "members": " ".join(members)})
    return root


def _prefix(kind: str) -> str:
    packages = sorted({other.rpartition(".")[0] for other in FEATURES})
    return f"t{packages.index(kind.rpartition('.')[0]) + 1}"


def _type_system() -> ET.Element:
    root = ET.Element("typeSystemDescription", {"xmlns": "http://uima.apache.org/resourceSpecifier"})
    types = ET.SubElement(root, "types")
    for kind, features in FEATURES.items():
        described = ET.SubElement(types, "typeDescription")
        for name, text in (("name", kind), ("description", ""), ("supertypeName", "uima.tcas.Annotation")):
            ET.SubElement(described, name).text = text
        listed = ET.SubElement(described, "features")
        for feature in features:
            one = ET.SubElement(listed, "featureDescription")
            for name, text in (("name", feature), ("description", ""), ("rangeTypeName", "uima.cas.String")):
                ET.SubElement(one, name).text = text
    return root
