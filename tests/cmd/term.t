#!/bin/sh
# A term of one learner, as ilp-tour(7) tells it: its commands are run in
# order, each on the day of its heading, and at the end everything that the
# page promises is there.

. "${0%/*}/../lib.sh"
page=${tests%/tests}/man/ilp-tour.7
plan=plans/advisory-9/ida-marlow.md

# The term as lines: "on DAY", "$ COMMAND", and what the command prints.
awk '/^\.Ss [0-9]/ { sub(/:.*/, ""); on = 0; print "on" substr($0, 4) }
	/^\.Bd/ { on = 1 } /^\.Ed/ { on = 0 } on && !/^\./' "$page" |
    awk '/^on / { term = 1 } term' |
    sed 's/\\&//g; s/\\e/\\/g' | sed ':a
	/\\$/ { N; s/\\\n *//; ba
	}' >"$T/term"

# today DAY [MONTH [YEAR]]: of 2026, unless it says another year.
today() {
	ILP_TODAY=$(date -d "$1 $2 ${3-2026}" +%F) || exit 1
	GIT_AUTHOR_DATE=${ILP_TODAY}T09:00:00Z
	GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
}

# facts: each leaf of a JSON document as a line PATH: VALUE.  A list's items
# have their id for a name, where they have one, else their place from 1.
cat >"$T/facts.py" <<'END'
import json, sys

def tell(path, at):
    if isinstance(at, dict):
        for key, value in at.items():
            tell(path + [key], value)
    elif isinstance(at, list):
        for n, value in enumerate(at, 1):
            name = value.get("id") if isinstance(value, dict) else None
            tell(path + [name or str(n)], value)
    else:
        print(".".join(path) + ": " + str(at))

tell([], json.load(sys.stdin))
END
facts() { "$@" --json | python3 "$T/facts.py" >"$T/facts"; }

# promised TITLE-PREFIX: each line of standard input is one of the facts.
promised() {
	while IFS= read -r line; do
		ok "$1: $line" grep -qxF -- "$line" "$T/facts"
	done
}

school
while IFS= read -r line; do
	case $line in
	'on '*)
		# shellcheck disable=SC2086 # the words of a date
		today ${line#on }
		;;
	'$ '*)
		run sh -c "${line#??}" </dev/null
		cat "$T/err" >>"$T/out"
		rc_is "$ILP_TODAY: ${line#??}" 0
		{ echo "$line" && cat "$T/out"; } >>"$T/said"
		;;
	... | '') ;;
	*) ok "it says: $line" grep -qxF -- "$line" "$T/out" ;;
	esac
done <"$T/term"
is "the term goes from August to the next summer" "$ILP_TODAY" 2027-06-14

# ---- what was written is there

facts ilp-show $plan
promised 'the plan' <<'END'
learner: Ida Marlow
begin: 2026-08-24
template: student
stage: grade-9
team.learner.1: ida.m
team.family.1: m.family
team.advisor.1: j.ortiz
profile.needs.1.source: talk with m.family
goals.articles.form: smart
goals.articles.supports.1: district-literacy
goals.articles.status: met
goals.articles.closed: 2026-12-18
goals.articles.target: 10
goals.articles.progress: 11
goals.articles.steps.1.done_on: 2026-09-14
goals.articles.steps.2.due: 2026-09-10
goals.articles.steps.2.who: ida.m
goals.articles.steps.2.done: True
goals.articles.readings.1.value: 2
goals.articles.readings.6.date: 2026-12-18
goals.ask.form: woop
goals.ask.status: active
goals.ask.agreed.1: m.family
goals.ask.obstacle: I think that all the others know
goals.ask.plan: If I think so, then I ask the one next to me
goals.ask.progress: 2
END

python3 - >"$T/entries" <<END
import json, subprocess

entries = json.loads(subprocess.check_output(
    ["ilp-show", "--json", "$plan"]))["entries"]
for e in entries:
    print(e["section"], e["date"], e["by"], e["next"], e["kind"],
          e["medium"], e["link"] or e["file"], e["support"])
END
is "every entry, on its day, in the words of who it was" "$(sort -k2,2 -s \
    "$T/entries")" "\
Sign-offs 2026-08-31 ida.m None agree None None None
Sign-offs 2026-08-31 m.family None agree None None None
Check-ins 2026-09-14 j.ortiz 2026-09-28 None None None None
Check-ins 2026-09-14 m.family None None None None None
Check-ins 2026-09-28 j.ortiz 2026-10-19 None None None None
Reflections 2026-09-28 ida.m None None audio https://example.org/voice/ida-1 None
Evidence 2026-09-28 ida.m None None None https://example.org/notes/weir None
Evidence 2026-09-28 ida.m None None text files/ida-marlow/claims.txt None
Supports 2026-09-28 j.ortiz None None None None the page a day before
Notes 2026-09-28 j.ortiz None None None None None
Check-ins 2026-10-19 j.ortiz None revision None None None
Check-ins 2026-10-19 j.ortiz 2026-11-16 None None None None
Sign-offs 2026-10-19 ida.m None agree None None None
Sign-offs 2026-10-19 m.family None agree None None None
Check-ins 2026-11-16 j.ortiz 2026-12-18 None None None None
Reviews 2026-12-18 j.ortiz 2027-01-11 interim None None None"

same_bytes "the file that shows it is beside the plan" \
    "$T/claims.txt" plans/advisory-9/files/ida-marlow/claims.txt
while IFS= read -r words; do
	ok "byte for byte: $words" grep -qF -- "$words" $plan
done <<'END'
I hear when a bicycle is not right
people who live on boats
the page a day before the lesson
Read an article a week and tell what it claims
I want to know who is right about the river
I would not sit there and wait
We read it aloud, together.
Two articles. She saw that the second claims nothing at all.
She corrected the radio.
What was hard?
To stop where the article stops.
All five, a line each.
The page on floods.
The office looks for a bus pass.
The library is closed until November.
She reads to find out now. Asking is what comes next.
END
not_ok "the slip of September is gone" grep -q artcles $plan
is "notes are for staff: no other audience is told of them" "$(grep -A3 \
    -e '--note' "$T/said" | grep -c 'note: staff can see')" 1

# ---- what was signed

asked() { # asked COMMAND: what it said when it was typed.
	awk -v c="\$ $1" '/^\$ / { on = $0 == c } on' "$T/said"
}
for who in 'Ida Marlow' 'Family Marlow'; do
	has "in October show tells $who what changed" "$(asked 'ilp-show ida' |
	    grep "by $who;")" 'changed since: goal articles target'
done
has "and status does" "$(asked 'ilp-status -v ida')" \
    'since then changed: goal articles target'
facts ilp-show $plan
promised 'both have signed anew, and it still holds' <<'END'
signed.1.by: ida.m
signed.1.date: 2026-10-19
signed.1.state: same
signed.2.by: m.family
signed.2.date: 2026-10-19
signed.2.state: same
END

# ---- what git has

git log --format=%s -- "$plan" >"$T/subjects"
ok "the slip is in history, and so is taking it back" \
    grep -qx 'undo: goal ask: status active -> met' "$T/subjects"
is "no commit tells anybody's words" "$(git log --format=%B -- $plan |
    grep -ciE 'bicycle|radio|floods|bus pass|library|weir')" 0
is "each command that writes made one commit" \
    "$(git rev-list --count HEAD --grep=^Plan-Event:)" \
    "$(grep '^\$ .*ilp-' "$T/term" | grep -cvE 'ilp-(show|status|check) ')"
ok "nothing is left uncommitted" test -z "$(git status --short)"

# ---- is anything missing?

ilp-check --strict $plan >"$T/out" 2>&1
is "strict check is silent" "$(cat "$T/out")" ''
ILP_TODAY=2026-12-18
facts ilp-status ida-marlow
promised 'in December' <<'END'
plans.ida-marlow.goals.met: 1
plans.ida-marlow.goals.active: 1
plans.ida-marlow.next_checkin: 2027-01-11
plans.ida-marlow.quiet_days: 0
END
not_ok "no check-in is late, nothing has to be signed" \
    grep -E 'code: (checkin-overdue|quiet|unsigned|changed|step)' "$T/facts"

# ---- next year's plan

facts ilp-show ida-marlow-2027-28
promised 'next year' <<'END'
follows: ida-marlow
learner: Ida Marlow
year: 2027-28
stage: grade-10
profile.strengths.1.text: I hear when a bicycle is not right
goals.ask.follows: ida-marlow/ask
goals.ask.progress: 2
END
not_ok "what is reached stays behind" grep -q '^goals.articles' "$T/facts"
not_ok "and so do the entries" grep -q '^entries' "$T/facts"
done_testing
