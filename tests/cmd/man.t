#!/bin/sh
# What the man pages say is what the commands do.  A line "$ COMMAND" of an
# example is run, in a fresh school for each page, all of a page in order;
# lines that follow it must be lines of what it prints ("..." stands for any).
# A comment `.\" exit N` before it names the exit status, else it is 0.

. "${0%/*}/../lib.sh"
man=${tests%/tests}/man
tab='	'

# Every option that stands in a page behind Fl: "-x" or "--name".
page_options() {
	awk '/^\./ { on = 0
		for (i = 1; i <= NF; i++) {
			w = $i; if (i == 1) sub(/^\./, "", w)
			if (w == "Fl") { on = 1; continue }
			if (w ~ /^([A-Z][a-z]|[[:punct:]])$/) {
				if (w != ",") on = 0
				continue
			}
			if (on) print "-" w
		} }' "$1" | sort -u
}

# The same from the table that the command itself parses.
table_options() {
	"$1" --list-options | while IFS=$tab read -r letter name _; do
		test "$letter" = - || printf "%s\n" "-$letter"
		test "$name" = - || printf "%s\n" "--$name"
	done | grep -vx -e --list-options | sort -u
}

# The sentence of --help: "NAME - sentence", joined to one line.
about() {
	"$1" --help | awk -v lead="$1 - " '
		$0 == "" { if (++blank > 1) exit; next }
		blank { s = s (s ? " " : "") $0 }
		END { print substr(s, length(lead) + 1) }'
}

# Lines of the display blocks of EXAMPLES, escapes undone, "exit N" kept.
examples() {
	awk '/^\.Sh/ { ex = /EXAMPLES/ } /^\.Bd/ { on = ex } /^\.Ed/ { on = 0 }
		ex && /^\.\\" exit / || on && !/^\./' "$1" |
	    sed 's/\\&//g; s/\\-/-/g; s/\\(aq/'\''/g; s/\\(dq/"/g; s/\\e/\\/g' |
	    sed ':a
		/\\$/ { N; s/\\\n *//; ba
		}'
}

# run_example LINE STATUS: the printed lines to come are looked up in $T/out.
run_example() {
	run sh -c "$1" </dev/null
	cat "$T/err" >>"$T/out"
	rc_is "$page: $1" "$2"
}

run_page() {
	page=${1##*/} want=0
	school
	examples "$1" >"$T/examples"
	while IFS= read -r line; do
		case $line in
		'.\" exit '*) want=${line##* } ;;
		'$ '*) run_example "${line#??}" "$want"; want=0 ;;
		... | '') ;;
		*) ok "$page: printed: $line" grep -qxF -- "$line" "$T/out" ;;
		esac
	done <"$T/examples"
}

for c in "$bin"/*; do
	c=${c##*/}
	test "$c" = git-ilp && continue
	if ! test -f "$man/$c.1"; then
		fail "$c has a man page"
		continue
	fi
	is "$c: its page has every option, and no other" \
		"$(page_options "$man/$c.1")" "$(table_options "$c")"
	is "$c: .Nd is the sentence of --help" \
		"$(sed -n 's/^\.Nd //p' "$man/$c.1")" "$(about "$c")"
	ok "$c: exit status and examples are there" \
		test "$(grep -cxE '.Sh (EXIT STATUS|EXAMPLES)' "$man/$c.1")" -eq 2
done
for m in "$man"/*.[157]; do
	run_page "$m"
done

is "every code of a finding is listed in ilp-check(1), and no other" "$(
	sed -n 's/^\.It Cm \([a-z0-9-]*\)$/\1/p' "$man/ilp-check.1" | sort
)" "$(cd "$tests/.." && perl tests/lint/codes | sort)"
done_testing
