#!/bin/sh
# ilp-review, and what else ilp-checkin records: supports and notes.
. "${0%/*}/../lib.sh"
school
asha=plans/biology-2/asha-r.md
tomas=plans/biology-2/tomas-b.md
added() { git show --format= -U0 -- "$1" | grep '^+[^+]\|^+$' | cut -c2-; }
removed() { git show --format= -U0 -- "$1" | grep '^-[^-]' | cut -c2-; }
sections() { tr -d '\r' <"$1" | grep '^## '; }

run ilp-review asha --kind interim -g annot=4 --result annot=met \
    --result river=partly --standard RS.1.b:proficient --with asha.r \
    --with r.family --next +6w --audience family --date 2026-10-19 \
    -m 'The doubt column was the turning point.'
rc_is "a review is written" 0
is "with its facts, and the goal's progress" "$(added $asha)" \
    "    progress: 4
### 2026-10-19 j.ortiz {with=asha.r,r.family next=2026-12-01 goal=annotate-sources:4 kind=interim result=annotate-sources:met,river-report:partly standard=RS.1.b:proficient audience=family}

The doubt column was the turning point."
is "nothing else changes" "$(removed $asha)" "    progress: 3"
is "the message names the reading" "$(git log -1 --format=%s)" \
    "review annotate-sources: 4"
run ilp-check asha
rc_is "the plan is well" 0
run ilp-show --json asha annot
ok "the goal shows its result" python3 -c '
import json, sys
e = json.load(open(sys.argv[1]))["entries"]
assert {"goal": "annotate-sources", "word": "met"} in sum(
    [x["results"] for x in e], []), e' "$T/out"
run ilp-review @biology-2 --kind initial -m 'What we begin from.'
is "a class is reviewed in one commit" "$(git log -1 --format=%s)" \
    "review: 3 plans"
run ilp-review asha --kind exit --result annot=splendid -m x
has "a result of the school's own is kept" "$(added $asha)" \
    "result=annotate-sources:splendid"
err_lacks "in silence" "did you mean"
run ilp-review asha --kind exit --result annot=partl -m x
err_has "but a slip is told" "did you mean partly?"
ilp-goal set asha annot audience=staff
run ilp-review asha --kind exit --result annot=met -m x
err_has "a review of a hidden goal alone is hidden with it" \
    "note: staff can see this entry"

sha=$(git rev-parse HEAD)
bad() {
	title=$1 want=$2; shift 2
	run "$@"
	rc_is "$title" "$want"
}
bad "a review without its kind" 2 ilp-review asha -m x
err_has "is told the five" "--kind initial, interim, summative, annual or exit"
bad "a kind that is none" 2 ilp-review asha --kind weekly -m x
err_has "is told them too" "initial, interim"
bad "a slip in the kind" 2 ilp-review asha --kind Summative -m x
err_has "is understood" "did you mean --kind summative?"
bad "a result without a word" 2 ilp-review asha --kind exit --result annot -m x
bad "an empty one" 2 ilp-review asha --kind exit --result annot= -m x
bad "one of two words" 2 ilp-review asha --kind exit --result 'annot=all well' -m x
bad "two results in one" 2 ilp-review asha --kind exit --result annot=met,river=met -m x
bad "one of no goal" 2 ilp-review asha --kind exit --result =met -m x
bad "two of one goal" 2 ilp-review asha --kind exit --result annot=met \
    --result annotate=partly -m x
bad "a goal that one of them lacks" 2 ilp-review asha tomas --kind exit \
    --result annot=met -m x
err_has "is named" "tomas-b has no goal annot"
bad "a reading that is none" 3 ilp-review asha --kind exit -g annot=lots -m x
bad "a rating without a standard" 2 ilp-review asha --kind exit --standard :a -m x
bad "no text" 2 ilp-review asha --kind exit
bad "no plan" 2 ilp-review --kind exit -m x
bad "a support that is a note" 2 ilp-checkin asha --support s --note -m x
bad "a support without a name" 2 ilp-checkin asha --support '' -m x
bad "a support of two lines" 2 ilp-checkin asha --support 'a
b' -m x
bad "a note needs words" 2 ilp-checkin asha --note
is "nothing of all this was written" \
    "$(git rev-parse HEAD)$(git status --porcelain)" "$sha"

# supports and notes
run ilp-checkin asha --support 'reading aloud' --minutes 20 --with asha.r \
    --next +1w -m 'Chapter three.'
is "a support goes under Supports" "$(added $asha)" \
    "### 2026-10-20 j.ortiz {with=asha.r next=2026-10-27 support=\"reading aloud\" minutes=20}

Chapter three."
is "the message says so" "$(git log -1 --format=%s)" "support asha-r"
run ilp-checkin asha --note --kind phone --prompt 'Who called?' -m 'The office.'
is "a note goes under Notes" "$(added $asha)" \
    "### 2026-10-20 j.ortiz {kind=phone prompt=\"Who called?\"}

The office."
err_has "which staff see" "note: staff can see this entry"
run ilp-checkin @biology-2 --note -m 'All well.'
is "also for several plans" "$(git log -1 --format=%s)" "note: 3 plans"

# A section that is missing is made at its place, in the plan's language.
printf -- '---\nilp: 1\nlearner: Nia\n---\n\n# Nia\n\n## Our own\n\nWords.\n' \
    >plans/nia.md
git add plans/nia.md && git commit -qm 'a plan without sections'
ilp-checkin nia -q --note -m n
run ilp-check nia
rc_is "a plan without sections gets one" 0
ilp-evidence nia -q --link https://example.org/a
ilp-checkin nia -q --support s -m s
ilp-review nia -q --kind exit -m r
is "each stands before the next known one" "$(sections plans/nia.md)" \
    "## Our own
## Evidence
## Reviews
## Supports
## Notes"
is "and all else stays as it was" "$(git diff HEAD~4 -- plans/nia.md |
    grep -c '^-[^-]')" 0
sed -e 's/^language: en/language: es/' -e 's/^  Evidence:.*/&\
  Reviews: [Revisiones]\
  Notes: [Notas]/' ilp.yml >"$T/yml" && cp "$T/yml" ilp.yml
printf -- '---\nilp: 1\nlearner: Leo\n---\n\n## Apoyos\n' >plans/leo.md
git add -A && git commit -qm 'in Spanish'
ilp-evidence leo -q --link https://example.org/a
ilp-checkin leo -q --support s -m s
ilp-review leo -q --kind exit -m r
ilp-checkin leo -q --note -m n
is "a Spanish plan gets Spanish names" "$(sections plans/leo.md)" \
    "## Evidencias
## Revisiones
## Apoyos
## Notas"
run ilp-check leo
rc_is "and is well" 0
run ilp-evidence tomas --link https://example.org/a
is "one that is there is used" "$(sections $tomas | grep -c Evidencias)" 1
done_testing
