#!/bin/sh
# cover.sh BUILD: after the tests ran there, the share of lines they reached,
# least first; the ten least and all together.

cd "${0%/*}/.." || exit 1
for c in lib/*/*.c cmd/*.c; do
	gcov -n -o "$1/${c%.c}.o" "$c" 2>/dev/null |
		awk -v c="$c" '/^File/ { on = index($0, "\047" c "\047") }
			on && /^Lines executed/ {
				gsub(/.*:|%| of/, " ")
				printf "%6.1f %% of %4d lines  %s\n", $1, $2, c
				on = 0
			}'
done | sort -n >"$1/cover.txt"
head -n 10 "$1/cover.txt"
awk '{ n += $4; hit += $1 * $4 / 100 } END {
	printf "%6.1f %% of %d lines in all; each file: %s\n",
	       100 * hit / n, n, FILENAME }' "$1/cover.txt"
