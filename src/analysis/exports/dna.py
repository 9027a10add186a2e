"""Claims as a project of the Discourse Network Analyzer: documents, and statements with their offsets.

Sources:
    Leifeld, Discourse Network Analyzer 3.0 (2022), https://github.com/leifeld/dna: tables, variables and offsets as
    its source reads them. Java counts UTF-16 units, and its text pane makes every line end one character.
"""

import base64
import hashlib
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from analysis.dates import interval
from analysis.exports.material import AGREES, UNCLEAR, Material
from analysis.exports.offsets import in_utf16_with_plain_line_ends
from analysis.schema import Row

VERSION = "3.0"
PASSWORD = "analysis"  # noqa: S105 - the file is no secret: DNA asks for a password, and the researcher has to know it
ROUNDS = 100_000
CODER, CLAIM_TYPE = 1, 1
SHORT_TEXTS = ("person", "organization", "concept", "claim_id")
ATTRIBUTES = ("Type", "Notes")
LONGEST = 190
# Kinds that are no person speak as an organization.
PERSON = "person"


def dna_project(material: Material) -> dict[str, bytes]:
    """Return the claims as an SQLite file that the Discourse Network Analyzer 3.0 opens.

    Documents are the articles in order of article_id. Each claim is a statement of the type "DNA Statement" on the
    hull of its content, once for each concept that it speaks to: `person` or `organization` (the person's own, where
    it is known), `concept`, `agreement`, and `claim_id`, which leads back. Where a stance is unclear, or there is no
    concept, `concept` is empty, and DNA leaves the statement out of its networks. DNA needs a date for every document:
    one whose day is unknown has the first day possible, 1970-01-01 where nothing is known, and a note that says so.

    Returns:
        `claims.dna`; the coder is Admin, the password is PASSWORD. The same bytes for the same material.
    """
    with closing(sqlite3.connect(":memory:")) as project:
        project.executescript(Path(__file__).with_name("dna.sql").read_text(encoding="utf-8"))
        _set_up(project)
        held = _add_documents(project, material)
        _add_statements(project, material, held)
        project.commit()
        return {"claims.dna": project.serialize()}


def hashed(password: str) -> str:
    """Return a password as DNA stores it: 16 bytes of salt and a SHA-256 of many rounds, in base 64.

    The salt is made from the password, so that the file has the same bytes each time.
    """
    salt = hashlib.sha256(password.encode()).digest()[:16]
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _set_up(project: sqlite3.Connection) -> None:
    project.execute("INSERT INTO SETTINGS VALUES ('version', ?)", (VERSION,))
    project.execute("INSERT INTO CODERS (ID, Name, Password) VALUES (?, 'Admin', ?)", (CODER, hashed(PASSWORD)))
    project.execute("INSERT INTO STATEMENTTYPES VALUES (?, 'DNA Statement', 239, 208, 51)", (CLAIM_TYPE,))
    kinds = [(name, "short text") for name in SHORT_TEXTS] + [("agreement", "boolean")]
    for number, (name, kind) in enumerate(kinds, 1):
        project.execute("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", (number, name, kind, CLAIM_TYPE))
    for number in range(1, len(SHORT_TEXTS) + 1):
        for attribute in ATTRIBUTES:
            sql = "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)"
            project.execute(sql, (number, attribute))
        _entity(project, number, "", "")


def _add_documents(project: sqlite3.Connection, material: Material) -> dict[str, int]:
    """Add the articles; return {article_id: number}."""
    numbers = {}
    for number, (article_id, article) in enumerate(sorted(material.frames.index.articles.items()), 1):
        numbers[article_id] = number
        seconds, note = _moment(article["published"])
        notes = [f"article_id: {article_id}", f"sha256: {article['sha256']}", article["url"], note]
        row = (
            number,
            (article["title"] or article_id)[:LONGEST],
            in_utf16_with_plain_line_ends(article["text"]).text,
            CODER,
            (article["outlet"] or "")[:LONGEST],
            "\n".join(line for line in notes if line),
            seconds,
        )
        sql = "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Source, Notes, Date) VALUES (?, ?, ?, ?, ?, ?, ?)"
        project.execute(sql, row)
    return numbers


def _moment(published: str | None) -> tuple[int, str]:
    """The seconds from 1970 to the first moment possible, and a note where that is not what is known."""
    start, end = interval(published) if published else (None, None)
    if start is None:
        return 0, "DNA needs a date: when this appeared is not known"
    seconds = int(start.astype("int64"))
    is_day = end is not None and int(end.astype("int64")) - seconds <= 24 * 3600
    return seconds, "" if is_day else f"DNA needs a day: this appeared {published}"


def _add_statements(project: sqlite3.Connection, material: Material, numbers: dict[str, int]) -> None:
    index = material.frames.index
    held = {article_id: in_utf16_with_plain_line_ends(row["text"]) for article_id, row in index.articles.items()}
    concepts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim_id, concept, stance in material.concepts[["claim_id", "concept", "stance"]].itertuples(index=False):
        if stance != UNCLEAR:
            concepts[claim_id].append((concept, stance))
    entities: dict[tuple[int, str], int] = {(number, ""): number for number in range(1, len(SHORT_TEXTS) + 1)}
    ordered = sorted(index.claims.values(), key=lambda c: (c["article_id"], c["char_start"], c["claim_id"]))
    for claim in ordered:
        text = held[claim["article_id"]]
        span = text.at(claim["char_start"]), text.at(claim["char_end"])
        person, organization, kind = _source(claim, index.actors)
        for concept, stance in concepts[claim["claim_id"]] or [("", AGREES)]:
            sql = "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, ?, ?, ?, ?)"
            place = (CLAIM_TYPE, numbers[claim["article_id"]], *span, CODER)
            statement = project.execute(sql, place).lastrowid
            for number, value in enumerate((person, organization, concept, claim["claim_id"]), 1):
                key = number, value[:LONGEST]
                if key not in entities:
                    entities[key] = _entity(project, *key, kind if number == 2 else "")
                sql = "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)"
                project.execute(sql, (statement, number, entities[key]))
            sql = "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)"
            project.execute(sql, (statement, len(SHORT_TEXTS) + 1, int(stance == AGREES)))


def _source(claim: Row, actors: dict[str, Row]) -> tuple[str, str, str]:
    """Person, organization, and the organization's kind."""
    actor = actors.get(claim["entity_id"] or "")
    if actor is None:
        return claim["source_name"] or "", "", ""
    if actor["kind"] != PERSON:
        return "", actor["name"], actor["kind"]
    parent = actors.get(actor["parent_id"] or "")
    return actor["name"], parent["name"] if parent else "", parent["kind"] if parent else ""


def _entity(project: sqlite3.Connection, variable: int, value: str, kind: str) -> int:
    """Add a value of a variable with its attributes; return its number."""
    sql = "INSERT INTO ENTITIES (VariableId, Value, Red, Green, Blue) VALUES (?, ?, 0, 0, 0)"
    number = project.execute(sql, (variable, value)).lastrowid or 0
    sql = "SELECT ID, AttributeVariable FROM ATTRIBUTEVARIABLES WHERE VariableId = ? ORDER BY ID"
    for attribute, name in project.execute(sql, (variable,)).fetchall():
        sql = "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)"
        project.execute(sql, (number, attribute, kind if name == "Type" else ""))
    return number
