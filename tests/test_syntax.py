"""What is asked of a parse, on parses written by hand: tense, voice, whose subject a verb has, where a name ends."""

import pytest
import spacy
from spacy.tokens import Doc

from analysis.syntax import Parse, Strings, is_passive, phrase_bounds, subject_of, tense_of


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("en").vocab


def parsed(vocab, notation):
    """A sentence of tokens like `left/VBD/ROOT/1`: word, tag, relation, and the head's number; lemma after a "=" ."""
    words, tags, deps, heads, lemmas = [], [], [], [], []
    for token in notation.split():
        word, tag, dep, head = token.split("/")
        word, _, lemma = word.partition("=")
        words.append(word)
        lemmas.append(lemma or word.lower())
        tags.append(tag)
        deps.append(dep)
        heads.append(int(head))
    kinds = {"V": "VERB", "M": "AUX", "N": "NOUN", "J": "ADJ", "I": "ADP"}
    pos = [
        "PROPN" if t == "NNP" else "AUX" if d.startswith("aux") else kinds.get(t[0], "X")
        for t, d in zip(tags, deps, strict=True)
    ]
    return Doc(vocab, words=words, tags=tags, deps=deps, heads=heads, lemmas=lemmas, pos=pos)


@pytest.mark.parametrize(
    ("notation", "verb", "tense"),
    [
        pytest.param("Orlo/NNP/nsubj/1 left/VBD/ROOT/1", "left", "past", id="past"),
        pytest.param("Orlo/NNP/nsubj/2 will/MD/aux/2 leave/VB/ROOT/2", "leave", "future", id="will"),
        pytest.param("Orlo/NNP/nsubj/2 is=be/VBZ/aux/2 going=go/VBG/ROOT/2", "going", "future", id="going-to"),
        pytest.param("Orlo/NNP/nsubj/2 has=have/VBZ/aux/2 left=leave/VBN/ROOT/2", "left", "past", id="perfect"),
        pytest.param("Orlo/NNP/nsubj/2 may/MD/aux/2 leave/VB/ROOT/2", "leave", "present", id="may"),
        pytest.param("to/TO/aux/1 leave/VB/ROOT/1", "leave", "none", id="an-infinitive-has-none"),
        pytest.param(
            "a/DT/det/1 deal/NN/ROOT/1 reached=reach/VBN/acl/1", "reached", "past", id="a-participle-behind-a-noun"
        ),
    ],
)
def test_tense_is_that_of_the_verb_and_its_helpers(vocab, notation, verb, tense):
    doc = parsed(vocab, notation)
    assert tense_of(next(t for t in doc if t.text == verb)) == tense


@pytest.mark.parametrize(
    ("notation", "verb", "passive"),
    [
        pytest.param("Orlo/NNP/nsubjpass/2 was=be/VBD/auxpass/2 told=tell/VBN/ROOT/2", "told", True, id="was-told"),
        pytest.param("Orlo/NNP/nsubj/2 has=have/VBZ/aux/2 told=tell/VBN/ROOT/2", "told", False, id="has-told"),
        pytest.param("a/DT/det/1 man/NN/ROOT/1 accused=accuse/VBN/acl/1", "accused", True, id="a-man-accused"),
        pytest.param(
            "Orlo/NNP/nsubjpass/2 was=be/VBD/auxpass/2 hurt=hurt/VBN/ROOT/2 and/CC/cc/2 told=tell/VBN/conj/2",
            "told",
            True,
            id="a-conjunct-is-as-the-first",
        ),
        pytest.param(
            "He/PRP/nsubj/1 left/VBD/ROOT/1 and/CC/cc/1 Orlo/NNP/nsubj/4 told=tell/VBN/conj/1",
            "told",
            False,
            id="its-own-subject",
        ),
    ],
)
def test_a_verb_is_passive_by_its_helpers_or_by_where_it_stands(vocab, notation, verb, passive):
    doc = parsed(vocab, notation)
    assert is_passive(next(t for t in doc if t.text == verb)) is passive


@pytest.mark.parametrize(
    ("notation", "verb", "subject"),
    [
        pytest.param(
            "Orlo/NNP/nsubj/1 urged=urge/VBD/ROOT/1 Vashk/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1",
            "leave",
            "Vashk",
            id="who-is-urged-leaves",
        ),
        pytest.param(
            "Orlo/NNP/nsubj/1 promised=promise/VBD/ROOT/1 Vashk/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1",
            "leave",
            "Orlo",
            id="who-promises-leaves",
        ),
        pytest.param(
            "Orlo/NNP/nsubj/1 urged=urge/VBD/ROOT/1 to/TO/aux/3 leave/VB/xcomp/1", "leave", "Orlo", id="nobody-is-named"
        ),
        pytest.param("Orlo/NNP/nsubj/1 came/VBD/ROOT/1 and/CC/cc/1 left/VBD/conj/1", "left", "Orlo", id="shared"),
        pytest.param("Orlo/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/3 left/VBD/ccomp/1", "left", "it", id="its-own"),
    ],
)
def test_a_verb_without_a_subject_has_that_of_the_verb_it_hangs_on(vocab, notation, verb, subject):
    doc = parsed(vocab, notation)
    assert subject_of(next(t for t in doc if t.text == verb)).text == subject


@pytest.mark.parametrize(
    ("notation", "head", "expected"),
    [
        pytest.param("the/DT/det/2 old/JJ/amod/2 gate/NN/ROOT/2", "gate", "the old gate", id="whole"),
        pytest.param(
            "the/DT/det/1 gate/NN/ROOT/1 that/WDT/nsubj/3 fell/VBD/relcl/1",
            "gate",
            "the gate",
            id="what-is-told-of-it-is-no-part",
        ),
        pytest.param(
            "the/DT/det/1 gate/NN/ROOT/1 of/IN/prep/1 Orsk/NNP/pobj/2 ,/,/punct/1",
            "gate",
            "the gate of Orsk",
            id="no-comma",
        ),
        pytest.param(
            "the/DT/det/1 gate/NN/ROOT/1 of/IN/prep/1 a/DT/det/4 town/NN/pobj/2 that/WDT/nsubj/6 fell/VBD/relcl/4",
            "gate",
            "the gate of a town",
            id="nor-what-is-told-of-a-noun-inside",
        ),
    ],
)
def test_a_noun_phrase_ends_before_what_is_told_of_it(vocab, notation, head, expected):
    doc = parsed(vocab, notation)
    first, last = phrase_bounds(next(t for t in doc if t.text == head))
    assert doc[first.i : last.i + 1].text == expected


@pytest.mark.parametrize(
    ("notation", "verb"),
    [
        pytest.param(
            "Orlo/NNP/nsubj/1 said=say/VBD/ROOT/1 Monday/NNP/npadvmod/5 the/DT/det/4 army/NN/nsubj/5 "
            "left=leave/VBD/ccomp/1",
            "said",
            id="without-that",
        ),
        pytest.param(
            "Orlo/NNP/nsubj/1 told=tell/VBD/ROOT/1 aides/NNS/dobj/1 Monday/NNP/npadvmod/5 they/PRP/nsubj/5 "
            "left=leave/VBD/ccomp/1",
            "told",
            id="behind-whom-it-was-told",
        ),
        pytest.param(
            "Orlo/NNP/nsubj/1 said=say/VBD/ROOT/1 ,/,/punct/1 Monday/NNP/npadvmod/6 the/DT/det/5 army/NN/nsubj/6 "
            "left=leave/VBD/ccomp/1",
            "left",
            id="behind-a-comma",
        ),
        pytest.param(
            "Orlo/NNP/nsubj/1 said=say/VBD/ROOT/1 they/PRP/nsubj/3 left=leave/VBD/ccomp/1 Monday/NNP/npadvmod/3",
            "left",
            id="at-the-end",
        ),
    ],
)
def test_a_day_between_a_verb_and_what_it_says_is_the_sayings(vocab, notation, verb):
    doc = parsed(vocab, notation)
    day = next(token.i for token in doc if token.text == "Monday")
    doc.set_ents([], default="unmodified")
    doc.ents = [doc.char_span(doc[day].idx, doc[day].idx + len("Monday"), label="DATE")]
    parse = Parse(doc, Strings(vocab))
    assert parse[day].head.text == verb
    said = next(token for token in parse if token.dep_ == "ccomp")
    assert (parse[day] in said.subtree) == (verb == "left")


@pytest.mark.parametrize(
    ("form", "told", "lemma"),
    [
        ("hoped", "hop", "hope"),
        ("hoping", "hop", "hope"),
        ("fines", "fin", "fine"),
        ("staged", "stag", "stage"),
        ("hopped", "hop", "hop"),
        ("asked", "ask", "ask"),
        ("fixed", "fix", "fix"),
        ("raided", "raid", "raid"),
        ("denied", "deny", "deny"),
    ],
)
def test_a_verb_of_one_short_syllable_has_an_e_where_its_consonant_is_not_doubled(vocab, form, told, lemma):
    doc = parsed(vocab, f"Orlo/NNP/nsubj/1 {form}={told}/VBD/ROOT/1")
    assert Parse(doc, Strings(vocab))[1].lemma_ == lemma
