"""Frames and figures → safe HTML: what notebooks display, and the one page that is made of them.

In a notebook:

    report.summary(frames)                               the front page: what is contested, in whose words, how surely
    report.show_table(frame, caption="…", most=n)        a table; every cell is escaped, rows after the n-th are folded
    report.show_table(frame, caption="…", words=frames)  the same, with the words of each row's place as a link
    report.show_figure(figure, alt="…", caption="…")     a figure with the words for those who can't see it
    report.say("…")                                      a sentence of reading whose numbers come from code
    report.quotations(frames, evidence)                  exact words with outlet, sentence, offsets and a link
    report.side_by_side(frames, disagreements, positions, coverage)   contested matters, in the parties' own words
    report.common_ground(frames, disagreements)          what articles report alike, and whose word it is
    report.show(frames, row_id)                          any row in its context
    report.provenance(frames.articles, {"year": year})   corpus checksum, parameters and versions, at a notebook's end
    report.save_table("coverage", table, derived)        a table as CSV

Only what these make enters `report.html` as HTML; anything else that a cell displays appears there as plain text.
"""

from analysis.report.contests import common_ground, side_by_side
from analysis.report.front import summary
from analysis.report.listings import place_of, save_table, show_table
from analysis.report.page import build_index, build_page, build_stories
from analysis.report.pieces import Piece, say, show_figure
from analysis.report.provenance import provenance
from analysis.report.quotes import excerpt, quotation, quotations
from analysis.report.rows import show

__all__ = [
    "Piece",
    "build_index",
    "build_page",
    "build_stories",
    "common_ground",
    "excerpt",
    "place_of",
    "provenance",
    "quotation",
    "quotations",
    "save_table",
    "say",
    "show",
    "show_figure",
    "show_table",
    "side_by_side",
    "summary",
]
