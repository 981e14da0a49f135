# shellcheck shell=bash
# To be sourced: the checks that `make check` and `make test` share, as steps (scripts/steps.sh).
#
# Cargo is always asked for the whole workspace: then every command resolves the same features, and no second copy of
# the dependency tree is built beside the first.

# What must be here before anything is checked.
prepare() {
    step "Looking for Rust, Node.js and Debian packages" scripts/prerequisites.sh test
    step "Bringing the npm packages of the window and of GitHub's contracts" scripts/node-packages.sh ui tests/contract
}

# Everything that can be said without running the program.
check_sources() {
    step "Shell scripts: shellcheck" shellcheck -x scripts/*.sh .ci/run
    step "Rust: format" cargo fmt --all --check
    step "Window: messages, types, linter, format, unused code" npm --prefix ui run check
    # The shell embeds ui/dist, so that cargo can't even check it before the page is built.
    step "Window: build the page" npm --prefix ui run build
    step "Rust: clippy over everything, warnings are errors" \
        cargo clippy --locked --workspace --all-targets -- -D warnings
    step "Rust: licenses, sources and bans of what comes from outside" scripts/deny.sh
}

# run_rust_tests ARGUMENT…: the Rust tests, by nextest where it is (a process a test, two at a time on two cores),
# else by cargo itself; inside a session of their own (scripts/keychain-session.sh).
run_rust_tests() {
    if cargo nextest --version >/dev/null 2>&1; then
        in_session cargo nextest run --locked --workspace --no-fail-fast "$@"
    else
        echo "(cargo-nextest is not here: by cargo test)"
        in_session cargo test --locked --workspace --no-fail-fast "$@"
    fi
}

# in_session COMMAND…: with a display, a bus, a keychain and a home that belong to COMMAND alone.
in_session() {
    xvfb-run -a -s '-screen 0 1280x1024x24 -nolisten tcp' scripts/keychain-session.sh "$@"
}
