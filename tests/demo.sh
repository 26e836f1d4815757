#!/bin/sh
# demo.sh FOLDER: makes Harbor School afresh in FOLDER, by the commands a
# school would use, and shows where its plans stand on 2026-11-09.

set -eu
here=$(cd "${0%/*}" && pwd)
data=$here/data/harbor-school
bin=$ILP_BIN
dir=$1
PATH=$bin:$PATH
export PATH ILP_TODAY=2026-11-09
export ILP_TEMPLATES="$here/../templates"
export GIT_AUTHOR_NAME='Jonah Ortiz' GIT_AUTHOR_EMAIL=j.ortiz@harbor.example
export GIT_COMMITTER_NAME='Jonah Ortiz'
export GIT_COMMITTER_EMAIL=j.ortiz@harbor.example
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

say() { printf '\n%s\n' "$*"; }
# on DATE COMMAND...: as if it were that day, quietly.
on() {
	GIT_AUTHOR_DATE="$1T15:40:00" GIT_COMMITTER_DATE="$1T15:40:00"
	export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
	ILP_TODAY=$1; shift
	"$@" >/dev/null 2>"$dir/.git/said" || { cat "$dir/.git/said"; exit 1; }
	ILP_TODAY=2026-11-09
}

rm -rf "$dir"
git init -q -b main "$dir" # of its own, also inside of another repository
GIT_AUTHOR_DATE=2026-08-17T09:00:00 GIT_COMMITTER_DATE=2026-08-17T09:00:00 \
	ILP_TODAY=2026-08-17 ilp-init -q "$dir" --name 'Harbor School' \
	--year 2026-27 >/dev/null
cd "$dir"
dir=$PWD
git config user.name 'Jonah Ortiz'
git config user.email j.ortiz@harbor.example
for f in ilp.yml people.yml goals resources frameworks plans; do
	cp -R "$data/$f" .
done
# Families of the roster that people.yml does not know yet.
awk -F , 'FNR == NR { known[$1]; next }
	FNR > 1 && $6 && !($6 ":" in known) {
		n = split($1, part, " ")
		printf "%s:\n  name: \047Family %s\047\n  role: family\n", $6, part[n]
	}' people.yml "$data/roster.csv" >"$dir/.git/families"
cat "$dir/.git/families" >>people.yml
on 2026-08-24 git add -A
on 2026-08-24 git commit -m 'The school, its shared goals, and plans by hand'

# Everybody of the rosters who has no plan yet gets one.
on 2026-08-25 ilp-new --roster "$data/roster.csv"
on 2026-08-26 ilp-new --roster "$data/roster-teachers.csv" -t teacher \
	--group staff --map team.coach=coach

# Before goals comes who somebody is.
on 2026-08-31 ilp-profile wren add strengths \
	'asks on the way home what nobody asked in class' --by wren.a
on 2026-08-31 ilp-profile mina add strengths \
	'sees it first when somebody is left out' --by mina.f
on 2026-09-01 ilp-profile mina add supports 'a seat beside a friend' \
	--source 'talk with f.family' --audience family
on 2026-09-02 ilp-goal add wren 'Ask one question in every lesson' \
	--area academic --measure 'questions a week' --baseline 1 --target 5 \
	--due 2026-12-18 --supports belonging --by wren.a
on 2026-09-03 ilp-goal add bao 'Write half a page from sources each week' \
	--area academic --measure 'half pages' --target 12 --due 2027-01-29 \
	--supports district-literacy --by bao.t
on 2026-09-03 ilp-goal add mina 'Speak first in one group talk a week' \
	--area personal-social --measure 'group talks' --target 10 \
	--due 2026-11-20 --supports belonging --by mina.f
on 2026-09-04 ilp-goal add @advisory-10 --title 'Keep a reading log' \
	--area academic --measure 'entries in the log' --target 20 \
	--due 2027-02-12 --supports district-literacy --set start=2026-10-19
on 2026-09-07 ilp-goal add jonah petra samuel yusra otto adaeze \
	--title 'Visit three classrooms of others' --area professional \
	--measure visits --target 3 --due 2027-03-26 \
	--supports open-classrooms --set start=2026-10-19
on 2026-09-07 ilp-step add wren ask 'Write the question down before' \
	--due 2026-09-18 --who wren.a
on 2026-09-07 ilp-step add mina speak 'Practise the first sentence at home' \
	--due 2026-10-02 --who mina.f

# Who has read a plan signs it; Noor was ill, and Mina's family abroad.
while read -r day who plan; do
	on "$day" ilp-sign "$plan" --by "$who"
done <<END
2026-09-08 m.lindgren mara-l
2026-09-08 i.caldwick ines-c
2026-09-08 j.ortiz jonah-ortiz
2026-09-08 p.marsh petra-marsh
2026-09-08 a.winterbourne adaeze-winterbourne
2026-09-08 o.brightwater otto-brightwater
2026-09-08 s.dray samuel-dray
2026-09-08 y.fennimore yusra-fennimore
2026-09-09 kofi.t kofi-tanager
2026-09-09 leif.s leif-sandgate
2026-09-09 priya.l priya-lindqvist
2026-09-09 roz.p rosalind-pike
2026-09-09 zoe.h zoe-harrowgate
2026-09-09 mina.f mina-farrow
2026-09-09 layla.s p-7f3k2q
2026-09-09 bao.t bao-thistle
2026-09-09 tomas.b tomas-b
2026-09-09 wren.a wren-ashdown
2026-09-10 jude.o jude-o
2026-09-16 t.family kofi-tanager
2026-09-16 l.family priya-lindqvist
2026-09-16 p.family rosalind-pike
2026-09-16 h.family zoe-harrowgate
2026-09-16 s.family p-7f3k2q
2026-09-16 th.family bao-thistle
2026-09-16 b.family tomas-b
2026-09-16 w.family wren-ashdown
END

on 2026-09-21 ilp-checkin wren --with wren.a --next +4w -g ask=2 \
	-m 'Two good ones in biology. The note card helps.'
on 2026-09-22 ilp-step 'done' wren ask 1
on 2026-10-05 ilp-reflect wren --by wren.a -g ask=3 \
	-m 'It is easier when I sit in front.'
on 2026-10-06 ilp-reflect mina --by mina.f -g speak=2 \
	-m 'Twice. The second time I forgot that I was afraid.'
on 2026-10-12 ilp-sign asha-r --by asha.r -m 'With the bus in it, yes.'
on 2026-10-13 ilp-sign asha-r --by r.family
on 2026-10-19 ilp-checkin wren --with wren.a --next +4w -g ask=4 \
	-m 'Four. Next time she leads the talk.'
on 2026-10-26 ilp-reflect bao --by bao.t -g write=3 --medium audio \
	--link https://example.org/voice/bao-3 \
	-m 'Writing is slow, but I can say where each sentence comes from.'
on 2026-10-27 ilp-goal set bao write target=10 \
	--reason 'Two weeks were for the play.'
on 2026-10-28 ilp-checkin bao --by m.lindgren --minutes 15 \
	--support 'reading aloud' -m 'The page on dams, twice.'
on 2026-10-29 ilp-evidence wren ask --by wren.a \
	--link https://example.org/wren/questions -m 'My note cards, all of them.'
on 2026-10-30 ilp-checkin leif priya zoe kofi --by p.marsh --next +2w \
	-g keep=8 --minutes 40 -m 'We read each other one page of the log.'
on 2026-10-30 ilp-reflect wren --by wren.a -m 'I asked why the weir is there.'
on 2026-11-03 ilp-reflect rosalind --by roz.p -g keep=9 \
	-m 'Nine pages. I draw the place first.'
on 2026-11-03 ilp-reflect kofi --by kofi.t \
	-m 'Eight entries. The one about the ferry is the best.'
on 2026-11-03 ilp-reflect zoe --by zoe.h \
	-m 'I stopped skipping the long sentences.'
on 2026-11-04 ilp-checkin @staff --by m.lindgren --next +3w --minutes 45 \
	-m 'Who has visited whom, and what for. The list hangs by the door.'
on 2026-11-05 ilp-checkin tomas --with tomas.b --next +2w \
	-g leer-en-voz-alta=104 -m 'Ciento cuatro palabras, y sin parar.'
printf '%s\n' 'semana palabras' '39     88' '41     96' '45     104' \
	>"$dir/.git/mi tabla.txt"
on 2026-11-05 ilp-evidence tomas leer --by tomas.b \
	--file "$dir/.git/mi tabla.txt" -m 'La tabla la hice yo.'
rm "$dir/.git/families" "$dir/.git/mi tabla.txt"
on 2026-11-05 ilp-reflect tomas --by tomas.b -m 'Mi hermana me pidió otro.'
on 2026-11-05 ilp-reflect jonah --by j.ortiz -g visit=1 \
	-m 'Saw Yusra. Nobody waits there, everybody has something to do.'
on 2026-11-06 ilp-reflect petra --by p.marsh -g visit=1 \
	-m 'Ten minutes in Jonah'\''s room. I will steal the two colours.'
on 2026-11-06 ilp-checkin asha-r --with asha.r --next +3w \
	-g annotate-sources=4 -m 'The goal is reached, and she wants to go on.'

on 2026-11-06 ilp-review tomas --kind interim --with tomas.b \
	--with b.family --result leer=partly --result menos=met \
	-m 'Del miedo no queda nada. Seguimos con las palabras.'

say "Harbor School on $(date -d "$ILP_TODAY" '+%A, %-d %B %Y'): \
$(ilp-list | wc -l) plans, $(git rev-list --count HEAD) commits."
# shown COMMAND: what it prints on a terminal of 80 columns; script is given no
# terminal to read from, since it would leave that one raw for who prints here.
shown() {
	say "\$ $*"
	script -qec "stty rows 99 cols 80; $* --color=$color" /dev/null \
		</dev/null | tr -d '\r'
}
color=never
test ! -t 1 || color=always
shown ilp-status
shown ilp-show tomas leer
cat <<END

Now you:

  cd $1
  export PATH=$bin:\$PATH
  export ILP_TODAY=2026-11-09              # or leave it out, and be late

  ilp-status @me                           # those you work with
  ilp-show mina                            # who she is, and what waits there
  ilp-checkin mina --with mina.f --next +1w -m 'We said the sentence aloud.'
  ilp-status @me                           # she has moved down
  ilp-undo                                 # and back up: nobody had talked
  ilp-check --strict                       # what might be better
  ilp-status -v bao                        # what changed after they signed
  ilp-goal add mina --form woop            # a wish: it asks you
  ilp-new --list-templates                 # forms that a plan can begin with
  git log --oneline -5                     # what was done, and when
  ilp help tour                            # a week and a term, step by step
END
