"""One vocabulary for the text wing and the findings wing: its words are data files, each with its source."""

from analysis.lexicon.closed_lists import pronoun_words, word_lists
from analysis.lexicon.concepts import WORD, concept, concepts_in, stem, stems, words_of
from analysis.lexicon.cues import Cue, cues
from analysis.lexicon.events import event_words
from analysis.lexicon.families import family_of, opposites
from analysis.lexicon.given_names import sex_of_name
from analysis.lexicon.layout import layout_words
from analysis.lexicon.nouns import Noun, nouns
from analysis.lexicon.numbers import number_words
from analysis.lexicon.sides import SideWords, side_words

__all__ = [
    "WORD",
    "Cue",
    "Noun",
    "SideWords",
    "concept",
    "concepts_in",
    "cues",
    "event_words",
    "family_of",
    "layout_words",
    "nouns",
    "number_words",
    "opposites",
    "pronoun_words",
    "sex_of_name",
    "side_words",
    "stem",
    "stems",
    "word_lists",
    "words_of",
]
