#!/bin/sh
# ilp-profile: an item comes or goes, and every other byte stays.
. "${0%/*}/../lib.sh"
school
asha=plans/biology-2/asha-r.md
tomas=plans/biology-2/tomas-b.md
jude=plans/biology-2/jude-o.md

# changed FILE: the lines that the last commit took away and put there.
changed() { git show --format= -U0 -- "$1" | grep '^[-+][^-+]'; }

# showing
run ilp-profile tomas
rc_is "a profile is shown" 0
out_has "with its headings" "successes"
out_has "and who may see what" "audience staff"
run ilp-profile jude --json
ok "the document has the shape of the plan's" python3 -c '
import json, subprocess, sys
d = json.load(open(sys.argv[1]))
assert (d["ilp"], d["type"], d["plan"]) == (1, "profile", "jude-o")
whole = json.loads(subprocess.check_output(["ilp-show", "jude", "--json"]))
assert d["profile"] == whole["profile"]' "$T/out"
run ilp-profile @biology-2
rc_is "one profile is shown at a time" 2
printf -- '---\nilp: 1\nlearner: New\n---\n' >plans/new.md
run ilp-profile new
out_has "an empty one is said to be so" "none yet"
rm plans/new.md

# adding
run ilp-profile asha add interests "trains: real ones"
rc_is "an item is added" 0
is "where its heading ends, and nothing else" "$(changed $asha)" \
    "+    - 'trains: real ones'"
is "the commit does not repeat the words" "$(git log -1 --format=%B)" \
    "profile interests: added

Plan: asha-r
Plan-Event: profile.added
Plan-Author: j.ortiz"
err_has "it says who can see it" "staff, learner and family can see this item"
run ilp-profile asha add interests "trains: real ones"
rc_is "the same item again is no error" 0
err_has "but a word about it" "nothing to change"
lacks "and nobody sees anything new" "$err" "can see"
run ilp-profile asha drop interests trains
rc_is "a beginning names an item" 0
is "all is as it was before" "$(git diff HEAD~2 --stat)" ""

run ilp-profile asha add Needs: "a quiet room" --source "talk with Asha" \
    --date=2026-10-12
is "with a source it is written as a mapping" "$(changed $asha)" \
    "+    - text: a quiet room
+      source: talk with Asha
+      date: 2026-10-12"
err_has "needs are for staff alone" "note: staff can see this item"
run ilp-profile asha add needs "a second room" --audience family \
    --source 'Asha' --by asha.r
err_has "unless the item says otherwise" \
    "staff, learner and family can see this item"
lacks "no date is written unasked" "$(changed $asha)" "date:"
has "whose words they are is in the commit" "$(git log -1 --format=%B)" \
    "Plan-Author: asha.r"
run ilp-profile asha add needs "a third room" --date yesterday
has "a date in words is understood" "$(changed $asha)" "date: 2026-10-19"
err_has "and shown" "yesterday is 2026-10-19"

run ilp-profile jude add interests "no"
is "CRLF and brackets stay" "$(changed $jude | tr '\r' '@')" \
    "-  interests: [robotics, \"trains: real ones\"]@
+  interests: [robotics, \"trains: real ones\", 'no']@"
run ilp-profile tomas add "Cosas que digo" "¡vamos!
a ver"
has "a heading of the school's own, and two lines" "$(changed $tomas)" \
    "+  Cosas que digo:
+    - |-
+      ¡vamos!
+      a ver"
is "are not told in the message" "$(git log -1 --format=%s)" \
    "profile tomas-b: added"
run ilp-profile asha add strength "draws maps"
rc_is "a heading that is nearly a usual one is kept" 0
err_has "with a question" "did you mean strengths?"
run ilp-profile asha drop strength draws
err_lacks "which is not asked again" "did you mean"
run ilp-profile @biology-2 add supports "captions on every film"
rc_is "a group gets one item" 0
is "in one commit" "$(git log -1 --format=%s)" "profile supports: 3 plans"

# dropping
run ilp-profile asha drop needs "a "
rc_is "a beginning that several have" 2
err_has "is answered with the candidates" \
    "which one: a quiet room; a second room; a third room"
run ilp-profile asha drop needs "A SECOND room"
rc_is "case does not matter" 0
run ilp-profile jude drop supports captions
is "with its last item a heading goes" "$(changed $jude | tr '\r' '@')" \
    "-  supports:@
-  - captions on every film@"

# bad input
sha=$(git rev-parse HEAD)
# bad STATUS WORDS COMMAND...
bad() {
	want=$1 words=$2; shift 2
	run "$@"
	rc_is "refused: $words" "$want"
	err_has "and told so" "$words"
}
bad 2 "no plan is named" ilp-profile
bad 2 "the plan comes before add" ilp-profile add asha needs quiet
bad 2 "neither add nor drop" ilp-profile asha remove needs quiet
bad 2 "add wants one HEADING and one TEXT" ilp-profile asha add needs
bad 2 "put the text in quotes" ilp-profile asha add needs a quiet room
bad 2 "belong to add" ilp-profile asha drop needs a --source me
bad 2 "belong to add" ilp-profile asha --date today
bad 2 "has no text" ilp-profile asha add needs ''
bad 2 "no heading" ilp-profile asha add ' ' quiet
bad 3 "control character" ilp-profile asha add needs "$(printf 'bell\a')"
bad 3 "no UTF-8" ilp-profile asha add needs "$(printf '\377')"
bad 3 "no audience" ilp-profile asha add needs quiet --audience parents
bad 2 "two different dates" ilp-profile asha add needs x --date 10/11/2026
bad 2 "with another source" ilp-profile asha add needs "a quiet room" \
    --source mother
bad 2 "no heading fears" ilp-profile asha drop fears dogs
bad 2 "no item of needs begins with dogs" ilp-profile asha drop needs dogs
bad 2 "no handle" ilp-profile asha add needs x --by "Not a handle"
bad 2 "nobody" ilp-profile nobody add needs x
bad 2 "profile of jude-o has no heading background" \
    ilp-profile @biology-2 drop background reads
printf 'no plan\n' >plans/broken.md
bad 3 "front matter" ilp-profile broken add needs x
rm plans/broken.md
is "no bad input made a commit" "$(git rev-parse HEAD)" "$sha"
is "or touched a file" "$(git status --porcelain)" ""

run ilp-profile -n asha add needs "a fourth room"
out_has "a dry run prints the diff" "+    - a fourth room"
is "and writes nothing" "$(git status --porcelain)" ""
run ilp-profile --json asha add needs "a fourth room"
ok "JSON of what was done can be read" python3 -c '
import json, sys
c = json.load(open(sys.argv[1]))["changes"][0]
assert (c["what"], c["heading"], c["new"]) == \
    ("profile.added", "needs", "a fourth room")' "$T/out"

# ---- as many items as front matter can hold

awk 'BEGIN {
	print "---\nilp: 1\nlearner: Ada\nprofile:\n  needs:"
	for (i = 0; i < 2000; i++)
		printf "    - {text: n%d, source: me}\n", i
	print "---"
}' >plans/ada-w.md
# Each program is given about five times what it takes.
# shellcheck disable=SC3045 # a shell without -v skips this
if { (ulimit -v 100000 && ilp-profile ada-w); } >/dev/null 2>&1; then
	run sh -c 'ulimit -v 100000; ilp-profile ada-w drop needs n7 -n'
	rc_is "a plan of very many items needs little memory" 0
	out_has "one of them is dropped" "-    - {text: n7, source: me}"
else
	skip "memory cannot be limited here"
fi
done_testing
