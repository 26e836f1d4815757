#!/bin/sh
# What ilp-show and ilp-list print of a school.
. "${0%/*}/../lib.sh"
school

# ---- a plan as text

run ilp-show asha
rc_is "a plan is shown" 0
is "the learner comes first" "$(sed -n 1p "$T/out")" "Asha Rivers  asha-r"
is "then what kind of plan it is" "$(sed -n 2p "$T/out")" \
    "student · grade-9 · 2026-27 · biology-2 · river-club"
out_has "people go by their names" "  advisor    Jonah Ortiz"
out_has "the last check-in is there" \
    "  check-in   2026-10-16, 4 days ago, by Jonah Ortiz"
out_has "the next one is there" "  next       2026-11-06, in 17 days"
out_has "a goal says how far it is" "  75%  now 3, from 0 to 4 sources"
out_has "readings are a series" \
    "    readings   2026-09-18 1 · 2026-10-02 3 · 2026-10-16 3"
out_has "steps are numbered" "    [ ] 3. Margin notes read by Mr. Ortiz on \
Fridays  due 2026-12-01 · Jonah Ortiz"
out_has "a section of the school's own is there" "| A    | 0.4 m | cobble |"
out_has "the learner's name for a section is kept" "My journal"
out_has "unknown keys are shown" "  x-locker   012"
is "no line of a pipe is cut or coloured" \
    "$(grep -c "$(printf '\033')" "$T/out")" 0
is "no line ends in a blank" "$(grep -c ' $' "$T/out")" 0

out_has "a sign-off names its version, shortened" \
    "2026-09-12  Asha Rivers  agree · as learner · of version 3f1c9a5"
out_has "who signed is told, and why nothing can be compared" \
    "  sign-offs  learner signed on 2026-09-12 by Asha Rivers; cannot \
compare: the version 3f1c9a5 is not in this clone"
cat >plans/ada.md <<'END'
---
ilp: 1
learner: Ada
profile:
  needs:
    - text: quiet
      x-room: B 12
goals:
  read:
    title: Read
    unit: pages
    resources: [library, https://example.org/r]
    criteria: [alone]
    obstacle: noise
    plan: if it is loud, I move
    levels: {0: some, 1: more}
    follows: ada-2025/read
---

## Reviews

### 2026-10-01 j.ortiz {kind=annual result=read:partly file=files/ada/r.pdf support="a quiet room" standard=RS.1:3}
END
run ilp-show ada
for line in '    unit       pages' '    resources  library' \
    '               https://example.org/r' '    criteria   alone' \
    '    obstacle   noise' '    plan       if it is loud, I move' \
    '    levels     0: some' '    follows    ada-2025/read' \
    '    - quiet  x-room B 12' \
    '  2026-10-01  Jonah Ortiz  annual · a quiet room · RS.1 3 · read partly · files/ada/r.pdf'
do
	out_has "shown: $line" "$line"
done
rm plans/ada.md

run ilp-show mara wait
out_has "a goal by the beginning of its id" "  wait-time  active  due"
out_has "its readings, a line each" \
    "  2026-09-15  1.9       Check-ins     Petra Marsh"
out_has "the entries that name it" "  2026-10-14  Reflections  Mara Lindgren"
out_lacks "no other goal" "Visit six classrooms"

if script -qec true /dev/null >/dev/null 2>&1; then
	COLUMNS=60 GIT_PAGER=cat script -qec 'ilp-show tomas' /dev/null |
	    tr -d '\r' >"$T/tty"
	is "on a terminal lines are as wide as it is" \
	    "$(grep -v '^ilp-show:' "$T/tty" | grep -c '^.\{61,\}$')" 0
	ok "on a terminal a goal has a bar" grep -q '━━━━───' "$T/tty"
else
	skip "there is no script(1) for a terminal"
fi

run ilp-show
rc_is "without a plan it is a usage error" 2
run ilp-show @biology-2
rc_is "several plans are a usage error" 2
err_has "and it says so" "@biology-2 names 3 plans, not one"
run ilp-show asha nothing
rc_is "an unknown goal is a usage error" 2
run ilp-show nobody
rc_is "an unknown plan is a usage error" 2

# ---- JSON

run ilp-show --json asha
rc_is "a plan is one JSON document" 0
out_has "of its type" '"type": "plan"'
out_has "with numbers as numbers" '"progress": 3,'
out_has "and current" '"current": true'
run ilp-show --json asha-r-2025-26
out_has "a plan that another one follows is not" '"current": false'

# ---- plans with errors

printf -- '---\nilp: 1\nlearner: Ada\nbegin: soon\ngoals:\n  a:\n    title: T\n---\n' \
    >plans/ada.md
run ilp-show ada
rc_is "a plan with an error exits 3" 3
out_has "what can be read is shown" "Ada  ada"
err_has "the error names its place" "plans/ada.md:4:8: error:"
printf 'no front matter\n' >plans/bad.md
run ilp-show --json bad
rc_is "a broken plan exits 3" 3
out_is "and prints nothing" ""
err_has "but its error" "plans/bad.md:1:1: error:"
run ilp-list
rc_is "a broken plan is listed and told" 3
out_has "by its id" bad
printf -- '---\nilp: 1\nlearner: "A\\u202e\\u009bB"\n---\n\n## Notes\n\n\033[31mred\n' \
    >plans/bad.md
run ilp-show bad
is "no control character reaches the terminal" \
    "$(printf %s "$out$err" | LC_ALL=C tr -d -c '\033\233' | wc -c | tr -d ' ')" 0
rm plans/ada.md plans/bad.md

# ---- the list

run ilp-list
rc_is "plans are listed" 0
out_is "one id a line, current ones, by path" "p-7f3k2q
asha-r
jude-o
tomas-b
ines-c
mara-l"
run ilp-list -p @staff
out_is "-p prints paths" "plans/staff/ines-c.md
plans/staff/mara-l.md"
run ilp-list --past @past
out_is "--past adds last year's" "asha-r-2025-26"
is "-0 ends names in NUL" "$(ilp-list -0 @staff | tr '\0' +)" "ines-c+mara-l+"
is "lists and readers pipe into each other" \
    "$(ilp-list -0 @staff | ilp-list -0 - | tr '\0' +)" "ines-c+mara-l+"
run ilp-list --json @staff
out_has "--json is a plan-list" '"type": "plan-list"'

run ilp-list --where kind=teacher
out_is "--where keeps what is meant" "ines-c
mara-l"
run ilp-list --where goal.status=paused --where stage=grade-9
out_is "several conditions must all hold" "jude-o"
run ilp-list --where 'team=M.LINDGREN'
out_is "a handle anywhere in the team" "asha-r
jude-o
ines-c
mara-l"
run ilp-list --where 'goal.due<+4w'
out_is "dates compare as dates" "jude-o
tomas-b"
run ilp-list --where 'person!=hs-stu-001' @biology-2
out_is "a missing key matches !=" "jude-o
tomas-b"
run ilp-list --where stage
rc_is "a condition without an operator is a usage error" 2
run ilp-list --where 'begin<soon'
rc_is "a date that is none is a usage error" 2

run ilp-list --format '{id}\t{learner} ({team.advisor})' @biology-2
out_is "--format prints what is asked" "asha-r	Asha Rivers (j.ortiz)
jude-o	Jude Okonkwo-Hale (m.lindgren)
tomas-b	Tomás Beltrán Quill (j.ortiz)"
run ilp-list --format '{goal.title}' jude
out_is "several values stand in one line" "Be in my seat at 8:20, Finish the \
robot arm with Mr. Brightwater, Climb the chess ladder, Order a meal in Spanish"
run ilp-list --format '{id}' -p
rc_is "--format and -p do not go together" 2

ok "a full disk is noticed" sh -c \
    'ilp-show asha >/dev/full 2>/dev/null; test $? -eq 4'
done_testing
