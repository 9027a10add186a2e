"""Doc → time expressions with TIMEX3 values.

The grammar (english.toml) finds them, the composer gives each its value. An article without a `published` date and
without a year keeps unknown digits; nothing is counted from the day of the run.

Sources:
    TIMEX3 as in ISO-TimeML (ISO 24617-1); the cascade of lexicon, rules and one normaliser follows HeidelTime
    (Strötgen & Gertz 2010), none of whose rules or resources are used.
"""

from datetime import date

from analysis.dates import EdtfDate, edtf_of_timex, first_fields_of, is_edtf
from analysis.passages import ParsedArticle, is_day_of_dateline
from analysis.schema import Row, span_id
from analysis.timexes.composer import read
from analysis.timexes.context import MONTHS, PERIOD_END, Context, Earlier
from analysis.timexes.grammar import Match, Token, matches, tokens_of
from analysis.timexes.tense import Side, is_day_of_saying, tense_at
from analysis.timexes.years import Number, is_year

DOTTED = "dotted-clock"
JOINING = ("and", "to", "dash", "through", "comma")
OPENING, CLOSING = ("“", "‘", '"', "'"), ("”", "’", '"', "'")
NEEDS_TENSE = ("w", "m", "s", "q", "h")


def find_timexes(article: ParsedArticle) -> list[Row]:
    """Return the rows of the `timexes` frame for one article, in order of offset.

    Args:
        article: Raw text is matched by the grammar; the parse only says on which side of the creation time a bare
            weekday or month lies.

    Returns:
        One row an expression, none over another. `rule` names the grammar's rule; `anchor` is what its value was
        counted from: "dct", "explicit", "year", "none" or the id of an earlier expression.
    """
    found = []
    for number, passage in enumerate(article.passages):
        tokens = tokens_of(passage.text)
        found += [(number, tokens, match) for match in matches(tokens)]
    context = _context(article, [match for _, _, match in found])
    rows = []
    for (number, tokens, match), following in zip(found, [*found[1:], None], strict=False):
        context.coming = _joined_to(tokens, match, following)
        row = _row(article, number, tokens, match, context)
        if row is not None:
            rows.append(row)
    return rows


def _joined_to(tokens: list[Token], match: Match, following: tuple[int, list[Token], Match] | None) -> dict[str, Token]:
    """The slots of the next expression where only a joining word stands between."""
    if following is None or following[1] is not tokens or "y" in match.slots:
        return {}
    between = [token.kind for token in tokens[match.last : following[2].first]]
    is_joined = not between or (len(between) == 1 and between[0] in JOINING)
    shares = ("m" in match.slots and "m" in following[2].slots) or "c" in match.slots
    return following[2].slots if is_joined and shares else {}


def _is_named_year(article: ParsedArticle, number: int, tokens: list[Token], match: Match, context: Context) -> bool:
    """Whether the four digits of a bare year are one; every other match is."""
    if match.rule.name != "year" or "e" in match.slots or "x" in match.slots:
        return True
    years = [at for at in range(match.first, match.last) if tokens[at].kind == "year"]
    return all(is_year(Number(tokens, at, article.docs[number]), context.published) for at in years)


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether an expression is all of what stands between quotation marks, as a title is written: “This Week”."""
    is_capital = " " in text[start:end] and text[start:end].istitle()
    return is_capital and text[start - 1 : start] in OPENING and text[end:].lstrip(".,")[:1] in CLOSING


def _context(article: ParsedArticle, found: list[Match]) -> Context:
    published = article.published if article.published and is_edtf(article.published) else ""
    written = first_fields_of(published) if published else None
    day, given = _day_and_year(written)
    year = given or (None if article.year is None else f"{article.year:04}")
    # A story that once writes a month with its year dates what follows by it; one that names a lone year does not.
    dated = any(("m" in m.slots or "s" in m.slots) and ("y" in m.slots or "yy" in m.slots) for m in found)
    return Context(day, year, is_dated_story=dated or any("e" in m.slots for m in found))


def _day_and_year(written: EdtfDate | None) -> tuple[date | None, str | None]:
    """The day and the year on which an article was written, as far as its date has them."""
    if written is None or not written.year.isdigit():
        return None, None
    parts = (written.year, written.month, written.day)
    is_day = all(part is not None and part.isdigit() for part in parts)
    return (date.fromisoformat("-".join(map(str, parts))) if is_day else None), written.year


def _row(article: ParsedArticle, number: int, tokens: list[Token], match: Match, context: Context) -> Row | None:
    passage = article.passages[number]
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    sentence = article.sentence_at(passage.start + start)
    context.sentence = sentence.sentence_id
    context.side = tense_at(article.docs[number], start, end) if any(s in match.slots for s in NEEDS_TENSE) else Side()
    if match.rule.name == DOTTED and any(token.kind in ("currency", "percent") for token in tokens):
        return None
    if "u" in match.slots and _is_title(passage.text, start, end):
        return None
    reading = read(match, tokens, context)
    if reading is None or not _is_named_year(article, number, tokens, match, context):
        return None
    char_start, char_end = passage.start + start, passage.start + end
    timex_id = span_id(article.article_id, "t", char_start, char_end)
    is_date = reading.type in ("DATE", "TIME") and "_REF" not in reading.value
    if is_date or MONTHS.fullmatch(reading.value):
        is_end = match.first > 0 and tokens[match.first - 1].kind == "ends"
        rule = PERIOD_END if is_end else match.rule.name
        is_told = is_day_of_dateline(passage.text, start, end) or is_day_of_saying(article.docs[number], start, end)
        found = Earlier(timex_id, reading.value, reading.anchor == "explicit", sentence.sentence_id, rule, is_told)
        context.add(found, reading.anchor)
    return {
        "timex_id": timex_id,
        "article_id": article.article_id,
        "sentence_id": sentence.sentence_id,
        "char_start": char_start,
        "char_end": char_end,
        "text": passage.text[start:end],
        "type": reading.type,
        "value": reading.value,
        "mod": reading.mod,
        "edtf": reading.edtf or edtf_of_timex(reading.value, reading.mod),
        "anchor": reading.anchor,
        "rule": "dateline" if is_day_of_dateline(passage.text, start, end) else match.rule.name,
    }
