#!/bin/sh
# ilp-undo: what a command did is taken back, and nothing else.

. "${0%/*}/../lib.sh"
asha=plans/biology-2/asha-r.md
jude=plans/biology-2/jude-o.md

# as NAME COMMAND...: as somebody else of the school.
as() {
	who=$1; shift
	GIT_AUTHOR_NAME="$who" GIT_AUTHOR_EMAIL="$who@harbor.example" "$@"
}
count() { git rev-list --count HEAD; }

# unlike the rest of the plan: somebody changes lines that no test touches.
elsewhere() {
	sed -i -e 's/^year: .*/year: 2027-28/' \
		-e '$a\\n## Own words of a later day\n\nKept.' plans/biology-2/*.md
	as mara git commit -qm 'by hand, later' plans
}

# ---- each kind of commit, alone and under later edits

kind() {
	again
	run sh -c "$1"
	rc_is "$1" 0
	is "one commit" "$(count)" 2
	made=$(git rev-parse HEAD)
	run ilp-undo
	rc_is "is undone" 0
	ok "to the byte" git diff --exit-code "$began"
	is "by one commit" "$(count)" 3
	ok "the tree is clean" test -z "$(git status --porcelain)"
	run ilp-undo --redo
	ok "and done again to the byte" git diff --exit-code "$made"

	git reset -q --hard "$made"
	elsewhere
	run ilp-undo
	rc_is "is undone below later edits" 0
	ok "which stay, to the byte" diff -r plans "$T/want"
}
school
elsewhere
cp -R plans "$T/want"
printf 'A map.\n' >"$T/map.txt"
while IFS= read -r row; do
	kind "$row"
done <<END
ilp-set asha-r stage=grade-10
ilp-set asha-r groups+=chess team.coach=m.lindgren x-hall=east
ilp-set asha-r --unset x-locker --unset related
ilp-set @biology-2 team.mentor=m.lindgren
ilp-goal add asha-r 'Read a map of the river' --due 2027-03-01
ilp-goal add @biology-2 --title 'Visit the weir' --supports belonging
ilp-goal set asha-r annotate-sources target=9 due=2027-01-15
ilp-goal unset asha-r annotate-sources why
ilp-goal start asha-r lead-discussion
ilp-goal met asha-r annotate-sources
ilp-goal pause asha-r annotate-sources --reason 'a term abroad'
ilp-goal drop asha-r annotate-sources --reason 'another school'
ilp-goal propose asha-r annotate-sources
ilp-step add asha-r annotate-sources 'Ask the librarian' --due 2026-11-20
ilp-step done asha-r annotate-sources 3
ilp-step undo asha-r annotate-sources 1
ilp-checkin asha-r -m 'We talked.' --next 2026-11-03
ilp-checkin @biology-2 -m 'The class met.'
ilp-reflect asha-r -g annotate-sources=4 -m 'I drew the weir.'
ilp-profile asha-r add strengths 'asks good questions'
ilp-profile asha-r drop interests 'river ecology'
ilp-profile asha-r add dreams 'a boat of her own'
ilp-evidence asha-r annotate-sources --link https://example.org/w -m Notes
ilp-evidence asha-r annotate-sources --file '$T/map.txt' -m Map
ilp-review asha-r --kind interim -g annotate-sources=4 -m 'Half way.'
ilp-sign asha-r --role advisor
ilp-new --shared-goal 'Read widely'
ilp-new --resource 'A film on weirs'
ilp-new --from asha-r --group next --set year=2027-28
EDITOR='sed -i s/^stage:.*/stage:\ grade-11/' ilp-edit asha-r
END

# ---- plans that come and go

again
run ilp-new 'Nia Moss' --group chemistry-3
run ilp-undo
rc_is "a new plan is taken back" 0
ok "its file and its folder are gone" test ! -e plans/chemistry-3
ok "HEAD is as before" git diff --exit-code HEAD~2
run ilp-undo --redo
ok "it comes back" test -f plans/chemistry-3/nia-moss.md
run ilp-undo
run ilp-new 'Nia Moss' --group physics-1
run ilp-undo --redo
rc_is "nothing of an older undo" 1
err_has "comes back where somebody of that id is by now" \
	'there is such a file again'

again
run ilp-new --roster "$data/roster.csv" --group fresh
ok "a roster made plans" test "$(find plans/fresh -name '*.md' | wc -l)" -gt 2
run ilp-undo
rc_is "all of them go at once" 0
ok "with their folder" test ! -e plans/fresh
ok "and HEAD is as before" git diff --exit-code HEAD~2
run ilp-undo --redo
first=$(find plans/fresh -name '*.md' | sort | head -n1)
run ilp-undo --list
is "it can be undone again" "$(echo "$out" | grep -c 'new: ')" 1
echo 'A word more.' >>"$first"
as mara git commit -qm 'a word more' "$first"
id=$(git rev-parse --short=7 HEAD)
as mara git commit -q --allow-empty -m 'Mara was here'
run ilp-undo
rc_is "one plan that was worked on keeps all of them" 1
err_has "it is named" "$(basename "$first" .md): this cannot be taken back"
err_has "and why, and by whom" "it has been worked on since, by mara on \
2026-10-20 ($id)"
ok "nothing is changed" git diff --quiet HEAD

again
run ilp-evidence asha-r annotate-sources --file "$T/map.txt" -m Map
echo scribble >>plans/biology-2/files/asha-r/map.txt
run ilp-undo
rc_is "a file that was changed since stays" 1
err_has "and is named" 'plans/biology-2/files/asha-r/map.txt: this cannot'
ok "so does the plan" git diff --quiet HEAD -- $asha
git checkout -q plans
run ilp-undo
rc_is "else it goes" 0
ok "and what was there before stays" test -f \
	plans/biology-2/files/asha-r/river-map.txt

# ---- later changes on the same lines

again
run ilp-goal set asha-r annotate-sources due=2027-01-15
run as mara ilp-goal set asha-r annotate-sources due=2027-02-01
id=$(git rev-parse --short=7 HEAD)
run ilp-undo
rc_is "a value that somebody changed again stays" 1
err_has "which is said in plan words" "asha-r: this cannot be taken back: \
the same lines were changed since, by mara on 2026-10-20 ($id): goal \
annotate-sources: due 2027-01-15 -> 2027-02-01"
err_has "and what to do" 'try: nothing was changed'
is "nothing is committed" "$(count)" 3
ok "nothing is changed" git diff --quiet HEAD
run as mara ilp-undo
run ilp-undo
rc_is "once that is undone the older one can be" 0
ok "to the byte" git diff --exit-code HEAD~4

again
run ilp-goal set asha-r annotate-sources due=2027-01-15
sed -i 's/due: 2027-01-15/due: 2027-03-01/' $asha
run ilp-undo
rc_is "so does one that was changed by hand" 1
err_has "which is said too" 'by hand and not committed: goal annotate-sources'
git checkout -q .
echo 'A line by hand.' >>$asha
run ilp-undo
rc_is "an edit by hand elsewhere" 0
err_has "goes along" 'they go along'
ok "and stays" grep -q 'A line by hand' $asha

again
run ilp-checkin asha-r -m 'First talk.'
run as mara ilp-checkin asha-r -m 'Second talk, right below.' --by m.lindgren
run ilp-undo
rc_is "an entry right below is nothing in the way" 0
ok "the one is gone" test "$(grep -c 'First talk' $asha)" -eq 0
ok "the other there" grep -q 'Second talk' $asha
ok "and the plan is well" ilp-check asha-r

again
run ilp-reflect asha-r -g annotate-sources=4 -m 'Four now.'
run as mara ilp-checkin asha-r -g annotate-sources=4 -m 'Four.' --by mara
run ilp-undo
rc_is "a reading that somebody gave again keeps its value" 1
err_has "which is said" 'a later reading (of 2026-10-20) says 4'

again
run ilp-goal add asha-r 'Visit the weir'
run as mara ilp-checkin asha-r -g visit -m 'Visited.' --by mara
run ilp-undo
rc_is "a goal that a later entry names stays" 1
err_has "which is said" 'names the goal visit-the-weir'

again
run ilp-goal add asha-r 'Visit the weir'
run as mara ilp-step add asha-r visit 'Take the bus'
run ilp-undo
rc_is "a goal that got a step since stays" 1
err_has "and whose step it is" 'by mara on'

again
run ilp-new --shared-goal 'Read widely'
run as mara ilp-goal set asha-r annotate-sources supports+=read-widely
run ilp-undo
rc_is "a shared goal that a plan supports stays" 1
err_has "which is said" "goals/read-widely.md: this cannot be taken back: a \
goal of asha-r names it"

again
run ilp-set asha-r groups+=chess
run as mara ilp-set asha-r groups+=choir
run ilp-undo
rc_is "an item of a list goes from among later ones" 0
is "which stay" "$(sed -n '/^groups/,/^cad/p' $asha)" 'groups:
  - river-club
  - choir
cadence: 2 weeks'

again
run ilp-set asha-r stage=grade-10
mkdir plans/chem && git mv $asha plans/chem/ && as mara git commit -qm moved
run ilp-undo
rc_is "a plan that was moved is followed" 0
ok "and restored where it is" grep -q '^stage: grade-9$' plans/chem/asha-r.md
again
run ilp-set asha-r stage=grade-10
git rm -q $asha && as mara git commit -qm gone
run ilp-undo
rc_is "a plan that is gone" 1
err_has "is said to be" 'its file is not there any more, by mara'

# ---- whose, and which

again
run as mara ilp-set asha-r stage=grade-10
run ilp-undo
rc_is "what others did is not undone" 1
err_has "it is said what counts" 'nothing of yours to undo'
run ilp-undo -q
err_is "-q says nothing" ''
sed -i s/grade-10/grade-11/ $asha && git commit -qam 'by hand'
run ilp-undo
rc_is "nor is what was done by hand" 1
mkdir "$T/new" && cd "$T/new" && run ilp-init --name New
run ilp-undo
rc_is "nor is the beginning" 1
run ilp-new 'Nia Moss'
run ilp-undo
rc_is "the first plan can be" 0
ok "and leaves the beginning" test -z "$(git diff HEAD~2)"

school
run ilp-set asha-r stage=grade-10
GIT_AUTHOR_EMAIL=J.Ortiz@Harbor.example run ilp-undo
rc_is "capitals in an address make nobody else" 0

again
for i in 1 2 3; do run ilp-set asha-r x-n=$i; done
run ilp-undo
run ilp-undo
ok "again and again goes further back" grep -q '^x-n: 1$' $asha
run ilp-undo
ok "to the start" git diff --quiet HEAD~6
run ilp-undo
rc_is "and there it ends" 1
for i in 1 2 3; do run ilp-undo --redo; done
ok "redo goes the way back" grep -q '^x-n: 3$' $asha
run ilp-undo --redo
rc_is "to its end" 1
run ilp-undo
ok "and undo begins anew there" grep -q '^x-n: 2$' $asha
run git revert --no-edit HEAD~8
run ilp-undo --list
out_lacks "what git reverted is not to be undone again" "x-n: 1"

again
run ilp-set asha-r stage=grade-10
run ilp-set tomas-b stage=grade-10
run ilp-undo asha
rc_is "the last commit of one plan" 0
ok "is undone" git diff --quiet HEAD~3 -- $asha
ok "that of another plan is not" grep -q '^stage: grade-10$' \
	plans/biology-2/tomas-b.md

again
run ilp-checkin @biology-2 -m 'The class met.'
run ilp-undo asha-r
rc_is "one plan's part of a commit of several" 0
ok "is undone" git diff --quiet HEAD~2 -- $asha
ok "the others' is not" grep -q 'The class met' $jude
has "the commit says so" "$(git log -1 --format=%B)" \
	"Plan-Undo: $(git rev-parse HEAD~1) asha-r"
run ilp-undo asha-r
rc_is "it is not undone twice" 1
run ilp-undo
rc_is "then the rest" 0
ok "is undone" git diff --quiet HEAD~3
run ilp-undo
rc_is "and nothing is left" 1
run ilp-undo --redo
ok "the rest comes back" grep -q 'The class met' $jude
ok "alone" test "$(grep -c 'The class met' $asha)" -eq 0

again
i=0
while test $i -lt 60; do
	i=$((i + 1))
	printf '%s\n' --- 'ilp: 1' "learner: Pupil $i" --- >plans/p-$i.md
done
git add . && git commit -qm sixty
run ilp-set 'plans/p-7.md' x-a=1
run sh -c 'ilp-list -p | grep plans/p- | ilp-set - stage=grade-9'
is "sixty in one commit" "$(git show --format= --name-only | wc -l)" 60
run ilp-undo p-7
rc_is "one of sixty" 0
is "is one" "$(git show --format= --name-only)" plans/p-7.md
run ilp-undo
rc_is "and then the others" 0
is "are the others" "$(git show --format= --name-only | wc -l)" 59

# Two clones of one person.
again
git clone -q . "$T/clone"
run ilp-set asha-r stage=grade-10
cd "$T/clone" || exit 1
export GIT_COMMITTER_DATE='2026-10-20T10:00:00+0000'
run ilp-set tomas-b stage=grade-11
export GIT_COMMITTER_DATE='2026-10-20T11:00:00+0000'
cd "$T/school" && git pull -q --no-rebase --no-edit "$T/clone" main
run ilp-undo
rc_is "what came from the other computer" 0
ok "was the last, and is undone" git diff --quiet HEAD~2 -- \
	plans/biology-2/tomas-b.md
run ilp-undo
ok "then what was done here" git diff --quiet HEAD~3^ -- $asha
export GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE

# ---- options

again
run ilp-goal set asha-r annotate-sources target=9
run ilp-undo -n
rc_is "a dry run is no error" 0
out_has "it prints the difference" '+    target: 4'
is "and commits nothing" "$(count)" 2
ok "nor writes" git diff --quiet HEAD
run ilp-undo --list
rc_is "the list is no error" 0
out_has "it has date, commit and subject" \
	"2026-10-20 09:00  $(git rev-parse --short=7 HEAD)  goal annotate-sou"
run ilp-undo --list --json
out_has "as JSON too" '"type": "undo-list"'
out_has "with the whole id" "\"commit\": \"$(git rev-parse HEAD)\""
run ilp-undo --list jude-o
out_is "of a plan that has none it is empty" ''
run ilp-undo --json
out_has "--json tells what changed" '"what": "goal.target"'
out_has "of which plan" '"plan": "asha-r"'
err_has "what was undone is said" "taken back: goal annotate-sources: target \
4 -> 9 (of 2026-10-20 09:00, $(git rev-parse --short=7 HEAD~1))"
is "the message has everything" "$(git log -1 --format=%B)" \
"undo: goal annotate-sources: target 4 -> 9

Plan: asha-r
Plan-Goal: annotate-sources
Plan-Event: goal.target
Plan-Undo: $(git rev-parse HEAD~1)
Plan-Author: j.ortiz"
run ilp-goal set asha-r annotate-sources target=9
run ilp-undo --no-commit
is "--no-commit" "$(count)" 4
ok "writes all the same" grep -q '^    target: 4$' $asha

while read -r want words; do
	run sh -c "$words"
	rc_is "refused: $words" "$want"
done <<'END'
2 ilp-undo asha-r tomas-b
2 ilp-undo @biology-2
2 ilp-undo nobody
2 ilp-undo --redo asha-r
2 ilp-undo --redo --list
2 ilp-undo --by j.ortiz
END

# ---- odd repositories

school
rm -rf .git
run ilp-undo
rc_is "without git" 4
err_has "there is no history" 'no history to undo from'
run ilp-undo --list
rc_is "nor a list" 4

school
git checkout -q --orphan new && run ilp-undo
rc_is "a branch without commits has nothing to undo" 1

school
run ilp-set asha-r stage=grade-10
git checkout -q --detach
run ilp-undo
rc_is "off any branch it works" 0
ok "and moves no branch" test "$(git rev-list --count main)" -eq 2

school
run ilp-set asha-r stage=grade-10
git checkout -q -b other HEAD~1 && echo 1 >x && git add x && git commit -qm 1
git checkout -q main && echo 2 >x && git add x && git commit -qm 2
git merge -q other >/dev/null 2>&1
run ilp-undo
rc_is "in the middle of a merge" 4
err_has "it is refused" 'in the middle of a merge'

again
run ilp-set asha-r stage=grade-10
git clone -q --depth 1 "file://$T/school" "$T/shallow"
cd "$T/shallow" || exit 1
run ilp-undo
rc_is "where a shallow clone ends" 4
err_has "what was before is not known" 'this clone is shallow'
run ilp-undo --redo
err_has "nor what is older" 'git fetch --unshallow'

school
sed -i 's/$/\r/' $asha && git commit -qam CRLF
run ilp-checkin asha-r -m 'One talk.'
run ilp-goal set asha-r annotate-sources target=9
run ilp-undo
run ilp-undo
rc_is "a plan with CRLF" 0
ok "is as before to the byte" git diff --exit-code HEAD~4
again
printf '%s' "$(cat $asha)" >$asha.new && mv $asha.new $asha
git commit -qam 'no last newline'
run ilp-checkin asha-r -m 'One talk.'
run ilp-undo
ok "so is one without its last newline" git diff --exit-code HEAD~2

again
git config core.autocrlf true && git config core.safecrlf false
printf '* text=auto\n' >.gitattributes && git add . && git commit -qm auto
rm $asha && git checkout -q $asha
run ilp-goal set asha-r annotate-sources target=9
run ilp-undo
rc_is "where git converts line ends" 0
ok "the file keeps them" test "$(grep -c 'target: 4.$' $asha)" -eq 1

school
mkdir -p .git/hooks
printf '#!/bin/sh\nexit $(cat .git/answer)\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit && echo 0 >.git/answer
run ilp-new 'Nia Moss' --group chem
echo 1 >.git/answer
run ilp-undo
rc_is "a hook may refuse" 4
ok "then nothing has changed" test -f plans/chem/nia-moss.md -a \
	-z "$(git status --porcelain)"
echo 0 >.git/answer
run ilp-undo
rc_is "or allow" 0
ok "then the plan is gone" test ! -e plans/chem
ok "and the tree clean" test -z "$(git status --porcelain)"

school
run sh -c 'ilp-undo --list --json >/dev/full'
rc_is "a full disk is noticed" 4
run ilp-undo plans/biology-2/
ok "a folder is no plan" test "$rc" -eq 2
run ilp-set asha-r stage=grade-10
run sh -c 'ilp-undo -n >/dev/full'
rc_is "also by a dry run" 4
done_testing
