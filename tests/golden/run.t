#!/bin/sh
# Goldens: each folder NAME beside this file holds
#
#	cmd	sentence in a first-line comment, then what is run by sh
#	in/	the folder it runs in; where there is none, a fresh school
#	out err	what it prints, byte for byte; where there is none, nothing
#	rc	its exit status; where there is none, 0
#
# With BLESS=1 (make bless) out, err and rc are written instead.

. "${0%/*}/../lib.sh"

zero='0
'
# keep FILE DEFAULT GOLDEN: writes a golden, none where it is the default.
keep() {
	if test "$(cat "$1"; echo .)" = "$2."; then rm -f "$3"
	else cp "$1" "$3"; fi
}

# want FILE DEFAULT: prints the golden or what stands for none.
want() {
	if test -f "$1"; then cat "$1"; else printf '%s' "$2"; fi
}

for g in "$tests"/golden/*/; do
	g=${g%/}
	test -f "$g/cmd" || continue
	name=${g##*/}
	if test -d "$g/in"; then
		cp -R "$g/in" "$T/$name" && cd "$T/$name" || exit 1
	else
		school "$name"
	fi
	run sh "$g/cmd" </dev/null
	echo "$rc" >"$T/rc"
	if test "${BLESS-}"; then
		keep "$T/out" '' "$g/out"
		keep "$T/err" '' "$g/err"
		keep "$T/rc" "$zero" "$g/rc"
	fi
	mkdir "$T/want"
	want "$g/out" '' >"$T/want/out"
	want "$g/err" '' >"$T/want/err"
	want "$g/rc" "$zero" >"$T/want/rc"
	mkdir "$T/got" && mv "$T/out" "$T/err" "$T/rc" "$T/got"
	same_bytes "$(sed -n '1s/^# *//p' "$g/cmd")" "$T/want" "$T/got"
	cd "$T" && rm -rf "$T/want" "$T/got" "${T:?}/$name"
done
done_testing
