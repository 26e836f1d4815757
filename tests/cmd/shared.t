#!/bin/sh
# ilp-new --shared-goal and --resource: what all plans of a school share.
. "${0%/*}/../lib.sh"
school
commits() { git rev-list --count HEAD; }

run ilp-new --shared-goal 'Every family is called: "good news" first' \
	--set owner=p.marsh --set owner=m.lindgren --set due=2027-03-26 \
	--set target=2 --set 'measure=calls a month' --set 'x-board=item #4'
rc_is "a shared goal is made" 0
goal=goals/every-family-is-called.md
out_is "its id is made of the first words" $goal
is "one commit holds it alone" "$(git show --format=%s --name-only)" \
	"new shared goal: every-family-is-called

$goal"
is "its facts stand in the order of the manual, quoted where they must be" \
	"$(sed '/^# /,$d' $goal)" "---
ilp: 1
title: 'Every family is called: \"good news\" first'
owner:
  - p.marsh
  - m.lindgren
year: 2026-27
measure: calls a month
target: 2
due: 2027-03-26
x-board: 'item #4'
---"
ok "it reads as a document" grep -qxF \
	'# Every family is called: "good news" first' $goal
ok "that asks for words" grep -q '^<!-- Why does this matter' $goal
ok "no line is longer than a page" test -z "$(grep -E '.{81}' $goal)"

run ilp-new --resource 'Margin notes, the short film' \
	--link 'https://example.org/film?a=1&b=2' --set medium=video \
	--set tags=reading --set 'tags=a, b' --set supports=district-literacy \
	--set date=yesterday
rc_is "a resource is made" 0
res=resources/margin-notes-the-short.md
out_is "where resources are" $res
is "by whom and when goes without saying, but may be said" \
	"$(sed '/^# /,$d' $res)" "---
ilp: 1
title: Margin notes, the short film
link: https://example.org/film?a=1&b=2
medium: video
tags:
  - reading
  - a, b
supports:
  - district-literacy
by: j.ortiz
date: 2026-10-19
---"
err_has "the day that was meant is told" 'yesterday is 2026-10-19'
ok "it has room for its discussion" grep -qx '## Discussion' $res
is "its commit says so" "$(git log -1 --format=%s)" \
	'new resource: margin-notes-the-short'
lacks "and not its title" "$(git log -2 --format=%B)" film
run ilp-check --strict
lacks "the strict check is content with it" "$out$err" margin-notes-the

# ---- who supports it ----

run ilp-list --where goal.supports=district-literacy
out_is "the plans that support a shared goal" "asha-r
tomas-b"
ilp-goal set -q jude-o arrive-on-time supports+=every-family-is-called
run ilp-list -w goal.supports=every-family-is-called
out_is "also a new one" jude-o
run ilp-check --strict jude-o
lacks "which the strict check knows" "$out$err" support-unknown

# ---- ids ----

run ilp-new --shared-goal 'Every family is called twice'
out_is "an id that is in use gets a number" goals/every-family-is-called-2.md
run ilp-new --resource 'Every family is called'
out_is "a resource may have the id of a goal" \
	resources/every-family-is-called.md
run ilp-new --shared-goal 'Lesen' --id read-2030
out_is "an id of one's own choice" goals/read-2030.md
git mv goals/read-2030.md goals/Read-2030.md && git commit -qm 'Odd case'
run ilp-new --shared-goal 'Lesen' --id read-2030
rc_is "an id in use is refused, whatever its case" 2
err_has "with what to do" 'choose another --id, or edit goals/read-2030.md'
run ilp-new --resource 'القراءة'
case $out in
resources/g-??????.md) pass "a title in another script gets an opaque id" ;;
*) fail "a title in another script gets an opaque id" "$out" "$err" ;;
esac
ok "its heading is the title" grep -qx '# القراءة' "$out"
cd plans/staff || exit 1
run ilp-new --resource 'From below'
out_is "the path is one that works from here" ../../resources/from-below.md
cd ../.. || exit 1

# ---- together with all other commands ----

before=$(git rev-parse HEAD)
run ilp-new --shared-goal 'Not yet' -n
out_has "a dry run shows the file" '+title: Not yet'
out_has "as git would" '+++ b/goals/not-yet.md'
is "and makes nothing" "$(git rev-parse HEAD; git status --short)" "$before"
run ilp-new --shared-goal 'By program' --json
out_has "with --json the path" '"goals/by-program.md"'
run ilp-new --resource 'A hint' --set supports=district-litercy
rc_is "a shared goal that is not there is no error" 0
err_has "but a slip is told" 'did you mean district-literacy?'
run ilp-new --resource 'Later' --set supports=something-else
err_has "as is one to come" 'there is no shared goal something-else yet'
run ilp-new --shared-goal 'Kept aside' --no-commit
is "without a commit" "$(git status --porcelain)" '?? goals/kept-aside.md'
rm goals/kept-aside.md
sed -i 's/^ids:.*/ids: opaque/' ilp.yml && git commit -qam opaque
run ilp-new --shared-goal 'Read more'
out_is "under opaque ids too, since it is nobody's name" goals/read-more.md
lacks "but the commit tells nobody" "$(git log -1 --format=%B)" j.ortiz
rm -rf .git goals resources
run ilp-new --resource 'First of all'
out_is "without git, and without the folder" resources/first-of-all.md

# ---- what is refused ----

school
before=$(git rev-parse HEAD)
while IFS='|' read -r want words args; do
	run sh -c "ilp-new $args"
	rc_is "refused: $args" "$want"
	err_has "with a reason: $args" "$words"
done <<'END'
3|the title must be a line|--shared-goal ' '
3|the title must be a line|--resource ''
3|the title must be a line|--resource "$(printf 'a\nb')"
3|the title must be a line|--resource "$(printf 'a\377')"
3|control character|--shared-goal "$(printf 'a\033[1m')"
3|is no date|--shared-goal A --set due=2026-02-30
3|date|--shared-goal A --set due=soonish
3|is no address of a page|--resource A --link www.example.org
3|is no address of a page|--resource A --set link=javascript:x
3|blank|--resource A --link 'https://example.org/a b'
3|before its @|--resource A --link https://me:secret@example.org/
2|there is no key link|--shared-goal A --set link=https://example.org
2|did you mean owner?|--shared-goal A --set ownr=a
2|there is no key due|--resource A --set due=2026-10-20
2|area is no list|--shared-goal A --set area=a --set area=b
2|title|--shared-goal A --set title=B
2|ilp|--shared-goal A --set ilp=2
2|form KEY=VALUE|--shared-goal A --set area
2|choose another --id|--shared-goal A --id district-literacy
2|cannot be the name|--shared-goal A --id 'Read More'
2|cannot be the name|--shared-goal A --id con
2|exclude each other|--shared-goal A --resource B
2|exclude each other|--shared-goal A --list-templates
2|exclude each other|--resource A --from asha-r
2|exclude each other|--resource A --roster x.csv
2|--link goes with --resource|--shared-goal A --link https://example.org
2|-t goes with plans|--resource A -t student
2|--group goes with plans|--resource A --group staff
2|-g goes with --from|--shared-goal A -g x
2|put quotes around|--shared-goal Read more
END
is "none of these made anything" "$(git rev-parse HEAD; git status --short)" \
	"$before"
mkdir outside && mv resources outside && ln -s outside/resources resources
run ilp-new --resource 'Elsewhere'
rc_is "a folder that is a link is not followed" 4
is "and nothing lands behind it" "$(ls outside/resources)" margin-notes.md
done_testing
