#!/bin/sh
# ilp-init: a new plan repository, and a clone of one.

. "${0%/*}/../lib.sh"
subject() { git -C "$1" log --format=%s; }
files() { git -C "$1" ls-files; }

run ilp-init bay --name 'Bay: "our" School'
rc_is "a new repository is made" 0
out_is "it prints the settings it made" bay/ilp.yml
is "its first commit says so" "$(subject bay)" 'start: Bay: "our" School'
is "the commit holds two files" "$(files bay)" ".gitattributes
ilp.yml"
is "nothing is left to commit" "$(git -C bay status --short)" ''
is "the lines for git are there" "$(cat bay/.gitattributes)" \
"plans/**/*.md -text diff=ilp merge=ilp
plans/**/files/** !text !diff !merge"
has "the year is that of today" "$(cat bay/ilp.yml)" 'year: 2026-27'
run ilp-check -C bay
rc_is "the check is content with it" 0
run ilp-new -C bay 'Asha R.'
rc_is "the first plan can be made" 0

ILP_TODAY=2026-06-30 ilp-init june >"$T/said"
ILP_TODAY=2026-07-01 ilp-init july >"$T/said"
is "a school year ends with June" "$(grep -h ^year june/ilp.yml july/ilp.yml)" \
"year: 2025-26
year: 2026-27"
has "the school is called as its folder" "$(cat july/ilp.yml)" 'name: july'

run ilp-init odd --ids random
rc_is "an unknown kind of ids is refused" 2
not_ok "and nothing is made" test -e odd
run ilp-init odd --name 'a
b'
rc_is "a name of two lines stands in the settings" 0
run ilp-init -n dry --ids opaque
out_has "a dry run shows what it would write" "+ids: opaque"
not_ok "and makes nothing" test -e dry

git clone -q bay clone
run ilp-init --check clone
rc_is "a clone lacks something" 1
out_has "the check says what" "merge.ilp.driver is missing"
before=$(git -C clone log --format=%H)
run ilp-init -C clone
rc_is "run again it sets up the clone" 0
is "and changes nothing else" \
	"$(git -C clone log --format=%H; git -C clone status --short)" "$before"
run ilp-init --check clone
rc_is "then nothing is lacking" 0
out_is "and the check is silent" ''
cp clone/.git/config "$T/config"
ilp-init -q -C clone
same_bytes "a third time changes no setting" clone/.git/config "$T/config"
PATH=$bin:/usr/bin:/bin
mkdir -p clone/plans/9 && cd clone/plans/9 || exit 1
run ilp-init
rc_is "it can be run in a folder of the clone" 0
cd "$T" || exit 1
PATH=$PATH:$T/bin
run ilp-init clone --year 2030-31
rc_is "it never changes the settings of a clone" 2
run ilp-init clone/plans/other
rc_is "no plan repository is made inside another" 2
err_has "the other one is named" "inside the plan repository $T/clone"
not_ok "nothing is made there" test -e clone/plans/other

mkdir old && git -C old init -q && cd old || exit 1
printf '*.png binary\r\nplans/**/files/** !text !diff !merge \r\n' \
	>.gitattributes
echo hello >README && git add README .gitattributes && git commit -qm before
echo more >>README && echo new >new && git add new
run ilp-init --name Old
rc_is "a git repository with other files gets plans too" 0
is "only its own files are committed" \
	"$(git show --format= --name-only)" ".gitattributes
ilp.yml"
is "other work stays as it was" "$(git status --short)" " M README
A  new"
is "lines go where they work, none twice" "$(tr -d '\r' <.gitattributes)" \
"*.png binary
plans/**/*.md -text diff=ilp merge=ilp
plans/**/files/** !text !diff !merge "
is "the line ends of the file are kept" "$(grep -c "$(printf '\r')" .gitattributes)" 3
cd "$T" || exit 1

mkdir -p mono/school && git -C mono init -q
run ilp-init mono/school
err_has "it says who keeps the history below another repository" "$T/mono keeps"
not_ok "and makes no repository of its own" test -e mono/school/.git
is "the commit is made there" "$(files mono)" "school/.gitattributes
school/ilp.yml"

run env PATH="$bin" ilp-init bare
rc_is "it works where git is not installed" 0
err_has "and says so" "git is not installed"
ok "the settings are there" test -f bare/ilp.yml
run ilp-init -C bare
rc_is "once git is there it makes the repository" 0
run ilp-init --check bare
rc_is "and sets it up" 0

rm "$GIT_CONFIG_GLOBAL"
run env EMAIL= ilp-init nobody
rc_is "without a name for git nothing is begun" 4
err_has "it says what to set" "git config --global user.name"
not_ok "no folder is left behind" test -e nobody
printf '[user]\nname = J\nemail = j@x.example\n' >"$GIT_CONFIG_GLOBAL"

# What the settings are for: hunks and histories of one goal in stock git.
school
ilp-init -q
sed -i 's/^    progress: 3/    progress: 4/' plans/biology-2/asha-r.md
has "a hunk of git diff names the goal" "$(git diff)" '@@   annotate-sources:'
git commit -qam 'progress'
sed -i 's/^    progress: developing/    progress: proficient/' \
	plans/biology-2/asha-r.md
git commit -qam 'another goal'
is "git log -L follows one goal" "$(git log -s --format=%s \
	-L :annotate-sources:plans/biology-2/asha-r.md)" "progress
School begins"
done_testing
