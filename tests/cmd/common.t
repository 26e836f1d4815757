#!/bin/sh
# What is the same for every command: help, streams, odd arguments, no git.

. "${0%/*}/../lib.sh"

# One line a command: words that work in a fresh school and print something
# (w: they write it).  PLAN stands where a directory is put in its place.
commands='
ilp-check --strict PLAN
ilp-checkin w PLAN -m Talked
ilp-diff PLAN --from HEAD --json
ilp-evidence w PLAN --link https://example.org/a
GIT_EDITOR="sed -i s/grade-9/grade-11/" ilp-edit w PLAN
ilp-goal list PLAN
ilp-goal w set PLAN annotate-sources target=9
ilp-list PLAN
ilp-log PLAN
ilp-profile PLAN
ilp-profile w PLAN add needs quiet
ilp-reflect w PLAN -m Thought
ilp-review w PLAN --kind interim -m Reviewed
ilp-set w PLAN stage=grade-11
ilp-show PLAN
ilp-sign w PLAN --role advisor
ilp-status PLAN
ilp-step list PLAN
ilp-step w done PLAN annotate-sources 3
ilp-story PLAN annotate-sources
'

# each DO: calls DO with the kind (w or r) and the words of each line.
each() {
	while read -r words; do
		case $words in
		'') continue ;;
		*' w '*) "$1" w "${words%% w *} ${words#* w }" ;;
		*) "$1" r "$words" ;;
		esac
	done <<-END
		$commands
	END
}
for c in "$bin"/ilp*; do
	c=${c##*/}
	run "$c" --help
	rc_is "$c --help is no error" 0
	out_has "$c --help shows the usage" "usage: $c"
	ok "$c --help fits into 80 columns" test -z "$(grep -E '.{81}' "$T/out")"
	run "$c" --version
	is "$c --version is one line" "${out% *}" "$c"
	run "$c" --no-such-option
	rc_is "$c refuses an option that it has not" 2
	is "$c prints no result then" "$out" ''
	ok "$c --help to a full disk is an error" \
		sh -c "$c --help >/dev/full 2>&1; test \$? -eq 4"
done

ok "ilp starts without the library of git" \
	sh -c "! ldd '$bin/ilp' | grep -q libgit2"

full() {
	words=$(echo "$2" | sed 's/PLAN/asha-r/')
	test "$1" = w && words="$words --json"
	again
	run sh -c "$words >/dev/full"
	rc_is "a full disk is noticed: $words" 4
}
school
each full

directory() {
	words=$(echo "$2" | sed 's,PLAN,plans/biology-2/,')
	again
	run sh -c "$words"
	case $rc in
	2 | 3) pass "a directory is no plan: $words" ;;
	*) fail "a directory is no plan: $words" "exit $rc" "$out" "$err" ;;
	esac
	ok "nothing was written" git diff --quiet HEAD
}
each directory

again
for words in 'ilp-new --roster plans' 'ilp-reflect asha-r -F plans' \
	'ilp-init ilp.yml' 'ilp-list plans/biology-2/' 'ilp-show asha-r/'; do
	run sh -c "$words"
	ok "a folder is no file, and a file no folder: $words" test "$rc" -ge 2
done
run ilp-new --roster plans
rc_is "a folder is no roster" 3
for words in "ilp-new 'Nia Moss' -n" 'ilp-init ../full' 'ilp help'; do
	run sh -c "$words >/dev/full"
	rc_is "a full disk is noticed: $words" 4
done

# What only git can tell is not told without it.
no_git() {
	words=$(echo "$2" | sed 's/PLAN/asha-r/')
	case $words in ilp-log* | ilp-diff*) return ;; esac
	again
	mv .git "$T/git"
	run sh -c "GIT_CEILING_DIRECTORIES='$T' $words"
	case $words in
	*--strict*) ok "works without git: $words" test "$rc" -le 1 ;;
	*) rc_is "works without git: $words" 0 ;;
	esac
	test "$1" = r || not_ok "and has written" \
		cmp -s plans/biology-2/asha-r.md "$data/plans/biology-2/asha-r.md"
	mv "$T/git" .git
}
each no_git

unchanged() {
	test "$1" = w || return 0
	words=$(echo "$2" | sed 's/PLAN/asha-r/')
	again
	run sh -c "$words -n"
	rc_is "a dry run is no error: $words" 0
	out_has "it prints the difference" '+++ b/plans/biology-2/asha-r.md'
	ok "and writes nothing" git diff --quiet HEAD
	run sh -c "$words"
	rc_is "it works: $words" 0
	is "it makes one commit" "$(git rev-list --count HEAD)" 2
	ok "and leaves nothing else behind" test -z "$(git status --porcelain)"
}
each unchanged

# On a terminal (script gives one) there is colour unless it is not wanted.
esc=$(printf '\033')
again
run script -qec 'TERM=xterm ilp-status' /dev/null
out_has "a terminal gets colour" "${esc}["
run script -qec 'TERM=xterm NO_COLOR=1 ilp-status' /dev/null
out_lacks "NO_COLOR is heeded" "${esc}["
run ilp-status
out_lacks "a pipe gets no colour" "$esc"
run ilp-status --color=always
out_has "--color=always is heeded" "${esc}["

cd "$T" && mkdir nowhere && cd nowhere || exit 1
run ilp-status
rc_is "outside of a plan repository it is said so" 2
err_has "and what to do" 'try:'
done_testing
