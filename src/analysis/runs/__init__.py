"""Runs: the notebooks in order by papermill, then the report; all of it or nothing appears in the output folder."""

from analysis.runs.by_story import run_by_story
from analysis.runs.job import Outcome, annotate_folder, run, run_all
from analysis.runs.parameters import assign, declared_parameters

__all__ = ["Outcome", "annotate_folder", "assign", "declared_parameters", "run", "run_all", "run_by_story"]
