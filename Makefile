# `make report` and `make test` work on a new machine that has Python 3.11, make and git; see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help report test check golden lab bench clean
help:
	@echo "make report   run the main job on data/raw and say where the report is"
	@echo "make test     run all tests"
	@echo "make check    format check, ruff, mypy, tests: what CI runs"
	@echo "make golden   renew the results that tests compare with; review the diff"
	@echo "make lab      open the notebooks in JupyterLab"
	@echo "make bench    measure accuracy and speed"
	@echo "make clean    remove results and caches, not .venv"

# Made once, and again when the lock changes. The stamp comes last: an interrupted install is done anew.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

report: $(READY)
	@$(BIN)/analysis run

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

golden: $(READY)
	$(BIN)/python -m pytest --golden
	git diff --stat -- tests

lab: $(READY)
	$(BIN)/jupyter lab notebooks --LabApp.news_url=None \
		--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .pytest_cache .ruff_cache .mypy_cache .hypothesis build dist data/.derived.run data/.derived.lock
	find data/derived -mindepth 1 ! -name README.md -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
