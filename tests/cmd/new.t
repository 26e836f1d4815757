#!/bin/sh
# ilp-new: one plan from a template.

. "${0%/*}/../lib.sh"
school
plan=plans/advisory-9/zoe-q.md
run ilp-new 'Zoë Q.' --group advisory-9 --set team.advisor=j.ortiz \
	--set stage=grade-9 --set 'x-club=Debate: the other side'
rc_is "a plan is made" 0
out_is "it prints the path" $plan
is "it is committed alone" "$(git show --format=%s --name-only)" "new: zoe-q

$plan"
has "the message has the plan" "$(git log -1 --format=%b)" 'Plan: zoe-q
Plan-Event: plan.added'
lacks "and not the name" "$(git log -1 --format=%B)" 'Zoë'
for line in 'learner: Zoë Q.' 'year: 2026-27' 'begin: 2026-10-20' \
    'stage: grade-9' '  advisor: j.ortiz' 'template: student' \
    "x-club: 'Debate: the other side'"; do
	ok "it says $line" grep -qxF -- "$line" $plan
done
run ilp-check --strict zoe-q
rc_is "the check is content with it" 0
is "also the strict one" "$out$err" ''
run ilp-list zoe-q --where goal.status=active
out_is "it claims no goal that nobody agreed to" ''
run ilp-goal add zoe-q 'Read aloud'
rc_is "a goal can be added" 0

run ilp-new 'Ada Quist' -t teacher --set begin=tomorrow
has "another template" "$(cat plans/ada-quist.md)" 'kind: teacher'
has "a date may be a word" "$(cat plans/ada-quist.md)" 'begin: 2026-10-21'
for t in student teacher; do
	ok "the template $t is one printed page" test \
		"$(sed 1,/^---$/d "$ILP_TEMPLATES/plan/$t.md" | wc -l)" -le 70
done

run ilp-new 'Zoë Q.'
out_is "a second one of the name gets a number" plans/zoe-q-2.md
run ilp-new 'Zoe' --id zoe-q
rc_is "an id that is taken is refused" 2
err_has "and where it is" $plan
run ilp-new 'Zoe' --id 'Zoe Q'
rc_is "an id has a form" 2
run ilp-new 'ليلى'
case $out in
plans/p-??????.md) pass "a name in another script gets an opaque id" ;;
*) fail "a name in another script gets an opaque id" "$out" "$err" ;;
esac
cd plans/biology-2 || exit 1
run ilp-new 'Mo A.' --group biology-2
out_is "the path is one that works from here" mo-a.md
run ilp-new 'Mo B.' --group advisory-9
out_is "also in another folder" ../advisory-9/mo-b.md
cd ../.. || exit 1

before=$(git rev-parse HEAD)
run ilp-new 'Mo C.' -n
out_has "a dry run shows the plan" '+learner: Mo C.'
run ilp-new Mo C.
rc_is "a name without its quotes is a usage error" 2
err_has "with the way out" "ilp-new 'Mo C.'"
run ilp-new ' '
rc_is "an empty name is refused" 3
run ilp-new 'Mo C.' --group 'Biology 2'
rc_is "a group has a form" 2
err_has "it says how" 'write biology-2'
run ilp-new 'Mo C.' --group files
rc_is "files is no group" 2
run ilp-new 'Mo C.' -t studnet
rc_is "an unknown template is a usage error" 2
err_has "did you mean" 'did you mean student?'
run ilp-new 'Mo C.' --set begin=soon
rc_is "a wrong value is refused" 3
run ilp-new 'Mo C.' --set 'team.coach=Ms. Lee'
rc_is "a name is no handle" 3
run ilp-new 'Mo C.' --set goals.x=1
rc_is "goals have their own command" 2
is "none of these made anything" "$(git rev-parse HEAD; git status --short)" \
	"$before"

run ilp-new --list-templates
out_has "templates come with a sentence" 'one page for a learner'
mkdir -p templates/plan
sed 's/^# one page for a learner.*/# how we do it/; s/^## Evidence/## Portfolio/' \
	"$ILP_TEMPLATES/plan/student.md" >templates/plan/student.md
run ilp-new --list-templates
out_has "the school's own are listed" 'how we do it'
ilp-new -q 'Own T.' >/dev/null
has "they win" "$(cat plans/own-t.md)" '## Portfolio'
lacks "their sentence stays with them" "$(cat plans/own-t.md)" 'how we do it'
echo 'no plan' >templates/plan/bad.md
run ilp-new 'Mo C.' -t bad
rc_is "a template that is no plan is refused" 3
err_has "it is named" templates/plan/bad.md:1
rm templates/plan/bad.md
run ilp-new --list-templates --json
out_has "with --json as a list" '"type": "template-list"'
has "that says which are the school's" "$(printf '%s' "$out" | tr -d ' \n')" \
	'{"name":"student","about":"howwedoit","school":true}'
run ilp-new --list-templates
out_lacks "in a pipe no sentence is cut" '…'
is "each template has a line of three columns" "$(printf '%s\n' "$out" |
	awk -F '  +' 'NF != 3')" ''
run script -qec 'TERM=xterm NO_COLOR=1 COLUMNS=80 ilp-new --list-templates' \
	/dev/null
out_lacks "nor on a terminal of 80 columns" '…'
ok "where no line is longer" test -z "$(tr -d '\r' <"$T/out" | grep -E '.{81}')"
for args in '--list-templates X' '--list-templates --roster x.csv' \
	'--list-templates -t student' '--list-templates --set a=b' \
	'--roster x.csv Mo' '--roster x.csv --id mo' 'Mo --map a=b' \
	'Mo --link https://example.org'; do
	run sh -c "ilp-new $args"
	rc_is "a usage error: $args" 2
	is "that makes nothing: $args" "$(git status --short plans)" ''
done
cd "$T" && run ilp-new --list-templates
rc_is "templates are listed outside of a repository too" 0

school opaque
sed -i 's/^ids:.*/ids: opaque/' ilp.yml
git commit -qam opaque
run ilp-new 'Zoë Q.'
lacks "opaque ids keep the name out of the path" "$out" zoe
lacks "and the commit tells nobody" "$(git log -1 --format=%B)" j.ortiz
run ilp-new 'Zoë Q.' --json
out_has "with --json it tells what was done" '"what": "plan.added"'
done_testing
