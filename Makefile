# Every target stands alone and sets up what it needs in .venv, once.
# `make PYTHON=/path/to/python3.13 ...` insists on an interpreter; without it the first of
# python3, python3.14 ... python3.11 that is new enough is taken.

PYTHON ?=
PYTEST_ARGS ?= -n auto --maxprocesses 8
export PYTHON
unexport PYTHONPATH PYTHONHOME

PY = .venv/bin/python

.PHONY: help demo test check lint wheel-test bench pins clean setup-run setup-test setup-lint

help:
	@echo "make demo        a verdict for examples/consultant.yaml"
	@echo "make test        the tests"
	@echo "make check       everything a change must pass: tests, linters, types, rules, the wheel"
	@echo "make wheel-test  the same tests against the installed wheel"
	@echo "make bench       the benchmarks"
	@echo "make pins        the newest versions and their hashes into constraints/"
	@echo "make clean       away with .venv and what the tools left"

demo: setup-run
	@$(PY) cli.py advise examples/consultant.yaml

test: setup-test
	$(PY) -m pytest $(PYTEST_ARGS)

check: test lint wheel-test

# Prerequisites before recipes, so `make -j` cannot set up twice at once.
lint: setup-lint
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m yamllint rules knowledge tests examples
	$(PY) cli.py rules check --strict
	$(PY) cli.py rules fmt --check

wheel-test: setup-test
	sh .ci/wheel_test.sh $(PYTEST_ARGS)

bench: setup-test
	$(PY) benchmarks/run.py

setup-run:
	@sh .ci/setup.sh run
setup-test: setup-run
	@sh .ci/setup.sh run test
setup-lint: setup-test
	@sh .ci/setup.sh run test lint

pins:
	@sh .ci/setup.sh run
	$(PY) .ci/pin.py

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
