#!/bin/sh
# ilp-edit: a plan by hand, checked before it is written; no text is lost.
. "${0%/*}/../lib.sh"
school
asha=plans/biology-2/asha-r.md
jude=plans/biology-2/jude-o.md
export GIT_EDITOR

# editor COMMANDS: what the editor does with the file $1.
editor() {
	printf '#!/bin/sh\n%s\n' "$1" >"$T/editor"
	chmod +x "$T/editor"
	GIT_EDITOR=$T/editor
}
changed() { git show --format= -U0 -- "$1" | grep '^[-+][^-+]'; }
commits() { git rev-list --count HEAD; }
# kept NAME: the one text that was kept aside; forget: takes all away.
kept() { cat .git/ilp-edit-"$1"-*.md; }
forget() { rm -f .git/ilp-edit-*; }
untouched() {
	is "$1: no commit, no file touched, no text but those kept" \
	    "$(commits) $(git status --porcelain)" "$before "
}

editor 'sed -i "s/^stage: .*/stage: grade-10/" "$1"'
run ilp-edit asha
rc_is "a plan is edited by hand" 0
is "just these bytes" "$(changed $asha)" "-stage: grade-9
+stage: grade-10"
is "one commit tells it as other commands do" "$(git log -1 --format=%B)" \
    "plan asha-r: stage

Plan: asha-r
Plan-Event: plan.stage
Plan-Author: j.ortiz"
is "the copy that the editor had is gone" "$(find .git -maxdepth 1 -name '*.md')" ''
before=$(commits)
editor 'echo "${1##*/}" >"$T/name"; stat -c %a "$1" >"$T/mode"'
export T
run ilp-edit asha
rc_is "an unchanged text is no" 1
err_has "and said so" "nothing is written"
untouched "unchanged"
has "the copy is named after the plan, as Markdown" "$(cat "$T/name")" \
    "ilp-edit-asha-r-"
is "and private" "$(cat "$T/mode")" 600

editor 'sed -i "s/^stage: /stage:   /" "$1"'
run ilp-edit asha
is "layout alone is written and committed" "$(git log -1 --format=%s)" \
    "plan asha-r: layout"
editor 'printf "\n## Later\n\nMore.\n" >>"$1"'
run ilp-edit asha tomas --by m.lindgren
rc_is "several plans in turn" 0
is "are one commit" "$(git log -1 --format=%s)" "edit: 2 plans"
has "of whom it is said" "$(git log -1 --format=%B)" "Plan-Author: m.lindgren"
git reset -q --hard HEAD~1
editor 'case $1 in *asha*) echo >>"$1" ;; esac'
run ilp-edit asha tomas
is "one that stays as it was has no part in it" "$(git log -1 --format=%s)" \
    "plan asha-r: layout"
editor 'sed -i "s/target: 0.7/target: 0.9/" "$1"'
run ilp-edit jude
is "CRLF stays" "$(changed $jude | tr '\r' '@')" "-    target: 0.7@
+    target: 0.9@"

# what is odd but no error is told, if it is new
editor 'sed -i "s/^stage: .*/stagge: 9/" "$1"'
run ilp-edit tomas
rc_is "an unknown key is no error" 0
err_has "but told" "stagge"
editor 'sed -i "s/^stagge: .*/stagge: 10/" "$1"'
run ilp-edit tomas
err_lacks "and not again" "warning: "
git reset -q --hard HEAD~2

# errors
before=$(commits)
editor 'sed -i "s/^begin: .*/begin: soon/;s/^ilp: 1/ilp: one/" "$1"'
run ilp-edit asha
rc_is "a text with errors is refused" 3
err_has "every error has its place" \
    "ilp-edit: plans/biology-2/asha-r.md:9:8: error: begin: soon is no date"
err_has "the other one too" "asha-r.md:2:6: error:"
err_has "and the text is kept" "your text is kept in $T/school/.git/ilp-edit-asha-r-"
has "just as it was typed" "$(kept asha-r)" "begin: soon"
untouched "errors"
forget
editor 'case $1 in *asha*) echo mine >>"$1" ;; *) : >"$1" ;; esac'
run ilp-edit asha tomas
rc_is "of several plans one is bad" 3
untouched "one bad of two"
has "the other text is kept too" "$(kept asha-r)" "mine"
is "each of the two is named" "$(grep -c 'is kept in' "$T/err")" 2
forget
editor 'case $1 in *asha*) echo mine >>"$1" ;; *) exit 7 ;; esac'
run ilp-edit asha tomas
rc_is "an editor that ends with an error" 4
has "loses nothing either" "$(kept asha-r)" "mine"
untouched "the editor failed"
forget
editor 'echo mine >>"$1"; exit 1'
run ilp-edit asha
err_has "also what it had itself" "ended with an error (1)"
has "is kept" "$(kept asha-r)" "mine"
forget
GIT_EDITOR=no-such-editor
run ilp-edit asha
rc_is "an editor that is not there" 4
err_has "is told" "cannot be started"
ok "and leaves nothing behind" test -z "$(find .git -name 'ilp-edit*')"
editor 'head -c 1100000 /dev/zero | tr "\0" x >>"$1"'
run ilp-edit asha
rc_is "a text beyond the limit" 3
ok "is kept" test -n "$(find .git -name 'ilp-edit*')"
forget
editor 'printf "\000" >>"$1"'
run ilp-edit asha
rc_is "a NUL byte is refused" 3
err_has "by name" "[nul]"
forget
editor 'sed -i "s/^ilp: 1/ilp: 9/" "$1"'
run ilp-edit asha
rc_is "a format of the future is not written" 3
err_has "and said so" "newer than this ilp writes"
forget
run ilp-edit
rc_is "a plan must be named" 2
run ilp-edit nobody
rc_is "and be known" 2
run ilp-edit asha --by 'No handle'
rc_is "--by wants a handle" 2
sed -i 's/^ilp: 1/ilp: 9/' $asha
editor 'echo never >"$T/never"'
run ilp-edit asha
rc_is "a plan of a newer ilp is left alone" 3
ok "and no editor opens" test ! -e "$T/never"
git checkout -q .

# changed underneath
editor 'printf "\ntheirs\n" >>'$asha'; printf "\nmine\n" >>"$1"'
run ilp-edit asha
rc_is "a plan that changes underneath" 5
has "keeps the other's words" "$(cat $asha)" "theirs"
has "and mine" "$(kept asha-r)" "mine"
is "without a commit" "$(commits)" "$before"
git checkout -q .
forget
editor 'rm '$asha'; echo mine >>"$1"'
run ilp-edit asha
rc_is "so does one that goes away" 5
has "my text is kept" "$(kept asha-r)" "mine"
git checkout -q .
forget
editor 'ilp-set tomas stage=grade-12; printf "\nmine\n" >>"$1"'
run ilp-edit asha
rc_is "others may write while the editor is open" 0
is "both are there" "$(git log -2 --format=%s)" "text asha-r: changed
plan tomas-b: stage"
git reset -q --hard HEAD~2
editor 'mkfifo .git/hold; flock .git/ilp-lock cat .git/hold & sleep 0.2
printf "\nmine\n" >>"$1"'
run env ILP_LOCK_WAIT=0 ilp-edit asha
rc_is "a lock that stays held" 5
has "loses nothing" "$(kept asha-r)" "mine"
echo >.git/hold
forget

# plans that commands refuse
sed -i 's/^learner:.*/learner: [/' $asha
editor 'sed -i "s/^learner: .*/learner: Asha/" "$1"'
run ilp-edit asha-r
rc_is "a plan that cannot be read is mended" 0
is "and said to be" "$(git log -1 --format='%s%n%(trailers:key=Plan)')" \
    "plan asha-r: mended (and edits by hand)
Plan: asha-r"
sed -i 's/^begin:.*/begin: soon/' $asha
git commit -qam 'A slip'
editor 'sed -i "s/^begin: .*/begin: 2026-08-24/" "$1"'
run ilp-edit asha
is "so is one with an error" "$(git log -1 --format=%s)" \
    "plan asha-r: mended"
printf '\nBy hand.\n' >>$asha
editor 'sed -i "s/^stage: .*/stage: 9/" "$1"'
run ilp-edit asha
is "edits that lay there already go along" "$(git log -1 --format=%s)" \
    "plan asha-r: stage (and edits by hand)"
err_has "and that is told" "had edits by hand"

# in the middle of a merge
git checkout -q -b side
sed -i 's/^stage:.*/stage: A/' $asha
git commit -qam 'A'
git checkout -q main
sed -i 's/^stage:.*/stage: B/' $asha
git commit -qam 'B'
git merge -q side >/dev/null 2>&1
before=$(commits)
editor 'sed -i "/^=======/,/^>>>>>>>/d;/^<<<<<<</d" "$1"'
run ilp-edit asha-r
rc_is "conflict markers can be mended in the middle of a merge" 0
err_has "without a commit" "written without a commit"
is "of which git knows" "$(commits) $(git status --porcelain)" \
    "$before UU $asha"
ok "and the plan is one again" ilp-check $asha
git add -A
ok "the merge can be finished" git commit -qm 'Merged'
run ilp-edit asha
is "no merge, nothing to say" "$err" "ilp-edit: note: the text is unchanged, so nothing is written"
printf '<<<<<<< a\n' >>$asha
git commit -qam 'Markers that were committed'
editor 'sed -i "/^<<<<<<</d" "$1"'
run ilp-edit asha-r
is "markers that lie in a commit too" "$(git log -1 --format=%s)" \
    "plan asha-r: mended"

# a dry run, JSON, no git
before=$(commits)
editor 'sed -i "s/^stage: .*/stage: 11/" "$1"'
run ilp-edit -n asha
out_has "a dry run prints the diff" "+stage: 11"
untouched "a dry run"
run ilp-edit --json asha
ok "JSON of what was done can be read" python3 -c '
import json, sys
d = json.load(open(sys.argv[1]))
assert d["changes"][0]["what"] == "plan.stage" and len(d["commit"]) == 40' \
    "$T/out"
editor 'sed -i "s/^stage: .*/stage: 12/" "$1"'
run ilp-edit --no-commit asha
is "without a commit the file is written" "$(git status --porcelain)" \
    " M $asha"
git checkout -q .
sed -i 's/^ids:.*/ids: opaque/' ilp.yml
git commit -qam 'Opaque'
run ilp-edit asha
is "under opaque ids a role stands for the name" \
    "$(git log -1 --format='%(trailers:key=Plan-Author)')" "Plan-Author: advisor"

# on a terminal: e again, k keeps
editor 'n=$(cat "$T/n" 2>/dev/null); echo "x$n" >"$T/n"
case $n in
"") sed -i "s/^begin: .*/begin: soon/" "$1" ;;
x) sed -i "s/^begin: .*/begin: never/" "$1" ;;
*) sed -i "s/^begin: .*/begin: 2026-08-25/" "$1" ;;
esac'
run sh -c "printf 'x\ne\n\n' | script -qec 'ilp-edit asha' /dev/null"
rc_is "on a terminal one can edit again, and again" 0
out_has "each error is told" "begin: never is no date"
is "until it is well" "$(changed $asha)" "-begin: 2026-08-24
+begin: 2026-08-25"
rm "$T/n"
before=$(commits)
run sh -c "echo k | script -qec 'ilp-edit asha' /dev/null"
rc_is "or keep the text aside" 3
untouched "kept aside"
has "as it was typed" "$(kept asha-r)" "begin: soon"
forget

rm -rf .git "$T/n"
editor 'sed -i "s/^stage: .*/stage: 13/" "$1"'
run env GIT_CEILING_DIRECTORIES="$T" ilp-edit asha --by j.ortiz
rc_is "it works without git" 0
ok "and writes" grep -q '^stage: 13' $asha
done_testing
