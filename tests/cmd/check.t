#!/bin/sh
# What ilp-check finds, and where it says it is.
. "${0%/*}/../lib.sh"
school
ILP_TODAY=2026-11-01

run ilp-check
rc_is "a school that is well" 0
out_is "is silence" ""
run ilp-check --strict
rc_is "looked at strictly there is something in every school" 1
is "each with its place" \
    "$(sed -n 's/^\([^ ].*\): warning: .*\[\(.*\)\]/\1 \2/p' "$T/out")" \
    "plans/advisory-9/p-7f3k2q.md:14:11 handle-unknown
plans/biology-2/asha-r.md:87:3 goal-no-measure
plans/biology-2/jude-o.md:13:11 handle-unknown
plans/biology-2/tomas-b.md:12:63 handle-unknown
plans/staff/mara-l.md:67:3 goal-no-due"
run ilp-check --strict @staff
out_lacks "words choose there, too" biology-2

# ---- one plan

cat >draft.md <<-'END'
	---
	ilp: 1
	learner: Ada
	follows: nobody
	stge: grade-9
	x-bus: 7
	goals:
	  read-daily:
	    title: Read
	    tilte: Read more
	    due: soon
	    scale: mastry
	    supports: [belonging, district-literac]
	    follows: asha-r/annotate-source
	---

	## Goals

	### read-dayly

	## Check-ins

	### 2026-10-01 j.ortiz {goals=read-daily goal=speak}
END
run ilp-check draft.md
rc_is "a draft outside plans/ is checked" 1
out_is "path, line, column, what is wrong, its code and what to try" \
    "draft.md:11:10: error: due: soon is no date [date]
  try: write a real date as year-month-day: 2026-10-02"
run ilp-check --strict draft.md
is "strict says what may be a slip" \
    "$(sed -n 's/^\(draft.md:[0-9]*\):.*\[\(.*\)\]/\1 \2/p' "$T/out")" \
    "draft.md:4 follows-unknown
draft.md:5 key-unknown
draft.md:8 goal-no-due
draft.md:10 key-unknown
draft.md:11 date
draft.md:12 goal-scale
draft.md:13 support-unknown
draft.md:14 goal-follows
draft.md:19 goal-heading-unknown
draft.md:23 entry-key-unknown
draft.md:23 entry-goal-unknown"
out_has "with what was meant" "try: did you mean stage?"
run ilp-check -q draft.md
rc_is "-q only answers" 1
out_is "without a word" ""
run ilp-check nobody.md
rc_is "a file that is not there is a usage error" 2
run ilp-check plans
rc_is "a folder is one, too" 2

# ---- the whole school

mkdir 'plans/9 b'
sed 's/^learner:.*/learner: Asha again/' plans/biology-2/asha-r.md \
    >'plans/9 b/asha-r.md'
printf -- '---\nilp: 1\n---\n' >goals/empty.md
printf 'x\n' >resources/Bad.md
printf 'nobody: [\n' >>people.yml
ln -s asha-r.md plans/biology-2/link.md
run ilp-check
rc_is "errors anywhere are an answer" 1
is "each is found once, by path and line" \
    "$(sed -n 's/^\([^ ].*\): [a-z]*: .*\[\(.*\)\]/\1 \2/p' "$T/out")" \
    "goals/empty.md:2:1 title-missing
people.yml:99:1 yaml-syntax
plans/9 b group-name
plans/9 b/asha-r.md plan-id-twice
plans/9 b/asha-r.md:4:9 person-twice
plans/biology-2/asha-r.md plan-id-twice
plans/biology-2/asha-r.md:4:9 person-twice
plans/biology-2/link.md tree-skipped
resources/Bad.md file-id
resources/Bad.md:1:1 front-missing"
err_is "all of it on standard output" ""
run ilp-show asha-r
rc_is "an id that two plans have names none" 2
err_has "and their paths are told" \
    "names 2 plans: plans/9 b/asha-r.md, plans/biology-2/asha-r.md"
run ilp-check tomas jude
rc_is "other plans are well" 0
run ilp-check plans/biology-2/asha-r.md
out_has "one plan is told what other files say of it" \
    "plans/9 b/asha-r.md has the same id, asha-r [plan-id-twice]"
out_lacks "and nothing of others" goals/empty.md
run ilp-check --json goals/empty.md
rc_is "--json answers the same" 1
out_has "with the code" '"code": "title-missing"'
cd plans/staff || exit 1
run ilp-check
rc_is "in a folder only that folder is checked" 0
cd ../.. || exit 1

# ---- slips that would lose something

cat >slips.md <<-'END'
	---
	ilp: 1
	learner: Ada
	stage: grade-9 # that of the roster
	goals:
	  read-daily:
	    title: Read #5 books
	---

	## Checkins

	### 2026-10-01 j.ortiz

	## Reflections

	### 2026-9-30 ada {goal=read-daily}
	### 1/10/2026 ada
	### Sept 30 ada {goal=read-daily}
	### 2026 and after

	# Evidence
	## 2026-10-02 ada
	## Reading club
END
run ilp-check slips.md
rc_is "a slip is no error" 0
is "what would not count is told" \
    "$(sed -n 's/^\(slips.md:[0-9]*:[0-9]*\):.*\[\(.*\)\]/\1 \2/p' "$T/out")" \
    "slips.md:7:17 value-comment
slips.md:10:1 section-near
slips.md:16:1 entry-heading
slips.md:17:1 entry-heading
slips.md:18:1 entry-heading
slips.md:21:1 section-near
slips.md:22:1 entry-heading"
out_has "with what was meant" "try: write ## Check-ins"
run ilp-check --strict slips.md
rc_is "and counts when it is looked at strictly" 1
rm slips.md

# ---- settings

echo 'cadence: [1, 2]' >ilp.yml
run ilp-check
rc_is "settings that cannot be read exit 3" 3
out_is "with nothing on standard output" ""
err_has "and their place" "ilp.yml:1:"
school audience
sed 's/  profile.needs: staff/  profile.needs: teachers/' ilp.yml >"$T/yml" &&
    cp "$T/yml" ilp.yml
run ilp-check
rc_is "an unknown audience in the settings is a finding, not the end" 0
out_has "with its place" "warning: profile.needs: teachers is no audience"
run ilp-show --json asha
rc_is "plans are still served" 0
ok "and the item is for staff" python3 -c '
import json, sys
d = json.load(open(sys.argv[1]))
assert d["profile"]["needs"][0]["audience"] == "staff"' "$T/out"
run ilp-goal add asha "Con" --id con
rc_is "a goal is no file, so con is a fine id" 0
run ilp-checkin asha --minutes=-3 -m x
rc_is "minutes are not below none" 3
done_testing
