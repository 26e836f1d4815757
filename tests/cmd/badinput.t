#!/bin/sh
# One plan that breaks a rule: its file is never written, the finding says
# where, and everybody else's plan is served as ever.
. "${0%/*}/../lib.sh"
school
ILP_TODAY=2026-10-28
bad=plans/biology-2/ada-w.md

# rule TITLE CODE PLACE TEXT: a plan, with \n for line ends, and its finding.
rule() {
	what=$1 code=$2 place=$3
	# shellcheck disable=SC2059
	printf -- "$4" >$bad
	cp $bad "$T/before"
	head=$(git rev-parse HEAD)

	run ilp-check $bad
	rc_is "$what: the check says no" 1
	is "$what: it says where" \
	    "$(printf '%s\n' "$out" | grep ' error: ' | head -n 1 |
		sed 's/: error: .* \(\[.*\]\)$/ \1/')" \
	    "$bad:$place [$code]"
	out_has "$what: it says what to try" '  try: '

	for v in "set $bad stage=grade-10" \
	    "goal add $bad --title Read" \
	    "reflect $bad -m Well" "checkin @biology-2 -m Well"; do
		# shellcheck disable=SC2086
		run ilp-${v%% *} ${v#* }
		rc_is "$what: ilp-${v%% *} does not write" 3
		err_has "$what: ilp-${v%% *} says why" "$bad:$place: error: "
	done
	same_bytes "$what: not a byte has changed" "$T/before" $bad
	is "$what: nothing is committed" "$(git rev-parse HEAD)" "$head"
	ok "$what: no other file is touched" test -z \
	    "$(git status --porcelain | grep -v '^?? '$bad)"

	run ilp-list @biology-2
	rc_is "$what: the list" 3
	out_has "$what: the list serves the others" asha-r
	run ilp-status @biology-2
	rc_is "$what: the status" 3
	out_has "$what: the status serves the others" 'Jude Okonkwo-Hale'
	has "$what: the broken plan comes first" \
	    "$(printf '%s\n' "$out" | head -n 2)" 'ada-w'
	err_has "$what: its error is told" "$bad:$place: error: "
}

rule 'no front matter' front-missing 1:1 '# Ada\n'
rule 'front matter without an end' front-open 1:1 \
    '---\nilp: 1\nlearner: Ada\n'
rule 'an unclosed bracket' yaml-syntax 4:9 \
    '---\nilp: 1\nlearner: Ada\ngroups: [a, b\n---\n'
rule 'a key that stands twice' yaml-duplicate-key 4:1 \
    '---\nilp: 1\nlearner: Ada\nilp: 1\n---\n'
rule 'an anchor' yaml-anchor 3:10 '---\nilp: 1\nlearner: &a Ada\n---\n'
rule 'a tab that indents' yaml-tab 5:1 \
    '---\nilp: 1\nlearner: Ada\nteam:\n\tcoach: j.ortiz\n---\n'
rule 'bytes that are no UTF-8' utf8 3:12 \
    '---\nilp: 1\nlearner: Ad\351\n---\n'
rule 'a conflict that nobody settled' conflict-markers 3:1 \
    '---\nilp: 1\n<<<<<<< ours\nlearner: Ada\n=======\nlearner: Ida\n>>>>>>> theirs\n---\n'
rule 'a plan of nobody' plan-no-learner 2:1 '---\nilp: 1\n---\n'
rule 'a day that is none' date 4:8 \
    '---\r\nilp: 1\r\nlearner: Ada\r\nbegin: 2026-02-30\r\n---\r\n'
rule 'a goal without a title' goal-no-title 5:3 \
    '---\nilp: 1\nlearner: Ada\ngoals:\n  read:\n    due: 2026-12-01\n---\n'
rule 'progress in words' goal-number 7:15 \
    '---\nilp: 1\nlearner: Ada\ngoals:\n  read:\n    title: Read\n    progress: some\n---\n'
rule 'a section that stands twice' section-twice 8:1 \
    '---\nilp: 1\nlearner: Ada\n---\n\n## Notes\n\n## Notes\n'
rule 'braces that cannot be read' entry-attributes 8:21 \
    '---\nilp: 1\nlearner: Ada\n---\n\n## Notes\n\n### 2026-10-02 Zoë {goal}\n'
rule 'a step on 30 February' step-date 10:10 \
    '---\nilp: 1\nlearner: Ada\ngoals: {a: {title: A}}\n---\n\n## Goals\n\n### a\n- [ ] x (due 2026-02-30)\n'

# ---- a format of tomorrow is read, not written

printf -- '---\nilp: 2\nlearner: Ada\n---\n' >$bad
run ilp-show ada-w
rc_is 'a newer format is shown' 0
err_has 'with a warning' 'newer than this ilp reads [plan-newer]'
run ilp-status ada-w
err_has 'as it is counted' 'newer than this ilp reads [plan-newer]'
run ilp-set ada-w stage=grade-10
rc_is 'and not written' 3
err_has 'with a word about it' 'newer than this ilp writes [plan-newer]'
rm $bad

# ---- a name that is no id

cp plans/biology-2/jude-o.md 'plans/biology-2/Jude O.md'
run ilp-check
rc_is 'a file name that is no id' 1
out_has 'is named' 'plans/biology-2/Jude O.md:1:1: error: '
rm 'plans/biology-2/Jude O.md'

# ---- settings that cannot be read

printf 'ilp: 1\nroles: [a\n' >ilp.yml
for v in 'list' 'status' 'set asha-r stage=x' 'check'; do
	# shellcheck disable=SC2086
	run ilp-${v%% *} ${v#* }
	rc_is "settings that cannot be read stop ilp-${v%% *}" 3
	has "with their line, ilp-${v%% *} too" "$out$err" 'ilp.yml:2:8: error: '
done
ok 'and no plan is touched' git diff --quiet -- plans
done_testing
