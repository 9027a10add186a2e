"""Frames and figures → safe HTML: what notebooks display, and the one page that is made of them.

In a notebook:

    report.show_table(frame, caption="…")                a table; every cell is escaped
    report.show_figure(figure, alt="…", caption="…")     a figure with the words for those who can't see it
    report.say("…")                                      a sentence of reading whose numbers come from code
    report.quotation(frames, article_id, start, end)     exact words with outlet, sentence, offsets and a link
    report.quotations(frames, evidence)                  the same for a list of {article_id, char_start, char_end}
    report.excerpt(frames, article_id, start, end)       the same words as a link in a cell of `show_table`
    report.side_by_side(frames, disagreements, positions, coverage)   contested matters, in the parties' own words
    report.common_ground(frames, disagreements)          what articles report alike, and whose word it is
    report.show(frames, row_id)                          any row in its context
    report.provenance(frames.articles, {"year": year})   corpus checksum, parameters and versions, at a notebook's end

Only what these make enters `report.html` as HTML; anything else that a cell displays appears there as plain text.
"""

from analysis.report.contests import common_ground, side_by_side
from analysis.report.page import build_index, build_page
from analysis.report.pieces import Piece, say, show_figure
from analysis.report.tables import save_table, show_table
from analysis.report.provenance import provenance
from analysis.report.quotes import excerpt, quotation, quotations
from analysis.report.rows import show

__all__ = [
    "Piece",
    "build_index",
    "build_page",
    "common_ground",
    "excerpt",
    "provenance",
    "quotation",
    "quotations",
    "say",
    "show",
    "show_figure",
    "save_table",
    "show_table",
    "side_by_side",
]
