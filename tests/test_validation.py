"""Samples are fair and repeatable; what coders answered is read as they meant it and counted by the book."""

import csv
import io

import pandas as pd
import pytest
from conftest import frames_of, row_at, sentence_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.errors import CorpusError, ParameterError
from analysis.sheets import sheet_bytes, workbook_bytes
from analysis.validation import (
    SHEET,
    agree,
    judgements_of_claims,
    measure,
    methods_sentence,
    precision_recall,
    read_codings,
    read_judgements,
    recall_of_sentences,
    recall_sentence,
    sample,
    sample_claims,
    wilson,
)
from analysis.validation.reliability import agreement_of

HEADER = "claim_id,content,is_claim,source_ok,content_ok"
TEXT = "The mayor said the bridge was shut. It will open, she hopes."


def claims_in(article_id, forms, content="the bridge was shut", text=TEXT):
    said = {"source_start": 0, "source_end": 9, "source_text": "The mayor"}
    said |= {"cue_start": 10, "cue_end": 14, "cue_text": "said"}
    rows = []
    for number, form in enumerate(forms):
        ids = {"claim_id": f"{article_id}:c{number:03}", "sentence_id": f"{article_id}:s{number % 2}"}
        rows.append(row_at("claims", article_id, text, content, quotation=form, **ids, **said))
    return rows


def corpus(*sizes):
    """Frames with an article a size, each with that many indirect claims and half as many direct ones."""
    articles = [{"article_id": f"a{n}", "text": TEXT, "outlet": f"=o{n}"} for n in range(len(sizes))]
    sentences = [
        {**sentence, "sentence_id": f"a{n}:s{number}"}
        for n in range(len(sizes))
        for number, sentence in enumerate(sentence_rows(f"a{n}", TEXT, 35, 60))
    ]
    claims = [
        row
        for n, size in enumerate(sizes)
        for row in claims_in(f"a{n}", ["indirect"] * size + ["direct"] * (size // 2))
    ]
    return frames_of(*articles, sentences=sentences, claims=claims)


def test_a_sample_follows_the_shares_of_articles_and_forms():
    sample = sample_claims(corpus(40, 80), 18)
    assert len(sample) == 18
    assert sample.groupby(["article_id", "quotation"]).size().to_dict() == {
        ("a0", "direct"): 2,
        ("a0", "indirect"): 4,
        ("a1", "direct"): 4,
        ("a1", "indirect"): 8,
    }


@settings(max_examples=12, deadline=None)
@given(n=st.integers(1, 40), seed=st.integers(0, 9), data=st.data())
def test_a_sample_has_its_size_no_claim_twice_and_does_not_depend_on_row_order(n, seed, data):
    frames = corpus(7, 1, 12)
    sample = sample_claims(frames, n, seed)
    assert len(sample) == min(n, len(frames.claims))
    assert sample["claim_id"].is_unique
    order = data.draw(st.permutations(range(len(frames.claims))))
    shuffled = frames_of(
        *schema.records(frames.articles),
        sentences=schema.records(frames.sentences)[::-1],
        claims=schema.records(frames.claims.iloc[order]),
    )
    pd.testing.assert_frame_equal(sample_claims(shuffled, n, seed), sample)


def test_another_seed_draws_another_sample():
    drawn = {tuple(sample_claims(corpus(40), 5, seed)["claim_id"]) for seed in range(5)}
    assert len(drawn) == 5


def test_a_row_shows_what_a_coder_needs():
    (row, *_) = sample_claims(corpus(3), 9).to_dict("records")
    assert row == {
        "claim_id": "a0:c000",
        "article_id": "a0",
        "outlet": "=o0",
        "sentence_id": "a0:s0",
        "sentence": "The mayor said the bridge was shut.",
        "source_text": "The mayor",
        "cue": "said",
        "content": "the bridge was shut",
        "quotation": "indirect",
        "also_found": "the bridge was shut",
        "is_claim": "",
        "source_ok": "",
        "content_ok": "",
        "note": "",
    }


def test_no_claims_make_an_empty_sheet():
    assert list(sample_claims(corpus(), 5).columns) == list(SHEET)
    assert len(sample_claims(corpus(0), 5)) == 0


@pytest.mark.parametrize("n", [0, -1])
def test_a_sample_of_nothing_is_a_clear_error(n):
    with pytest.raises(ParameterError, match="1 or more"):
        sample_claims(corpus(3), n)


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("'=+-@\t\r\na,;\"é"), min_size=1, max_size=8), st.sampled_from(["csv", "xlsx"]))
def test_no_cell_is_a_formula_and_every_content_comes_back(tmp_path_factory, content, ending):
    folder = tmp_path_factory.mktemp("sheet")
    claims = claims_in("=a", ["direct"], content, content)
    frames = frames_of({"article_id": "=a", "text": content * 2}, claims=claims)
    path = folder / f"anna.{ending}"
    path.write_bytes(sheet_bytes(sample_claims(frames, 1), path))
    if ending == "csv":
        text = path.read_bytes().decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    (row,) = read_codings([path]).to_dict("records")
    assert (row["coder"], row["claim_id"], row["article_id"]) == ("anna", "=a:c000", "=a")
    # XML, of which a workbook is made, has no carriage return.
    assert row["content"] == content if ending == "csv" else row["content"].split() == content.split()


def coded(folder, coder, rows, delimiter=","):
    """Write a sheet from rows like `c1 yes no -`: claim, answers to the three questions; `-` is blank."""
    lines = [delimiter.join(["claim_id", "content", "is_claim", "source_ok", "content_ok"])]
    for row in rows.split("/"):
        claim, *answers = ["" if part == "-" else part for part in row.split()]
        lines.append(delimiter.join([claim, "words", *answers]))
    path = folder / f"{coder}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_answers_are_read_in_any_spelling(tmp_path, delimiter):
    path = coded(tmp_path, "anna", "c1 yes NO -/c2 TRUE 0 n/- x - -", delimiter)
    codings = read_codings([path])
    assert codings["claim_id"].isna().tolist() == [False, False, True]
    assert schema.records(codings[["is_claim", "source_ok", "content_ok"]]) == [
        {"is_claim": True, "source_ok": False, "content_ok": None},
        {"is_claim": True, "source_ok": False, "content_ok": False},
        {"is_claim": True, "source_ok": None, "content_ok": None},
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(f"{HEADER}\nc,w,maybe,,\n", "line 2: is_claim is 'maybe'", id="answer"),
        pytest.param(f"{HEADER}\nc,w,,,\nc,w,,,\n", "line 3: claim 'c'", id="twice"),
        pytest.param(f"{HEADER}\nc,w,,\n", "line 2: the row has 4 cells", id="ragged"),
        pytest.param("claim_id,text\nc,w\n", "lacks the columns", id="another-table"),
        pytest.param("", "empty", id="empty"),
        pytest.param(None, "can't be opened", id="absent"),
    ],
)  # fmt: skip
def test_a_sheet_that_does_not_hold_is_a_clear_error(tmp_path, content, words):
    if content is not None:
        (tmp_path / "anna.csv").write_text(content)
    with pytest.raises(CorpusError, match=words):
        read_codings([tmp_path / "anna.csv"])


def test_two_coders_of_one_name_are_a_clear_error(tmp_path):
    (tmp_path / "b").mkdir()
    paths = [coded(tmp_path, "anna", "c yes yes yes"), coded(tmp_path / "b", "anna", "c yes yes yes")]
    with pytest.raises(CorpusError, match="call each after its coder"):
        read_codings(paths)


def test_rows_left_blank_are_passed_over(tmp_path):
    path = tmp_path / "anna.csv"
    path.write_text(f"{HEADER}\n,,,,\n\n,missed,,,\n")
    assert read_codings([path])["content"].tolist() == ["missed"]


def test_precision_and_recall_count_what_was_answered(tmp_path):
    rows = "c1 yes yes yes/c2 yes no yes/c3 no - -/c4 yes yes -/c5 - - -/- yes - -/- - - -/- no - -"
    measures = precision_recall(read_codings([coded(tmp_path, "anna", rows)]))
    counts = {row["measure"]: (row["n_right"], row["n"]) for row in measures.to_dict("records")}
    assert counts == {"precision": (3, 4), "source": (2, 3), "content": (2, 2), "all_right": (1, 3), "recall": (3, 5)}
    recall = measures.set_index("measure").loc["recall"]
    assert (recall["share"], recall["low"], recall["high"]) == pytest.approx((0.6, 0.2307, 0.8824), abs=1e-4)


def test_no_answers_give_no_shares_and_no_coders_no_rows(tmp_path):
    measures = precision_recall(read_codings([coded(tmp_path, "anna", "c1 - - -")]))
    assert measures["n"].tolist() == [0] * 5
    assert measures[["share", "low", "high"]].isna().all(axis=None)
    nobody = read_codings([])
    assert len(precision_recall(nobody)) == 0
    assert agree(judgements_of_claims(nobody)).empty


@pytest.mark.parametrize(("n_right", "n"), [(0, 1), (1, 1), (0, 50), (50, 50), (7, 9)])
def test_a_wilson_interval_holds_the_share_and_stays_between_0_and_1(n_right, n):
    low, high = wilson(n_right, n)
    assert 0 <= low <= n_right / n <= high <= 1
    assert high - low > 0.01


@pytest.mark.parametrize(
    ("anna", "ben", "n_claims", "expected", "alpha"),
    [
        pytest.param("yes no yes no", "yes no yes no", 4, 1, 1, id="perfect"),
        pytest.param("yes no yes no", "no yes no yes", 4, 0, -0.75, id="opposite"),
        # By hand: 8 answers, 5 yes, 3 no, 1 claim that is coded otherwise.
        pytest.param("yes yes yes no", "yes yes no no", 4, 0.75, 1 - (8 - 1) * 1 / (5 * 3), id="one-differs"),
        pytest.param("yes yes", "yes yes", 2, 1, None, id="constant"),
        pytest.param("yes no", "- no", 1, 1, None, id="one-left"),
        pytest.param("yes no", "- -", 0, None, None, id="nothing-in-common"),
    ],
)
def test_agreement_is_krippendorffs(tmp_path, anna, ben, n_claims, expected, alpha):
    paths = [
        coded(tmp_path, coder, "/".join(f"c{n} {answer} - -" for n, answer in enumerate(answers.split())))
        for coder, answers in (("anna", anna), ("ben", ben))
    ]
    row = schema.records(agree(judgements_of_claims(read_codings(paths))))[0]
    assert row["n_items"] == n_claims
    assert row["agreement"] == expected
    assert row["alpha"] == (None if alpha is None else pytest.approx(alpha))


def test_sources_are_compared_only_where_both_see_a_claim(tmp_path):
    paths = [
        coded(tmp_path, "anna", "c1 yes yes yes/c2 yes no yes"),
        coded(tmp_path, "ben", "c1 yes no yes/c2 no no yes"),
    ]
    row = schema.records(agree(judgements_of_claims(read_codings(paths))))[1]
    assert (row["question"], row["n_items"], row["agreement"]) == ("source_ok", 1, 0)


@pytest.fixture
def small():
    """Two outlets; a sentence with a denial, one with a claim, one without."""
    text = "The port denied that.\nThe mayor said so.\nRain fell."
    rows = [sentence_rows(a, text, 21, 40, 51) for a in ("a0", "a1")]
    sentences = [{**row, "sentence_id": f"{row['article_id']}:s{n}"} for of in rows for n, row in enumerate(of)]
    claims = [
        {**claims_in(a, ["indirect"])[0], "claim_id": f"{a}:c{n}", "sentence_id": f"{a}:s{n}", "speech_act": act}
        for a in ("a0", "a1")
        for n, act in enumerate(("deny", "assert"))
    ]
    articles = [{"article_id": f"a{n}", "text": text, "outlet": f"o{n}"} for n in (0, 1)]
    return frames_of(*articles, sentences=sentences, claims=claims)


def judged(folder, coder, sheet, question, answers):
    """Save a sheet with a question answered for by item: `a0:s1 yes/a0:s2 no`."""
    given = dict(part.split() for part in answers.split("/"))
    sheet.assign(**{question: sheet["item_id"].map(given).fillna("")}).to_csv(folder / f"{coder}.csv", index=False)
    return folder / f"{coder}.csv"


def test_sentences_are_blind_and_spread_over_outlets(small):
    sheet = sample(small, "sentences", 4)
    assert list(sheet.columns) == ["item_id", "kind", "outlet", "sentence", "has_claim", "has_denial", "note"]
    assert sheet["kind"].eq("").all()
    assert sheet["outlet"].value_counts().to_dict() == {"o0": 2, "o1": 2}


@pytest.mark.parametrize("of", ["contradictions", "matters", "events", "actors", "sentences"])
def test_a_sample_of_nothing_has_its_columns(of):
    sheet = sample(frames_of(), of, 5)
    assert list(sheet.columns)[:3] == ["item_id", "kind", "outlet"]
    assert sheet.empty


def test_what_coders_saw_in_blind_sentences_gives_precision_recall_and_f1_counted_by_hand(small, tmp_path):
    # Seen: four sentences with a claim and two without; found were those with number 0 and 1.
    answers = "a0:s0 yes/a0:s1 no/a0:s2 yes/a1:s0 yes/a1:s1 yes/a1:s2 no"
    path = judged(tmp_path, "anna", sample(small, "sentences", 9), "has_claim", answers)
    table = recall_of_sentences(small, read_judgements([path], "sentences"))
    of_all = table[table["by"] == "all"].set_index("measure")
    assert of_all.loc["precision", ["n_right", "n"]].tolist() == [3, 4]
    assert of_all.loc["recall", ["n_right", "n"]].tolist() == [3, 4]
    assert of_all.loc["f1", "share"] == pytest.approx(0.75)
    assert recall_sentence(table) == (
        "Blind sentences to hold a claim: precision .75 [.30–.95] of 4, recall .75 [.30–.95] of 4, F1 .75 [.30–.95]."
    )
    by_outlet = table[(table["by"] == "outlet") & (table["measure"] == "recall")].set_index("group")["share"]
    assert by_outlet.to_dict() == {"o0": 0.5, "o1": 1.0}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_methods_sentence_has_n_share_interval_and_alpha(small, tmp_path, ending):
    sheet = sample(small, "sentences", 9)
    paths = []
    for coder, answers in (("anna", "a0:s0 yes/a0:s1 yes/a0:s2 no"), ("ben", "a0:s0 yes/a0:s1 no/a0:s2 no")):
        path = judged(tmp_path, coder, sheet, "has_claim", answers)
        if ending == "xlsx":
            table = pd.read_csv(path, dtype="str").fillna("")
            path = path.with_suffix(".xlsx")
            path.write_bytes(workbook_bytes({"sheet": table}, {"has_claim": ["yes", "no"]}))
        paths.append(path)
    judgements = read_judgements(paths, "sentences")
    assert measure(judgements).loc[0, ["n_right", "n"]].tolist() == [1, 3]
    assert methods_sentence(judgements, "sentences") == (
        "Of 3 sentences two coders judged 1 to hold a claim, .33 [.06–.79], alpha .44 on 3. "
        "Brackets: 95 % Wilson intervals."
    )


def test_claims_are_measured_by_outlet_and_form_and_have_a_methods_sentence_too(tmp_path):
    sheet = sample_claims(corpus(2), 2)
    sheet = sheet.assign(is_claim=["yes", "no"], source_ok=["yes", "yes"], quotation=["direct", "indirect"])
    for coder in ("anna", "ben"):
        path = tmp_path / f"{coder}.xlsx"
        path.write_bytes(sheet_bytes(sheet, path))
    answers = judgements_of_claims(read_codings([tmp_path / "anna.xlsx", tmp_path / "ben.xlsx"]))
    shares = measure(answers)
    assert shares.loc[shares["question"] == "is_claim", ["group", "share"]].to_numpy().tolist() == [
        ["all", 0.5],
        ["=o0", 0.5],
        ["direct", 1.0],
        ["indirect", 0.0],
    ]
    assert methods_sentence(answers, "claims") == (
        "Of 2 claims two coders judged 1 to be one, .50 [.09–.91], alpha 1.00 on 2; of 1 claim two coders judged 1 of "
        "the right source, 1.00 [.21–1.00], all answers are the same: nothing to tell from chance. "
        "Brackets: 95 % Wilson intervals."
    )


@pytest.mark.parametrize(
    ("sheets", "remark"),
    [
        pytest.param({}, "nobody has answered yet", id="nobody"),
        pytest.param({"anna": "a0:s0 yes"}, "one coder only: agreement needs two", id="one-coder"),
        pytest.param({"anna": "a0:s0 yes", "ben": "a0:s1 yes"}, "no item was answered by two coders", id="apart"),
        pytest.param(
            {"anna": "a0:s0 yes", "ben": "a0:s0 yes"},
            "all answers are the same: nothing to tell from chance",
            id="same",
        ),
    ],
)
def test_where_there_is_no_alpha_words_say_why(small, tmp_path, sheets, remark):
    sheet = sample(small, "sentences", 9)
    paths = [judged(tmp_path, coder, sheet, "has_claim", answers) for coder, answers in sheets.items()]
    judgements = read_judgements(paths, "sentences")
    answers = judgements[["coder", "item_id", "answer"]]
    found = agreement_of(answers)
    assert found["alpha"] is None
    assert found["remark"] == remark


def test_an_unknown_sample_or_answer_is_a_clear_error(small, tmp_path):
    with pytest.raises(ParameterError, match="'contradictions'"):
        sample(small, "verbs", 3)
    path = judged(tmp_path, "anna", sample(small, "sentences", 9), "has_claim", "a0:s0 perhaps")
    with pytest.raises(CorpusError, match="has_claim is 'perhaps'"):
        read_judgements([path], "sentences")
