# `make run` opens the dashboard and `make test` runs every test; `make help` lists the rest.

PYTHON ?= python3
LOCK ?=
venv := .venv/bin/python
hash_of = $(shell cksum < $(1) | cut -d ' ' -f 1)
can_run := .venv/.run-$(call hash_of,requirements.txt)
can_test := .venv/.test-$(call hash_of,requirements-dev.txt)
compile := uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate $(LOCK)

.PHONY: help run test check format catalogue bench lock clean

help:
	@echo "make run     set up what is needed and open the dashboard (port: COMMONTABLE_PORT, else 8501)"
	@echo "make test    set up what is needed and run every test, PostgreSQL and Chromium included"
	@echo "make check   ruff, its formatter and mypy, changing nothing"
	@echo "make format  put the code into ruff's format"
	@echo "make catalogue  bring the words of other languages up to date, and list those to translate"
	@echo "make bench   say how to run the benchmarks"
	@echo "make lock    write the requirements files anew from pyproject.toml (newer releases: LOCK=--upgrade)"
	@echo "make clean   remove .venv and the tools' caches; the store in var/ stays"
	@echo "Another Python than python3: make run PYTHON=python3.12"

run: $(can_run)
	@.venv/bin/commontable serve

test: $(can_test)
	@$(venv) -m scripts.chromium
	@$(venv) -m scripts.oidc_provider
	@$(venv) -m pytest -n 2 --dist worksteal -o faulthandler_timeout=180 -o faulthandler_exit_on_timeout=true

check: $(can_test)
	@$(venv) -m ruff check .
	@$(venv) -m ruff format --check .
	@$(venv) -m mypy .

format: $(can_test)
	@$(venv) -m ruff check --fix .
	@$(venv) -m ruff format .

catalogue: $(can_test)
	@$(venv) -m scripts.catalogue

bench: $(can_test)
	@echo "benchmarks/README.md says what each benchmark measures and how long it takes. Run one by its name:"
	@COLUMNS=120 $(venv) -m benchmarks --help

lock:
	@$(compile) pyproject.toml --output-file requirements.txt
	@$(compile) pyproject.toml --group dev --constraints requirements.txt --output-file requirements-dev.txt

clean:
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(can_run):
	@PYTHON="$(PYTHON)" sh scripts/install.sh requirements.txt
	@touch $@

$(can_test):
	@PYTHON="$(PYTHON)" sh scripts/install.sh requirements-dev.txt
	@touch $@ $(can_run)
