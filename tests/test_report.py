"""The report: everything of a corpus shows as text; every quotation leads to its very characters."""

import re

import nbformat
import pandas as pd
import pytest
from conftest import frames_of, row_at, row_of, sentence_rows
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from analysis import report
from analysis.errors import AnalysisError
from analysis.figures.claims import claims_by_outlet, count_claims
from analysis.figures.style import empty_figure, looks, new_figure, png, styled
from analysis.report.texts import article_texts, quoted_spans

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">'
TEXT = "The army said the bridge is open. The mayor denied it."


@pytest.fixture
def frames():
    article = {"article_id": "a1", "text": TEXT, "outlet": "Norvik Times", "title": "Bridge"}
    source = {"source_start": 0, "source_end": 8, "source_text": "The army", "source_name": "army"}
    ids = {"sentence_id": "a1:s0-33", "entity_id": "army"}
    claim = row_at("claims", "a1", TEXT, "the bridge is open", claim_id="a1:c19-32", **source, **ids)
    actor = row_of("actors", entity_id="army", name="army", kind="organisation", aliases=["the army"])
    mention = row_at("entities", "a1", TEXT, "The army", mention_id="a1:m0-8", kind="organisation", **ids)
    return frames_of(
        article, sentences=sentence_rows("a1", TEXT, 33, 54), claims=[claim], actors=[actor], entities=[mention]
    )


def without_tags(html):
    return Markup(html).unescape() if "<" not in html else Markup(re.sub(r"<[^>]*>", "", html)).unescape()


# Tables


def test_a_table_has_a_caption_and_scopes_and_escapes_every_cell_and_heading():
    table = pd.DataFrame({SCRIPT: [SCRIPT, "a & b"], "n_claims": [1200, 3]})
    html = report.show_table(table, caption=SCRIPT)._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert ">&lt;script&gt;alert(1)" in html
    assert html.count('<th scope="col"') == 2
    assert '<td class="number"><bdi>1,200</bdi></td>' in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(None, "–", id="nothing"),
        pytest.param(float("nan"), "–", id="nan"),
        pytest.param(pd.NA, "–", id="na"),
        pytest.param("", "–", id="empty-text"),
        pytest.param(True, "yes", id="bool"),
        pytest.param(0.5, "0.50", id="share"),
        pytest.param(["a", "b"], "a, b", id="list"),
        pytest.param([], "–", id="empty-list"),
        pytest.param("=1+1", "=1+1", id="formula"),
        pytest.param("NA", "NA", id="na-as-text"),
    ],
)
def test_a_cell_reads_well(value, shown):
    html = report.show_table(pd.DataFrame({"x": pd.Series([value], dtype="object")}), caption="c")._repr_html_()
    assert f"<bdi>{shown}</bdi>" in html


def test_an_index_becomes_headings_of_rows_and_whole_numbers_stay_whole():
    table = pd.DataFrame({"n": [1.0, None]}, index=pd.Index(["a", "b"], name="side"))
    html = report.show_table(table, caption="c", index=True)._repr_html_()
    assert '<th scope="row" class="short" style="text-align:left"><bdi>a</bdi></th>' in html
    assert "<bdi>1</bdi>" in html


def test_an_empty_table_is_one_line_that_says_so():
    html = report.show_table(pd.DataFrame({"a": []}), caption="Left <out> (n = 0)")._repr_html_()
    assert html == '<p class="nothing">Left &lt;out&gt; (n = 0): <b>none</b>.</p>'


def test_rows_after_the_first_few_are_folded_and_those_after_them_counted():
    table = pd.DataFrame({"n": range(100)})
    html = report.show_table(table, caption="c", most=3)._repr_html_()
    shown, fold = html.split("<details")
    assert shown.count("<tr>") == 1 + 3
    assert fold.count("<tr>") == 1 + 60
    assert "60 more rows; 37 after these are not on this page" in fold
    assert "<details" not in report.show_table(table.head(3), caption="c", most=3)._repr_html_()


@pytest.mark.parametrize("most", [pytest.param("5", id="text-as-papermill-r-gives"), 2.5, -1, True])
def test_a_number_of_rows_that_is_none_is_a_clear_error(most):
    with pytest.raises(AnalysisError, match=r"most is .*; it must be a whole number") as error:
        report.show_table(pd.DataFrame({"n": [1]}), caption="c", most=most)
    assert ("-p a number" in str(error.value)) == (most == "5")


def test_the_words_of_a_row_stand_instead_of_its_place(frames):
    table = frames.claims[["source_text", "article_id", "char_start", "char_end"]]
    html = report.show_table(table, words=frames, columns=["article", "source_text"], caption="c")._repr_html_()
    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', html) == ["article", "source text", "words"]
    assert '<a href="#q-a1-14-32"><bdi>the bridge is open</bdi></a>' in html
    unplaced = table.assign(char_start=None, char_end=None)
    assert "<a " not in report.show_table(unplaced, words=frames, caption="c")._repr_html_()


def test_a_table_is_saved_whole_and_the_same_bytes_each_time(tmp_path):
    report.save_table("coverage", pd.DataFrame({"item": ["a, b", None], "n": [1, 2]}), tmp_path)
    assert (tmp_path / "coverage.csv").read_bytes() == b'item,n\n"a, b",1\n,2\n'


# Quotations


def test_a_quotation_names_outlet_sentence_and_offsets_and_links_to_its_place(frames):
    html = report.quotation(frames, "a1", 14, 32)._repr_html_()
    assert ">the bridge is open</p>" in html
    assert "Norvik Times" in html
    assert '<a href="#q-a1-14-32">sentence 1, characters 14–32</a>' in html


def test_context_shows_the_sentence_with_the_words_marked(frames):
    html = report.quotation(frames, "a1", 14, 32, context=True)._repr_html_()
    assert "The army said <mark>the bridge is open</mark>." in html


def test_words_across_sentences_name_both(frames):
    assert "sentences 1–2" in repr(report.quotation(frames, "a1", 14, 40))


@pytest.mark.parametrize(
    ("article_id", "start", "end"), [("a2", 0, 1), ("a1", -1, 3), ("a1", 3, 3), ("a1", 0, 55), ("a1", 9, 4)]
)
def test_words_that_do_not_exist_are_an_error(frames, article_id, start, end):
    with pytest.raises(AnalysisError, match=r"there is no article|has no characters"):
        report.quotation(frames, article_id, start, end)


@pytest.mark.parametrize("row_id", ["a1", "a1:s0-33", "a1:m0-8", "army", "a1:c19-32"])
def test_any_row_can_be_shown_in_its_context(frames, row_id):
    piece = report.show(frames, row_id)
    assert "<mark>" in piece._repr_html_() or row_id == "a1"
    assert "Norvik Times" in repr(piece)


def test_an_unknown_row_is_an_error_that_shows_what_ids_look_like(frames):
    with pytest.raises(AnalysisError, match="no frame has a row 'nothing'; ids look like"):
        report.show(frames, "nothing")


# The articles with their marks


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_marks_never_change_a_text_and_each_covers_its_very_characters(data):
    text = data.draw(st.text(alphabet="ab <&\"'\n«»é\u202e", min_size=1, max_size=40))
    pairs = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda p: p[0] < p[1])
    spans = data.draw(st.lists(pairs, max_size=5))
    frames = frames_of({"article_id": "a1", "text": text})
    quotes = [report.excerpt(frames, "a1", *span).__html__() for span in spans]
    placed = quoted_spans(quotes, frames.articles)
    body = str(article_texts(frames, placed, excerpts_only=False)[0].body)
    assert without_tags(body) == text
    for span in placed.get("a1", []):
        marked = re.findall(rf'<span class="q(?: k\d+)*? {span.mark}(?: k\d+)*">(.*?)</span>', body, re.DOTALL)
        assert without_tags("".join(marked)) == text[span.start : span.end]
        assert body.index(f'id="{span.anchor}"') <= body.index(f" {span.mark}")


def test_excerpts_only_keeps_the_quoted_sentences_and_nothing_else(frames):
    placed = quoted_spans([report.excerpt(frames, "a1", 14, 32).__html__()], frames.articles)
    body = without_tags(str(article_texts(frames, placed, excerpts_only=True)[0].body))
    assert "the bridge is open" in body
    assert "mayor" not in body
    assert "[…]" in body


# The page


def page_of(tmp_path, frames, *outputs, prose="# 01 · Title\n\n## Part"):
    cells = [nbformat.v4.new_markdown_cell(prose), nbformat.v4.new_code_cell("secret_code", outputs=list(outputs))]
    path = tmp_path / "01_title.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return report.build_page([path], frames, counts={"articles": 1})


def output_of(piece):
    data, metadata = piece._repr_mimebundle_()
    return nbformat.v4.new_output("display_data", data=data, metadata=metadata)


def test_the_page_shows_results_without_code_and_then_the_articles(tmp_path, frames):
    page = page_of(tmp_path, frames, output_of(report.quotation(frames, "a1", 14, 32)))
    assert "secret_code" not in page
    assert '<h2 id="n01_title">01 · Title</h2>' in page
    assert page.index('href="#q-a1-14-32"') < page.index('id="q-a1-14-32"')
    assert "#q-a1-14-32:target~.k0" in page
    for limit in ("paraphrase is not", "may be translated", "Silence is not refusal"):
        assert limit in page


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"text/html": SCRIPT, "text/plain": "plain words"}, id="html-of-others"),
        pytest.param({"application/javascript": "alert(1)", "text/plain": "plain words"}, id="javascript"),
        pytest.param({"text/markdown": SCRIPT, "text/plain": "plain words"}, id="markdown"),
        pytest.param({"image/svg+xml": f"<svg>{SCRIPT}</svg>", "text/plain": "plain words"}, id="svg"),
        pytest.param({"image/png": f'"{SCRIPT}', "text/plain": "plain words"}, id="no-real-picture"),
        pytest.param({"text/plain": f"plain words {SCRIPT}"}, id="text"),
    ],
)
def test_output_that_is_not_ours_shows_as_plain_text(tmp_path, frames, data):
    page = page_of(tmp_path, frames, nbformat.v4.new_output("display_data", data=data))
    assert "plain words" in page
    assert "<script" not in page
    assert "onerror=&#34;" in page or "onerror" not in page


def test_prose_shows_html_as_text_and_links_only_where_it_may(tmp_path, frames):
    prose = (
        f"# 01 · Title\n\n{SCRIPT}\n\n[next](02_next.ipynb) [evil](javascript:alert(1)) [data](data:text/html,x) "
        "[web](https://example.org) ![picture](https://example.org/x.png)"
    )
    page = page_of(tmp_path, frames, prose=prose)
    assert "<script" not in page
    assert 'href="#n02_next"' in page
    assert re.findall(r'href="([^#"][^"]*)"', page) == ["https://example.org"]
    assert "<img" not in page


def test_every_picture_has_words_for_those_who_can_not_see_it(tmp_path, frames):
    figure = report.show_figure(claims_by_outlet(frames), alt="Bars: <army> one claim", caption="n = 1")
    page = page_of(tmp_path, frames, output_of(figure))
    assert 'alt="Bars: &lt;army&gt; one claim"' in page
    assert "<figcaption>n = 1</figcaption>" in page
    assert figure._repr_mimebundle_()[1]["image/svg+xml"]["alt"] == "Bars: <army> one claim"


def folded_page(tmp_path, frames):
    fold = {"tags": ["fold"]}
    made = output_of(report.provenance(frames.articles, {"year": 2031}))
    quoted = output_of(report.quotation(frames, "a1", 14, 32))
    cells = [
        nbformat.v4.new_markdown_cell("# 01 · Title\n\nThe question.\n\nInputs: files.\n\nNext: [02](02_more.ipynb)"),
        nbformat.v4.new_markdown_cell("## What this cannot show\n\n- Much.", metadata=fold),
        nbformat.v4.new_markdown_cell("## Evidence & <more>", metadata=fold),
        nbformat.v4.new_code_cell("x", outputs=[quoted]),
        nbformat.v4.new_markdown_cell("## Open"),
        nbformat.v4.new_code_cell("x", outputs=[made]),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "01_title.ipynb")
    return report.build_page([tmp_path / "01_title.ipynb"], frames, counts={})


def test_a_part_tagged_fold_stands_behind_its_heading_and_a_link_to_it_opens_it(tmp_path, frames):
    page = folded_page(tmp_path, frames)
    opening = '<details class="part"><summary><h3>Evidence &amp; &lt;more&gt;</h3></summary>'
    fold = page[page.index(opening) :].partition("</details>")[0]
    assert 'id="n01_title-evidence-more"' in fold
    assert "#q-a1-14-32" in fold
    assert '<h3 id="n01_title-open">Open</h3>' in page


def test_the_page_leaves_out_the_way_through_the_files_and_states_its_making_once(tmp_path, frames):
    page = folded_page(tmp_path, frames)
    assert "The question." in page
    assert "Inputs:" not in page
    assert "Next:" not in page
    contents = page[page.index('<nav class="contents"') : page.index("</nav>")]
    assert "What this cannot show" not in contents
    assert page.index('id="made"') < page.index('<details class="made"><summary>01 · Title</summary>')
    assert page.count('<details class="made">') == 1


def test_the_front_page_comes_first_and_its_words_are_marked_in_the_articles(frames):
    front = report.quotation(frames, "a1", 38, 54)
    page = report.build_page([], frames, front=front, counts={"articles": 1})
    assert page.index('href="#q-a1-38-54"') < page.index('id="limits"') < page.index('id="q-a1-38-54"')


def test_the_page_allows_its_own_style_alone(tmp_path, frames):
    page = page_of(tmp_path, frames, output_of(report.show_table(frames.articles, caption="c")))
    assert "default-src 'none'" in page
    assert "unsafe-inline" not in page
    assert not re.search(r"<(script|link|iframe|object|embed|form|base)\b|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("articles", [(), ({"article_id": "a1", "text": TEXT},)], ids=["none", "one"])
def test_a_corpus_of_no_article_or_one_makes_a_page(tmp_path, articles):
    page = page_of(tmp_path, frames_of(*articles))
    assert ("There are no articles." in page) == (not articles)


# Figures


def test_the_same_figure_gives_the_same_bytes_whatever_the_readers_settings(frames):
    import matplotlib as mpl

    first = png(claims_by_outlet(frames))
    with mpl.rc_context({"font.size": 30, "savefig.dpi": 10, "axes.facecolor": "red"}):
        assert png(claims_by_outlet(frames)) == first


def test_a_dollar_in_a_text_is_no_formula():
    @styled
    def draw():
        figure = new_figure(3, 2)
        figure.text(0.5, 0.5, r"$\bad{ $5")
        return figure

    assert png(draw()).startswith(b"\x89PNG")


def test_sides_look_the_same_in_any_order_and_differ_from_one_another():
    names = [f"side {i}" for i in range(12)]
    found = looks([None, *names])
    assert found == looks(names[::-1])
    assert len(set(found.values())) == 13


def test_claims_are_counted_by_outlet_source_and_form(frames):
    assert count_claims(frames).to_dict("records") == [
        {"outlet": "Norvik Times", "source": "army", "quotation": "indirect", "n_claims": 1}
    ]
    assert count_claims(frames_of()).empty


def test_a_figure_of_nothing_is_one_line():
    html = report.show_figure(empty_figure("no claims were found"), alt="a", caption="Claims (n = 0)")._repr_html_()
    assert html == '<p class="nothing">Claims (n = 0): <b>no claims were found</b>.</p>'
