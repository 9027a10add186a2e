"""One function per figure: a frame or graph in, a matplotlib Figure out; units on the axes.

Each figure lies in a module named for its question (claims, timeline, matters, network); all of them draw under
`figures.style`, which fixes fonts, colours and file bytes. `report.show_figure` puts a figure into a notebook.
"""
