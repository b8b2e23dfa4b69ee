# Everything that is done here, each a thin call.

# Outside the checkout, so that a clean checkout does not build everything again.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/kept/target

.PHONY: help demo test check bench gallery assets schema docs

help: ## What there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

demo: ## Build and serve the demonstration council
	@scripts/needs build
	@$(MAKE) --no-print-directory assets
	cargo run --release --package kept -- demo $(DEMO)

test: ## Every test, with everything that they need
	@scripts/needs test
	@$(MAKE) --no-print-directory assets
	cargo run --quiet --package xtask -- test

check: ## Format, lints and house rules only
	cargo run --quiet --package xtask -- check

bench: ## Measure; each figure is printed beside its limit
	@scripts/needs test
	@$(MAKE) --no-print-directory assets
	cargo run --quiet --package xtask -- bench

gallery: ## Screenshots of every page, at 1280 and 320 pixels
	@scripts/needs test
	@$(MAKE) --no-print-directory assets
	cargo run --quiet --package xtask -- gallery

assets: frontend/dist/kept.css ## Fetch and build the style sheet, script and fonts

frontend/dist/kept.css: frontend/package-lock.json frontend/build.mjs $(wildcard frontend/src/*)
	cd frontend && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

schema: ## Write the committed schemas anew from the migrations
	KEPT_WRITE_SCHEMA=1 cargo test --quiet --package app schema

docs: ## Write the generated chapters of the guide anew
	cargo run --quiet --package xtask -- docs
