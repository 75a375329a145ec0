VENV := .venv
PYTHON ?= python3
RUN := $(VENV)/bin

.PHONY: demo test lint types unit templates rules docs bench clean

demo: $(VENV)/.ready  ## write the example's half-year report under outputs/
	$(RUN)/summarize generate inputs/云岭区应急管理局2025年.xlsx --period 上半年

test: lint types unit  ## everything that must hold

lint: $(VENV)/.ready
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/lint-imports

types: $(VENV)/.ready
	$(RUN)/mypy

unit: $(VENV)/.ready
	$(RUN)/pytest -n auto

templates: $(VENV)/.ready  ## rebuild templates/*.docx from summarize/standard.py
	$(RUN)/python templates/build.py

rules: $(VENV)/.ready  ## rewrite docs/规则.md from the catalogue
	$(RUN)/python docs/build_rules.py

docs: $(VENV)/.ready  ## rewrite the tables of docs/使用手册.md from the program's words
	$(RUN)/python docs/build_tables.py

bench: $(VENV)/.ready  ## measure on this machine; see benchmarks/README.md
	$(RUN)/python -m benchmarks.run
	$(RUN)/python -m benchmarks.reading

$(VENV)/.ready: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint .ci/constraints.txt
	touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
