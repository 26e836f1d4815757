#!/bin/sh
# ilp-sign, and what status and show say of a signed plan later.
. "${0%/*}/../lib.sh"
school
tomas=plans/biology-2/tomas-b.md
blob() { git rev-parse "$1"; }
added() { git show --format= -U0 -- "$1" | grep '^+[^+]\|^+$' | cut -c2-; }
removed() { git show --format= -U0 -- "$1" | grep '^-[^-]' | cut -c2-; }

# ---- signing

id=$(blob HEAD:$tomas)
run ilp-sign tomas --by tomas.b
rc_is "a learner signs" 0
is "by date, name, role, kind and version" "$(added $tomas)" "## Sign-offs

### 2026-10-20 tomas.b {role=learner kind=agree of=$id}"
is "nothing goes away" "$(removed $tomas)" ""
err_has "it is said what was signed" \
    "ilp-sign: note: signed version $(echo "$id" | cut -c-7) of tomas-b as learner"
is "no word of it is in the message" "$(git log -1 --format=%B)" \
    "sign tomas-b

Plan: tomas-b
Plan-Event: entry.added
Plan-Author: tomas.b"
is "nothing else was written" "$(git status --porcelain)" ""

head=$(blob HEAD)
run ilp-sign tomas --by tomas.b
rc_is "the same version signed again is no error" 0
err_has "but it is said" "tomas.b has signed this version of tomas-b already"
is "and nothing is written" "$(blob HEAD)" "$head"
run ilp-sign tomas --by tomas.b --json
out_has "in JSON nothing was done" '"changes": []'
run ilp-sign tomas --by tomas.b -m 'Y con gusto.'
is "with a text it is written all the same" "$(git rev-parse HEAD~)" "$head"
run ilp-sign tomas --by abuela.b --kind decline -m 'Demasiado.'
err_has "another role has not signed yet" \
    "declined version $(git rev-parse --short=7 HEAD~:$tomas) of tomas-b as family"
run ilp-status -v tomas
out_has "who declines has not signed" \
    "not signed by: family (declined on 2026-10-20)"
run ilp-sign tomas --by b.family --kind amend
err_has "another one of the same role asks for a change" "asked to amend version"
run ilp-status -v tomas
out_has "the newest of the role counts" \
    "not signed by: family (asked to amend on 2026-10-20)"
run ilp-sign tomas --by b.family
run ilp-status -v tomas
out_lacks "and then all have signed" "not signed by"
out_lacks "and nothing changed since" "since then changed"
run ilp-show tomas
out_has "the plan shows who signed, and that it is as it was" "
  sign-offs  learner signed on 2026-10-20 by Tomás Beltrán Quill; unchanged since
             family signed on 2026-10-20 by Familia Beltrán Quill; unchanged since
"

school
head=$(blob HEAD)
run ilp-sign -n tomas --by tomas.b
out_has "-n shows the line" "+### 2026-10-20 tomas.b {role=learner"
err_lacks "-n does not say it was signed" "signed version"
is "-n writes nothing" "$(git status --porcelain; blob HEAD)" "$head"
run ilp-sign --no-commit tomas --by tomas.b
has "--no-commit leaves the commit to others" "$(git status --porcelain)" \
    " M $tomas"

school
run ilp-sign @staff --role principal --by a.winterbourne
rc_is "several plans are signed at once" 2
err_has "but not one whose team has no such role" \
    "ines-c has no role principal"
is "then none is" "$(git rev-list --count HEAD)" 1
run ilp-sign @biology-2 --role family --by granny -m 'Gladly.'
rc_is "a role of several plans" 0
is "in one commit" "$(git rev-list --count HEAD)" 2
err_has "a stranger may sign, and is told" \
    "the team of tomas-b does not name granny as family"
run ilp-sign @biology-2 --role family --by granny
is "all have been signed" "$(git rev-list --count HEAD)" 2
ilp-goal set tomas leer target=130
run ilp-sign @biology-2 --role family --by granny
is "of several only those that changed are signed anew" \
    "$(git diff --name-only HEAD~)" "$tomas"
run sh -c 'echo jude-o | ilp-sign - --role learner --by jude.o'
rc_is "plans may come from standard input" 0

# ---- what is refused: TITLE | STATUS | WHAT IS SAID | COMMAND

school
printf '\n' >>plans/biology-2/jude-o.md
cp $tomas plans/new.md
head=$(blob HEAD)
while IFS='|' read -r title status said command; do
	run sh -c "$command"
	rc_is "$title" "$status"
	err_has "$title: it is said" "$said"
	is "$title: nothing is written" "$(blob HEAD)" "$head"
done <<'END'
no plan|2|which plan?|ilp-sign
an unknown plan|2|there is no plan nobody|ilp-sign nobody
a group without plans|2|names no plans|ilp-sign @nobody
a role that the plan has not|2|--role is one of learner, advisor, family|ilp-sign tomas --role coach
an empty role|2|tomas-b has no role|ilp-sign tomas --role=
who stands in no role|2|x.y is not in the team of tomas-b|ilp-sign tomas --by x.y
who stands in two|2|j.ortiz has several roles in the team of asha-r|ilp-sign asha-r
a kind that is none|2|use agree, amend or decline|ilp-sign tomas --kind yes
a handle that is none|2|--by: x y is no handle|ilp-sign tomas --by 'x y'
an audience that is none|3|is no audience|ilp-sign tomas --audience all
two texts|2|-m|ilp-sign tomas -m a -F ilp.yml
an empty text|2|empty|ilp-sign tomas -m ''
a text that is none|3|UTF-8|printf '\377' | ilp-sign tomas -F -
no such day|2|date|ilp-sign tomas --date soon
standard input as plans and text|2|standard input|echo tomas | ilp-sign - -F -
edits by hand|4|jude-o.md has edits that are not committed|ilp-sign jude --role family
a plan that git does not know|4|plans/new.md is not committed yet|ilp-sign plans/new.md
one bad of several|4|jude-o.md has edits|ilp-sign tomas jude --role family
END
rm plans/new.md
git checkout -q plans
sed 's/^goals:/goals: [/' $tomas >bad && mv bad $tomas
run ilp-sign tomas --role family
rc_is "a plan that cannot be read is not signed" 3
git checkout -q plans
printf 'MERGE\n' >.git/MERGE_HEAD
run ilp-sign tomas --role family
rc_is "in the middle of a merge nothing is signed" 4
rm .git/MERGE_HEAD
git config core.autocrlf true
git config core.safecrlf false
printf '* text\n' >.gitattributes
sed 's/$/\r/' $tomas >x && mv x $tomas
git add -A && git commit -qm 'Line ends are converted' 2>/dev/null
run ilp-sign tomas --role family
rc_is "a file whose line ends git converts can be signed" 0
ok "by the version that git has" grep -q "of=$(blob HEAD~:$tomas)" $tomas

# ---- what was changed since: + is told (by these words), - is not.
# After each row the plan is as it was signed.

school
sed -i 's/^## Apoyos$/&\n\nUn rincón tranquilo./' $tomas
sed -i '/^  background:/i\  supports: [gafas]' $tomas
git commit -qam 'A support'
git tag signed
ilp-sign -q tomas --by tomas.b
git tag begin
by() { sed -i "$1" $tomas; }
since() {
	ilp-status -v --only changed-since-signed tomas 2>/dev/null |
	    sed -n 's/^    learner signed on 2026-10-20; since then changed: //p'
}
n_rows=0
while IFS='|' read -r sign words command; do
	eval "$command" >/dev/null 2>&1
	got=$(since)
	if cmp -s $tomas "$T/before"; then fail "it changes: $command"; fi
	case $sign in
	+) is "told: $command" "$got" "$words" ;;
	-) is "not told: $command" "$got" "" ;;
	esac
	n_rows=$((n_rows + 1))
	git reset -q --hard begin
	cp $tomas "$T/before"
done <<'END'
+|goal leer-en-voz-alta target|ilp-goal set tomas leer target=130
+|goal leer-en-voz-alta title|ilp-goal set tomas leer title='Leer más'
+|goal leer-en-voz-alta due|ilp-goal unset tomas leer due
+|goal leer-en-voz-alta why, goal leer-en-voz-alta measure|ilp-goal set tomas leer measure=x why=y
+|goal leer-en-voz-alta x-club|ilp-goal set tomas leer x-club=Debate
+|goal leer-en-voz-alta audience|ilp-goal set tomas leer audience=staff
+|goal leer-en-voz-alta standards|ilp-goal set tomas leer standards+=RS.3.b
+|goal leer-en-voz-alta status, goal leer-en-voz-alta reason|ilp-goal pause tomas leer --reason ill
+|goal leer-en-voz-alta status|ilp-goal drop tomas leer
+|goal equipo status|ilp-goal start tomas equipo
+|goal cantar added|ilp-goal add tomas Cantar
+|goal leer-en-voz-alta steps|ilp-step add tomas leer 'Una más'
+|team family|ilp-set tomas team.family-=abuela.b
+|team coach|ilp-set tomas team.coach=p.marsh
+|profile needs|by 's/vocabulario de ciencias/&, siempre/'
+|profile supports|by 's/\[gafas\]/[gafas, lupa]/'
+|profile supports|by '/gafas/d'
+|goal leer-en-voz-alta words|by 's/mi hermana pequeña/mi hermana/'
+|goal leer-en-voz-alta steps|by 's/Grabar la primera/Leer la primera/'
+|goal leer-en-voz-alta steps|by '/Grabar la primera/d'
+|goal menos-silencios why|by 's/No entender no/No saber no/'
+|Supports|by 's/rincón tranquilo/rincón/'
+|goal equipo removed|by '/^  equipo:/,/^    due: 2026-10-30/d'
+|team coach, team mentor, goal leer-en-voz-alta target, goal leer-en-voz-alta due and 2 more|ilp-goal set tomas leer target=1 due=2027-01-01; ilp-goal set tomas menos target=1; ilp-set tomas team.coach=a.b team.mentor=c.d; by 's/rincón/sitio/'
-||ilp-checkin tomas -g leer=101 --next +2w -m Bien
-||ilp-reflect tomas --by tomas.b -m Bien
-||ilp-step 'done' tomas leer 2
-||ilp-step undo tomas leer 1
-||ilp-goal met tomas leer
-||ilp-goal set tomas leer progress=110
-||ilp-goal set tomas equipo closed=2026-10-10
-||ilp-set tomas stage=grade-10
-||ilp-set tomas cadence='3 weeks' groups+=choir
-||ilp-sign tomas --by abuela.b --kind decline -m 'No.'
-||ilp-step 'done' tomas leer 2; ilp-goal met tomas leer; ilp-checkin tomas -m Bien
-||by 's/who m.lindgren; due 2026-12-18/who p.marsh; due 2026-12-01/'
-||by 's/cuenta historias/cuenta chistes/'
-||by 's/cuando no entiendo$/&   # suyo/'
-||by 's/^    target: 120/    target: "120"/'
-||by 's/\[b.family, abuela.b\]/[abuela.b, b.family]/'
-||by 's/Me gusta que/Quiero que/'
-||by 's/Martes y jueves/Lunes/'
-||by '/^### 2026-09-08 m.lindgren/,/^Martes/d'
-||by 's/la cuenca/la cuenca del río/'
-||by 's/$/\r/'
-||by '$a\\n## Otra cosa\n\nTexto.'
END
ok "there were many rows" test "$n_rows" -ge 45

ilp-goal set tomas leer target=130 && ilp-goal set tomas leer target=120
is "what is undone was not changed" "$(since)" ""
ilp-goal set tomas leer target=130
run ilp-show tomas
out_has "the plan shows it" "  sign-offs  learner signed on 2026-10-20 by \
Tomás Beltrán Quill; changed since: goal leer-en-voz-alta target
             not signed yet: family"
run ilp-show --json tomas
has "in JSON with the changes" "$(tr -d ' \n' <"$T/out")" \
    '"signed":[{"role":"learner","by":"tomas.b","date":"2026-10-20","kind":"agree","of":"'"$(blob signed:$tomas)"'","state":"changed","changes":[{"what":"goal.target","goal":"leer-en-voz-alta","old":"120","new":"130"}]}]'
run ilp-status --json tomas
out_has "in the JSON of the status too" '"code": "changed-since-signed"'
out_has "with its sentence" '"text": "learner signed on 2026-10-20; since then'
run ilp-status -q --only changed-since-signed tomas
rc_is "-q --only asks for just that" 1
run ilp-show tomas leer
out_lacks "one goal alone has no sign-offs" "sign-offs"
mkdir -p plans/moved && git mv $tomas plans/moved/tomas-b.md
git commit -qm 'Another class'
is "a plan that moved is compared all the same" "$(since)" \
    "goal leer-en-voz-alta target"
ilp-sign -q tomas --by tomas.b
is "signed anew it is settled" "$(since)" ""
run ilp-status --only changed-since-signed
err_has "everywhere" "no plan has what --only asks for"
ilp-sign -q tomas --by b.family
ilp-goal set tomas leer target=140
run ilp-status -v --only changed-since-signed
out_has "two who miss the same are told in one sentence" \
    "learner signed on 2026-10-20 and family on 2026-10-20; since then changed: \
goal leer-en-voz-alta target"
ilp-sign -q tomas --by b.family
ilp-goal set tomas leer due=2027-03-01
run ilp-status -v --only changed-since-signed
out_has "what one of them saw, in another" "changed: goal leer-en-voz-alta \
target, goal leer-en-voz-alta due
    family signed on 2026-10-20; since then changed: goal leer-en-voz-alta due"

# ---- where the version cannot be had

git reset -q --hard begin
ilp-goal set tomas leer target=130
git clone -q --depth 1 "file://$PWD" ../shallow
cd ../shallow || exit 1
run ilp-show tomas
out_has "a clone without the history cannot compare" \
    "; cannot compare: the version $(git -C ../school rev-parse --short=7 \
    signed:$tomas) is not in this clone"
run ilp-show --json tomas
out_has "which is unknown in JSON" '"state": "unknown"'
run ilp-status -v tomas
rc_is "the status works without it" 0
out_lacks "and accuses nobody" "since then changed"
cd ../school || exit 1
git tag -d begin signed >/dev/null
git checkout -q --orphan anew && git commit -qm 'History is rewritten'
git branch -qD main
git reflog expire --expire=now --all && git gc -q --prune=now
run ilp-show tomas
out_has "nor can a history that was rewritten" "is not in this clone"
run ilp-sign tomas --by tomas.b
rc_is "but it can be signed anew" 0
run ilp-show tomas
out_has "and is unchanged then" "unchanged since"

sed -i "s/of=[0-9a-f]*}/of=$(git hash-object -w ilp.yml)}/" $tomas
run ilp-show tomas
out_has "a version that is no plan is none" "cannot be read as a plan"
sed -i "s/of=[0-9a-f]*}/of=$(git rev-parse HEAD)}/" $tomas
run ilp-show tomas
out_has "nor is a commit" "is not in this clone"
for of in HEAD:ilp.yml --all main ../../etc/passwd '"a b"'; do
	sed -i "s|of=.*}|of=$of}|" $tomas
	has "only an id is asked for: $of" "$(ilp-show tomas | sed -n 10p)" \
	    "is not in this clone"
done
sed -i 's/ of=.*}/}/' $tomas
run ilp-show tomas
out_has "a sign-off by hand names no version" \
    "cannot compare: it was signed without a version"
run ilp-status -v tomas
out_lacks "and is signed" "not signed by: learner"
git checkout -q $tomas
mkdir "$T/empty"
run env PATH="$bin:$T/empty" "$bin/ilp-status" tomas
rc_is "without git in PATH the status still comes" 0

# ---- without git

school plain
rm -rf .git
run ilp-sign tomas --by tomas.b
rc_is "without git a plan can be signed" 0
err_has "and it is said" "without git the sign-off does not say of which version"
ok "then it names no version" \
    grep -qx '### 2026-10-20 tomas.b {role=learner kind=agree}' $tomas
run ilp-show tomas
out_has "and cannot be compared" "it was signed without a version"

school off
sed -i 's/^commit: auto/commit: off/' ilp.yml
run ilp-sign tomas --by tomas.b
ok "where the school commits by hand, the version is that of git" \
    grep -q "of=$(blob HEAD:$tomas)" $tomas
run ilp-sign tomas --by b.family
rc_is "so it is committed before the next one signs" 4
git rm -q --cached $tomas && git commit -qm 'Not in git'
run ilp-sign tomas --by b.family
rc_is "a plan that git does not keep is signed without" 0
err_has "and it is said" "git has no version of tomas-b"

if git init -q --object-format=sha256 "$T/sha256" 2>/dev/null; then
	cp -R ilp.yml people.yml plans "$T/sha256" && cd "$T/sha256" || exit 1
	git checkout -q 2>/dev/null
	cp "$data/$tomas" $tomas
	git add -A && git commit -qm 'School begins'
	run ilp-sign --no-commit tomas --by tomas.b
	rc_is "git may number its versions otherwise" 0
	ok "the sign-off has that number" grep -q \
	    "of=$(git rev-parse HEAD:$tomas)" $tomas
	git commit -qam 'Signed' && sed -i 's/target: 120/target: 121/' $tomas
	is "and is compared by it" "$(since)" "goal leer-en-voz-alta target"
else
	skip "this git has no sha256"
fi

# ---- many who signed one and the same large version

school many
{
	printf -- '---\nilp: 1\nlearner: Ada\nkind: student\n---\n\n## Notes\n\n'
	yes 'A long note, in words that are many and say little.' |
		head -n 18000
} >plans/ada-w.md
git add -A && git commit -qm 'A large plan'
id=$(git rev-parse HEAD:plans/ada-w.md)
{
	printf -- '---\nilp: 1\nlearner: Ada\n---\n\n## Sign-offs\n'
	awk -v of="$id" 'BEGIN { for (i = 0; i < 400; i++) printf \
	    "\n### 2026-10-02 a%d.b {role=r%d kind=agree of=%s}\n", i, i, of }'
} >plans/ada-w.md
# shellcheck disable=SC3045 # a shell without -v skips this
if { (ulimit -v 100000 && ilp-list); } >/dev/null 2>&1; then
	for v in ilp-show 'ilp-status -v'; do
		run sh -c "ulimit -v 200000; $v ada-w"
		rc_is "${v%% *}: a version is read once, whoever signed it" 0
		lacks "${v%% *}: and is had" "$out$err" 'cannot'
	done
else
	skip "memory cannot be limited here"
fi

# ---- an editor

school editor
run env GIT_EDITOR='sed -i 1iWords' ilp-sign -e tomas --by tomas.b </dev/null
rc_is "-e needs a terminal" 2
cat >"$T/change" <<'END'
#!/bin/sh
sed -i 's/target: 120/target: 121/' plans/biology-2/tomas-b.md
git commit -qam 'Meanwhile'
echo Words >"$1"
END
chmod +x "$T/change"
if script -qec true /dev/null >/dev/null 2>&1; then
	GIT_EDITOR="$T/change" script -qec \
	    'ilp-sign -e tomas --by tomas.b; echo "exit $?"' /dev/null |
	    tr -d '\r' >"$T/tty"
	ok "what changed while somebody wrote is not signed" \
	    grep -q 'has changed meanwhile' "$T/tty"
	ok "and it is safe to do it again" grep -qx 'exit 5' "$T/tty"
	ok "the words are kept" grep -rq Words .git
else
	skip "there is no script(1) for a terminal"
fi
done_testing
