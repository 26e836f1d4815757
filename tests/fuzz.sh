#!/bin/sh
# fuzz.sh PROGRAM...: feeds each fuzz program FUZZ_RUNS inputs, from its seeds
# in tests/fuzz/seeds/NAME and what it has found before.

cd "${0%/*}/.." || exit 1
for program; do
	name=${program##*/}
	found=$(dirname "$program")/found/$name
	mkdir -p "$found"
	seeds=tests/fuzz/seeds/$name
	test -d "$seeds" || seeds=
	echo "$name:"
	# shellcheck disable=SC2086
	"$program" -runs="${FUZZ_RUNS:-1000000}" -rss_limit_mb=512 -timeout=5 \
		-max_len=16384 -verbosity=0 -print_final_stats=1 \
		-artifact_prefix="$found-" "$found" $seeds || exit 1
done
