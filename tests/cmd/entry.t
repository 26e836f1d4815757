#!/bin/sh
# ilp-reflect, ilp-checkin and ilp-step: what people write arrives, whole.
. "${0%/*}/../lib.sh"
school
asha=plans/biology-2/asha-r.md
tomas=plans/biology-2/tomas-b.md
jude=plans/biology-2/jude-o.md
added() { git show --format= -U0 -- "$1" | grep '^+[^+]\|^+$' | cut -c2-; }
removed() { git show --format= -U0 -- "$1" | grep '^-[^-]' | cut -c2-; }

run ilp-reflect asha -m 'I read it twice.' --by asha.r
rc_is "a reflection is written" 0
is "below the last one, with a blank line" "$(added $asha)" \
    "### 2026-10-20 asha.r

I read it twice."
is "nothing goes away" "$(removed $asha)" ""
err_has "it is said who will see it" \
    "staff, learner and family can see this entry"
is "no word of it is in the message" "$(git log -1 --format=%B)" \
    "reflect asha-r

Plan: asha-r
Plan-Event: entry.added
Plan-Author: asha.r"

run ilp-reflect asha -g annot=4 -g river=proficient --medium audio \
    --link https://example.org/a --prompt 'What "now"?' --audience public \
    -m one -m two --date yesterday --by asha.r
rc_is "with readings, a prompt, an audience and a day" 0
has "the heading carries them" "$(added $asha)" \
    '### 2026-10-19 asha.r {goal=annotate-sources:4,river-report:proficient medium=audio link=https://example.org/a prompt="What \"now\"?" audience=public}'
has "several -m are paragraphs" "$(added $asha)" "one

two"
has "a reading moves the goal" "$(added $asha)" "    progress: 4"
has "a level too" "$(added $asha)" "    progress: proficient"
is "in the same commit" "$(git log -1 --format=%s)" \
    "reflect annotate-sources: 4, river-report: proficient"
is "the older day stands above the newer" \
    "$(sed -n 's/^### \(2026-10-[0-9]*\) asha.r.*/\1/p' $asha | tr '\n' ' ')" \
    "2026-10-05 2026-10-19 2026-10-20 2026-10-05 2026-10-12 "
err_has "public is everybody" "everybody can see this entry"

run ilp-checkin asha -g annot=2 --date=2026-10-03 -m 'Looked back.'
rc_is "a reading of an earlier day" 0
lacks "leaves the progress of today" "$(removed $asha)" "progress"
err_has "and says why" "there is a later reading"

# what a person types is made safe, not refused
run ilp-reflect tomas --by tomas.b -F - <<-'END'
	Before

	# Big

	Title
	=====

	```
	code without an end
	END
rc_is "headings and an open fence are taken" 0
err_has "and told" "got a backslash"
err_has "the fence too" "code fence"
has "with a backslash" "$(added $tomas)" '\# Big'
has "also under a title" "$(added $tomas)" '\====='
run ilp-check tomas
rc_is "the plan is well" 0
run ilp-show --json tomas
ok "the text is one entry" python3 -c '
import json, sys
d = json.load(open(sys.argv[1]))
e = [x for x in d["entries"] if x["date"] == "2026-10-20"]
assert len(e) == 1 and "code without an end" in e[0]["text"], e' "$T/out"

# the section is made where it is missing, in the plan's language
run ilp-reflect jude --by jude.o -m 'Hat geklappt.'
has "a missing section is added" "$(added $jude | tr -d '\r')" "## Reflections"
has "before the next one" "$(tr -d '\r' <$jude | grep '^## ')" "## Reflections
## Sign-offs"
ok "CRLF everywhere" sh -c 'test "$(grep -c "" "$0")" -le \
    "$(($(grep -c "$(printf "\r")" "$0") + 1))"' $jude
run ilp-checkin p-7f -m Soon --next 'next friday' --with layla.s
rc_is "a check-in with the next day" 0
err_has "the understood day is shown" "next friday is 2026-10-23"

# a meeting
run ilp-checkin @biology-2 --with r.family -m 'We all met.' --minutes 40
rc_is "one text for several plans" 0
is "is one commit" "$(git log -1 --format=%s)" "check-in: 3 plans"
sha=$(git rev-parse HEAD)
run ilp-checkin asha tomas -g annotate-sources -m x
rc_is "a goal that one of them lacks" 2
err_has "is named" "tomas-b has no goal"
run ilp-reflect asha
rc_is "no text and no terminal" 2
err_has "says how to give one" "-m TEXT"
run ilp-reflect asha -m ''
rc_is "an empty text" 2
run ilp-reflect -m text
rc_is "no plan" 2
run ilp-reflect asha -g annot=lots -m x
rc_is "a reading that is none" 3
run ilp-checkin asha --next 31.12. -m x
rc_is "a date that is none" 2
run ilp-checkin asha --minutes long -m x
rc_is "minutes that are none" 3
run ilp-checkin asha --with 'Mr. Ortiz' -m x
rc_is "with needs a handle" 2
run ilp-reflect asha --audience friends -m x
rc_is "an audience that is none" 3
run ilp-reflect asha --link example.org/a -m x
rc_is "a link that is none" 3
run ilp-reflect asha --by 'A B' -m x
rc_is "--by needs a handle" 2
printf 'bad \377 bytes' >"$T/bytes"
run ilp-reflect asha -F "$T/bytes"
rc_is "text that is no UTF-8" 3
is "nothing of all this was written" \
    "$(git rev-parse HEAD)$(git status --porcelain)" "$sha"

# a fence left open above
printf '\n## Reflections\n\n```\nopen\n' >>plans/staff/ines-c.md
git commit -qam 'an open fence'
run ilp-reflect ines -m 'After the fence'
rc_is "an open fence above is not written into" 3
err_has "its line is named" "plans/staff/ines-c.md:100:1: error: a code fence"

run ilp-reflect mara --date 2099-01-01 -m 'Too early' -n
err_has "a day to come is a slip, mostly, and told" \
    "2099-01-01 is after today; the entry does not count until then"
run ilp-reflect mara --date 2026-10-19 -m 'Yesterday' -n
err_lacks "a day that is past is not" "after today"

# the editor
cat >"$T/ed" <<-'END'
	#!/bin/sh
	cp "$1" "$HOME/seen"
	{ echo 'From the editor.'; cat "$1"; } >"$1.new" && mv "$1.new" "$1"
END
chmod +x "$T/ed"
if command -v script >/dev/null; then
	export GIT_EDITOR="$T/ed"
	script -qec 'ilp-reflect mara' /dev/null >"$T/out" 2>&1 </dev/null
	has "the editor's text arrives" "$(added plans/staff/mara-l.md)" \
	    "From the editor."
	export GIT_EDITOR=true
	rc=0; script -qec 'ilp-reflect mara' /dev/null >"$T/out" 2>&1 \
	    </dev/null || rc=$?
	is "an unchanged text is exit 1" "$rc" 1
	export GIT_EDITOR="touch $T/opened"
	git rev-parse HEAD >.git/MERGE_HEAD; rc=0
	script -qec 'ilp-reflect mara' /dev/null >"$T/out" 2>&1 \
	    </dev/null || rc=$?
	is "in the middle of a merge nothing is written" "$rc" 4
	not_ok "and nobody types in vain" test -e "$T/opened"
	rm .git/MERGE_HEAD
	unset GIT_EDITOR
else
	skip "no script program: the editor"
fi

# a meeting in the editor: a part for each plan
cat >"$T/ed" <<-'END'
	#!/bin/sh
	sed -e '1s/^/For all.\n/' -e '/<!-- asha-r:/a For Asha.' \
	    -e '/<!-- tomas-b:/a For Tomas.' "$1" >"$1.new" && mv "$1.new" "$1"
END
cat >"$T/ed2" <<-'END'
	#!/bin/sh
	sed -e '1s/^/For all.\n/' -e 's/<!-- tomas-b:/<!-- Tomas:/' \
	    -e '/<!-- asha-r:/a For Asha.' "$1" >"$1.new" && mv "$1.new" "$1"
END
chmod +x "$T/ed" "$T/ed2"
if command -v script >/dev/null; then
	export GIT_EDITOR="$T/ed"
	script -qec 'ilp-checkin asha tomas' /dev/null >"$T/out" 2>&1 </dev/null
	is "one plan gets the common words and its own" \
	    "$(added $asha | sed '/^###/d;/^$/d')" "For all.
For Asha."
	is "and so does the other" "$(added $tomas | sed '/^###/d;/^$/d')" \
	    "For all.
For Tomas."
	export GIT_EDITOR="$T/ed2"
	sha=$(git rev-parse HEAD) rc=0
	script -qec 'ilp-checkin asha tomas' /dev/null >"$T/out" 2>&1 \
	    </dev/null || rc=$?
	is "a changed line between the parts stops it" "$rc" 3
	is "before words for one go to all" "$(git rev-parse HEAD)" "$sha"
	has "the text is kept in a file" "$(cat "$T/out")" "your text is kept"
	unset GIT_EDITOR
else
	skip "no script program: a meeting in the editor"
fi
run ilp-checkin asha tomas -F - <<-'END'
	All.

	<!-- asha-r: the lines below go to this plan alone -->
	Mine.
END
rc_is "a file with the part of one plan and not the other" 3

# steps
run ilp-step add asha annot 'Ask the ranger' --due=+2w --who j.ortiz \
    --check RS.2.b:proficient
rc_is "a step is added" 0
is "below the others" "$(added $asha)" \
    "- [ ] Ask the ranger (due 2026-11-03; who j.ortiz; check RS.2.b:proficient)"
run ilp-step done asha annot 3
is "a step is done" "$(added $asha)" \
    "- [x] Margin notes read by Mr. Ortiz on Fridays (due 2026-12-01; who j.ortiz; done 2026-10-20)"
run ilp-step undo asha annot 'margin'
is "undo gives the same bytes" "$(git diff HEAD~2 --stat)" ""
run ilp-step done asha annot 'Show one'
has "by the begin of its text" "$(added $asha)" \
    "- [x] Show one page that somebody else could use (check RS.2.b:proficient; done 2026-10-20)"
run ilp-step done asha annot 'Show one'
rc_is "done twice is fine" 0
run ilp-step done asha annot 9
rc_is "a step that is not there" 2
run ilp-step done asha annot ''
rc_is "an empty text names no step" 2
run ilp-step add asha annot 'two
lines'
rc_is "a step is one line" 2
run ilp-step add ines family-calls 'Call on Friday'
is "stands under its heading" "$(added plans/staff/ines-c.md)" \
    "- [ ] Call on Friday"
run ilp-step add mara private 'Order the book'
has "a goal without words gets its heading" \
    "$(added plans/staff/mara-l.md)" "### private-study

- [ ] Order the book"
run ilp-step list asha annot
out_has "the list has numbers and days" "2026-11-03"
ok "the repository is sound" git fsck --strict --no-dangling
school words
printf 'asha-r\ntomas\n' | ilp-checkin - -m 'Both.' 2>/dev/null
is "standard input names the plans of a meeting" \
    "$(git log -1 --format=%s)" "check-in: 2 plans"
printf -- '---\nilp: 1\nlearner: Nia\n---\n' >plans/nia.md
run ilp-reflect nia -m 'First.'
err_has "a section to be made has its readers too" \
    "staff, learner and family can see this entry"
run ilp-reflect asha tomas -m x
rc_is "a reflection is one learner's" 2
err_has "and a goal is not named like a plan" "-g GOAL"
run ilp-checkin - -F -
rc_is "it cannot be the text as well" 2
run ilp-checkin asha -m x -g annot -g annotate=3
rc_is "one goal with two readings is a slip" 2
run ilp-checkin asha -m x -g annot=
rc_is "and so is a reading that is not there" 2
run ilp-checkin asha tomas jude -m x -g annot
rc_is "a goal that some of them lack" 2
err_has "is told for one" "jude-o has no goal annot"
err_has "and for the other" "tomas-b has no goal annot"
ilp-goal set asha annot audience=staff
run ilp-checkin asha -m x -g annot
err_has "what is about a hidden goal alone is hidden with it" \
    "note: staff can see this entry"
run env ILP_ME='Jonah O' ilp-checkin asha -m x
has "a name that is no handle keeps its capitals" "$(added $asha)" \
    "### 2026-10-20 Jonah O"
done_testing
