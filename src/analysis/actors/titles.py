"""The titles of a name: where they begin, and where the name begins behind them."""

from analysis.actors.mention import Mention
from analysis.actors.tagged_words import Words
from analysis.actors.ties import is_bare, party_at
from analysis.lexicon import nouns
from analysis.names import is_acronym

BEHIND_OFFICE = frozenset(["of", "pro", "tem", "tempore", "elect", "designate", "emeritus", "-"])


def titled(words: Words, a: int, b: int) -> tuple[int, int]:
    """Return where the titles of a name begin, and where the name begins behind them: both `a` where it has none.

    Args:
        words: The paragraph.
        a: The first token of a run of capitalised words.
        b: The token behind its last.
    """
    last = _last_office(words, a, b)
    first = a if last is None else last + 1
    while last is not None and first < b - 1 and words.low[first] in nouns().sets["domain.words"] | BEHIND_OFFICE:
        first += 1
    portfolio = _behind_portfolio(words, a, b)
    return (a, first) if portfolio is None else (_office_before(words, a), max(first, portfolio))


def _last_office(words: Words, a: int, b: int) -> int | None:
    """Return the last office of a run with a name and no body behind it; "Democrat" before a full name is one, too."""
    bodies = [k for k in range(a, b) if words.is_body(k)]
    offices = [k for k in range(a, b - 1) if words.is_office(k)]
    while offices and any(words.is_office(k) or words.is_body(k) for k in range(offices[-1] + 1, b)):
        offices.pop()
    if offices:
        return offices[-1]
    return a if b - a > 2 and not bodies and party_at(words, a)[0] == 1 else None


def _behind_portfolio(words: Words, a: int, b: int) -> int | None:
    """Return where the name begins behind the end of an office: "(Minister for) Harbour and Baltic Affairs NAME"."""
    if _is_behind_title(words, a, b):
        return b - 2  # "Chief of Staff NAME NAME"
    if b - a < 2 or any(map(words.is_body, range(a, b))):
        return None
    ends = [k for k in range(a, b - 1) if words.low[k] == "affairs"]
    if ends:
        return ends[-1] + 1
    noun = words.noun(a)
    is_group = noun is not None and noun.is_plural and "group" in noun.classes
    return a + 1 if is_group and words.label[a + 1] == "PERSON" else None  # "Engineers NAME and NAME"


def _is_behind_title(words: Words, a: int, b: int) -> bool:
    """True for a run that goes on an office and ends with a name: "(Head of) Mission NAME NAME"."""
    if b - a < 3 or a < 2 or words.low[a - 1] not in ("of", "for") or any(map(words.is_body, range(a + 1, b))):
        return False
    return words.text[a - 2][:1].isupper() and words.is_office(a - 2)


def _office_before(words: Words, a: int) -> int:
    """Return the first token of "Minister for Harbour and …" before the rest of the office; `a` where it has none."""
    first = a
    while first > 0 and first not in words.starts:
        text = words.text[first - 1]
        if not text[:1].isupper() and text not in ("of", "for", "and", "the"):
            break
        first -= 1
    while first < a and not words.is_office(first):
        first += 1
    return first


def take_titles_before(words: Words, m: Mention) -> None:
    """Extend a name to the offices in small letters before it: "branch secretary", "North Korean leader".

    NewsWCL50 dev: B³ F1 .727 → .709 without it; sides of real/dev 115 → 108.
    """
    noun = words.noun(m.first - 1) if m.first not in words.starts else None
    if noun is None:
        return
    if noun.classes == {"body"} and words.dep[m.first - 1] == "compound":
        m.kind = "organisation"  # "the advocacy group NAME", "the newspaper NAME"
    elif "person" in noun.classes:
        first = _first_title(words, m.first)
        m.titles = [words.low[k].rstrip(".") for k in range(first, m.first)] + m.titles
        m.owners += [k for k in range(first, m.first) if words.text[k][:1].isupper() and is_bare(words, k, k + 1)]
        m.first, m.gender = first, noun.gender
        is_body = "body" in noun.classes and is_acronym(m.name)  # "the broadcaster ERK"
        m.kind = "organisation" if is_body else "person"


def _first_title(words: Words, first: int) -> int:
    while first not in words.starts and (words.tag[first - 1].startswith(("NN", "JJ")) or words.text[first - 1] == "-"):
        first -= 1
    return first + 2 * (words.text[first] == "-")  # "(four)-term congressman NAME"
