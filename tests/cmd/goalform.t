#!/bin/sh
# ilp-goal add --form on a terminal: it asks for just the parts of the form
# that the options leave open, and nothing that was typed is ever lost.
. "${0%/*}/../lib.sh"
asha=plans/biology-2/asha-r.md

# asked COMMAND: runs it on a terminal where each line of standard input is
# typed when a question is asked, then Ctrl-D; $out is what the terminal showed.
asked() {
	ran=$1 rc=0 err=
	python3 -IS "$tests/tty.py" "$1" >"$T/out" || rc=$?
	out=$(tr -d '\r' <"$T/out")
}
added() { git diff HEAD~1 -U0 -- "$1" | sed -n '/^+++/d; s/^+//p'; }
# showed TITLE QUESTION...: these were asked, in this order, and no other.
showed() {
	title=$1; shift
	is "$title" "$(sed -n 's/^\(.*[?.)]\)$/\1/p' <<-END | grep -v ^It.belongs
		$out
	END
	)" "$(printf '%s\n' "$@")"
}
clean() { is "$1" "$(git rev-parse HEAD)$(git status --porcelain)" "$sha"; }

# ---- every form, asked from the first part to the last ----

school
asked 'ilp-goal add asha --form smart' <<-'END'
	Read a whole chapter aloud
	pages without a stop
	pages
	2
	12
	Choose the chapter
	Read to my brother

	So that I can read to the class
	next friday
END
rc_is "a smart goal is asked for" 0
showed "part by part" \
    'What exactly do you want to be able to do, in one sentence?' \
    'What will you count, time or look at, to see how far you are?' \
    'In which unit, if it has one? Minutes, pages, % and the like.' \
    'Where does it stand today? A number, or a level of the scale.' \
    'Where do you want it to be at the end?' \
    'What can you do first, so that it can be done? One step a line.' \
    'Why does it matter to you?' \
    'By when? A date, or words like +6w or next friday.'
is "and only its lines are new" "$(added $asha)" "  read-a-whole-chapter:
    title: Read a whole chapter aloud
    status: active
    form: smart
    why: So that I can read to the class
    measure: pages without a stop
    unit: pages
    baseline: 2
    target: 12
    due: 2026-10-23

### read-a-whole-chapter

- [ ] Choose the chapter
- [ ] Read to my brother"
is "no line of the plan went" "$(git show --format= --numstat |
    cut -f2)" 0
out_has "its id is printed" "read-a-whole-chapter"
lacks "nothing is missing" "$out" "without its"
is "all is one commit" "$(git log -1 --format=%s)" \
    "goal read-a-whole-chapter: added"

school
asked 'ilp-goal add asha --form woop' <<-'END'
	Speak up once in every lesson
	I would feel part of the class
	I am afraid that I blush
	If I blush, then I breathe and go on
	2026-12-11
END
rc_is "a woop goal is asked for" 0
is "wish, outcome, obstacle and plan each have their key" "$(added $asha)" \
    "  speak-up-once-in:
    title: Speak up once in every lesson
    status: active
    form: woop
    why: I would feel part of the class
    due: 2026-12-11
    obstacle: I am afraid that I blush
    plan: If I blush, then I breathe and go on"

school
asked 'ilp-goal add mara --form peers' <<-'END'
	Every student has spoken by Friday
	They find their words
	Put the names on cards

	students who spoke

	11
	24
	Those who never spoke speak
	They answer one another


END
rc_is "a peers goal is asked for" 0
is "with what students will do then as criteria" \
    "$(added plans/staff/mara-l.md)" "  every-student-has-spoken:
    title: Every student has spoken by Friday
    status: active
    form: peers
    why: They find their words
    measure: students who spoke
    baseline: 11
    target: 24
    criteria:
      - Those who never spoke speak
      - They answer one another

### every-student-has-spoken

- [ ] Put the names on cards"

school
asked 'ilp-goal add asha --form gas' <<-'END'
	Paint the weir
	a painting on the wall
	two of them
	an exhibition
	a sketch
	nothing
	-2
	+8w
END
rc_is "five levels are asked for" 0
showed "beginning with what is hoped for" \
    'What do you want to get better at, in one sentence?' \
    'What will one see when it has gone as well as you hope? (level 0)' \
    'And when it has gone somewhat better than that? (level 1)' \
    'And when it has gone much better? (level 2)' \
    'What will one see when it has gone somewhat less well? (level -1)' \
    'And when it has gone much less well? (level -2)' \
    'Which of these levels is it today? -2, -1, 0, 1 or 2.' \
    'By when? A date, or words like +6w or next friday.'
is "and written from -2 to 2" "$(added $asha)" "  paint-the-weir:
    title: Paint the weir
    status: active
    form: gas
    baseline: -2
    due: 2026-12-15
    levels:
      -2: nothing
      -1: a sketch
      0: a painting on the wall
      1: two of them
      2: an exhibition"

school
asked 'ilp-goal add asha --form okr' <<-'END'
	Be the one who knows the river
	three walks led
	a map for the library


	2027-03-01
END
rc_is "an objective and its key results are asked for" 0
is "without a measure no number is asked for" "$(added $asha)" \
    "  be-the-one-who:
    title: Be the one who knows the river
    status: active
    form: okr
    due: 2027-03-01
    criteria:
      - three walks led
      - a map for the library"

# ---- what the options say is not asked ----

school
asked "ilp-goal add asha 'Speak up' --form woop --obstacle 'I blush' \
    --due 2026-12-11 --status proposed" <<-'END'
	I belong
	If I blush, then I breathe
END
showed "only the other parts are asked for" \
    'What would be the best thing about it, if it came true?' \
    'If that happens, what will you do? If ..., then I will ...'
has "all are written" "$(added $asha)" "    status: proposed
    form: woop
    why: I belong
    due: 2026-12-11
    obstacle: I blush"
asked "ilp-goal add asha 'Paint' --form gas --level 0=one --level +1=two \
    --level 2=many --level=-2=none --baseline -2 --due=+2w" <<-'END'
	a sketch
END
showed "of five levels the one that is open" \
    'What will one see when it has gone somewhat less well? (level -1)'
asked "ilp-goal add asha 'Play' --form okr --scale mastery \
    --key-result 'a concert' --due=+2w" <<-'END'


	perfect
	beginning
	proficient
END
out_has "a level of a scale is checked at once" \
    "perfect is no level of the scale mastery"
has "and taken when it is one" "$(added $asha)" "    baseline: beginning
    target: proficient
    scale: mastery"
asked "ilp-goal add @biology-2 --form woop --due=+2w" <<-'END'
	Sing in the hall
	It is loud

	I blush
	I breathe
END
rc_is "a common goal is asked for once" 0
is "and goes to each plan" "$(git show --format= --name-only | wc -l |
    tr -d ' ')" 3
is "all the same" "$(for p in plans/biology-2/*.md; do
	git show --format= -U0 -- "$p" | tr -d '\r' | sed -n 's/^+    //p' | cksum
done | sort -u | wc -l | tr -d ' ')" 1

# ---- nothing is asked ----

sha=$(git rev-parse HEAD)
run ilp-goal add asha 'Speak' --form woop --why 'I belong' -n
rc_is "a script is asked nothing" 0
err_has "but told what is missing" \
    "this woop goal is without its obstacle and plan"
run ilp-goal add asha 'Speak' --form smart -n
err_has "of each form" \
    "without its measure, target, first step, reason why and due date"
run ilp-goal add asha 'Speak' --form gas --level 0=x --level 2=y -n
err_has "level by level" "without its level 1, level -1 and level -2"
run ilp-goal add asha 'Speak' --form peers -n --criterion c --why w
err_has "what is there is not named" \
    "this peers goal is without its first step, measure and target"
run ilp-goal add asha 'Speak' --form okr -n --key-result 'ten' --step a
is "a whole form needs no word" "$err" ""
run ilp-goal add asha --form woop
rc_is "a script must give the title" 2
run ilp-goal add asha 'Speak' --form haiku -n
is "a form of the school's own has no parts" "$rc $err" "0 "
run ilp-goal add asha 'Speak' --form wop -n
err_has "but a slip is told" "there is no form wop; did you mean woop?"
clean "none of these wrote anything"
asked "ilp-goal add -n asha 'Speak' --form woop --no-ask" </dev/null
rc_is "--no-ask asks nothing on a terminal" 0
out_lacks "not a question" "?"
asked "ilp-goal add -n asha 'Speak'" </dev/null
rc_is "without --form a terminal is asked nothing" 0
out_lacks "not a question either" "?"
asked "ilp-goal add -n asha 'Speak' --form haiku" </dev/null
rc_is "nor for a form of the school's own" 0
asked "ilp-goal add -n asha Speak --form woop 2>'$T/err'" </dev/null
rc_is "nor where nobody would see the question" 0
asked "ilp-goal add -n asha Speak --form woop | cat" </dev/null
rc_is "nor where the result goes into a pipe" 0
clean "nor was anything written"

# ---- nothing is asked in vain ----

# vain STATUS WORD...: ends so before the first question
vain() {
	want=$1; shift
	asked "ilp-goal add $*" <<-END
		an answer
	END
	rc_is "told before a question is asked: $*" "$want"
	out_lacks "and no question is asked" "> "
}
vain 2 nobody --form woop
vain 2 --form woop
vain 3 asha --form woop --due soon
vain 3 asha --form smart --target many
vain 3 asha --form gas --level 0=x --baseline 4
vain 3 asha --form woop --supports nothing
vain 2 asha --form woop --id annotate-sources
vain 2 @biology-2 --form woop --id annotate-sources
vain 2 asha --form woop --set whi=x
printf -- '---\nilp: 1\n---\n' >plans/biology-2/tomas-b.md
vain 3 @biology-2 --form woop
git checkout -q .
clean "nor is anything written"

# ---- answers that cannot be ----

# Each row: the form, the key that is open, a bad answer, what is said of it.
open_key() {
	case $1 in
	due) echo "--form woop --why w --obstacle o --plan p" ;;
	why) echo "--form woop --due 2027-01-01 --obstacle o --plan p" ;;
	baseline) echo "--form okr --key-result k --measure m --unit u \
	    --target 4 --due 2027-01-01" ;;
	target) echo "--form okr --key-result k --measure m --unit u \
	    --baseline 4 --due 2027-01-01" ;;
	level) echo "--form gas --level 0=a --level 1=b --level 2=c \
	    --level=-1=d --level=-2=e --due 2027-01-01" ;;
	step) echo "--form smart --measure m --unit u --baseline 0 --target 4 \
	    --why w --due 2027-01-01" ;;
	esac
}
answers=0
while IFS='|' read -r key bad said good; do
	answers=$((answers + 1))
	# shellcheck disable=SC2059 # the table has escapes
	{ printf "$bad"; printf '\n%s\n\n' "$good"; } >"$T/keys"
	asked "ilp-goal add asha 'Number $answers' $(open_key "$key")" <"$T/keys"
	rc_is "$key: after $bad comes another try" 0
	out_has "that it cannot be is said: $said" "$said"
	has "and the good answer is taken: $good" "$(added $asha)" "$good"
done <<-'END'
	due|soon|soon is no date|2026-12-18
	due|10/11/2026|two different dates|2026-11-10
	due|2026-02-30|2026-02-30|2026-03-01
	due|next week maybe|is no date|2026-11-02
	baseline|many|many is no number|3
	baseline|4 pages|4 pages is no number|4
	baseline|1e3|1e3 is no number|1000
	target|four|four is no number|4.5
	level|5|5 is no level of goal attainment|-1
	level|0.5|0.5 is no level of goal attainment|-2
	level|low|low is no number|1
	why|up \033[A and down|holds a control character|plain
	why|caf\377|is no UTF-8 text|café
	step|a \001 b|the text of a step is one line|a step
END
is "every row was tried" "$answers" 14
asked "ilp-goal add asha 'In words' $(open_key due)" <<-'END'
	in 3 weeks
END
out_has "a date in words is shown as it is understood" \
    "in 3 weeks is 2026-11-10"
asked "ilp-goal add asha 'Blank' $(open_key why)" <<-END
	$(printf '  with blanks around \t')
END
has "blanks around an answer go" "$(added $asha)" "    why: with blanks around
"
asked "ilp-goal add asha 'Nothing' --form woop --due 2027-01-01" <<-'END'


	I forget

	If so, then I ask

END
out_has "an empty answer to what is needed is asked again once" \
    "It belongs to the form; an empty line again leaves it out."
has "and then left out" "$(added $asha)" "    form: woop
    due: 2027-01-01
    obstacle: I forget
    plan: If so, then I ask"
out_has "which is told at the end" "this woop goal is without its outcome"
sha=$(git rev-parse HEAD)
asked "ilp-goal add asha --form woop" <<-'END'


END
rc_is "without a title there is no goal" 1
out_has "and it is said so" "without a title there is no goal"
asked "ilp-goal add -n asha 'Dry' --form woop --due 2027-01-01" <<-'END'
	a
	b
	c
END
out_has "a dry run asks too, and prints the diff" "+    obstacle: b"
asked "ilp-goal add --json asha 'Dry' -n --form woop --due 2027-01-01" <<-'END'
	a
	b
	c
END
out_has "so does --json" '"what": "goal.added"'
clean "and nothing was written"

# ---- broken off: what was typed is shown, to be used again ----

asked "ilp-goal add asha --form woop" <<-'END'
	Sing
	It's "loud" $(date)
END
rc_is "Ctrl-D ends it" 1
out_has "nothing is written, which is said" "broken off: nothing was written"
out_has "what was typed comes back as options" "  --title='Sing' \\
  --why='It'\\''s \"loud\" \$(date)'"
clean "nothing was written"
typed=$(printf '%s\n' "$out" | sed -n '/^  --/p' | sed 's/ *\\$//')
eval "ilp-goal add -n asha --form woop $(echo "$typed" | tr '\n' ' ')" \
    >"$T/out" 2>"$T/err"
has "and the shell takes them as they were" "$(cat "$T/out")" \
    "+    why: It's \"loud\" \$(date)"
asked "ilp-goal add asha 'Paint' --form gas --baseline -2 --due=+2w" <<-'END'
	one
	two
END
out_has "levels too" "  --level='0=one' \\
  --level='1=two'"
asked "ilp-goal add asha 'Read' --form smart --measure m --unit u \
    --target 4 --baseline 1" <<-'END'
	first
	second
END
out_has "and steps" "  --step='first' \\
  --step='second'"
touch .git/MERGE_HEAD
asked "ilp-goal add asha 'Sing' --form woop --due=+2w" <<-'END'
	a
END
rc_is "in the middle of a merge it stops" 4
out_lacks "before anything is asked" "why"
rm .git/MERGE_HEAD
touch .git/refs/heads/main.lock
asked "ILP_LOCK_WAIT=0 ilp-goal add asha 'Sing' --form woop --due=+2w" <<-'END'
	a
	b
	c
END
rc_is "when it cannot be written at the end" 5
out_has "what was typed is shown too" "  --why='a' \\
  --obstacle='b' \\
  --plan='c'"
rm .git/refs/heads/main.lock
clean "and nothing was written"

printf 'Dance\nhalf an ans' >"$T/keys"
asked "exec ilp-goal add asha --form woop" <"$T/keys"
rc_is "Ctrl-C ends it at once" 1
has "the second question comes after the first answer" \
    "$(echo "$out" | sed -n '/^> Dance$/,$p')" 'best thing'
out_has "the answer is on the screen while it is typed" 'half an ans'
out_has "it is said" "broken off"
out_has "and what was typed is shown" "--title='Dance'"
clean "and nothing was written"
ok "the repository is sound" git fsck --strict --no-dangling

# ---- the one table: options, man page ----

options=$(ilp-goal --list-options | cut -f2)
for f in smart woop peers gas okr; do
	mine=$(ilp-goal forms $f | sed -n 's/^  --\([a-z-]*\).*/\1/p' | sort -u)
	is "every part of $f is an option of add" "$(
		for o in $mine; do
			echo "$options" | grep -x -- "$o"
		done)" "$mine"
	is "and the man page names just these parts of $f" "$(
		sed -n "/^.Sh FORMS/,/^.Sh/p" "${tests%/tests}/man/ilp-goal.1" |
		    sed -n "/^.It Cm $f/,/^.It Cm\|^.El/p" |
		    sed -n 's/^.Fl -\([a-z-]*\).*/\1/p' | sort -u)" "$mine"
done
done_testing
