#!/bin/sh
# What ilp-story tells of goals: their first words, every change and why, the
# readings, how it ended; of goals that are gone, and of three years.
. "${0%/*}/../lib.sh"
school
export ILP_TODAY=2026-12-21

# on DATE COMMAND...: as if it were that day.
on() {
	ILP_TODAY=$1 GIT_AUTHOR_DATE="$1T15:00:00+0000"
	GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
	shift
	"$@" >"$T/said" 2>&1 || { echo "Bail out! $*"; cat "$T/said"; exit 1; }
	ILP_TODAY=2026-12-21
}
# What stands below a heading of $T/out, up to the next one.
below() {
	awk -v head="$1" '$0 == head { on = 1; next }
		on && /^[^ ]/ { exit } on && NF' "$T/out"
}

# ---- one goal from the first wish to its end

on 2026-09-02 ilp-goal add tomas-b 'Read aloud' --id read-aloud \
	--status proposed --by tomas.b --measure 'pages a week' --unit pages \
	--baseline 0 --target 6 --due 2026-11-20 --why 'My sister asks for it.'
on 2026-09-07 ilp-goal start tomas-b read-aloud --by j.ortiz
on 2026-09-08 ilp-step add tomas-b read-aloud 'Choose two books' --by tomas.b
on 2026-09-09 ilp-sign tomas-b --by b.family -m 'We will listen.'
on 2026-09-14 ilp-reflect tomas-b --by tomas.b -g read-aloud=2 \
	-m 'She laughed at the voice of the wolf.'
on 2026-09-15 ilp-step 'done' tomas-b read-aloud 1
on 2026-09-21 ilp-checkin tomas-b --by j.ortiz --with tomas.b \
	-g read-aloud=4 -m 'Four pages, two of them with voices.'
on 2026-09-23 ilp-goal set tomas-b read-aloud target=8 --by j.ortiz \
	--reason 'Six were easy by now.'
on 2026-09-25 ilp-goal set tomas-b read-aloud due=2026-11-27 --by j.ortiz
on 2026-09-28 ilp-checkin tomas-b --by j.ortiz -g read-aloud \
	-m 'The book is out of the library until Friday.'
on 2026-09-28 ilp-goal set tomas-b read-aloud due=2026-12-18 --by j.ortiz
on 2026-10-05 ilp-goal pause tomas-b read-aloud --by tomas.b \
	--reason 'My sister is ill'
on 2026-10-26 ilp-goal start tomas-b read-aloud --by tomas.b
on 2026-11-09 ilp-goal set tomas-b read-aloud --by tomas.b \
	title='Read aloud to my sister' why='She asks for it.' owner=tomas.b
on 2026-11-16 ilp-checkin tomas-b --by j.ortiz --with tomas.b \
	-g read-aloud=3 -m 'Begun again, with a shorter book.'
on 2026-11-20 ilp-goal set tomas-b read-aloud progress=5 --by tomas.b
on 2026-11-30 ilp-evidence tomas-b read-aloud --by tomas.b \
	--link https://example.org/voice/wolf -m 'The wolf, both parts.'
on 2026-12-14 ilp-review tomas-b --by j.ortiz --kind interim \
	-g read-aloud=8 --result read-aloud=met -m 'Eight pages, and he goes on.'
on 2026-12-14 ilp-goal met tomas-b read-aloud --by j.ortiz
run ilp-story tomas-b read-aloud
rc_is "a goal's story is told" 0
err_is "and nothing else" ""
cat >"$T/want" <<'END'
Read aloud to my sister
Tomás Beltrán Quill · 2026-27 · tomas-b

How it began

  On 2 September 2026 Tomás Beltrán Quill proposed this goal: "Read aloud".

  What counts: pages a week. It was to go from 0 to 6 pages. It was due on 20 November 2026. Why: "My sister asks for it."

What happened

  On 7 September Jonah Ortiz started the goal and agreed to it.

  On 8 September Tomás Beltrán Quill added a step: "Choose two books".

  On 9 September Familia Beltrán Quill signed the plan, with this goal in it.

    "We will listen."

  On 14 September Tomás Beltrán Quill wrote a reflection. The reading was 2 pages.

    "She laughed at the voice of the wolf."

  On 15 September a step was done: "Choose two books".

  On 21 September Jonah Ortiz held a check-in with Tomás Beltrán Quill. The reading was 4 pages.

    "Four pages, two of them with voices."

  On 23 September Jonah Ortiz changed the target from 6 to 8 pages, and wrote why:

    "Six were easy by now."

  On 25 September Jonah Ortiz moved the due date from 20 November 2026 to 27 November 2026, 7 days later. No reason was written down.

  On 28 September Jonah Ortiz moved the due date from 27 November 2026 to 18 December 2026, 3 weeks later. No reason stands beside it; that day Jonah Ortiz wrote down a check-in.

    "The book is out of the library until Friday."

  On 5 October Tomás Beltrán Quill paused the goal. The reason: "My sister is ill".

  On 26 October Tomás Beltrán Quill took the goal up again.

  On 9 November Tomás Beltrán Quill changed several things:

    - changed the wording from "Read aloud" to "Read aloud to my sister"
    - changed why it matters from "My sister asks for it." to "She asks for it."
    - put Tomás Beltrán Quill in charge of it

  On 16 November Jonah Ortiz held a check-in with Tomás Beltrán Quill. The reading was 3 pages.

    "Begun again, with a shorter book."

  On 30 November Tomás Beltrán Quill added evidence:

    "The wolf, both parts."

    https://example.org/voice/wolf

  On 14 December Jonah Ortiz held the interim review. The reading was 8 pages. The result for this goal: met.

    "Eight pages, and he goes on."

  The same day Jonah Ortiz marked the goal as met.

How it went

  From left to right: 0 to 8 pages; the mark | is the target, 8.

  14 Sep 2026  2  ------o                |  reflection, Tomás Beltrán Quill
  21 Sep 2026  4  ------------o          |  check-in, Jonah Ortiz
                  : 8 weeks without a reading
  16 Nov 2026  3  ---------o             |  check-in, Jonah Ortiz
  20 Nov 2026  5  --------------o        |  set by Tomás Beltrán Quill
  14 Dec 2026  8  -----------------------o  review, Jonah Ortiz

How it ended

  The goal was met on 14 December 2026.

  Familia Beltrán Quill (family) signed the plan with it on 9 September 2026. Changed since then: the wording, why it matters, the target, the due date and who is in charge of it.

Whose words

  learner   2 entries     12 words      27%
  staff     5 entries     33 words      73%
END
same_bytes "every word of it as it should be" "$T/want" "$T/out"

# ---- where an open goal stands

run ilp-story asha-r annot
is "readings that came with the plan are not told twice" "$(below 'How it went')" \
"  From left to right: 0 to 4 sources; the mark | is the target, 4.
  18 Sep 2026  1  ------o                |  check-in, Jonah Ortiz
   2 Oct 2026  3  -----------------o     |  check-in, Jonah Ortiz
  16 Oct 2026  3  -----------------o     |  check-in, Jonah Ortiz
  30 Oct 2026  3  -----------------o     |  review, Jonah Ortiz"
is "and how it stands" "$(below 'How it stands')" \
"  The goal is being worked on. It was due on 18 December 2026, 3 days ago. The \
newest value is 3 sources, of 30 October 2026; the target is 4. That is the same \
as on 16 October 2026.
  2 of 4 steps are done. Still open:
    - Margin notes read by Mr. Ortiz on Fridays  by 1 December 2026 · Jonah Ortiz
    - Show one page that somebody else could use"
out_has "what an earlier sign-off saw is not made up" \
"signed the plan; this copy does not have the plan as it was then."

on 2026-10-26 ilp-goal add asha-r 'Draw the bank' --id draw --target 5
for day in 2026-10-26 2026-11-16 2026-12-07; do
	on $day ilp-checkin asha-r -g draw=2 -m 'Two drawings.'
done
run ilp-story asha-r draw
out_has "a flat goal is called so" "That is no nearer to the target than on 16 \
November 2026, when it was 2."
has "as status does" "$(ilp-status -v asha-r)" \
	'goal "Draw the bank" is no nearer to its target than on 2026-11-16'

run ilp-story asha-r river
is "levels go by their names" "$(below 'How it went')" \
"  From left to right: beginning, developing, proficient, advanced; the mark | is the target, proficient.
  16 Oct 2026  developing  --------o      |          check-in, Jonah Ortiz
  30 Oct 2026  developing  --------o      |          review, Jonah Ortiz"
out_has "a question is told with its answer" \
'made a reflection (audio), asked "What surprised you?":'

run ilp-story jude-o arrive
is "a falling target falls" "$(below 'How it went')" \
"  From left to right: 0 to 45; the mark | is the target, 10.
  18 Sep 2026  30  -----|---------o          check-in, Mara Lindgren
   5 Oct 2026  20  -----|----o               check-in, Jude Okonkwo-Hale"
out_has "and is nearer" "That is nearer to the target than on 18 September \
2026, when it was 30."
run ilp-story jude-o chess
is "a dropped goal says why" "$(below 'How it ended')" \
'  The goal was dropped on 1 October 2026. The reason: "the club ended: no room".'
run ilp-story jude-o robot
is "a paused one too" "$(below 'How it stands')" \
"  The goal is paused. The reason: \"waits for a motor\". The newest value is \
0.4, of 20 October 2026; the target is 0.7.
  1 of 2 steps is done. Still open:
    - Elbow turns  Otto Brightwater"
out_has "a value that nobody wrote an entry for is in the chart" \
"20 Oct 2026  0.4"

on 2026-11-02 ilp-goal add jude-o 'Say what I need' --id say-it --form gas \
	--no-ask --level -2='says nothing' --level -1='says it once' \
	--level 0='says it each week' --level 1='says it each day' \
	--level 2='teaches others' --baseline -2 --by jude.o
on 2026-11-09 ilp-reflect jude-o -g say-it=-1 -m 'Once.' --by jude.o
run ilp-story jude-o say-it
out_has "a level below zero has its place" \
"   9 Nov 2026  -1  ------o     |             reflection, Jude Okonkwo-Hale"
out_has "and what it stands for" 'The reading was -1 ("says it once").'

# ---- reasons

on 2026-11-10 ilp-goal add jude-o 'Cook' --id cook --target 2 --by jude.o
on 2026-11-11 ilp-goal set jude-o cook target=3 --by m.lindgren \
	--reason 'There are three of us.'
run ilp-story jude-o cook
out_has "a reason is who wrote it" \
"Mara Lindgren changed the target from 2 to 3, and wrote why:"
on 2026-11-12 ilp-goal set jude-o cook progress=1 --by jude.o --reason 'Soup.'
run ilp-story jude-o cook
out_has "a reason for a value alone is told as an entry" "On 12 November Jude \
Okonkwo-Hale wrote about the change:"
out_has "with its words" '"Soup."'
on 2026-11-13 ilp-goal drop jude-o cook --by jude.o
run ilp-story jude-o cook
out_has "no reason is said to be none" \
"On 13 November Jude Okonkwo-Hale dropped the goal. No reason was written down."
on 2026-11-16 ilp-goal start jude-o cook --by jude.o
on 2026-11-16 ilp-reflect jude-o -g cook --by jude.o -m 'I miss it.'
on 2026-11-16 ilp-goal set jude-o cook target=4 due=2027-01-08
run ilp-story jude-o cook
out_has "what was written that day stands beside the first change alone" \
"No reason stands beside it; that day Jude Okonkwo-Hale wrote a reflection."
is "its words are told once" "$(grep -c 'I miss it' "$T/out")" 1
out_has "a date is set" "set the due date: 8 January 2027"

# Under opaque ids a commit says only the role of whose words it has.
sed -i 's/^    target: 4/    target: 5/' plans/biology-2/jude-o.md
on 2026-11-17 git commit -qam 'goal cook: target 4 -> 5

Plan: jude-o
Plan-Author: family'
run ilp-story jude-o cook
out_has "a role is told as who has it" \
"On 17 November o.family changed the target from 4 to 5."
sed -i 's/^    target: 5/    target: 4/' plans/biology-2/jude-o.md
on 2026-11-18 git commit -qam 'back'

# ---- goals that are gone

on 2026-11-03 ilp-goal add jude-o 'Run the bike shop' --id bike-shop --by jude.o
cp plans/biology-2/jude-o.md "$T/with-bike"
sed -i '/^  bike-shop:/,/^    status/d' plans/biology-2/jude-o.md
run ilp-story jude-o bike
is "a goal that is not in the file any more is found" \
	"$(below 'How it ended')" \
"  It is no longer in the plan's file. That is not committed yet, and nobody \
wrote down how it ended."
on 2026-11-24 git commit -qam 'tidy up'
run ilp-story jude-o bike-sh
rc_is "a goal that vanished is found by the beginning of its id" 0
is "and by whom and when it was removed" "$(below 'How it ended')" \
"  It was removed from the plan on 24 November 2026 by Jonah Ortiz; nobody \
wrote down how it ended."
is "its first words are there" "$(below 'How it began')" \
'  On 3 November 2026 Jude Okonkwo-Hale wrote down this goal: "Run the bike shop".'
run ilp-story --json jude-o bike-shop
out_has "JSON says that it vanished" '"vanished": {'
run ilp-story jude-o bikeshop
rc_is "a slip of the pen is a usage error" 2
err_has "with what may be meant, also among those that are gone" \
	"did you mean bike-shop?"
cp "$T/with-bike" plans/biology-2/jude-o.md
on 2026-11-25 git commit -qam 'not so tidy'
run ilp-story jude-o bike-shop
is "a goal that came back has its going and coming" \
	"$(below 'What happened')" \
"  On 24 November Jonah Ortiz took the goal out of the plan.
  On 25 November Jonah Ortiz put the goal back into the plan."
is "and stands" "$(below 'How it stands')" "  The goal is being worked on."
on 2026-11-26 ilp-goal met jude-o bike-shop --by jude.o
sed -i '/^  bike-shop:/,/^    closed/d' plans/biology-2/jude-o.md
on 2026-11-27 git commit -qam 'done'
run ilp-story jude-o bike-shop
is "one that was met has not vanished" "$(below 'How it ended')" \
"  The goal was met on 26 November 2026.
  It was removed from the plan on 27 November 2026 by Jonah Ortiz."
run ilp-story --json jude-o bike-shop
out_has "JSON says so too" '"vanished": null'

# ---- what is not committed, or could not be read

sed -i 's/^    target: 4/    target: 5/' plans/biology-2/jude-o.md
run ilp-story jude-o cook
out_has "a change that is not committed is told last" \
"Not committed yet: somebody changed the target from 4 to 5."
git checkout -q plans
cp plans/biology-2/jude-o.md "$T/well"
sed -i 's/^learner:/learner/' plans/biology-2/jude-o.md
on 2026-11-30 git commit -qam 'a slip'
sed 's/^    target: 4/    target: 6/' "$T/well" >plans/biology-2/jude-o.md
on 2026-12-01 git commit -qam 'mended'
run ilp-story jude-o cook
out_has "when a plan could not be read is said" \
"On 30 November Jonah Ortiz left the plan's file so that it could not be read"
out_has "and what changed meanwhile is told after it" \
"On 1 December Jonah Ortiz changed the target from 4 to 6."

# ---- three years

cat >plans/past/asha-r-2024-25.md <<-END
	---
	ilp: 1
	learner: Asha Rivers
	year: 2024-25
	stage: grade-7
	team:
	  learner: asha.r
	goals:
	  the-weir:
	    title: Find out who built the weir
	    status: met
	    closed: 2025-05-30
	---

	## Reflections

	### 2025-05-30 asha.r {goal=the-weir}

	The miller did.
END
on 2026-12-02 git add plans/past
on 2026-12-02 git commit -qm 'The plan of grade 7'
sed -i 's,^    status: met,    follows: asha-r-2024-25/the-weir\n&,' \
	plans/past/asha-r-2025-26.md
on 2026-12-02 git commit -qam 'weir-model continues the-weir'
run ilp-story asha-r river
rc_is "a goal of three years is told" 0
is "in three chapters, the oldest first" "$(grep '^Chapter' "$T/out")" \
"Chapter 1 · 2024-25 · grade-7 · asha-r-2024-25
Chapter 2 · 2025-26 · grade-8 · asha-r-2025-26
Chapter 3 · 2026-27 · grade-9 · asha-r"
out_has "with what was written in each" '"The miller did."'
out_has "the next year goes on with it" "The goal goes on in this plan, which \
has been kept here since 20 October 2026:"
is "whose words they are counts all years" \
	"$(below 'Whose words' | sed -n 1p)" \
	"  learner   4 entries     32 words      59%"
run ilp-story asha-r-2025-26 weir
out_has "an earlier year says where it goes on" \
"It goes on in the plan asha-r, as the goal river-report."
on 2026-12-03 git rm -q plans/past/asha-r-2024-25.md
on 2026-12-03 git commit -qm 'Grade 7 is long ago'
run ilp-story asha-r river
rc_is "a plan that was removed is found in the history" 0
out_has "with its words" '"The miller did."'
out_has "and that it went" \
"The whole plan was removed on 3 December 2026 by Jonah Ortiz."
sed -i 's,asha-r-2024-25/the-weir,asha-r-2023-24/mud,' \
	plans/past/asha-r-2025-26.md
run ilp-story asha-r river
rc_is "a plan that was never here is no error" 0
is "but said" "$(below 'Before that')" "  It continues the goal mud of the \
plan asha-r-2023-24, but that plan is not here."
sed -i 's,asha-r-2023-24/mud,asha-r/mud,' plans/past/asha-r-2025-26.md
run ilp-story asha-r river
out_has "nor is a goal that the plan has not" "but that plan has no such goal."
sed -i 's,asha-r/mud,asha-r,' plans/past/asha-r-2025-26.md
run ilp-story asha-r river
out_has "nor follows: without a goal" \
'It says that it follows "asha-r", but no goal is named.'
sed -i 's,follows: asha-r$,follows: asha-r/river-report,' \
	plans/past/asha-r-2025-26.md
run ilp-story asha-r river
rc_is "years that go round in a circle are refused" 3
err_has "with the place" "plans/past/asha-r-2025-26.md:19:14: error: goal \
\"weir-model\" follows asha-r/river-report, which comes round to it again \
[goal-follows]"
is "and nothing is told" "$out" ""
git checkout -q plans

# ---- moves, renames, and copies without the whole history

on 2026-12-04 mkdir plans/biology-3
on 2026-12-04 git mv plans/biology-2/tomas-b.md plans/biology-3/
on 2026-12-04 git commit -qm 'Another group'
ilp-story tomas-b read-aloud >"$T/moved"
same_bytes "a plan that moves keeps the story" "$T/want" "$T/moved"
on 2026-12-07 git mv plans/biology-3/tomas-b.md plans/biology-3/tomas-q.md
on 2026-12-07 git commit -qm 'Another id'
run ilp-story tomas-q read-aloud
sed 's/· tomas-b$/· tomas-q/' "$T/want" >"$T/renamed"
same_bytes "and one with another id" "$T/renamed" "$T/out"

git clone -q --depth 2 "file://$PWD" "$T/shallow"
run ilp-story -C "$T/shallow" tomas-q read-aloud
rc_is "a shallow clone tells what it has" 0
out_has "and from when" "On 4 December 2026 the goal stood in the plan already; \
the history in this copy begins there. It read: \"Read aloud to my sister\"."
out_has "what the plan itself has of before is there" \
	"She laughed at the voice of the wolf."
run ilp-story -C "$T/shallow" --json tomas-q read-aloud
out_has "JSON says that the history is cut" '"history": "cut"'
out_has "and where" '"history_from": "2026-12-04"'

mv .git "$T/git"
export GIT_CEILING_DIRECTORIES="$T"
run ilp-story tomas-q read-aloud
rc_is "without git the plan alone tells the story" 0
is "and it is said" "$(below 'How it began' | sed -n 1p)" \
"  There is no history here, so the plan alone tells this story: how the goal \
was worded at first, and who changed it, is not known. Now it reads: \"Read \
aloud to my sister\"."
out_has "the readings are there" \
"  16 Nov 2026  3  ---------o             |  check-in, Jonah Ortiz"
out_has "steps go by the day in the plan" \
"On 15 September a step was done"
out_lacks "what only the history knows is not" "moved the due date"
run ilp-story tomas-q bike-shop
rc_is "a goal that only the history could know is unknown" 2
mv "$T/git" .git
unset GIT_CEILING_DIRECTORIES

git init -q "$T/unborn"
cp -R ilp.yml people.yml plans "$T/unborn"
run ilp-story -C "$T/unborn" tomas-q read-aloud
rc_is "nothing needs to be committed yet" 0
is "which is said" "$(below 'How it began' | sed -n 1p)" '  The goal is new in '\
'the plan, and not committed yet: "Read aloud to my sister".'

# ---- JSON

run ilp-story --json tomas-q read-aloud
rc_is "the story is one JSON document" 0
cat >"$T/look.py" <<'END'
import json, sys
d = json.load(open(sys.argv[1]))
c = d["chapters"][0]
print(d["ilp"], d["type"], d["plan"], d["goal"], d["status"], d["history"])
print(c["first"]["title"], c["first"]["target"], c["first"]["due"])
print(c["last"]["title"], c["last"]["target"], c["last"]["due"])
for e in c["events"]:
    for x in e["changes"]:
        if x["what"] in ("goal.target", "goal.due"):
            r = e["reason"]
            print(e["date"], x["what"], x["old"], x["new"], e["by"],
                  r and r["source"], r and r["text"])
for r in c["readings"]:
    print(r["date"], r["value"], r["source"], r["by"])
print(c["end"], d["vanished"], d["next"])
END
cp "$T/out" "$T/story.json"
run python3 "$T/look.py" "$T/story.json"
out_is "with first and last words, changes with reasons, readings" \
"1 story tomas-q read-aloud met whole
Read aloud 6 2026-11-20
Read aloud to my sister 8 2026-12-18
2026-09-23 goal.target 6 8 j.ortiz revision Six were easy by now.
2026-09-25 goal.due 2026-11-20 2026-11-27 j.ortiz None None
2026-09-28 goal.due 2026-11-27 2026-12-18 j.ortiz same-day The book is out of \
the library until Friday.
2026-09-14 2 Reflections tomas.b
2026-09-21 4 Check-ins j.ortiz
2026-11-16 3 Check-ins j.ortiz
2026-11-20 5 progress tomas.b
2026-12-14 8 Reviews j.ortiz
{'status': 'met', 'date': '2026-12-14', 'reason': None} None None"

# ---- what is not understood

run ilp-story
rc_is "without a plan it is a usage error" 2
err_has "and it says so" "no plan is named"
run ilp-story asha-r
rc_is "without a goal too" 2
err_has "which says what is missing" "no goal of asha-r is named"
run ilp-story asha-r annot more
rc_is "a word too many too" 2
run ilp-story @biology-2 annot
rc_is "several plans are a usage error" 2
err_has "with their number" "@biology-2 names 2 plans, not one"
run ilp-story nobody annot
rc_is "an unknown plan is a usage error" 2
run ilp-story asha-r nothing-like-it
rc_is "an unknown goal is a usage error" 2
err_has "and nothing far off is offered" "try: ilp-goal list asha-r"
on 2026-12-08 ilp-goal add asha-r 'Another one' --id annotate-more --by asha.r
run ilp-story asha-r annot
rc_is "a goal that could be several is a usage error" 2
err_has "and they are named" "annotate-sources, annotate-more"
is "and nothing is told" "$out" ""
sed -i 's/^begin: .*/begin: soon/' plans/biology-2/asha-r.md
run ilp-story asha-r annotate-s
rc_is "a plan with an error is told and exits 3" 3
out_has "as far as it can be read" "How it began"
err_has "with its place" "plans/biology-2/asha-r.md:9:8: error:"
echo 'no plan' >plans/biology-2/asha-r.md
run ilp-story asha-r annotate-s
rc_is "a plan that cannot be read exits 3" 3
is "and nothing is told then" "$out" ""
git checkout -q plans
printf '%s\n' '' '### 2026-12-09 asha.r {goal=annotate-sources}' '' \
	"$(printf 'red \033[31m and \342\200\256 back')" >"$T/bad"
sed -i "/^## My journal/r $T/bad" plans/biology-2/asha-r.md
run ilp-story asha-r annotate-s
is "no control character reaches the terminal" "$(printf %s "$out$err" |
	LC_ALL=C tr -d -c '\033\256' | wc -c | tr -d ' ')" 0
out_has "it is shown as what it is" 'red \x1b[31m and \u202e back'
ok "a full disk is noticed" sh -c \
	'ilp-story jude-o cook >/dev/full 2>&1; test $? -eq 4'

if script -qec true /dev/null >/dev/null 2>&1; then
	TERM=xterm GIT_PAGER=cat script -qec \
		'stty cols 80 rows 50; ilp-story --color=never jude-o cook' \
		/dev/null | tr -d '\r' >"$T/tty"
	is "on a terminal no line is wider than it" \
		"$(grep -c '^.\{81,\}$' "$T/tty")" 0
else
	skip "there is no script(1) for a terminal"
fi
done_testing
