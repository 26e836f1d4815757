#!/bin/sh
# ilp-check --staged and --rev: what git has stored, not what lies in the
# folder; and the hook that asks before each commit.
. "${0%/*}/../lib.sh"
plan=plans/biology-2/asha-r.md
spoil() { sed 's/due: 2026-12-18/due: soon/' "$1" >"$T/spoilt" &&
	cp "$T/spoilt" "$1"; }
found() { sed -nE 's/^(.*): (error|warning): .*\[(.*)\]$/\1 \3/p' "$T/out"; }
ILP_TODAY=2026-11-09
school

# ---- what the next commit changes

run ilp-check --staged
rc_is "nothing is staged: nothing is wrong" 0
spoil $plan
run ilp-check --staged
rc_is "what is not staged does not count" 0
git add $plan && git show HEAD:$plan >$plan
run ilp-check
rc_is "the folder is well" 0
run ilp-check --staged
rc_is "the next commit is not" 1
out_is "the finding is told" "$plan:70:10: error: due: soon is no date [date]
  try: write a real date as year-month-day: 2026-10-02"
ok "and nothing changes" test "$(git status --short)" = "MM $plan"
run ilp-check --staged --json
out_has "as JSON, too" '"code": "date"'
cd plans/staff || exit 1
run ilp-check --staged
rc_is "in any folder all that is staged counts, as for git commit" 1
cd ../..
run ilp-check --staged tomas
rc_is "with words the plans that they name are looked at" 0
run ilp-check --staged asha
rc_is "as they are staged" 1
run ilp-check --staged $plan
rc_is "by their path, too" 1
run ilp-check --staged no-such-plan
rc_is "an unknown one is a usage error" 2
run ilp-check --staged --rev HEAD
rc_is "so are --staged and --rev together" 2
git commit -qm 'a slip' && git reset -q --hard
run ilp-check --staged
rc_is "what is committed already is not told again" 0
echo 'Fine.' >>plans/biology-2/jude-o.md && git add plans
run ilp-check --staged
rc_is "nor when another plan is staged" 0
echo 'x-new: 1' >>ilp.yml && git add ilp.yml
run ilp-check --staged
rc_is "new settings may make any plan wrong, so all are told" 1
git reset -q --hard
sed 's/^learner:.*/learner: Asha again/' $plan >plans/asha-r.md
git add plans/asha-r.md
run ilp-check --staged
is "two plans that clash are told at the one that is staged" "$(found)" \
	"plans/asha-r.md plan-id-twice
plans/asha-r.md:4:9 person-twice
plans/asha-r.md:70:10 date"
git reset -q --hard
printf 'nobody: [\n' >>people.yml && git add people.yml && git checkout -q \
	HEAD~1 -- ilp.yml && git show HEAD:people.yml >people.yml
run ilp-check --staged
is "people.yml is that of the index" "$(found)" "people.yml:99:1 yaml-syntax"
git reset -q --hard

# ---- what else an index holds

name='plans/9 b/"ü	x".md'
mkdir 'plans/9 b' && cp goals/belonging.md "$name"
ln -s asha-r.md plans/biology-2/link.md
git init -q plans/sub && (cd plans/sub && git commit -qm x --allow-empty)
git add plans 2>"$T/said"
run ilp-check --staged
is "odd names, links and other repositories are told, never read" \
	"$(sed -n 's/.*\[\(.*\)\]$/\1/p' "$T/out" | sort | uniq -c |
	    tr -s ' ')" " 1 group-name
 1 plan-id
 1 plan-no-learner
 2 tree-skipped"
git rm -qrf --cached plans/sub && rm -rf plans/sub && git reset -q --hard
git switch -qc other HEAD~1 && echo one >>$plan && git commit -qam one
git switch -q main && echo two >>$plan && git commit -qam two
git -c merge.ilp.driver=false merge -q other >"$T/said" 2>&1
run ilp-check --staged
is "a conflict is told as one" "$(found)" "$plan index-conflict"
rc_is "and is an error" 1
git merge --abort
git switch -qc unsettled && git rm -q --cached ilp.yml && git commit -qm x
echo >>plans/staff/mara-l.md && git add plans
run ilp-check --staged
rc_is "settings that git does not have are those of the folder" 0
git reset -q --hard && rm ilp.yml && git switch -q main

# ---- the plans of a commit

run ilp-check --rev HEAD
rc_is "a commit with an error" 1
is "has it told" "$(found)" "$plan:70:10 date"
git tag well HEAD~2
for rev in HEAD~2 well "$(git rev-parse HEAD~2)"; do
	run ilp-check --rev "$rev"
	rc_is "an earlier one is well, by ${rev%%[0-9]*}..." 0
done
run ilp-check --rev HEAD @staff
rc_is "words choose among its plans" 0
cd plans/staff || exit 1
run ilp-check --rev main
rc_is "in a folder only that folder is checked" 0
cd ../..
for rev in nobody --all '' HEAD:ilp.yml; do
	run ilp-check "--rev=$rev"
	rc_is "\"$rev\" is no commit" 2
done
err_has "which is told" "git knows no commit HEAD:ilp.yml"
git checkout -q --orphan empty && git rm -qrf . && git commit -qm none \
	--allow-empty && git checkout -q main
run ilp-check --rev empty
rc_is "a commit without ilp.yml is no plan repository" 2
err_has "which is told" "the commit empty has no ilp.yml"
git clone -q --bare . "$T/bare.git"
run ilp-check -C "$T/bare.git" --rev main
is "a bare repository has plans, too" "$(found)" "$plan:70:10 date"
run ilp-check -C "$T/bare.git" --staged
rc_is "but nothing staged" 2
head -c 1100000 /dev/zero | tr '\0' x >>plans/staff/mara-l.md
git commit -qam large
run ilp-check --rev HEAD @staff
is "a file that is too large is not read" "$(found)" \
	"plans/staff/mara-l.md file-size"
git init -q --object-format=sha256 "$T/sha256" && cp -R ilp.yml people.yml \
	goals plans "$T/sha256" && cd "$T/sha256" && git add . && git commit -qm x
run ilp-check --rev HEAD
is "a repository of SHA-256 is read all the same" "$(found)" \
	"$plan:70:10 date
plans/staff/mara-l.md file-size"
mkdir "$T/mono" && git -C "$T/mono" init -q && cp -R "$T/sha256" \
	"$T/mono/it's school" && cd "$T/mono/it's school" && rm -rf .git
git add . && git commit -qm x
run ilp-check --rev HEAD
is "plans below another repository's top are found" "$(found)" \
	"$plan:70:10 date
plans/staff/mara-l.md file-size"
cp "$plan" plans/more.md && git add plans/more.md
run ilp-check --staged
is "also what is staged there" "$(found)" "plans/more.md:4:9 person-twice
plans/more.md:70:10 date"
git rm -qf plans/more.md

# ---- the hook

run ilp-init --hooks
rc_is "the hook is made when asked for" 0
ok "and may be executed" test -x "$T/mono/.git/hooks/pre-commit"
ok "it is a plain script" sh -n "$T/mono/.git/hooks/pre-commit"
cp "$plan" plans/more.md && git add plans/more.md
run git commit -m more
rc_is "git then refuses a plan with an error" 1
err_has "the finding is on the screen" "plans/more.md:70:10: error:"
err_has "and the way past it" "git commit --no-verify"
run git commit -qm more --no-verify
rc_is "which works" 0
run ilp-init --hooks
err_has "the hook is not made twice" "checks plans already"

school hooked
run ilp-init
not_ok "unasked no hook is made" test -e .git/hooks/pre-commit
run ilp-init --check
out_is "and none is missed" ''
run ilp-init -n --hooks
out_has "a dry run says that it is not there" "does not check plans"
not_ok "and makes none" test -e .git/hooks/pre-commit
ilp-init -q --hooks
run ilp-goal set asha annotate-sources progress=2
rc_is "a command of ours commits through the hook" 0
is "and only what it wrote" "$(git show --format= --name-only)" "$plan"
spoil plans/biology-2/tomas-b.md
sed 's/kind: .*/kind: [/' plans/biology-2/tomas-b.md >plans/bad.md
git add plans/bad.md
run ilp-goal set asha annotate-sources progress=3
rc_is "another plan that is staged and wrong does not stop it" 0
run git commit -m bad
rc_is "but git commit" 1
git rm -qf plans/bad.md && git reset -q --hard
sed 's/^kind: .*/person: hs-stu-001/' plans/biology-2/tomas-b.md \
	>"$T/spoilt" && cp "$T/spoilt" plans/biology-2/tomas-b.md
run git commit -am twice
err_has "clashes with plans that are not staged are found" \
	"plans/biology-2/tomas-b.md:4:9: error:"
git reset -q --hard
printf '\n### 2026-12-30 j.ortiz\n\nTo come.\n' >>plans/staff/ines-c.md
run git commit -qam 'to come'
rc_is "a warning stops nothing" 0
err_has "and is told" "entry-future"
echo 'years: [' >>ilp.yml
run git commit -am settings
rc_is "settings that cannot be read are refused" 1
git reset -q --hard
git worktree add -q "$T/tree" && cd "$T/tree" || exit 1
spoil $plan
run git commit -am slip
rc_is "it works in a linked work tree" 1
run env PATH=/usr/bin:/bin git commit -qam slip
rc_is "without ilp-check the commit is made" 0
err_has "and says so" "ilp-check is not installed here"
run ilp-init --hooks
err_has "the hook there is the same" "checks plans already"
cd "$T/hooked" || exit 1
chmod -x .git/hooks/pre-commit
run ilp-init --check
out_has "a hook that git ignores is told" "try chmod +x"
run ilp-init --hooks
rc_is "and not made anew" 1
echo 'echo mine' >.git/hooks/pre-commit
run ilp-init --hooks
rc_is "a hook of the user stays" 1
is "as it is" "$(cat .git/hooks/pre-commit)" "echo mine"
err_has "with the line to add" "ilp-check --staged || exit"
git config core.hooksPath .githooks
run ilp-init --hooks
rc_is "core.hooksPath counts" 0
ok "from the top of the work tree" test -x .githooks/pre-commit
git config core.hooksPath "$T/all-hooks"
run ilp-init --hooks
rc_is "hooks of all repositories are left alone" 1
err_has "with a word why" "core.hooksPath names a folder"
not_ok "nothing is made there" test -e "$T/all-hooks"
run ilp-init "$T/new" --hooks
rc_is "a new repository gets it, too" 0
ok "when it is asked for" test -x "$T/new/.git/hooks/pre-commit"
done_testing
