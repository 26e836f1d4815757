#!/bin/sh
# The sessions of README.md, typed one after the other at a terminal of 80
# columns in a fresh school, print the lines that stand there.

. "${0%/*}/../lib.sh"
export GIT_PAGER=cat
awk '/^```/ { on = /console/ } on && !/^```/' "${tests%/tests}/README.md" \
	>"$T/session"
school
while IFS= read -r line; do
	case $line in
	...) ;;
	'$ '*)
		run script -qec "stty cols 80 rows 99; ${line#??}" /dev/null \
			</dev/null
		rc_is "${line#??}" 0
		tr -d '\r' <"$T/out" | sed 's/ *$//' >"$T/lines"
		;;
	*) ok "prints: $line" grep -qxF -- "$line" "$T/lines" ;;
	esac
done <"$T/session"
ok "there is a session" test "$n" -gt 10
done_testing
