# What people do every day. `make demo` and `make test` need nothing but Python 3.11 or newer.

PYTHON ?= python3
VENV ?= .venv
TORCH ?= torch==2.13.0
# Where pip would take a CUDA build of torch (several gigabytes), this takes the CPU build:
#   make demo TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
JOBS ?= 2

BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo test verify verify-long screenshots attacks fuzz container-test test-all bench-guard lint types imports check catalogue clean help

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

demo: $(INSTALLED) ## grade the example submissions and say which page to open
	@$(BIN)/grader run examples/submissions --assignment linear_regression --output demo-results; \
	status=$$?; \
	if [ $$status -eq 0 ]; then \
		echo; echo "Open demo-results/index.html in a browser."; \
	fi; exit $$status

test: $(INSTALLED) ## the tests, some twenty minutes on two cores
	$(BIN)/pytest -n $(JOBS) --dist loadfile -m "not slow"

verify: $(INSTALLED) ## are the hidden tests good? the gate before an assignment is released
	$(BIN)/grader verify --assignment linear_regression

verify-long: $(INSTALLED) ## false alarms, levels and power of the hidden tests, measured (hours)
	$(BIN)/grader verify --assignment linear_regression --rates --device cpu

attacks: $(INSTALLED) ## every attack under every set of layers
	$(BIN)/pytest -n $(JOBS) --dist loadfile tests/attacks

screenshots: $(INSTALLED) ## pictures of every kind of page, in screenshots/; two of them for the README
	$(BIN)/python -m tests.browser.screenshots

fuzz: $(INSTALLED) ## a million mutated frames, 100 000 notebooks and zips, guided by coverage
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '.[fuzz]' --constraint constraints.txt
	$(BIN)/python tests/fuzz/run.py frame -runs=1000000
	$(BIN)/python tests/fuzz/run.py notebook -runs=100000
	$(BIN)/python tests/fuzz/run.py archive -runs=100000

container-test: $(INSTALLED) ## build the Dockerfile from nothing with podman, and test the image (as root)
	VENV=$(VENV) TORCH="$(TORCH)" TORCH_INDEX="$(TORCH_INDEX)" tests/container/run.sh

test-all: $(INSTALLED) ## all tests, the slow ones too
	$(BIN)/pytest -n $(JOBS) --dist loadfile

bench-guard: $(INSTALLED) ## whether grading has become slower than it was, as a ratio (two minutes)
	$(BIN)/python benchmarks/guard.py

check: lint types imports ## everything that needs no run: style, types, direction of imports

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/hadolint Dockerfile

types: $(INSTALLED)
	$(BIN)/mypy

imports: $(INSTALLED)
	$(BIN)/lint-imports

catalogue: $(INSTALLED) ## collect the texts for translation and compile the translations
	$(BIN)/python -m grader.build.catalogue update
	$(BIN)/python -m grader.build.catalogue compile

clean: ## take away what was built, the environment too
	rm -rf $(VENV) build dist results demo-results .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "grader needs Python 3.11 or newer; name one: make PYTHON=python3.11 …"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		$(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) "$(TORCH)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev]'
	@touch $(INSTALLED)
