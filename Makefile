# A few verbs: make site · make test · make lint · make lock
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: site test lint lock

site: $(READY)  ## content/ into site/
	$(BIN)/banmian build

test: $(READY)  ## all tests, in a real browser too; gets Chromium where the machine has none
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check builder tests

# What the project needs, at the versions and hashes of the lock, in a virtual environment of its own.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

# Needs uv (pip install uv). hatchling is in the lock because an editable install is built with it.
lock:
	echo hatchling | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra dev --no-emit-index-url pyproject.toml - --output-file requirements.lock
