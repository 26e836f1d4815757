#!/bin/sh
# ilp-diff: what changed between two days or revisions, and since we last met.

. "${0%/*}/../lib.sh"
asha=plans/biology-2/asha-r.md
jude=plans/biology-2/jude-o.md
tomas=plans/biology-2/tomas-b.md

# on DAY [TIME]: what follows happens on that day.
on() {
	export ILP_TODAY="$1" GIT_AUTHOR_DATE="$1T${2-12:00:00}+0000"
	export GIT_COMMITTER_DATE="$GIT_AUTHOR_DATE"
}
# what FILE: what the document says, a line a change, without the ids.
what() {
	python3 -c '
import json, sys
d = json.load(open(sys.argv[1]))
for p in d["plans"]:
    print(p["id"], p["change"], p["path"])
    for c in p["changes"]:
        print(" ", *[str(c[k]) for k in ("what", "goal", "section", "date",
            "by", "heading", "text", "old", "new") if c.get(k) is not None])
' "$1"
}
year() {
	on 2026-10-19
	school year
	first=$(git rev-parse HEAD)
	on 2026-10-23
	ilp-checkin asha-r --by j.ortiz -m 'We looked at the first sources.'
	on 2026-10-30
	ilp-goal set asha-r annotate-sources target=5
	ilp-step done asha-r annotate-sources 3
	on 2026-11-06
	ilp-checkin asha-r --by j.ortiz -m 'We met.'
	on 2026-11-13
	ilp-reflect asha-r --by asha.r -m 'The map helped.'
	ilp-goal set asha-r annotate-sources due=2027-01-15
	on 2026-11-20
} >/dev/null 2>&1

# ---- since we last met

year
run ilp-diff asha-r
rc_is "what changed since the last check-in" 0
out_is "is told from its day on, with who and what" \
	'asha-r  Asha Rivers, since the check-in of 2026-11-06: 2 changes (goals 1, reflections 1)
    annotate-sources: due 2026-12-18 -> 2027-01-15
  + reflection of 2026-11-13 by Asha Rivers'
err_is "and nothing else is said" ''
run ilp-diff asha-r --since 'last check-in'
out_has "it can be asked for in words" 'since the check-in of 2026-11-06'
sed -i 's/^    target: 5/    target: 6/' "$asha"
run ilp-diff asha-r
out_has "edits that are not committed count" 'target 5 -> 6'
ilp-checkin asha-r --by j.ortiz -m 'Today.' >"$T/said" 2>&1
run ilp-diff asha-r
out_has "what was written today does not hide what led to it" \
	'since the check-in of 2026-11-06: 4 changes'
git reset -q --hard HEAD~1

run ilp-diff --summary
out_is "all plans, a line each, and only those that changed" \
	'asha-r  Asha Rivers, since the check-in of 2026-11-06: 2 changes (goals 1, reflections 1)'
run ilp-diff asha-r --to 2026-11-05
out_is "of an earlier day the check-in before that day counts" \
	'asha-r  Asha Rivers, since the check-in of 2026-10-23: 2 changes (goals 1, steps 1)
    annotate-sources: target 4 -> 5
    annotate-sources: step "Margin notes read by Mr. Ortiz on Fridays" done'
run ilp-diff mara-l
rc_is "a plan without news" 0
out_is "prints nothing" ''
err_is "and says since when" \
	'ilp-diff: note: nothing changed since it came in on 2026-10-19'

on 2026-11-14
ilp-new 'Nia Moss' --group biology-2 --set begin=2026-09-01 >/dev/null
on 2026-11-16
ilp-set nia-moss stage=grade-9 >/dev/null
on 2026-11-20
run ilp-diff nia-moss
out_is "before the first check-in it is told since the plan came in" \
	'nia-moss  Nia Moss, since it came in on 2026-11-14: 1 change (facts 1)
    stage: grade-9'
cp "$jude" plans/biology-2/jude-p.md
sed -i 's/Jude/Jule/' plans/biology-2/jude-p.md
run ilp-diff jude-p
out_is "a plan that was never committed is new" \
	'jude-p  Jule Okonkwo-Hale: the plan is new'
rm plans/biology-2/jude-p.md

# ---- between two days, two revisions

run ilp-diff asha-r --from 2026-10-23 --to 2026-10-30 --json
rc_is "two days" 0
what "$T/out" >"$T/what"
is "hold the changes between their ends" "$(cat "$T/what")" \
	"asha-r changed $asha
  goal.target annotate-sources 4 5
  step.done annotate-sources Margin notes read by Mr. Ortiz on Fridays 2026-10-30"
out_has "the document says which days" '"date": "2026-10-23"'
out_has "and which commits" "\"rev\": \"$(git rev-parse HEAD~7)\""
run ilp-diff asha-r --from "$first" --to HEAD~7 --summary
out_is "two revisions" 'asha-r  Asha Rivers: 1 change (check-ins 1)'
run ilp-diff asha-r --from 2026-10-30 --to HEAD~5
out_is "a day and a revision can be mixed" ''
run ilp-diff asha-r --since 2026-10-30 --to 2026-10-30
out_has "--since is the start of its day" 'target 4 -> 5'
run ilp-diff asha-r --from 2026-10-30 --to 2026-10-30
err_is "--from is the end of its day" \
	'ilp-diff: note: nothing changed from 2026-10-30 to 2026-10-30'
run ilp-diff asha-r --from '3 weeks ago' --to worktree --summary
err_is "a day in words is told" \
	'ilp-diff: note: 3 weeks ago is 2026-10-30'
run env TZ=Pacific/Kiritimati ilp-diff asha-r --from 2026-10-30 --summary
out_has "a day ends when it ends here" 'goals 2, steps 1'
run ilp-diff --from HEAD --to "$first" asha-r
out_has "an older revision may be the newer side" 'due 2027-01-15 -> 2026-12-18'

# ---- one plan, a group, all; plans that came, went, moved

git mv "$jude" plans/jude-o.md
git rm -q "$tomas"
sed -i 's/^stage: .*/stage: grade-10/' plans/jude-o.md
run ilp-diff --from HEAD --json
what "$T/out" >"$T/what"
is "a plan that moved is one plan, one that went is gone" \
	"$(cat "$T/what")" "tomas-b removed $tomas
  plan.removed $tomas
jude-o renamed plans/jude-o.md
  plan.moved $jude plans/jude-o.md
  plan.stage grade-9 grade-10"
run ilp-diff @biology-2 --from HEAD --summary
out_is "who left a group is part of it" \
	'tomas-b  Tomás Beltrán Quill: the plan is gone
jude-o  Jude Okonkwo-Hale: moved, 1 change (facts 1)'
run ilp-diff tomas-b --from HEAD
out_is "a plan that is gone can be named" \
	'tomas-b  Tomás Beltrán Quill: the plan is gone'
run ilp-diff "$tomas" --from HEAD
out_has "by its path too" 'the plan is gone'
run ilp-diff asha-r --from HEAD
out_is "others do not count for one plan" ''
git add -A && git commit -qm moved
run ilp-diff --from HEAD~1 --to HEAD --json
cp "$T/what" "$T/want"
what "$T/out" >"$T/what"
same_bytes "committed it is the same" "$T/want" "$T/what"
run ilp-diff jude-o
out_has "a move is followed since the check-in" 'moved:'
git mv plans/jude-o.md plans/biology-2/jude-hale.md
run ilp-diff --from HEAD --json
what "$T/out" >"$T/what"
is "another id with the same bytes is a move" "$(cat "$T/what")" \
	"jude-hale renamed plans/biology-2/jude-hale.md
  plan.moved plans/jude-o.md plans/biology-2/jude-hale.md"
git reset -q --hard "$first"

run sh -c 'cd plans/biology-2 && ilp-diff --from HEAD --summary'
out_is "in a group's folder nothing of others counts" ''
sed -i 's/^# /#  /; s/^stage: \(.*\)/stage: "\1"/' "$asha"
run ilp-diff asha-r --from HEAD
out_is "layout alone is no change" ''

# ---- the answer as an exit status

run ilp-diff asha-r --from HEAD --exit-code
rc_is "--exit-code: nothing changed" 0
sed -i 's/^    target: 4/    target: 6/' "$asha"
run ilp-diff asha-r --from HEAD --exit-code
rc_is "--exit-code: something changed" 1
out_has "and it is shown" 'target 4 -> 6'
run ilp-diff asha-r --from HEAD -q
rc_is "-q answers by the exit status" 1
out_is "and prints nothing" ''
run ilp-diff mara-l --from HEAD -q
rc_is "-q: nothing changed" 0
err_is "and says nothing" ''

# ---- what cannot be read

printf '<<<<<<< mine\n' >>"$asha"
run ilp-diff --from HEAD --json
rc_is "a plan that cannot be read" 3
err_has "is named" "$asha:234:1: error:"
out_has "and told as a gap" '"gap": "plans/biology-2/asha-r.md:234:1: '
run ilp-diff asha-r
rc_is "also since the last check-in" 3
git commit -qam broken
git show "HEAD~1:$asha" >"$asha"
sed -i 's/^stage: .*/stage: grade-10/' "$jude"
run ilp-diff --from HEAD --exit-code
rc_is "one that could not be read then" 3
err_has "is named with its commit" \
	"$(git rev-parse --short=7 HEAD):$asha:234:1: error:"
out_has "the others are still compared" 'jude-o  Jude Okonkwo-Hale: 1 change'
git checkout -q .
rm "$asha"
run ilp-diff --from HEAD asha-r
out_is "that a broken plan went can be told" 'asha-r  the plan is gone'

# ---- odd requests

bad() {
	title=$1 words=$2 said=$3
	school
	run sh -c "ilp-diff $words"
	rc_is "$title: exit 2" 2
	is "nothing is printed" "$out" ''
	err_has "$title" "$said"
}
bad "a day to come is refused" '--from 2026-12-01' 'has not come yet'
bad "also as the later one" '--to tomorrow --from today' 'has not come yet'
bad "days in the wrong order" '--from 2026-10-10 --to 2026-10-01' \
	'--from is later than --to'
bad "neither day nor revision" '--from nowhere' \
	'nowhere is no date and no revision of git'
bad "a slashed day" '--from 10/02/2026' 'as in 2026-10-02'
bad "two beginnings" '--from HEAD --since today' 'cannot both be given'
bad "an unknown plan" 'nobody --from HEAD' 'there is no plan nobody'
bad "an unknown group" '@nobody --from HEAD' '@nobody names no plans'

year
run ilp-diff --from 2020-01-01 --summary
rc_is "before the first commit" 0
err_is "it is said plainly" \
	'ilp-diff: note: nothing was committed yet on 2020-01-01: the first commit is of 2026-10-19'
out_has "and every plan is new" 'asha-r  Asha Rivers: the plan is new'

# ---- repositories of all kinds

git clone -q --bare "$T/year" "$T/bare.git"
cd "$T/bare.git" || exit 1
run ilp-diff asha-r
rc_is "a bare repository" 0
out_has "is compared up to its newest commit" \
	'since the check-in of 2026-11-06: 2 changes'
run ilp-diff --from 2026-10-23 --to 2026-10-30 --summary
out_is "between two days as well" \
	'asha-r  Asha Rivers: 2 changes (goals 1, steps 1)'

git clone -q --depth 3 "file://$T/year" "$T/shallow"
cd "$T/shallow" || exit 1
run ilp-diff asha-r
out_has "a shallow clone answers what it can" \
	'since the check-in of 2026-11-06'
run ilp-diff asha-r --from 2026-10-23
rc_is "and refuses what it cannot know" 4
err_has "with the day it begins" 'history is cut off at 2026-11-06'
run ilp-diff jude-o --summary
rc_is "since a check-in before that day" 0
err_has "it says where it begins" 'history is cut off at 2026-11-06'

cd "$T/year" || exit 1
git worktree add -q --detach "$T/tree" HEAD~1
cd "$T/tree" || exit 1
run ilp-diff asha-r --summary
out_is "another work tree, on no branch" \
	'asha-r  Asha Rivers, since the check-in of 2026-11-06: 1 change (reflections 1)'

git clone -q "$T/year" "$T/sparse"
cd "$T/sparse" || exit 1
git sparse-checkout set goals plans/biology-2
run ilp-diff --from HEAD
is "what a sparse checkout leaves out is not gone" "$out$rc" 0
run ilp-diff --from "$first" --summary
out_is "and still compared" \
	'asha-r  Asha Rivers: 6 changes (goals 2, steps 1, check-ins 2, reflections 1)'

school merging
git checkout -qb other && ilp-set asha-r stage=grade-11 >/dev/null
git checkout -q main && ilp-set asha-r stage=grade-12 >/dev/null
git -c merge.conflictStyle=merge merge -q other >/dev/null 2>&1
run ilp-diff --from HEAD --summary
rc_is "in the middle of a merge the plan in conflict is named" 3
err_has "and what git is doing" 'in the middle of a merge'

school unborn
rm -rf .git && git init -q
run ilp-diff --summary
rc_is "before the first commit of all" 0
err_is "it is said" ''
out_has "every plan is new" 'asha-r  Asha Rivers: the plan is new'
run ilp-diff --from today --summary
err_has "nothing has been committed" 'nothing has been committed yet'

school nogit
rm -rf .git
export GIT_CEILING_DIRECTORIES="$T"
run ilp-diff asha-r
rc_is "without git there is nothing to compare with" 4
err_has "and it is said so" 'there is no git repository around'
out_is "nothing is printed" ''

school sha256
rm -rf .git
git init -q --object-format=sha256 && git add -A && git commit -qm all
# Opening it, libgit2 itself loses some memory.
run env ASAN_OPTIONS=detect_leaks=0 ilp-diff asha-r
rc_is "a repository of another kind" 4
err_has "is refused in a sentence" 'SHA-256'

school odd
sed -i "s/^learner: .*/learner: \"A\\\\u0301 b\"/; s/^stage: .*/stage: a\\\\tb/" "$asha"
printf '\n## Own\n\n\033[31mred\n' >>"$asha"
run ilp-diff asha-r --from HEAD
not_ok "no escape of a plan reaches the terminal" \
	grep -q "$(printf '\033')" "$T/out"
run sh -c 'ilp-diff --from HEAD --json >/dev/full'
rc_is "a full disk is noticed" 4
printf 'asha-r\n' >"$T/names"
run sh -c 'ilp-diff --from HEAD --summary - <"$HOME/../names"'
out_has "plans may be named on standard input" 'asha-r'
done_testing
