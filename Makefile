# Everything runs in .venv, made here; PYTHON may name another interpreter (3.11 or newer).
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
OUT := out

.PHONY: demo test check scores floors bench clean help

help:
	@echo "make demo    set everything up, read the samples, fill a ledger and put eight questions to it"
	@echo "make test    set everything up and run all tests"
	@echo "make check   style, types and layers"
	@echo "make scores  measure on the dev sets beside the checkout, against eval/floors.toml"
	@echo "make bench   the same, and write docs/benchmarks.md; with SETS='TASK=FILE …' measure those"
	@echo "make floors  the same, and raise the floors that rose"

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "onrecord needs Python 3.11 or newer; name one: make PYTHON=python3.12 …"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

demo: $(READY)
	@mkdir -p $(OUT)
	@$(BIN)/onrecord read examples --format html --out $(OUT)/samples --quiet
	@$(BIN)/onrecord read examples/agency-take.txt --format terminal
	@echo
	@rm -f $(OUT)/demo.db $(OUT)/demo.db-wal $(OUT)/demo.db-shm
	@$(BIN)/onrecord add stories/*.jsonl --ledger $(OUT)/demo.db --format none
	@test -t 1 || export COLUMNS=110; while IFS='|' read -r question words; do \
		echo; echo "$$question"; echo "  onrecord $$words"; echo; \
		eval "$(BIN)/onrecord $$words --ledger $(OUT)/demo.db --format table" || exit 1; \
	done < stories/questions.txt
	@echo
	@echo "All sample reports, as pages: $(CURDIR)/$(OUT)/samples/index.html"
	@echo "Ask the ledger of 180 reports: onrecord events --ledger $(OUT)/demo.db --help"

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile -q

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

scores: $(READY)
	$(BIN)/python eval/scores.py

floors: $(READY)
	$(BIN)/python eval/scores.py --raise

bench: $(READY)
	$(BIN)/python eval/scores.py $(if $(SETS),$(foreach set,$(SETS),--set $(set)),--write)

clean:
	rm -rf .venv $(OUT) .mypy_cache .ruff_cache .pytest_cache
