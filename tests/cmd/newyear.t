#!/bin/sh
# ilp-new --from: next year's plan of one learner, or of a whole class.
. "${0%/*}/../lib.sh"
school
asha=plans/biology-2/asha-r.md
next=plans/biology-2/asha-r-2027-28.md
commits() { git rev-list --count HEAD; }
notes() { printf '%s\n' "$err" | sed 's/^ilp-new: note: //'; }
show() { ilp-show --json "$1"; }

# ---- one plan ----

before=$(cat $asha)
run ilp-new --from asha-r
rc_is "next year's plan is made" 0
out_is "its id ends in the year, its folder is the same" $next
is "the old plan is not touched, and one commit holds the new one" \
	"$(git show --format=%s --name-only; git status --short)" \
	"new: asha-r-2027-28

$next"
is "every byte of the old plan stays" "$(cat $asha)" "$before"
lacks "the commit does not name the learner" "$(git log -1 --format=%B)" Rivers
for line in 'follows: asha-r' 'year: 2027-28' 'begin: 2027-08-24' \
    'person: hs-stu-001' 'stage: grade-9' 'template: student' \
    'retain_until: 2031-06-30' "x-locker: '012'" \
    '    follows: asha-r/annotate-sources' '    x-club: Debate'; do
	ok "it says $line" grep -qxF -- "$line" $next
done
for word in '^end:' '^groups:' '^### 2' 'closed:' 'Review' 'Pick four'; do
	not_ok "last year's record stays behind: $word" grep -q "$word" $next
done
has "what needs a look is told" "$(notes)" "stage is still grade-9"
has "also a due date that is over" "$(notes)" \
	"annotate-sources was due 2026-12-18"
has "and that lists wait for ilp.yml" "$(notes)" 'ilp.yml says year: 2026-27'
run ilp-check asha-r-2027-28
is "the check is content" "$rc$out$err" 0
run ilp-list --past asha-r asha-r-2027-28 --where follows=asha-r
out_is "the new one follows the old one" asha-r-2027-28
has "which stays current while the school's year is its own" \
	"$(show asha-r)" '"current": true'
run ilp-new --from asha-r
is "once more is no error, and nothing" "$rc$out $(commits)" "0 2"
has "but a word" "$(notes)" \
	"asha-r has its next plan already, asha-r-2027-28"

sed -i 's/^year:.*/year: 2027-28/' ilp.yml && git commit -qam 'A new year'
run ilp-list @biology-2
out_is "with ilp.yml's new year it is the current one" asha-r-2027-28
has "and the old one is current no more" "$(show asha-r)" '"current": false'
run ilp-check
lacks "one person with two plans is fine then" "$rc$out$err" person-twice
run ilp-new --from asha-r-2027-28
out_is "the year after takes the place of the year in the id" \
	plans/biology-2/asha-r-2028-29.md
run ilp-show --json asha-r-2028-29
out_has "and the goals follow on" 'asha-r-2027-28/river-report'

# ---- what goes on ----

school
run ilp-new --from mara -n
out_has "a dry run prints the plan" '+follows: mara-l'
is "and makes nothing" "$(commits)$(git status --short)" 1
run ilp-new --from asha-r -g river -g annot --set begin=+1w --group hs/10 \
	--set stage=grade-10 --set x-club=Chess
out_is "another folder" plans/hs/10/asha-r-2027-28.md
p=$out
is "the goals chosen, and no other" "$(sed -n 's/^  \([a-z-]*\):$/\1/p' "$p" |
	grep -x 'river-report\|annotate-sources\|lead-discussion')" \
	"river-report
annotate-sources"
ok "begin is the day given" grep -qx 'begin: 2026-10-27' "$p"
ok "a due date that is to come stays" grep -qx '    due: 2026-12-18' "$p"
ok "other facts may be set" grep -qx 'stage: grade-10' "$p"
ok "also the school's own" grep -qx 'x-club: Chess' "$p"
not_ok "then nobody asks for the stage" grep -q 'stage is still' "$T/err"
run ilp-new --from jude-o --keep-groups --year 2030 --id jude-next
out_is "an id, a year and a folder of one's own choice" \
	plans/biology-2/jude-next.md
ok "the year given" grep -qx 'year: 2030' "$out"
has "a paused goal is open, and keeps its reason" "$(cat "$out")" \
	'    reason: waits for a motor'
lacks "a met goal has ended" "$(cat "$out")" spanish-menu
run ilp-new --from ines-c -q --keep-groups
ok "groups stay where it is asked for" grep -qx '  - new-teachers' "$out"
run ilp-new --from tomas-b
has "a template that is gone is told" "$(notes)" 'no template estudiante'
ok "and another one taken" grep -qx 'template: student' "$out"
has "what he wrote stands in the form's place" "$(cat "$out")" \
	'## About me

Me gusta que me expliquen con las manos.'
printf '%s\n' --- 'ilp: 1' 'learner: X' 'goals:' --- '## Our page' >x.md
mkdir -p templates/plan && mv x.md templates/plan/ours.md
run ilp-new --from mara-l -t ours -q
ok "another template may be chosen" grep -qx 'template: ours' "$out"
ok "and is what is begun with" grep -qx '## Our page' "$out"

# ---- every plan: nothing is lost on the way ----

cat >"$T/facts" <<'END'
use strict; use JSON::PP;
my $j = JSON::PP->new->canonical->pretty->utf8;
my ($p, @keep) = decode_json(join '', <STDIN>);
for my $g (@{$p->{goals}}) {
	next if $g->{status} =~ /met|dropped/;
	delete @$g{qw(closed readings follows)};
	$g->{steps} = [map { delete $_->{n}; $_ }
		grep { !$_->{done} } @{$g->{steps}}];
	push @keep, $g;
}
for my $h (@$p{qw(profile team)}) {
	delete @$h{grep { !@{$h->{$_}} } keys %$h};
}
delete @$p{qw(id path follows current year begin end template groups
	entries sections)};
$p->{goals} = \@keep;
print $j->encode($p);
END
# As if it were the plan's own year, since habits are those of current plans.
strict() {
	cp ilp.yml "$T/ilp.yml"
	sed -i "s/^year:.*/$(ilp-show --json "$1" |
		sed -n 's/^  "year": "\(.*\)",$/year: \1/p')/" ilp.yml
	ilp-check --strict "$1" 2>&1 | sed -n 's/.*\[\(.*\)\]$/\1/p' |
		sort | uniq -c
	cp "$T/ilp.yml" ilp.yml
}
if perl -MJSON::PP -e 1 2>/dev/null; then
	school
	export ILP_TODAY=2026-09-01
	for p in $(ilp-list --past @all); do
		run ilp-new -q --from "$p" --set begin=2026-09-01
		test "$out" || continue
		new=${out##*/} new=${new%.md}
		show "$p" | perl "$T/facts" >"$T/old.json"
		show "$new" | perl "$T/facts" >"$T/new.json"
		same_bytes "$p: facts, profile and open goals are the same" \
			"$T/old.json" "$T/new.json"
		is "$p: the strict check finds no more than it did" \
			"$(strict "$new")" "$(strict "$p" |
			grep -v 'entry-\|other-person')"
		is "$p: each goal follows its old one" \
			"$(ilp-list "$new" --format '{goal.follows}' |
				tr -d ' ' | tr , '\n' | sort)" \
			"$(ilp-list --past "$p" -p | xargs cat | tr -d '\r' |
			sed -n '/^goals:/,$s/^  \([a-z0-9-]*\):$/\1/p' |
			while read -r g; do
				show "$new" | grep -q "\"id\": \"$g\"" &&
					echo "$p/$g"
			done | sort)"
	done
	export ILP_TODAY=2026-10-20
fi

# ---- a class ----

school
run env ILP_TODAY=2027-05-20 ilp-new --from @biology-2
out_is "a class at once" "plans/biology-2/asha-r-2027-28.md
plans/biology-2/jude-o-2027-28.md
plans/biology-2/tomas-b-2027-28.md"
is "is one commit" "$(git log -1 --format=%s) $(commits)" "new: 3 plans 2"
has "stages are told once" "$(notes)" 'stage is still that of the old plans'
run env ILP_TODAY=2027-05-20 ilp-new --from @biology-2
is "once more makes nothing" "$rc$out $(commits)" "0 2"
sed -i 's/^year:.*/year: 2027-28/' ilp.yml && git commit -qam 'A new year'
run env ILP_TODAY=2027-09-20 ilp-new --from @biology-2
is "nor does it when the new year has begun" "$rc$out $(commits)" "0 3"
has "it says why" "$(notes)" 'begun less than half a year ago'
export ILP_TODAY=2027-08-20
run ilp-new --from @all
out_is "in August, all of last year's that have none" \
	"plans/advisory-9/p-7f3k2q-2027-28.md
plans/staff/ines-c-2027-28.md
plans/staff/mara-l-2027-28.md"
has "they begin today" "$(cat plans/staff/mara-l-2027-28.md)" \
	'begin: 2027-08-20'
run ilp-new --from @all --year 2027-28
is "a year that all have already" "$rc$out" 0
cd plans/staff || exit 1
run ilp-new --from . --year 2028-29
out_is "the folder where one is" "ines-c-2028-29.md
mara-l-2028-29.md"
cd ../.. || exit 1
export ILP_TODAY=2026-10-20
school
printf 'jude-o\ntomas-b\n' >"$T/list"
run ilp-new --from - <"$T/list"
out_is "plans from a list" "plans/biology-2/jude-o-2027-28.md
plans/biology-2/tomas-b-2027-28.md"
school
run ilp-new --from asha-r jude-o asha --json
out_has "several by name, each once, and --json" '"plans/biology-2/jude-o-2027'
is "both in it" "$(git show --format= --name-only | wc -l)" 2

school opaque
sed -i 's/^ids:.*/ids: opaque/' ilp.yml && git commit -qam opaque
run ilp-new --from asha-r
case $out in
plans/biology-2/p-??????.md) pass "opaque ids stay opaque" ;;
*) fail "opaque ids stay opaque" "$out" "$err" ;;
esac
lacks "and the commit tells nobody" "$(git log -1 --format=%B)" j.ortiz

# ---- what is refused ----

school
sed -i 's/^year: .*/year: Spring 2026/' plans/staff/mara-l.md
sed -i 's/^## Goals/```/' plans/advisory-9/p-7f3k2q.md
sed -i 's/status: paused/status: pausd/' plans/biology-2/jude-o.md
git add -A && git commit -qm 'By hand'
mkdir -p templates/plan && echo none >templates/plan/bad.md
before=$(git rev-parse HEAD; git status --short)
# refuse RC WORDS COMMAND...
refuse() {
	want=$1 words=$2; shift 2
	run "$@"
	rc_is "refused: $*" "$want"
	err_has "with a reason: $*" "$words"
}
refuse 2 'there is no plan nobody' ilp-new --from nobody
refuse 2 'there is no plan ..' ilp-new --from ..
refuse 2 'has no goal' ilp-new --from asha-r -g chess
refuse 2 'equipo is met' ilp-new --from tomas-b -g equipo
refuse 2 'ilp-goal start' ilp-new --from tomas-b -g equipo
refuse 2 '-g goes with one plan' ilp-new --from asha-r tomas-b -g leer
refuse 2 '--id goes with one plan' ilp-new --from asha-r tomas-b --id x
refuse 2 'there is a plan tomas-b' ilp-new --from asha-r --id tomas-b
refuse 2 'is no plan id' ilp-new --from asha-r --id 'Asha R'
refuse 2 'there is no template stdent' ilp-new --from asha-r -t stdent
refuse 3 'templates/plan/bad.md:1' ilp-new --from asha-r -t bad
refuse 2 'which year comes after' ilp-new --from mara-l --set stage=x \
	--set kind=teacher --set begin=2026-10-20 --group x
refuse 3 'jude-o.md' ilp-new --from jude-o
refuse 3 'p-7f3k2q.md:' ilp-new --from p-7f
refuse 2 'year= has no place' ilp-new --from asha-r --year 2027 --set year=2028
refuse 2 'follows= has no place' ilp-new --from asha-r --set follows=jude-o
refuse 3 'is no date' ilp-new --from asha-r --set end=2026-02-30
refuse 2 'use ilp-goal' ilp-new --from asha-r --set goals.a=b
refuse 2 '--roster and --from' ilp-new --from asha-r --roster x.csv
refuse 2 '--map goes with' ilp-new --from asha-r --map a=b
refuse 2 '-g goes with --from' ilp-new 'Mo C.' -g read
refuse 2 '--year goes with' ilp-new 'Mo C.' --year 2027-28
refuse 3 'the year must be a line of text' ilp-new --from asha-r --year ''
refuse 3 'the year must be a line of text' ilp-new --from asha-r --year ' '
refuse 3 'the year must be a line of text' ilp-new --from asha-r \
	--year "$(printf '\377')"
refuse 2 '--keep-groups goes with' ilp-new 'Mo C.' --keep-groups
refuse 2 '--past goes with' ilp-new 'Mo C.' --past
refuse 2 'write hs-10' ilp-new --from asha-r --group 'HS 10'
refuse 3 'jude-o.md' ilp-new --from @biology-2 --year 2027-28
is "none of these made anything" "$(git rev-parse HEAD; git status --short)" \
	"$before"

# ---- a chain within one year ----

school chain
run ilp-new --from tomas-b --year 2026-27 --id tomas-spring
rc_is "with an id of its own a next plan may be of the same year" 0
ok "it is of that year" grep -qx 'year: 2026-27' plans/biology-2/tomas-spring.md
ok "and begins today" grep -qx 'begin: 2026-10-20' \
	plans/biology-2/tomas-spring.md
run ilp-list @biology-2
out_has "it is the current one" tomas-spring
out_lacks "the old one is not" tomas-b
done_testing
