# Everything runs from .venv. Which index the packages come from is the machine's own
# configuration of pip and uv: no file here names one.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/.stamps
UV     := $(BIN)/uv pip install --quiet --python $(BIN)/python
LOCK   := $(BIN)/uv pip compile --quiet --universal --generate-hashes \
          --custom-compile-command "make lock"

LONG   := $(BIN)/pytest --quiet -p no:randomly --timeout=3600 --durations=0 --durations-min=10
TESTS  ?= tests
WORKERS ?= 2
# What the branches of `conversations` must at least be covered by; it only rises.
CONVERSATIONS_FLOOR := 98

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test coverage check fmt lock bench proof clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMPS)/run ## fill .venv with what runs, and bin/pandu

run: $(STAMPS)/run ## start everything in one process, in the days of the posting where no channel is set
	$(BIN)/pandu serve --demo

test: $(STAMPS)/dev ## run all tests, in random order, with branch coverage
	$(BIN)/pytest -n $(WORKERS) --cov --cov-report= $(TESTS)
	@$(MAKE) --no-print-directory coverage

coverage: $(STAMPS)/dev ## hold the last run's coverage against the floors
	$(BIN)/coverage report --fail-under=$(CONVERSATIONS_FLOOR)

check: $(STAMPS)/dev ## lint, format, types, contracts between the floors, locks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --quiet -p no:randomly tests/guards/test_locks.py

fmt: $(STAMPS)/dev ## format the code and mend what can be mended
	$(BIN)/ruff check --fix-only --exit-zero .
	$(BIN)/ruff format .

lock: $(STAMPS)/uv ## write the locks anew from pyproject.toml; UPGRADE=--upgrade takes newer versions
	$(LOCK) $(UPGRADE) pyproject.toml -o requirements.lock
	$(LOCK) $(UPGRADE) --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) $(UPGRADE) --group install -o requirements-uv.lock

bench: $(STAMPS)/dev ## run the benches and print their figures
	$(LONG) -o python_files='bench_*.py' -o python_functions='bench_*' --capture=no tests/bench

proof: $(STAMPS)/dev ## run the long simulations, fault and mutation runs
	$(LONG) -o python_files='proof_*.py' -o python_functions='proof_*' --capture=no tests

clean: ## throw away .venv and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis \
	  .coverage .coverage.* htmlcov

# A stamp is newer than the lock it was made from, so that a second run does nothing.

$(STAMPS)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Pandu needs Python 3.11 or newer, and $(PYTHON) is not."; \
	  echo "Name another one: make install PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) cannot make a virtual environment (on Debian: apt install python3-venv)."; \
	  exit 1; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/uv: requirements-uv.lock | $(STAMPS)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(STAMPS)/run: requirements.lock pyproject.toml $(STAMPS)/uv
	@$(UV) --require-hashes -r requirements.lock
	@$(UV) --no-deps --editable .
	@touch $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/run
	@$(UV) --require-hashes -r requirements-dev.lock
	@touch $@
