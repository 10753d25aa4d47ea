# A few verbs: make site · make serve · make test · make lint · make bench · make screenshots · make lock
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

N ?= 1000
CORPUS ?=

.PHONY: site serve test lint bench bench-parse bench-search bench-serve screenshots lock

site: $(READY)  ## content/ into site/
	$(BIN)/banmian build

serve: $(READY)  ## a preview that follows every edit
	$(BIN)/banmian serve

test: $(READY)  ## all tests, in a real browser too; gets Chromium where the machine has none
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check builder tests

bench: $(READY)  ## Banmian beside its peers: make bench N=10000 CORPUS=articles.jsonl.gz (else invented text)
	$(BIN)/python tests/benchmark/bench.py -n $(N) $(if $(CORPUS),--corpus $(CORPUS))

bench-parse: $(READY)  ## how long a page takes to read, and whether time grows with it
	$(BIN)/python tests/benchmark/parse.py $(PAGES)

bench-search: $(READY)  ## what a query loads and takes at N articles, in Chromium
	$(BIN)/python tests/search/bench.py --articles $(N) $(if $(CORPUS),--corpus $(CORPUS))

bench-serve: $(READY)  ## from saving an article to its page in Chromium: make bench-serve N=10000
	$(BIN)/python tests/benchmark/serve.py -n $(N) $(if $(CORPUS),--corpus $(CORPUS))

screenshots: site  ## README's pictures, with Debian's fonts-noto-cjk
	$(BIN)/python tests/chromium.py
	$(BIN)/python tests/browser/screenshots.py site .github/screenshots

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
