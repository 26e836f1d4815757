#!/bin/sh
# ilp-new --roster: a plan for each person who has none.

. "${0%/*}/../lib.sh"
school
head=$(git rev-parse HEAD)
run ilp-new --roster "$data/roster.csv"
rc_is "a roster is read" 0
is "a path for each new plan" "$(echo "$out" | wc -l)" 10
err_has "who has a plan is only counted" '4 of 14 have a plan already'
is "it is one commit" "$(git rev-list "$head..HEAD" | wc -l)" 1
is "its subject counts them" "$(git log -1 --format=%s)" 'new: 10 plans'
zoe=plans/advisory-10/zoe-harrowgate.md
for line in 'learner: Zoë Harrowgate' 'stage: grade-10' 'language: en' \
    '  learner: zoe.h' '  advisor: p.marsh' '  family: h.family'; do
	ok "a row becomes $line" grep -qxF -- "$line" $zoe
done
ok "an empty cell stays empty" grep -qxF '  family:' \
	plans/advisory-10/leif-sandgate.md
run ilp-check @advisory-10
is "the check is content with them" "$rc$out$err" 0
run ilp-check --strict @advisory-10
is "strictly, people.yml lacks the families" \
	"$(printf '%s\n' "$out" | sed -n 's/.*\[\(.*\)\]$/\1/p' | sort -u)" \
	handle-unknown
run ilp-new --roster "$data/roster.csv"
is "run again it adds nobody" "$rc$out" 0
{ cat "$data/roster.csv"; echo 'Ivo C.,ivo.c,9,biology-2,j.ortiz,,en'; } >r.csv
run ilp-new --roster r.csv
out_is "only who is new" plans/biology-2/ivo-c.md
ok "the new one alone is committed" test \
	"$(git show --format= --name-only)" = plans/biology-2/ivo-c.md
rm r.csv

run ilp-new --roster "$data/roster-teachers.csv" -t teacher --group staff
err_has "columns without a meaning are named" \
	'columns that are not used: subject, role'
has "a role is understood" "$(cat plans/staff/samuel-dray.md)" \
	'  coach: m.lindgren'

school maps
cat >r.csv <<-'END'
	Full Name;Student Number;Guide;Parents;Club;Homeroom
	Ana Ríos;0012;J.Ortiz;r.one,r.two;Debate;9b
	"Bo ""Kit"" Li";0013;;;"Chess
	and go";9b
END
run ilp-new --roster r.csv --map 'name=Full name' --map id=student_number \
	--map team.guide=Guide --map family=Parents --map x-club=Club \
	--map group=Homeroom
out_is "columns can be mapped" "plans/9b/ana-rios.md
plans/9b/bo-kit-li.md"
has "a number stays as it is written" "$(cat plans/9b/ana-rios.md)" \
	"person: '0012'"
has "a cell may hold several handles" "$(cat plans/9b/ana-rios.md)" \
'  family:
    - r.one
    - r.two'
has "handles are folded" "$(cat plans/9b/ana-rios.md)" '  guide: j.ortiz'
run ilp-new --roster r.csv --map 'name=Full name' --map id=student_number
is "the id knows them, in whatever group" "$rc$out" 0
run ilp-new --roster r.csv --map coch=Guide
rc_is "a key that is none is a usage error" 2
run ilp-new --roster r.csv --map coach=Guid
rc_is "so is a column that is not there" 2
err_has "the columns are told" 'Full Name, Student Number'

# Bad rows: each is named, nothing is made.
cat >bad.csv <<-'END'
	name,id,handle,email,group,begin
	One A,1,one.a,,9,2026-09-01
	Two B,2,Mr. B,,9,2026-09-01
	,3,,,9,
	Four D,4,four.d,,Room 9,
	Five E,5,five.e,,9,9/1/2026
	Six F,1,six.f,,9,
	Seven G,,,,9,
	Seven  G,,,,9,
	Eight H,,asha.r,,9,
	Nine I,hs-stu-001,,,9,
END
before=$(git rev-parse HEAD)
run ilp-new --roster bad.csv
rc_is "bad rows are wrong input" 3
for bad in '3: error: handle: Mr. B' '4: error: the row has no name' \
    '5: error: Room 9 cannot' '6: error: begin: 9/1/2026' \
    '2: error: lines 2 and 7 have the same id 1' '7: error: lines 2 and 7' \
    '8: error: lines 8 and 9 are of the same name and group' \
    '9: error: lines 8 and 9' '10: error: lines 10 and 11 both fit' \
    '11: error: lines 10 and 11'; do
	err_has "line $bad" "bad.csv:$bad"
done
out_is "no path is printed" ''
is "nothing is half made" "$(git rev-parse HEAD; git status --short plans)" \
	"$before"

school known
cat >r.csv <<-'END'
	first name,last name,e-mail,id
	A.,Rivers,ASHA.R@harbor.example,
	Mara,Lindgren,,
END
run ilp-new --roster r.csv
out_is "an address in people.yml knows a learner; a name alone, in no group, \
does not" plans/mara-lindgren.md
printf 'name,id,handle\nAsha Rivers,hs-stu-999,asha.r\n' >r.csv
run ilp-new --roster r.csv
rc_is "one handle with two ids is no guess" 3
printf 'name,id,group\nAsha Rivers,hs-stu-999,biology-2\n' >r.csv
run ilp-new --roster r.csv
out_is "of one name and group but with another id: somebody else" \
	plans/biology-2/asha-rivers.md
printf 'name,grade,stage\nX,9,year-1\n' >r.csv
run ilp-new --roster r.csv
rc_is "two columns for one thing are refused" 3
err_has "both are named" 'the columns grade and stage'
run ilp-new --roster r.csv --map grade=grade
rc_is "--map chooses" 0
has "grade 9 is a stage" "$(cat plans/x.md 2>/dev/null || cat plans/p-*.md)" \
	'stage: grade-9'
printf 'handle\na.b\n' >r.csv
run ilp-new --roster r.csv
rc_is "a roster needs names" 3
echo 'x: [' >>plans/staff/mara-l.md
sed -i '2s/.*/a: b: c/' plans/staff/mara-l.md
printf 'name\nSomebody New\n' >r.csv
run ilp-new --roster r.csv
rc_is "a plan that cannot be read may be anybody's" 3
err_has "it is named" plans/staff/mara-l.md:2
git checkout -q plans
run ilp-new --roster - <r.csv
out_is "a roster can come from a pipe" plans/somebody-new.md
run ilp-new --roster r.csv Somebody
rc_is "a name beside a roster is a usage error" 2
run ilp-new --roster none.csv
rc_is "a roster that is not there" 4
done_testing
