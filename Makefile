# Rathaus. Every command installs what it misses first; plain `make` lists them.
.DEFAULT_GOAL := list
.PHONY: list demo test check static fix journeys bench chaos docs lock setup

bin := .venv/bin
# More arguments for pytest, such as: make test ARGS="-k hundesteuer -x"
ARGS ?=
nothing_selected := 5

list:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

demo:  ## start the town hall with demo data and print its address
	@tools/setup.sh runtime
	@$(bin)/rathaus demo

test: setup  ## run the whole test suite
	@PYTHONHASHSEED=0 $(bin)/python -m pytest --numprocesses auto --ignore tests/journeys $(ARGS); first=$$?; \
	case $$first in 0|$(nothing_selected)) ;; *) exit $$first;; esac; \
	$(bin)/python -m pytest --numprocesses 2 --dist loadfile tests/journeys $(filter-out --cov%,$(ARGS)); second=$$?; \
	if [ $$second = $(nothing_selected) ]; then exit $$first; fi; exit $$second

check: static test  ## run all that CI runs: format, lint, types, imports, migrations, templates, tests

static: setup  ## run all that CI runs but the tests
	@tools/check.sh

fix: setup  ## format code and templates, repair what the linter can
	@$(bin)/ruff check --fix --quiet .; $(bin)/ruff format .
	@tools/templates.sh --reformat

journeys: setup  ## walk through the town hall with a real browser
	@$(bin)/python -m pytest --numprocesses 2 --dist loadfile tests/journeys $(ARGS)

bench: setup  ## measure speed and write docs/reference/performance.md
	@$(bin)/python -m bench $(ARGS)

chaos: setup  ## kill processes of a busy town hall for ten minutes and count (ARGS="--minutes 1" for a short run)
	@$(bin)/python -m chaos $(ARGS)

docs: setup  ## write the reference from the code and check that documents, code and links agree
	@$(bin)/python tools/reference.py
	@$(bin)/python tools/quality_page.py
	@$(bin)/python tools/exports_page.py
	@$(bin)/python tools/law_page.py
	@$(bin)/python -m pytest tests/architecture/test_documents.py $(ARGS)

lock:  ## write the lock files anew (ARGS="--upgrade" takes newer versions)
	@tools/setup.sh runtime
	@tools/lock.sh $(ARGS)

setup:
	@tools/setup.sh full
