"""A text as its reader sees it: tags, entities and footnote marks read, every other character in its old place.

What is left of a web page in a text ("<p>", "&ldquo;", "[3]") would join sentences and hide quotation marks. The
result is as long as the text, so that an offset in one is an offset in the other.
"""

import html
import re
from functools import cache

from analysis.lexicon import layout_words

LONGEST_TAG = 400
LONGEST_SCRIPT = 20_000
ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# "won.[1] The ministry": a mark that hangs on the word before it; "[1] First" and "wom[e]n" are none.
FOOTNOTE = re.compile(
    r"(?<=[^\s\[\](])(?:\[(?:\d{1,3}|note \d{1,3}|citation needed)\])+(?!\w)|(?<=[.,;:!?”’\"])[¹²³⁰-⁹]+"
)
OPENING = frozenset("“‘«„‚‹([{¿¡$£€")
AMBIGUOUS = frozenset("\"'")


def shown(text: str) -> str:
    """Return the text with markup read and footnote marks blank; as long as `text`.

    A tag that begins a paragraph becomes a line break, a block quote a ">" and a list item a "-" behind one; an entity
    becomes its character, on the side of its words, and blanks.
    """
    if "<" in text:
        text = tags().sub(_shown_tag, text)
    if "&" in text:
        text = ENTITY.sub(_shown_entity, text)
    return FOOTNOTE.sub(_blank, text)


def has_markup(text: str) -> bool:
    """Whether tags or entities are left in a text, for whoever reports on the state of a corpus."""
    return ("<" in text and tags().search(text) is not None) or ("&" in text and ENTITY.search(text) is not None)


@cache
def tags() -> re.Pattern[str]:
    """The tags of HTML and what stands between those that show nothing."""
    words = layout_words()
    names = "|".join(sorted(words.block_tags | words.inline_tags, key=lambda name: (-len(name), name)))
    unseen = rf"<(?P<unseen>script|style)\b[^<>]{{0,{LONGEST_TAG}}}>[^<]{{0,{LONGEST_SCRIPT}}}</(?P=unseen)>"
    quote = rf"<blockquote\b[^<>]{{0,{LONGEST_TAG}}}>\s{{0,9}}(?:<p\b[^<>]{{0,{LONGEST_TAG}}}>)?"
    tag = rf"</?(?P<name>{names})\b[^<>]{{0,{LONGEST_TAG}}}>"
    return re.compile(rf"{unseen}|(?P<quote>{quote})|{tag}|<!--[^<>]{{0,{LONGEST_TAG}}}-->", re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _shown_tag(match: re.Match[str]) -> str:
    name = (match["name"] or "").lower()
    if match["quote"] is not None:
        seen = "\n>"
    elif match[0][:3].lower() == "<li":
        seen = "\n-"
    elif name in layout_words().block_tags:
        seen = "\n"
    else:
        seen = ""
    return seen.ljust(len(match[0]))


def _shown_entity(match: re.Match[str]) -> str:
    character = html.unescape(html.unescape(match[0]))
    if len(character) != 1 or character.isspace():
        return _blank(match)
    start, end = match.span()
    before, after = match.string[max(0, start - 1) : start], match.string[end : end + 1]
    opens = not before.isalnum() and (after.isalnum() or after in tuple("&[("))
    is_opening = character in OPENING or (character in AMBIGUOUS and opens)
    return character.rjust(len(match[0])) if is_opening else character.ljust(len(match[0]))
