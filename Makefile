# What a person types. Each target explains itself: make aide
SHELL := /bin/sh
PYTHON ?= python3
PY := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := aide
.PHONY: aide demo demo-reset test check faults bench format installer moteurs arreter manage dependances

aide: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: ## the site with its demonstration, on http://localhost:8000 (PORT=…); Ctrl-C stops it
	@$(PYTHON) -m amihr.atelier.amorce demo
	@exec $(PY) -m amihr.atelier demo

demo-reset: ## forget the demonstration's data; the next « make demo » loads them anew
	@$(PYTHON) -m amihr.atelier.amorce demo
	@$(PY) -m amihr.atelier effacer

test: installer ## everything that must hold: check, then all tests, stories in Chromium included
	@$(PY) -m amihr.atelier pango
	@$(PY) -m amihr.atelier chromium
	@$(PY) -m amihr.atelier.epreuve tout $(ARGS)

check: installer ## the quick half: format, lint, import contracts, migrations
	@$(PY) -m amihr.atelier.epreuve controles

faults: installer ## engines killed, disks full, mail away (trust.md 5)
	@$(PY) -m amihr.atelier pango
	@$(PY) -m amihr.atelier.epreuve pannes $(ARGS)

bench: installer ## each page against its floor; JSON lines in bench/
	@$(PY) -m amihr.atelier pango
	@$(PY) -m bench $(ARGS)

format: installer ## put the code in its one form
	@$(PY) -m ruff check --fix-only --quiet . && $(PY) -m ruff format --quiet .

dependances: installer ## known flaws of the locked packages (needs the network)
	@$(PY) -m amihr.atelier.epreuve failles

installer: ## the locked dependencies, developer's tools included
	@$(PYTHON) -m amihr.atelier.amorce tests

moteurs: installer ## start the demonstration's engines and leave them running (make arreter)
	@$(PY) -m amihr.atelier moteurs

arreter: ## stop every engine of this checkout
	@$(PY) -m amihr.atelier arreter

manage: installer ## manage.py on the demonstration's database: make manage ARGS="shell"
	@$(PY) -m amihr.atelier manage $(ARGS)
