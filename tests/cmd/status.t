#!/bin/sh
# What ilp-status says of a school, and by which exit status.
. "${0%/*}/../lib.sh"
school

run ilp-status
rc_is "plans that need attention are no failure" 0
is "one line a plan below the headers" "$(wc -l <"$T/out" | tr -d ' ')" 7
is "the worst comes first" "$(sed -n '2s/ .*//p' "$T/out")" p-7f3k2q
is "a plan that needs nothing comes last" \
    "$(sed -n '$p' "$T/out" | tr -s ' ')" \
    "asha-r Asha Rivers 0/2 62% 0d 2026-11-06 - -"
out_has "sentences are whole in a pipe" \
    "the check-in promised for 2026-10-16 is 4 days late"
out_lacks "a plan of last year is not listed" asha-r-2025-26
err_is "there is nothing to complain about" ""

run ilp-status -v tomas
out_has "-v has every sentence" \
    "    nobody has written anything since 2026-10-09 (11 days)"
out_has "-v names who has not signed" "    not signed by: learner, family"

run ilp-status --past @past
out_has "--past shows the plans of last year" asha-r-2025-26

run ilp-status --group staff
is "--group keeps one group" \
    "$(sed -n '2,$s/ .*//p' "$T/out" | tr '\n' ' ')" "ines-c mara-l "

run ilp-status --sort name
is "--sort name goes by the learner" \
    "$(sed -n '2,$s/ .*//p' "$T/out" | tr '\n' ' ')" \
    "asha-r ines-c jude-o mara-l tomas-b p-7f3k2q "
run ilp-status --sort next
is "--sort next goes by the next check-in" \
    "$(sed -n '2,$s/ .*//p' "$T/out" | tr '\n' ' ')" \
    "p-7f3k2q jude-o tomas-b ines-c mara-l asha-r "
run ilp-status --sort age
rc_is "an unknown key to sort by is a usage error" 2

run ilp-status --only unaligned --only learner-quiet
is "--only shows the plans with one of the codes" \
    "$(sed -n '2,$s/ .*//p' "$T/out" | tr '\n' ' ')" "ines-c jude-o "
out_lacks "--only shows nothing but those codes" checkin-overdue
run ilp-status --only late
rc_is "an unknown code is a usage error" 2
err_has "and the codes are listed" "goal-due-soon"
run ilp-status --only goal-due-soon
rc_is "no plan with a code is an answer" 0
out_is "and prints nothing" ""

run ilp-status -q
rc_is "-q says by its exit status that plans need attention" 1
is "-q prints nothing" "$out$err" ""
run ilp-status -q asha-r
rc_is "-q is 0 where nothing does" 0
run ilp-status -q --only broken
rc_is "-q goes by the codes of --only" 0

run ilp-status --json asha-r
has "the JSON document has its day" "$(tr -d ' \n' <"$T/out")" \
    '{"ilp":1,"type":"status","today":"2026-10-20","plans":[{"id":"asha-r"'
has "goals are counted by status" "$(tr -d ' \n' <"$T/out")" \
    '"goals":{"proposed":1,"active":2,"met":0,"paused":0,"dropped":0}'
has "what is not known is null" "$(tr -d ' \n' <"$T/out")" \
    '"quiet_days":0,"attention":[],"error":null}]}'

ILP_TODAY=2026-11-06
run ilp-status -q --only checkin-overdue asha-r
rc_is "a check-in promised for today is not late" 0
ILP_TODAY=2026-11-07
run ilp-status --only checkin-overdue asha-r
out_has "the day after it is" \
    "the check-in promised for 2026-11-06 is 1 day late"
ILP_TODAY=2026-10-20

sed 's/^goals:/goals: [/' plans/biology-2/jude-o.md >bad
mv bad plans/biology-2/jude-o.md
run ilp-status
rc_is "a plan that cannot be read makes it exit 3" 3
is "it comes first" "$(sed -n '2s/ .*//p' "$T/out")" jude-o
is "the others are still served" "$(wc -l <"$T/out" | tr -d ' ')" 7
err_has "its error is told with its place" "plans/biology-2/jude-o.md:"
run ilp-status -q
rc_is "a broken plan wins over attention" 3
run ilp-status --json jude-o
has "the JSON document has the error" "$out" \
    '"error": "plans/biology-2/jude-o.md:'

mkdir empty && printf 'ilp: 1\n' >empty/ilp.yml
run ilp-status -C empty
rc_is "a repository without plans is no failure" 0
out_is "and has no lines" ""
err_has "but a word about it" "there are no plans"


ILP_ME=no.body
export ILP_ME
school mine
run ilp-status @me
rc_is "nobody's caseload is a usage error" 2
err_has "that says who I am" "you are no.body"
ILP_ME=j.ortiz
sed -i 's/title: /title: Now: /' plans/biology-2/jude-o.md
run ilp-status @me
rc_is "a plan that cannot be read may be mine" 3
is "so it stands first of mine" "$(sed -n '2s/ .*//p' "$T/out")" jude-o
run ilp-goal add @me --title 'Read'
rc_is "writers leave it alone" 0
run ilp-status @Biology-2
err_has "a group is suggested" "did you mean @biology-2?"
# ---- as it was

# on DAY: what follows happens on that day.
on() {
	export ILP_TODAY="$1" GIT_AUTHOR_DATE="$1T12:00:00+0000"
	export GIT_COMMITTER_DATE="$GIT_AUTHOR_DATE"
}
# said KEY...: of the one plan of the document.
said() {
	python3 -c '
import json, sys
p = json.load(open(sys.argv[1]))
q = p["plans"][0]
print(p["today"], q["goals"]["active"], q["goals"]["met"], q["quiet_days"],
    (q["last_entry"] or {}).get("date"))' "$T/out"
}
on 2026-10-20
school past
on 2026-10-26
ilp-checkin mara-l --by p.marsh -m 'We met.' >/dev/null 2>&1
on 2026-11-02
ilp-goal met mara-l wait-time >/dev/null 2>&1
on 2026-11-09
run ilp-status mara-l --at 2026-10-29 --json
rc_is "where a plan stood on a day" 0
now=$(said)
is "is told as of that day" "${now%% *} ${now##* }" '2026-10-29 2026-10-26'
has "quiet days are counted to that day" "$now" ' 3 '
run ilp-status mara-l --at 2026-11-02 --json
after=$(said)
not_ok "a goal met later is not met then" \
	test "$(echo "$now" | cut -d' ' -f3)" = "$(echo "$after" | cut -d' ' -f3)"
run ilp-status mara-l --at HEAD~1 --json
is "a revision is of its commit's day" "$(said | cut -d' ' -f1)" 2026-10-26
run ilp-status --at 2026-10-01
rc_is "before the first commit there were no plans" 0
out_is "so nothing is shown" ''
err_is "and it is said" 'ilp-status: note: nothing was committed yet on 2026-10-01: the first commit is of 2026-10-20'
run ilp-status --at 2026-10-01 --json
out_has "nor in the document" '"plans": []'
for x in 2026-12-24 nowhere HEAD..HEAD --all 'HEAD HEAD' ''; do
	run ilp-status --at "$x"
	rc_is "refused: --at '$x'" 2
	is "and nothing is shown" "$out" ''
done
printf '\n<<<<<<< mine\n' >>plans/biology-2/jude-o.md
git commit -qam 'broken by hand'
git checkout -q HEAD~1 -- plans/biology-2/jude-o.md
run ilp-status --at HEAD @biology-2
rc_is "a plan that could not be read then is told" 3
out_has "beside the others" 'asha-r'
git clone -q --bare . "$T/bare.git"
run ilp-status -C "$T/bare.git" mara-l --at 2026-10-29 --json
is "a bare repository knows it too" "$(said)" "$now"
git clone -q --depth 1 "file://$PWD" "$T/shallow"
run ilp-status -C "$T/shallow" --at 2026-10-30
rc_is "a shallow clone does not know what was before it" 4
err_has "and says so" 'history is cut off at 2026-11-09'
on 2026-10-20
school sha256
rm -rf .git
git init -q --object-format=sha256 && git add -A && git commit -qm all
run ilp-status --at HEAD asha-r
rc_is "a repository with other ids is read by git" 0
out_has "as any other" 'asha-r'
rm -rf .git
export GIT_CEILING_DIRECTORIES="$T"
run ilp-status --at yesterday
rc_is "without git there is no past" 4
err_has "and it is said so" 'there is no git repository around'
done_testing
