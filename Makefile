# Everything a person types. Each line is a script that says what it does and how long each step took.
.DEFAULT_GOAL := help
.PHONY: help run test check fmt types bench fuzz icons

help: ## Say what there is
	@sed -n 's/^\([a-z]*\): ## /  make \1\t/p' Makefile | expand -t 16

run: ## Install what is missing, build, and open the window on the practice enterprise
	@scripts/run.sh

test: ## Install what is missing and run every check and every test
	@scripts/test.sh

check: ## Before a commit: format, lints, types and unit tests
	@scripts/check.sh

fmt: ## Format Rust and the window's sources
	@cargo fmt --all && npm --prefix ui run format

types: ## Write the window's types anew from Rust (ui/src/generated)
	@scripts/types.sh

bench: ## Time the reader beside other programs, and the start of the window beside an empty one (GROWTH=1: up to 10,000,000 accounts)
	@scripts/bench.sh

fuzz: ## Hand the reader to libFuzzer, a minute for each of its bodies (needs a nightly compiler; SECONDS_EACH=600: ten minutes)
	@scripts/fuzz.sh

icons: ## Draw the icons anew from icons/icon.svg
	@scripts/icons.sh
