"""Rules for actors, each on a parse made by hand with names that occur nowhere else."""

import pandas as pd
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from analysis.actors import find_mentions, link_mentions
from analysis.names import outlet_id
from analysis.passages import ParsedArticle, Passage

VOCAB = Vocab()
PUNCTUATION = set('.,:;()"')


def parsed(*paragraphs, article_id="a1"):
    """Build an article from paragraphs of sentences in a small notation.

    A token is text[:TAG[:dep[@head]]][=lemma][%LABEL]; the head is a token of its sentence, the ROOT where none is
    given; a tag is NNP for capitals and NN else; sentences are parted by |.
    """
    passages, docs, start = [], [], 0
    for number, paragraph in enumerate(paragraphs):
        columns = {name: [] for name in ("words", "tags", "deps", "heads", "lemmas", "ents", "sent_starts")}
        for sentence in paragraph.split(" | "):
            _add_sentence(columns, sentence.split())
        words = columns["words"]
        spaces = [i + 1 < len(words) and words[i + 1] not in {".", ",", "'s", "'"} for i in range(len(words))]
        docs.append(Doc(VOCAB, spaces=spaces, **columns))
        passages.append(Passage(number, start, docs[-1].text))
        start += len(docs[-1].text) + 2
    text = "\n\n".join(p.text for p in passages)
    return ParsedArticle(article_id, text, None, None, tuple(passages), tuple(docs))


def _add_sentence(columns, tokens):
    offset = len(columns["words"])
    root = next((i for i, t in enumerate(tokens) if ":ROOT" in t), 0)
    for i, token in enumerate(tokens):
        unlabelled, _, label = token.partition("%")
        form, _, lemma = unlabelled.partition("=")
        text, _, rest = form.partition(":") if form not in PUNCTUATION else (form, "", "")
        tag, _, dep = rest.partition(":")
        dep, _, head = dep.partition("@")
        default = "." if text in PUNCTUATION else "NNP" if text[:1].isupper() else "NN"
        columns["words"].append(text)
        columns["tags"].append(tag or default)
        columns["deps"].append(dep or ("punct" if text in PUNCTUATION else "dep"))
        columns["heads"].append(offset + (int(head) if head else root))
        columns["lemmas"].append(lemma or text.lower())
        columns["ents"].append(f"B-{label}" if label else "O")
        columns["sent_starts"].append(i == 0)


def claim_at(article, source, *, quotation="indirect", content=None):
    head = article.text.index(source)
    spans = []
    if content is not None:
        start = article.text.index(content)
        spans = [[start, start + len(content)]]
    return {"source_head": head, "co_source_heads": [], "targets": [], "quotation": quotation, "content_spans": spans}


def resolved(*articles, claims=(), table=None, rows=()):
    """Link the mentions of articles; claims belong to the first."""
    mentions = [row for n, a in enumerate(articles) for row in find_mentions(a, list(claims) if n == 0 else [])]
    entity_of, actors = link_mentions(mentions, table, rows)
    for row in mentions:
        row["entity_id"] = entity_of[row["mention_id"]]
    return mentions, {row["entity_id"]: row for row in actors}


def seen(mentions):
    return [(m["text"], m["entity_id"], m["reading"], m["resolved_by"]) for m in mentions]


def entity(mentions, text, nth=0):
    return [m["entity_id"] for m in mentions if m["text"] == text][nth]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Oslo::nsubj rejected:VBD:ROOT=reject it:PRP:dobj .",
            [("Oslo", "NOR", "actor", "metonym")],
            id="a-capital-that-speaks-is-its-state",
        ),
        pytest.param(
            "Talks:NNS:nsubj began:VBD:ROOT=begin in:IN:prep Oslo::pobj@2 .",
            [("Oslo", "oslo.place", "place", "exact")],
            id="a-capital-where-something-happens-is-a-place",
        ),
        pytest.param(
            "Trucks:NNS:nsubj drove:VBD:ROOT=drive to:IN:prep Oslo::pobj@2 .",
            [("Oslo", "oslo.place", "place", "exact")],
            id="a-capital-that-somebody-drives-to-is-a-place",
        ),
        pytest.param(
            "It:PRP:nsubj belongs:VBZ:ROOT=belong to:IN:prep Oslo::pobj@2 .",
            [("Oslo", "NOR", "actor", "metonym")],
            id="a-capital-that-something-belongs-to-is-its-state",
        ),
        pytest.param(
            "The:DT:det@1 border:NN:nsubj with:IN:prep@1 Peru::pobj@2 closed:VBD:ROOT=close .",
            [("Peru", "PER", "place", "exact")],
            id="a-border-with-a-state-is-a-place",
        ),
        pytest.param(
            "The:DT:det@2 Peruvian:JJ:amod@2 side:NN:nsubj agreed:VBD:ROOT=agree .",
            [("The Peruvian side", "PER", "nationality", "role"), ("Peruvian", "PER", "nationality", "alias")],
            id="the-side-of-a-nation-is-its-state",
        ),
        pytest.param(
            "Peru::poss@2 's:POS:case@0 officials:NNS:nsubj agreed:VBD:ROOT=agree .",
            [("Peru", "PER", "possessor", "exact"), ("Peru's officials", "PER", "actor", "role")],
            id="a-states-officials-are-the-state",
        ),
        pytest.param(
            "Downing::compound@1 Street::nsubj denied:VBD:ROOT=deny it:PRP:dobj .",
            [("Downing Street", "GBR", "actor", "metonym")],
            id="a-seat-of-government-is-its-state",
        ),
        pytest.param(
            "Pristina::nsubj denied:VBD:ROOT=deny it:PRP:dobj .",
            [("Pristina", "XKX", "actor", "metonym")],
            id="the-gap-of-the-library-is-filled",
        ),
        pytest.param(
            "Jordan::compound@1%PERSON Ames::nsubj%PERSON said:VBD:ROOT=say so:RB:advmod .",
            [("Jordan Ames", "jordan-ames.person", "actor", "exact")],
            id="a-given-name-is-no-state",
        ),
    ],
)
def test_states_act_and_places_lie(sentence, expected):
    mentions, _ = resolved(parsed(sentence))
    assert seen(mentions) == expected


HOLM = (
    "Peru::poss@4 's:POS:case@0 Harbour::compound@3 Minister::compound@5 "
    "Ida::compound@5%PERSON Holm::nsubj%PERSON spoke:VBD:ROOT=speak ."
)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(["Victoria::nsubj%GPE agreed:VBD:ROOT=agree ."], "victoria.place", id="a-town-of-many"),
        pytest.param(
            ["Victoria::nsubj%GPE agreed:VBD:ROOT=agree .", "Seychelles::nsubj%GPE agreed:VBD:ROOT=agree ."],
            "SYC",
            id="a-town-whose-state-is-named",
        ),
        pytest.param(
            [
                "Chad::nsubj%GPE agreed:VBD:ROOT=agree .",
                "Chad::compound@1%PERSON Ames::nsubj%PERSON left:VBD:ROOT=leave .",
            ],
            "chad-ames.person",
            id="a-persons-name",
        ),
        pytest.param(["Chad::nsubj%GPE agreed:VBD:ROOT=agree ."], "TCD", id="nobody-else-has-it"),
        pytest.param(
            [
                "Gitega::nsubj%ORG agreed:VBD:ROOT=agree .",
                "Quib::compound@1%PERSON Gitega::nsubj%PERSON left:VBD:ROOT=leave .",
            ],
            "quib-gitega.person",
            id="a-surname-that-is-a-capital",
        ),
        pytest.param(
            [
                "Georgia::nsubj%GPE agreed:VBD:ROOT=agree .",
                "Talks::nsubj began:VBD:ROOT=begin in:IN:prep Orsk::pobj@2%GPE , Georgia::appos@3%GPE .",
            ],
            "georgia.place",
            id="another-georgia",
        ),
        pytest.param(
            [
                "Georgia::nsubj%GPE agreed:VBD:ROOT=agree .",
                "Talks::nsubj began:VBD:ROOT=begin in:IN:prep Tbilisi::pobj@2%GPE , Georgia::appos@3%GPE .",
            ],
            "GEO",
            id="its-own-capital",
        ),
    ],
)
def test_a_state_shares_its_words_with_people_and_places(paragraphs, expected):
    mentions, _ = resolved(parsed(*paragraphs))
    assert mentions[0]["entity_id"] == expected


def test_who_lectures_in_a_language_is_of_no_nation():
    mentions, _ = resolved(parsed("Holm::nsubj%PERSON spoke:VBD:ROOT=speak in:IN:prep Peruvian:JJ:pobj@2 ."))
    assert [m["text"] for m in mentions] == ["Holm"]


def test_a_name_of_several_words_is_one_state_whatever_the_tagger_says():
    mentions, _ = resolved(parsed("Guinea::nsubj@3 -:HYPH Bissau::dep@0%PERSON agreed:VBD:ROOT=agree ."))
    assert [m["entity_id"] for m in mentions] == ["GNB"]


def test_a_title_makes_a_person_and_its_possessor_a_side():
    mentions, actors = resolved(parsed(HOLM))
    assert entity(mentions, "Harbour Minister Ida Holm") == "ida-holm.person"
    assert (actors["ida-holm.person"]["parent_id"], actors["ida-holm.person"]["side"]) == ("PER", "Peru")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("U.S.::compound@3", "USA", id="a-short-name-is-an-adjective"),
        pytest.param("Peruvian:JJ:amod@3", "PER", id="an-adjective"),
    ],
)
def test_a_state_before_an_office_owns_it(before, expected):
    sentence = f"{before} envoy:NN:compound@3 Ida::compound@3%PERSON Holm::nsubj%PERSON spoke:VBD:ROOT=speak ."
    _, actors = resolved(parsed(sentence))
    assert actors["ida-holm.person"]["parent_id"] == expected


def test_a_surname_alone_is_who_has_it():
    mentions, _ = resolved(parsed(HOLM, "Holm::nsubj%ORG smiled:VBD:ROOT=smile ."))
    assert (entity(mentions, "Holm"), mentions[-1]["resolved_by"]) == ("ida-holm.person", "surname")


@pytest.mark.parametrize(
    ("honorific", "expected"),
    [pytest.param("Mr", "karl-holm.person", id="he"), pytest.param("Ms", "ida-holm.person", id="she")],
)
def test_an_honorific_parts_two_of_one_surname(honorific, expected):
    ms = "Ms::compound@2 Ida::compound@2%PERSON Holm::nsubj%PERSON spoke:VBD:ROOT=speak ."
    mr = "Mr::compound@2 Karl::compound@2%PERSON Holm::nsubj%PERSON spoke:VBD:ROOT=speak ."
    mentions, _ = resolved(parsed(ms, mr, f"{honorific}::compound@1 Holm::nsubj%PERSON left:VBD:ROOT=leave ."))
    assert mentions[-1]["entity_id"] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("elder", "karl-dorn.person", id="the-father"),
        pytest.param("younger", "karl-dorn-jr.person", id="the-son"),
    ],
)
def test_the_elder_and_the_younger_of_one_name_are_father_and_son(word, expected):
    article = parsed(
        "Karl::compound@1%PERSON Dorn::nsubj%PERSON spoke:VBD:ROOT=speak .",
        "Karl::compound@1%PERSON Dorn::nsubj%PERSON Jr.::appos@1%PERSON left:VBD:ROOT=leave .",
        f"The:DT:det@2 {word}:JJ:amod@2 Dorn::nsubj%PERSON denied:VBD:ROOT=deny it:PRP:dobj .",
    )
    mentions, _ = resolved(article)
    assert entity(mentions, "Dorn") == expected


def test_the_state_of_a_mayors_town_is_not_the_mayor():
    mentions, _ = resolved(
        parsed(
            "The:DT:det@1 mayor:NN:nsubj@7 of:IN:prep@1 Orsk::pobj@2%GPE , Velonia::appos@3%GPE , left:VBD:ROOT=leave ."
        )
    )
    assert [(m["text"], m["kind"]) for m in mentions if m["entity_id"]] == [("Orsk", "place"), ("Velonia", "place")]


def test_an_acronym_is_the_body_with_these_initials():
    mentions, _ = resolved(
        parsed(
            "The:DT:det@3 Northern::compound@3%ORG Harbour::compound@3 Union::nsubj spoke:VBD:ROOT=speak .",
            "The:DT:det@1 NHU::nsubj%ORG struck:VBD:ROOT=strike .",
        )
    )
    assert (
        entity(mentions, "NHU") == entity(mentions, "Northern Harbour Union") == "northern-harbour-union.organisation"
    )


def test_the_ministry_is_the_last_one_named():
    mentions, _ = resolved(
        parsed(
            "The:DT:det@2 Canal::compound@2 Ministry::nsubj said:VBD:ROOT=say so:RB:advmod .",
            "The:DT:det@2 Harbour::compound@2 Ministry::nsubj said:VBD:ROOT=say so:RB:advmod .",
            "The:DT:det@1 ministry:NN:nsubj added:VBD:ROOT=add more:JJR:dobj .",
        )
    )
    assert (
        entity(mentions, "The ministry") == entity(mentions, "Harbour Ministry") != entity(mentions, "Canal Ministry")
    )


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "Its:PRP$:poss@2 general:JJ:amod@2 secretary:NN:nsubj , "
            "Ida::compound@5 Holm::appos@2 , spoke:VBD:ROOT=speak .",
            id="office-before-name",
        ),
        pytest.param(
            "Ida::compound@1 Holm::nsubj , the:DT:det@4 secretary:NN:appos@1 , spoke:VBD:ROOT=speak .",
            id="office-after-name",
        ),
    ],
)
def test_an_office_beside_a_name_is_the_persons_and_stays_so(sentence):
    mentions, actors = resolved(parsed(sentence, "The:DT:det@1 secretary:NN:nsubj smiled:VBD:ROOT=smile ."))
    assert actors["ida-holm.person"]["kind"] == "person"
    assert entity(mentions, "The secretary") == "ida-holm.person"


def test_whoever_a_town_has_belongs_to_it():
    master = (
        "Orsk::poss@3%GPE 's:POS:case@0 harbour:NN:compound@3 master:NN:nsubj@8 , "
        "Ida::compound@6%PERSON Holm::appos@3%PERSON , spoke:VBD:ROOT=speak ."
    )
    _, actors = resolved(parsed(master))
    assert actors["ida-holm.person"]["parent_id"] == "orsk.place"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "Chief:NNP:compound@4 of:IN:prep@0 Staff::compound@4 Ida::compound@4%PERSON Holm::nsubj%PERSON", id="rank"
        ),
        pytest.param("Democrat::compound@2 Ida::compound@2%PERSON Holm::nsubj%PERSON", id="party"),
        pytest.param(
            "President::compound@4 -:HYPH elect:NN:compound@4 Ida::compound@4%PERSON Holm::nsubj%PERSON", id="elect"
        ),
    ],
)
def test_titles_and_parties_are_no_part_of_a_name(sentence):
    _, actors = resolved(parsed(f"{sentence} spoke:VBD:ROOT=speak ."))
    assert actors["ida-holm.person"]["name"] == "Ida Holm"


def test_a_name_may_have_two_particles():
    mentions, _ = resolved(
        parsed("Ida::compound@3%PERSON van:IN:dep@3 der:IN:dep@3 Holm::nsubj%PERSON spoke:VBD:ROOT=speak .")
    )
    assert [m["text"] for m in mentions] == ["Ida van der Holm"]


def test_an_office_of_two_people_is_nobodys():
    two = [
        f"Secretary::compound@2 {name}::compound@2 Holm{n}::nsubj spoke:VBD:ROOT=speak ."
        for n, name in enumerate(("Ida", "Karl"))
    ]
    mentions, _ = resolved(parsed(*two, "The:DT:det@1 secretary:NN:nsubj smiled:VBD:ROOT=smile ."))
    assert entity(mentions, "The secretary") is None


BOARD = (
    "The:DT:det@2 Orsk::compound@2%ORG Board::nsubj said:VBD:ROOT=say "
    "so:RB:advmod in:IN:prep a:DT:det@7 statement:NN:pobj@5 ."
)


def test_a_statement_speaks_for_its_issuer():
    mentions, _ = resolved(parsed(BOARD, "The:DT:det@1 statement:NN:nsubj denied:VBD:ROOT=deny it:PRP:dobj ."))
    assert entity(mentions, "The statement") == "orsk-board.organisation"


@pytest.mark.parametrize(
    ("keeper", "expected"),
    [
        pytest.param("kept:VBN:acl@1 by:IN:agent@2 Lumorex::pobj@3%ORG", "lumorex.organisation", id="its-keeper"),
        pytest.param("on:IN:prep@1 deck:NN:pobj@2 there:RB:advmod@3", None, id="nobody"),
    ],
)
def test_a_log_speaks_for_whoever_is_named_as_its_keeper(keeper, expected):
    article = parsed(BOARD, f"The:DT:det@1 log:NN:nsubj@5 {keeper} showed:VBD:ROOT=show it:PRP:dobj .")
    mentions, _ = resolved(article, claims=[claim_at(article, "log")])
    assert entity(mentions, "The log") == expected


def test_a_statement_from_somebody_speaks_for_them():
    article = parsed(
        "A:DT:det@1 statement:NN:nsubj@7 from:IN:prep@1 the:DT:det@5 Orsk::compound@5%ORG Board::pobj@2%ORG "
        "on:IN:prep@7 denied:VBD:ROOT=deny it:PRP:dobj ."
    )
    mentions, _ = resolved(article, claims=[claim_at(article, "statement")])
    assert entity(mentions, "A statement") == "orsk-board.organisation"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [pytest.param("survey", "lumorex.organisation", id="its-makers"), pytest.param("channel", None, id="a-platforms")],
)
def test_a_document_named_after_its_makers_is_theirs(noun, expected):
    article = parsed(f"A:DT:det@2 Lumorex::compound@2%ORG {noun}:NN:nsubj showed:VBD:ROOT=show it:PRP:dobj .")
    mentions, _ = resolved(article, claims=[claim_at(article, noun)])
    assert entity(mentions, f"A Lumorex {noun}") == expected


def test_what_somebody_denies_is_not_their_own_document():
    article = parsed(
        BOARD, "The:DT:det@2 Orsk::compound@2%ORG Board::nsubj denied:VBD:ROOT=deny the:DT:det@5 report:NN:dobj ."
    )
    mentions, _ = resolved(article)
    assert "the report" not in [m["text"] for m in mentions]


def test_a_report_by_somebody_speaks_for_them():
    report = (
        "A:DT:det@1 report:NN:nsubj by:IN:prep@1 the:DT:det@5 Orsk::compound@5%ORG Board::pobj@2 warned:VBD:ROOT=warn ."
    )
    mentions, _ = resolved(parsed(report))
    assert entity(mentions, "A report") == "orsk-board.organisation"


@pytest.mark.parametrize(
    ("before", "pronoun", "expected"),
    [
        pytest.param(
            [HOLM.replace("spoke", "said").replace("=speak", "=say")], "She", "ida-holm.person", id="the-last-who-spoke"
        ),
        pytest.param(
            ["Mr::compound@2 Karl::compound@2%PERSON Dorn::nsubj%PERSON said:VBD:ROOT=say so:RB:advmod ."],
            "She",
            None,
            id="not-who-is-a-man",
        ),
        pytest.param([BOARD], "It", "orsk-board.organisation", id="a-body-is-it"),
        pytest.param([BOARD], "She", None, id="a-body-is-no-she"),
        pytest.param([], "She", None, id="nobody-was-named"),
    ],
)
def test_a_pronoun_that_speaks_is_the_last_speaker_who_fits(before, pronoun, expected):
    article = parsed(*before, f"{pronoun}:PRP:nsubj added:VBD:ROOT=add more:JJR:dobj .")
    mentions, _ = resolved(article, claims=[claim_at(article, f"{pronoun} added")])
    assert entity(mentions, pronoun) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("Tomas", "Clara", "clara-dorn.person", id="the-given-name-decides"),
        pytest.param("Clara", "Tomas", "clara-holm.person", id="whoever-comes-first"),
        pytest.param("Anna", "Clara", "anna-holm.person", id="else-the-last-who-spoke"),
    ],
)
def test_a_given_name_decides_whom_she_can_mean(first, second, expected):
    said = (
        f"{first}::compound@1%PERSON Holm::nsubj%PERSON criticised:VBD:ROOT=criticise "
        f"{second}::compound@4%PERSON Dorn::dobj%PERSON ."
    )
    article = parsed(f"{said} | She:PRP:nsubj added:VBD:ROOT=add more:JJR:dobj .")
    mentions, _ = resolved(article, claims=[claim_at(article, "She added")])
    assert entity(mentions, "She") == expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        pytest.param("", "orsk-board.organisation", id="the-body-that-spoke"),
        pytest.param("| Widows:NNS:nsubj came:VBD:ROOT=come .", None, id="others-came"),
        pytest.param(
            "| Ida::nsubj%PERSON and:CC:cc@0 Karl::conj@0%PERSON met:VBD:ROOT=meet .", None, id="two-people-met"
        ),
    ],
)
def test_they_are_nobody_where_another_plural_subject_stands_between(between, expected):
    article = parsed(f"{BOARD} {between} | They:PRP:nsubj added:VBD:ROOT=add more:JJR:dobj .")
    mentions, _ = resolved(article, claims=[claim_at(article, "They added")])
    assert entity(mentions, "They") == expected


def test_an_object_is_never_its_own_subject():
    told = "Judge::compound@2 Ida::compound@2%PERSON Holm::nsubj%PERSON told:VBD:ROOT=tell {} ."
    assert "him" not in [m["text"] for m in resolved(parsed(told.format("him:PRP:dobj")))[0]]
    mentions, _ = resolved(parsed(told.format("the:DT:det@5 judge:NN:dobj")))
    assert entity(mentions, "the judge") is None


def test_a_noun_before_a_name_that_has_its_own_verb_is_somebody_else():
    sentence = (
        "Renn::nsubj paid:VBD:ccomp@6=pay the:DT:det@3 guard:NN:dobj@1 , Kell::nsubj@6%PERSON alleges:VBZ:ROOT=allege ."
    )
    mentions, _ = resolved(parsed(sentence))
    assert entity(mentions, "the guard") != entity(mentions, "Kell")


def test_an_office_that_several_hold_is_whoever_is_named_most_by_far():
    one = "President::compound@2 Ida::compound@2%PERSON Holm::nsubj spoke:VBD:ROOT=speak ."
    other = "President::compound@2 Karl::compound@2%PERSON Dorn::nsubj spoke:VBD:ROOT=speak ."
    filler = "It:PRP:nsubj rained:VBD:ROOT=rain ."
    bare = "The:DT:det@1 president:NN:nsubj left:VBD:ROOT=leave ."
    mentions, _ = resolved(parsed(other, *[one] * 3, *[filler] * 3, bare))
    assert entity(mentions, "The president") == "ida-holm.person"
    mentions, _ = resolved(parsed(other, one, *[filler] * 3, bare))
    assert entity(mentions, "The president") is None


def test_a_pronoun_that_two_fit_means_nobody():
    two = "Ida::nsubj%PERSON Holm::nsubj%PERSON met:VBD:ROOT=meet Vera::compound@4%PERSON Dorn::dobj%PERSON ."
    mentions, _ = resolved(parsed(two, "Cold:NN:nsubj harmed:VBD:ROOT=harm her:PRP:dobj ."))
    assert "her" not in [m["text"] for m in mentions]


def test_first_person_in_a_quotation_is_its_speaker_and_we_is_nobody():
    article = parsed(
        '" I:PRP:nsubj and we:PRP:conj left:VBD:ROOT=leave '
        '" , said:VBD:dep=say Ida::compound@9%PERSON Holm::nsubj@7%PERSON .'
    )
    claims = [claim_at(article, "Ida", quotation="direct", content="I and we left")]
    mentions, _ = resolved(article, claims=claims)
    assert entity(mentions, "I") == "ida-holm.person"
    assert "we" not in [m["text"] for m in mentions]


@pytest.mark.parametrize(
    ("source", "sentence", "kind"),
    [
        pytest.param(
            "officials", "Two:CD:nummod@1 officials:NNS:nsubj said:VBD:ROOT=say so:RB:advmod .", "group", id="officials"
        ),
        pytest.param(
            "beekeeper", "A:DT:det@1 beekeeper:NN:nsubj said:VBD:ROOT=say so:RB:advmod .", "person", id="no-lists-word"
        ),
    ],
)
def test_somebody_unnamed_is_an_entity_of_their_article(source, sentence, kind):
    article = parsed(sentence)
    mentions, actors = resolved(article, claims=[claim_at(article, source)])
    (row,) = actors.values()
    assert "@a1/" in row["entity_id"]
    assert (row["kind"], mentions[0]["entity_id"]) == (kind, row["entity_id"])


def test_a_spokesman_belongs_to_whom_he_speaks_for():
    article = parsed("A:DT:det@1 spokesman:NN:nsubj for:IN:prep@1 Oslo::pobj@2 said:VBD:ROOT=say so:RB:advmod .")
    _, actors = resolved(article, claims=[claim_at(article, "spokesman")])
    (row,) = (row for row in actors.values() if row["kind"] == "person")
    assert (row["parent_id"], row["side"]) == ("NOR", "Norway")


def test_an_abstraction_that_speaks_is_no_actor():
    article = parsed("The:DT:det@1 remoteness:NN:nsubj shows:VBZ:ROOT=show that:IN:dep .")
    mentions, actors = resolved(article, claims=[claim_at(article, "remoteness")])
    assert [m["entity_id"] for m in mentions] == [None]
    assert actors == {}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param(
            [
                "Velonia::nsubj%GPE agreed:VBD:ROOT=agree .",
                "The:DT:det@2 Velonian:JJ:amod@2 fleet:NN:nsubj sailed:VBD:ROOT=sail .",
            ],
            "velonia.state",
            id="its-people-have-an-adjective",
        ),
        pytest.param(
            [
                "Velonia::poss@2 's:POS:case@0 army:NN:nsubj left:VBD:ROOT=leave .",
                "Velonia::nsubj%GPE agreed:VBD:ROOT=agree .",
            ],
            "velonia.state",
            id="it-has-an-army-and-agrees",
        ),
        pytest.param(["Velonia::nsubj%GPE grew:VBD:ROOT=grow ."], "velonia.place", id="a-label-is-not-enough"),
        pytest.param(["Velonia::nsubj%GPE agreed:VBD:ROOT=agree ."], "velonia.place", id="a-place-may-speak"),
        pytest.param(
            [
                "Minister::compound@1 Velonia::nsubj agreed:VBD:ROOT=agree .",
                "Velonia::poss@2 's:POS:case@0 army:NN:nsubj left:VBD:ROOT=leave .",
            ],
            "velonia.person",
            id="a-minister-is-none",
        ),
    ],
)
def test_a_state_that_no_list_knows_is_learnt_from_two_kinds_of_evidence(sentences, expected):
    mentions, _ = resolved(parsed(*sentences))
    assert expected in {m["entity_id"] for m in mentions}


def test_what_one_article_teaches_holds_in_the_others():
    first = parsed(
        "Velonia::poss@2 's:POS:case@0 army:NN:nsubj left:VBD:ROOT=leave .",
        "Velonia::nsubj%GPE agreed:VBD:ROOT=agree .",
    )
    second = parsed("Velonia::nsubj%PERSON agreed:VBD:ROOT=agree .", article_id="a2")
    mentions, _ = resolved(first, second)
    assert entity(mentions, "Velonia", 2) == "velonia.state"


def test_a_dateline_is_a_place():
    mentions, _ = resolved(
        parsed("LIMA , May:NNP:npadvmod%DATE 3:CD:nummod%DATE .", "Lima::nsubj agreed:VBD:ROOT=agree .")
    )
    assert [m["entity_id"] for m in mentions] == ["lima.place", "PER"]


def test_the_north_is_the_one_state_named_so():
    mentions, _ = resolved(
        parsed(
            "North::compound@1 Macedonia::nsubj agreed:VBD:ROOT=agree .",
            "The:DT:det@1 North::nsubj waited:VBD:ROOT=wait .",
        )
    )
    assert entity(mentions, "North") == "MKD"


def test_a_ministry_of_a_state_belongs_to_it_and_is_not_its_neighbours():
    def ministry(adjective, article_id):
        return parsed(
            f"The:DT:det@3 {adjective}:JJ:amod@3 Harbour::compound@3 Ministry::nsubj said:VBD:ROOT=say so:RB:advmod .",
            article_id=article_id,
        )

    _, actors = resolved(ministry("Peruvian", "a1"), ministry("Chilean", "a2"), ministry("Peruvian", "a3"))
    assert {e: row["side"] for e, row in actors.items() if row["kind"] == "organisation"} == {
        "harbour-ministry.organisation@per": "Peru",
        "harbour-ministry.organisation@chl": "Chile",
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["Ida Holm", "Holm"], {"ida-holm.person"}, id="a-surname-of-one"),
        pytest.param(["Ida Holm", "Karl Holm"], {"ida-holm.person", "karl-holm.person"}, id="relatives"),
        pytest.param(
            ["Ida Holm", "Karl Holm", "Holm"],
            {"ida-holm.person", "karl-holm.person", "holm.person"},
            id="of-two-is-neither",
        ),
    ],
)
def test_people_of_several_articles_are_joined_by_name(names, expected):
    articles = [
        parsed(f"Minister::compound@{len(n.split())} {n} spoke:VBD:ROOT=speak .", article_id=f"a{i}")
        for i, n in enumerate(names)
    ]
    mentions, _ = resolved(*articles)
    assert {m["entity_id"] for m in mentions} == expected


def test_the_researchers_table_decides_alone():
    table = pd.DataFrame(
        [{"alias": "Oslo", "name": "Norwegian crown", "kind": "organisation", "parent": None, "side": "North"}]
    )
    mentions, actors = resolved(parsed("Oslo::nsubj rejected:VBD:ROOT=reject it:PRP:dobj ."), table=table)
    assert entity(mentions, "Oslo") == "norwegian-crown.organisation"
    row = actors["norwegian-crown.organisation"]
    assert (row["name"], row["kind"], row["side"]) == ("Norwegian crown", "organisation", "North")


def test_a_proposed_table_changes_nothing_until_it_is_edited():
    def ministry(adjective, article_id):
        return parsed(
            f"The:DT:det@3 {adjective}:JJ:amod@3 Harbour::compound@3 Ministry::nsubj said:VBD:ROOT=say so:RB:advmod .",
            article_id=article_id,
        )

    articles = (ministry("Peruvian", "a1"), ministry("Chilean", "a2"))
    before, actors = resolved(*articles)
    names = {entity: row["name"] for entity, row in actors.items()}
    rows = [
        {
            "alias": alias,
            "name": row["name"],
            "kind": row["kind"],
            "parent": names.get(row["parent_id"], ""),
            "side": "",
        }
        for row in actors.values()
        for alias in [row["name"], *row["aliases"]]
    ]
    after, _ = resolved(*articles, table=pd.DataFrame(rows))
    assert seen(after) == seen(before)


def test_outlets_are_entities_and_their_names_in_the_text_mean_them():
    article = parsed("The:DT:det@2 Orsk::compound@2%ORG Gazette::nsubj reported:VBD:ROOT=report this:DT:dobj .")
    mentions, actors = resolved(article, rows=[{"outlet": "The Orsk Gazette"}, {"outlet": None}])
    assert entity(mentions, "Orsk Gazette") == outlet_id("The Orsk Gazette")
    assert actors[outlet_id("The Orsk Gazette")]["kind"] == "media"


def test_rows_are_the_articles_own_words_and_depend_on_no_neighbour():
    one, two = parsed(HOLM, BOARD), parsed(BOARD, "Holm::nsubj left:VBD:ROOT=leave .", article_id="a2")
    rows = find_mentions(one, [])
    assert all(one.text[r["char_start"] : r["char_end"]] == r["text"] for r in rows)
    resolved(two, one)
    assert find_mentions(one, []) == rows
    forwards, backwards = resolved(one, two)[1], resolved(two, one)[1]
    assert forwards == backwards


def test_an_article_without_sentences_has_no_mentions():
    assert find_mentions(ParsedArticle("a1", "", None, None, (), ()), []) == []
    assert link_mentions([], None, []) == ({}, [])
