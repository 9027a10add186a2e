"""The one page of a run: what the notebooks display, without their code, and then the articles.

One file to e-mail: no script, no request to anywhere, one style sheet that the page's own policy allows by its hash.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
import mistune
from markupsafe import Markup

from analysis.frames import Frames
from analysis.report.pieces import OURS, SET_LEFT, Piece
from analysis.report.texts import article_texts, quoted_spans, target_rules

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent / "templates"
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")
NOTEBOOK_LINK = re.compile(r"(?:\./)?(\d\d_\w+)\.ipynb")
OUTER_LINK = re.compile(r"(?:https?:|mailto:|#)\S*")
HEADING = re.compile(r"##? ")
# The tag of a notebook's cell whose part the page folds away, and how a part on provenance begins.
FOLD = "fold"
MADE = '<details class="made">'
MADE_FROM = "What these results were made from"
LIMITS = "What this cannot show"
# Lines of a notebook that lead its reader through files; the page has a table of contents.
FOR_NOTEBOOKS = re.compile(r"(Inputs|Outputs|Previous|Next|Back to)\b")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class Heading(NamedTuple):
    """A heading for the table of contents."""

    anchor: str
    text: str
    level: int


class Section(NamedTuple):
    """A notebook on the page; `made` is what its results were made from."""

    anchor: str
    headings: list[Heading]
    html: Markup
    made: Markup


def build_page(
    notebooks: Sequence[Path],
    frames: Frames,
    *,
    front: Piece | None = None,
    counts: Mapping[str, int],
    excerpts_only: bool = False,
) -> str:
    """Return the report as one HTML page.

    Args:
        notebooks: The executed notebooks, in order.
        frames: The frames they ran on.
        front: The front page, as `summary` returns it.
        counts: What stands in the page's head, by name.
        excerpts_only: Leave the full texts out and keep the quoted sentences.

    Returns:
        The page. Only HTML made by this package goes into it as it is; all other output is shown as text.
    """
    sections = [_section(path) for path in notebooks]
    opening = front.html.replace(SET_LEFT, "") if front is not None else Markup("")
    spans = quoted_spans([opening, *(section.html for section in sections)], frames.articles)
    return _rendered(
        "page.html.j2",
        rules=target_rules(spans),
        front=opening,
        sections=sections,
        counts=counts,
        texts=article_texts(frames, spans, excerpts_only=excerpts_only),
        excerpts_only=excerpts_only,
    )


def build_index(reports: Sequence[tuple[str, Mapping[str, int] | str]]) -> str:
    """Return the page that lists the reports of several folders.

    Args:
        reports: For each folder its name and either its counts or, where it failed, the reason.
    """
    done = [(name, result) for name, result in reports if not isinstance(result, str)]
    failed = [(name, result) for name, result in reports if isinstance(result, str)]
    names = list(dict.fromkeys(key for _, counts in done for key in counts))
    return _rendered("index.html.j2", rules="", done=done, failed=failed, names=names)


def build_stories(stories: Sequence[Mapping[str, Any]]) -> str:
    """Return the page that lists the stories of a corpus, with links to their own pages.

    Args:
        stories: What is said of each, in the order of the page: story_id, title, days (the first and the last),
            outlets, counts, n_new (its articles that the last run did not have), has_page.
    """
    n_articles = sum(story["counts"]["articles"] for story in stories)
    return _rendered("stories.html.j2", rules="", stories=stories, n_articles=n_articles)


def _rendered(template: str, *, rules: str, **values: Any) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    if rules:
        style += f"\n{rules}{{background:var(--mark);color:var(--on-mark);text-decoration:none}}\n"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template(template).render(style=_own(style), digest=digest, **values) + "\n"


def _section(path: Path) -> Section:
    """Read a notebook: its parts in order, those tagged `fold` and the limits folded, what it was made from apart."""
    import nbformat

    notebook = nbformat.read(path, 4)
    prose = Prose(path.stem)
    parts: list[Part] = [Part(None, [])]
    made: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            html = prose.html(cell.source)
            if HEADING.match(cell.source):
                is_folded = FOLD in cell.metadata.get("tags", [])
                parts.append(Part(prose.headings[-1] if is_folded else None, []))
            parts[-1].pieces.append(f'<div class="prose">{html}</div>' if html.strip() else "")
        elif cell.cell_type == "code":
            for output in map(_output, cell.outputs):
                (made if MADE in output else parts[-1].pieces).append(output)
    html = "\n".join(part.html() for part in parts)
    title = Markup.escape(prose.headings[0].text if prose.headings else path.stem)
    shown = [heading for heading in prose.headings if heading.level <= 2 and heading.text != LIMITS]
    return Section(prose.prefix, shown, _own(html), _own("\n".join(made).replace(MADE_FROM, title)))


class Part(NamedTuple):
    """A part of a notebook from one heading to the next; one with a `fold` stands behind its heading."""

    fold: Heading | None
    pieces: list[str]

    def html(self) -> str:
        inner = "\n".join(filter(None, self.pieces))
        if self.fold is None:
            return inner
        # The target of the table of contents lies inside, so that a link to it opens the fold.
        form = '<details class="part"><summary><h3>{}</h3></summary><div id="{}">{}</div></details>'
        heading = re.compile(rf'<h\d id="{self.fold.anchor}">.*?</h\d>\n?', re.DOTALL)
        return form.format(Markup.escape(self.fold.text), self.fold.anchor, heading.sub("", inner, count=1))


class Prose(mistune.HTMLRenderer):
    """Markdown of a notebook → HTML: raw HTML as text, headings one level down, links to notebooks within the page."""

    def __init__(self, stem: str) -> None:
        super().__init__(escape=True)
        self.prefix = f"n{stem}"
        self.headings: list[Heading] = []
        self._markdown = mistune.create_markdown(renderer=self, plugins=["table", "strikethrough"])

    def html(self, source: str) -> str:
        return str(self._markdown(source))

    def heading(self, text: str, level: int, **_: Any) -> str:
        plain = _own(text).striptags()
        anchor = self.prefix if level == 1 else f"{self.prefix}-{NOT_A_WORD.sub('-', plain.lower()).strip('-')}"
        taken = {heading.anchor for heading in self.headings}
        while anchor in taken:
            anchor += "x"
        self.headings.append(Heading(anchor, plain, level))
        depth = min(level + 1, 6)
        return f'<h{depth} id="{anchor}">{text}</h{depth}>\n'

    def paragraph(self, text: str) -> str:
        """Leave out what only the reader of a notebook needs."""
        return "" if FOR_NOTEBOOKS.match(_own(text).striptags()) else super().paragraph(text)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        notebook = NOTEBOOK_LINK.fullmatch(url)
        if notebook:
            return f'<a href="#n{notebook[1]}">{text}</a>'
        return super().link(text, url, title) if OUTER_LINK.fullmatch(url) else text

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002  mistune's own signature
        """Show the words that stand for an image: the page loads nothing from elsewhere."""
        return text


def _output(output: "NotebookNode") -> str:
    """Return one output as safe HTML."""
    if output.output_type == "stream":
        return _preformatted(output.text)
    bundle, about = output.get("data", {}), output.get("metadata", {})
    if "text/html" in bundle and about.get("text/html", {}).get(OURS) is True:
        return f'<div class="output">{bundle["text/html"].replace(SET_LEFT, "")}</div>'
    picture = bundle.get("image/png", "")
    if BASE64.fullmatch(picture):
        alt = about.get("image/png", {}).get("alt") or "a figure without a description"
        form = Markup(
            '<figure class="picture"><div class="scroll"><img src="data:image/png;base64,{}" alt="{}"></div></figure>'
        )
        return form.format("".join(picture.split()), alt)
    return _preformatted(bundle.get("text/plain", ""))


def _preformatted(text: str) -> str:
    return str(Markup('<pre tabindex="0">{}</pre>').format(text)) if text.strip() else ""


def _own(html: str) -> Markup:
    """Take HTML or CSS as it is: this package wrote it, and escaped what it holds of a corpus."""
    return Markup(html)  # noqa: S704
