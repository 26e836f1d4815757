#!/bin/sh
# ilp-log: what happened to plans, told in plan words from git's history.

. "${0%/*}/../lib.sh"

# at TIME COMMAND...: with git's clock, the author's and the committer's.
at() {
	time=$1
	shift
	GIT_AUTHOR_DATE=$time GIT_COMMITTER_DATE=$time "$@"
}
# commit TIME MESSAGE: everything as it is now.
commit() {
	git add -A && at "$1" git commit -qm "$2"
}
# change TIME FROM TO [FILE]: one word of a plan, committed.
change() {
	sed -i "s/$2/$3/" "${4:-$asha}" && commit "$1" "$2"
}
asha=plans/biology-2/asha-r.md
# told [OPTION...]: plan and kinds of change, newest first.
told() {
	ilp-log --json "$@" | python3 -c '
import json, sys
for e in json.load(sys.stdin)["events"]:
    print(e["plan"], *[c["what"] for c in e["changes"]],
          *["gap"] * bool(e["gap"]))'
}

# A school whose history has a bit of everything.
school
at 2026-10-20T10:00:00Z ilp-goal set asha-r annotate-sources progress=4 \
	2>/dev/null
at 2026-10-21T08:30:00+0200 ilp-reflect asha-r --by asha.r \
	-g annotate-sources -m 'I wrote.' >/dev/null 2>&1
at 2026-10-21T12:00:00Z ilp-set tomas-b stage=grade-11 2>/dev/null
change 2026-10-22T12:00:00Z '^## Goals' '\n## Goals'
git mv plans/biology-2/tomas-b.md plans/advisory-9/ &&
	commit 2026-10-23T12:00:00Z 'Tomas moves'
git rm -q plans/biology-2/jude-o.md && commit 2026-10-24T12:00:00Z 'Jude left'

run ilp-log asha-r
rc_is "one plan's history is told" 0
has "a commit is told with its day, time and author, and whose words they are" \
	"$out" "2026-10-21 08:30  Jonah Ortiz, for Asha Rivers"
has "a changed field has its old and new value" "$out" \
	"    annotate-sources: progress"
has "an entry is told by its day and person" "$out" \
	"  + reflection of 2026-10-20 by Asha Rivers"
has "the first commit made the plan" "$out" "  + the plan is new"
lacks "a changed layout is no event" "$out" 2026-10-22
is "the newest event comes first" "$(told asha-r | tr '\n' /)" \
	"asha-r entry.added/asha-r goal.progress/asha-r plan.added/"
is "all plans are told, moved and removed ones too" "$(told | sed -n 1,5p)" \
	"jude-o plan.removed
tomas-b plan.moved
tomas-b plan.stage
asha-r entry.added
asha-r goal.progress"
is "@all says the same as no word at the root" "$(told @all)" "$(told)"
is "below the root only the plans there are told" \
	"$(cd plans/biology-2 && told)" "$(told asha-r)"
is "a group's plans are told, also where they were before" \
	"$(told @advisory-9 | grep -c tomas)" 3
run ilp-log
has "among several plans each event names its own" "$out" \
	"  tomas-b  Jonah Ortiz"
run ilp-log tomas-b
has "a move names both places" "$out" \
	"moved: plans/biology-2/tomas-b.md -> plans/advisory-9/tomas-b.md"
is "a plan that is gone is still known by its id" "$(told jude-o)" \
	"jude-o plan.removed
jude-o plan.added"
is "and by its path" "$(told plans/biology-2/jude-o.md)" "$(told jude-o)"

# ---- which events ----

is "--what keeps only such changes" "$(told --what plan.stage)" \
	"tomas-b plan.stage"
is "--what takes patterns, and several of them" \
	"$(told asha-r --what 'goal.*' --what plan.added)" \
	"asha-r goal.progress
asha-r plan.added"
is "--author finds a name in any case" "$(told --author JONAH | wc -l)" \
	"$(told | wc -l)"
is "--author finds the handle whose words they are" \
	"$(told --author asha.r)" "asha-r entry.added"
is "--author finds an address" "$(told --author @harbor.example | wc -l)" \
	"$(told | wc -l)"
is "--author that nobody is finds nothing" "$(told --author nobody)" ''
is "--limit keeps the newest" "$(told --limit 2)" "$(told | sed -n 1,2p)"
is "--reverse begins with the oldest" "$(told --reverse)" "$(told | tac)"
is "--reverse turns what --limit kept" \
	"$(told --limit 2 --reverse)" "$(told --limit 2 | tac)"
is "a goal's history is its changes and the entries about it" \
	"$(told asha-r annotate-sources)" \
	"asha-r entry.added
asha-r goal.progress"
is "a goal may be named by its beginning" "$(told asha-r annot)" \
	"$(told asha-r annotate-sources)"
is "--since includes its day" "$(told --since 2026-10-23)" "$(told | sed -n 1,2p)"
is "--until includes its day" "$(told --until 2026-10-20 --since 2026-10-20 |
	sed -n 1p)" "asha-r goal.progress"
is "both keep a span" \
	"$(told --since 2026-10-21 --until 2026-10-23 | wc -l)" 3
is "a day begins at midnight where the reader is" \
	"$(TZ=Pacific/Kiritimati told --until 2026-10-20 --what goal.progress)" ''
is "and ends there" \
	"$(TZ=America/Los_Angeles told --since 2026-10-20 --until 2026-10-20 \
		--what entry.added)" "asha-r entry.added"
run ilp-log --since 'last monday' asha-r
err_has "a day in words is shown as understood" 2026-10-19

# ---- JSON ----

is "--json has the keys of the contract" "$(ilp-log --json | python3 -c '
import json, sys
d = json.load(sys.stdin)
print(d["ilp"], d["type"], *d["events"][0])')" \
	"1 log commit at author by plan changes gap"
is "--jsonl has one event a line" "$(ilp-log --jsonl | wc -l)" \
	"$(told | wc -l)"
is "an event's time has its zone, and names its commit" \
	"$(ilp-log --json asha-r --limit 1 | python3 -c '
import json, sys
e = json.load(sys.stdin)["events"][0]
print(e["at"], e["author"], e["by"], e["commit"])')" \
	"2026-10-21T08:30:00+02:00 Jonah Ortiz asha.r $(git log -1 --format=%H \
		--grep='Author: asha')"
is "no event is an empty list" "$(ilp-log --json --what no.such | tr -d ' \n')" \
	'{"ilp":1,"type":"log","events":[]}'
at 2026-10-25T12:00:00Z ilp-set asha-r team.advisor=m.lindgren 2>/dev/null
run ilp-log --limit 1
has "a list of one reads like a value" "$out" "team: advisor j.ortiz -> m.lindgren"
is "changes of a team are lists" "$(ilp-log --json --limit 1 | python3 -c '
import json, sys
c = json.load(sys.stdin)["events"][0]["changes"][0]
print(c["old"], c["new"])')" "['j.ortiz'] ['m.lindgren']"
printf 'Jon Ortiz <j.ortiz@harbor.example>\n' >.mailmap
has "the mailmap says what people are called" "$(ilp-log --limit 1)" \
	"  Jon Ortiz"
rm .mailmap

# ---- goals that went, plans renamed and unreadable ----

school
at 2026-10-21T12:00:00Z ilp-goal add tomas-b --title 'Old one' --id old-one \
	>/dev/null
cp plans/biology-2/tomas-b.md keep
git show HEAD~:plans/biology-2/tomas-b.md >plans/biology-2/tomas-b.md
rm keep
commit 2026-10-22T12:00:00Z 'Back'
is "a goal that is gone is still known by its id" "$(told tomas-b old-one)" \
	"tomas-b goal.removed
tomas-b goal.added"
git mv plans/biology-2/tomas-b.md plans/biology-2/tomas-berg.md
commit 2026-10-23T12:00:00Z 'A longer id'
cp plans/biology-2/jude-o.md plans/biology-2/tomas-b.md
commit 2026-10-24T12:00:00Z 'Another Tomas'
is "a plan is followed to the id it had, and no further" \
	"$(told tomas-berg)" "tomas-berg plan.moved
tomas-b goal.removed
tomas-b goal.added
tomas-b plan.added"
is "who has that id now begins where they began" "$(told tomas-b | sed -n 1p)" \
	"tomas-b plan.added"

school
sed -i 's/^ilp: 1/ilp: [1/' $asha && commit 2026-10-21T12:00:00Z 'Slip'
sed -i 's/grade-9/grade-10/' $asha && commit 2026-10-22T12:00:00Z 'Blind'
sed -i 's/^ilp: \[1/ilp: 1/' $asha && commit 2026-10-23T12:00:00Z 'Mended'
is "a plan that could not be read is a gap, told with the next that can" \
	"$(told asha-r)" "asha-r plan.stage
asha-r gap
asha-r gap
asha-r plan.added"
run ilp-log asha-r
has "a gap says why" "$out" "    could not be read after this: line "
is "the same is told where the gap is older than --since" \
	"$(told asha-r --since 2026-10-23)" "asha-r plan.stage"

# ---- merges ----

school
git checkout -qb side
change 2026-10-21T12:00:00Z grade-9 grade-10
git checkout -q main
at 2026-10-21T13:00:00Z ilp-set tomas-b stage=grade-11 2>/dev/null
at 2026-10-22T12:00:00Z git merge -q --no-edit side
is "what a merge brings was told by its own commits" "$(told | sed -n 1,2p)" \
	"tomas-b plan.stage
asha-r plan.stage"
git checkout -qb other HEAD~
change 2026-10-23T12:00:00Z '^kind: .*' 'kind: other'
git checkout -q main
at 2026-10-24T12:00:00Z git merge -q --no-commit other \
	>/dev/null 2>&1
run ilp-log
rc_is "in the middle of a merge the history is told" 0
err_has "and that is said" "in the middle of a merge"
sed -i 's/grade-10/grade-12/' $asha
git add -A && at 2026-10-24T12:00:00Z git commit -qm 'Merged, and more'
is "only what no parent has is told of a merge" "$(told | sed -n 1p)" \
	"asha-r plan.stage"

# ---- states of a repository ----

school
at 2026-10-21T12:00:00Z ilp-set asha-r stage=grade-10 2>/dev/null
at 2026-10-22T12:00:00Z ilp-set asha-r stage=grade-11 2>/dev/null
before=$(told)
git clone -q --depth 2 "file://$PWD" "$T/shallow"
run ilp-log -C "$T/shallow"
rc_is "a shallow clone tells what it has" 0
err_has "and says where it is cut off" "history is cut off at 2026-10-21"
is "nothing is said of what was there before" "$(told -C "$T/shallow" \
	2>/dev/null)" "asha-r plan.stage"
git clone -q --bare . "$T/bare.git"
run ilp-log -C "$T/bare.git"
rc_is "a bare repository has no plans to name" 2
is "but with --rev its commits have" "$(told -C "$T/bare.git" --rev HEAD)" \
	"$before"
is "--rev tells the history of a revision" "$(told --rev HEAD~ asha-r)" \
	"asha-r plan.stage
asha-r plan.added"
run ilp-log --rev no-such
rc_is "a revision that git does not know is refused" 2
git worktree add -q "$T/tree" HEAD
is "a linked work tree has the same history" "$(told -C "$T/tree")" "$before"
is "with a detached HEAD too" "$(git -C "$T/tree" checkout -q --detach &&
	told -C "$T/tree")" "$before"
git clone -q --no-checkout . "$T/sparse"
(cd "$T/sparse" && git sparse-checkout set --no-cone ilp.yml \
	plans/biology-2 && git checkout -q main) 2>/dev/null
is "a sparse checkout hides no history" "$(told -C "$T/sparse")" "$before"
git -c pack.writeReverseIndex=false gc -q
is "nor does packing" "$(told)" "$before"
mkdir "$T/sub" && cp -R . "$T/sub/school" && rm -rf "$T/sub/school/.git"
(cd "$T/sub" && git init -q && git add -A && git commit -qm 'A folder')
is "plans below the top of a work tree have a history" \
	"$(told -C "$T/sub/school" asha-r)" "asha-r plan.added"
mkdir "$T/unborn" && cp -R ilp.yml plans "$T/unborn" && git init -q "$T/unborn"
run ilp-log -C "$T/unborn"
rc_is "before the first commit nothing has happened" 0
out_is "and nothing is printed" ''
rm -rf "$T/unborn/.git"
run ilp-log -C "$T/unborn"
rc_is "without git there is no history" 4
err_has "and that is said" "no git repository"
git init -q --object-format=sha256 "$T/unborn" &&
	git -C "$T/unborn" add -A && git -C "$T/unborn" commit -qm x
# Opening it, libgit2 itself loses some memory.
run env ASAN_OPTIONS=detect_leaks=0 ilp-log -C "$T/unborn"
rc_is "a repository with SHA-256 is not told wrong" 4
err_has "but by name" SHA-256
if test "$(id -u)" = 0; then
	cp -R . "$T/foreign" && chown -R 65534 "$T/foreign"
	run ilp-log -C "$T/foreign"
	rc_is "a repository of somebody else is not read" 4
	err_has "and git's own way out is named" safe.directory
else
	skip "a foreign owner can be made by root alone"
fi
git clone -q --filter=blob:none --no-checkout "file://$PWD" "$T/partial" \
	2>/dev/null
cp -R ilp.yml plans "$T/partial"
if test -n "$(git -C "$T/partial" rev-list --objects --missing=print HEAD |
	grep '^?')"; then
	run ilp-log -C "$T/partial"
	rc_is "versions that a partial clone lacks are no guesswork" 4
	err_has "and it is said how to fetch them" "git fetch --refetch"
else
	skip "git made no partial clone"
fi
git replace --graft HEAD HEAD~2
is "what git replaced is not told" "$(told asha-r)" "asha-r plan.stage
asha-r plan.added"
git replace -d HEAD >/dev/null
git rev-parse HEAD >.git/info/grafts
is "nor what a graft cuts off" "$(told asha-r)" "asha-r plan.added"
rm .git/info/grafts
chmod -R a-w .git
is "a read-only repository is told" "$(told)" "$before"
chmod -R u+w .git

# ---- odd people, odd words ----

git -c i18n.commitEncoding=ISO-8859-1 -c user.name="$(printf 'Zo\353')" \
	commit -q --allow-empty -m x
sed -i 's/grade-11/grade-12/' $asha
GIT_AUTHOR_NAME=$(printf 'Zo\353') git -c i18n.commitEncoding=ISO-8859-1 \
	commit -qam x
has "a name in another encoding is shown in UTF-8" "$(ilp-log --limit 1)" Zoë
GIT_AUTHOR_NAME=$(printf 'Eve\033[31m') git commit -q --amend --reset-author \
	-m x
ok "no escape code of a name reaches a terminal" \
	sh -c "! ilp-log | grep -q '$(printf '\033')'"
for words in 'no-such-plan' 'asha-r no-such-goal' '@all goal' 'asha-r a b' \
	'--since never' '--limit x'; do
	# shellcheck disable=SC2086
	run ilp-log $words
	rc_is "ilp-log $words is refused" 2
	test -z "$out" || fail "and prints nothing" "$out"
done
printf 'tree %s\nauthor x\n\nx\n' "$(git rev-parse 'HEAD^{tree}')" >"$T/bad"
bad=$(git hash-object -t commit -w --literally "$T/bad")
git update-ref refs/heads/main "$bad"
run ilp-log
rc_is "a damaged commit is an error" 4
err_has "that says so" "a commit in the history is damaged"

done_testing
