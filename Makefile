# Commands of the project; `make` alone lists them. CONTRIBUTING.md says when to use which.
PYTHON ?= python3
VENV ?= .venv
RENDERER ?= auto
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OURS := $(VENV)/.qi-report

.DEFAULT_GOAL := help
.PHONY: help report test lint fix bench data clean

help: ## List the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

report: $(READY) ## Validate the data, run the analysis plan, render the website, the PDF and the Word file into _site/
	$(BIN)/qi-stats refresh
	$(BIN)/qi-press render --renderer $(RENDERER)

test: $(READY) ## Run all tests
	$(BIN)/pytest -n auto

lint: $(READY) ## Check style, types and the floors of the house; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/qi-press check

fix: $(READY) ## Mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## Print how long the report takes, cold and warm
	$(BIN)/python tests/bench.py

data: $(READY) ## Reconstruct the rows in data/ from the published numbers
	$(BIN)/qi-stats reconstruct

clean: ## Remove what was rendered; the virtual environment stays
	rm -rf _site .press .quarto _freeze

# The lock is complete and hashed; the project itself is installed without asking for anything more.
# An environment that another lock made, or that was interrupted, begins anew; one that this file
# did not make is left alone.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..." >&2; exit 2; }
	@test -z "$$(ls -A "$(VENV)" 2>/dev/null)" || test -e "$(OURS)" || test -e "$@" || \
	  { echo "$(VENV) is not an environment of this project; name another folder with: make VENV=../report-venv ..." >&2; exit 2; }
	@echo "Setting up $(VENV) (a minute the first time)"
	@$(PYTHON) -m venv --without-pip --clear "$(VENV)" && touch "$(OURS)" && $(PYTHON) -m venv "$(VENV)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
