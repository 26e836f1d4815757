#!/bin/sh
# Builds the floors, then times the commands against them (bench.py).
set -e
cd "${0%/*}/../.."
bin=${ILP_BIN:-$PWD/build/release/bin}
floor=$(mktemp) && trap 'rm -f "$floor"' EXIT
${CC:-cc} -O2 -o "$floor" tests/bench/floor_yaml.c -lyaml
export ILP_TEMPLATES="$PWD/templates"
python3 tests/bench/bench.py "$bin" "$floor" "$@"
