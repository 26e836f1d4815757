#!/bin/sh
# Four people at once on one plan and on many: what was reported done is in
# HEAD, and what the user had staged or changed elsewhere stays as it was.
. "${0%/*}/../lib.sh"
school
each=${ILP_TOGETHER:-25}

# Work of the user's own: staged, changed and unknown to git.
echo staged >>goals/belonging.md && git add goals/belonging.md
echo changed >>resources/margin-notes.md
echo new >own-notes.txt
git diff --cached >"$T/staged" && git diff >"$T/changed"
start=$(git rev-list --count HEAD)

# writer W: edits one plan and then another, and writes down what succeeded.
writer() {
	i=0
	while test "$i" -lt "$each"; do
		i=$((i + 1))
		ilp-reflect asha -q --by asha.r -m "said w$1e$i." &&
			echo "asha-r said w$1e$i." >>"$T/done.$1"
		case $1 in
		1) p=tomas-b g=equipo ;;
		2) p=jude-o g=robot-arm ;;
		3) p=mara-l g=visits ;;
		*) p=asha-r g=river-report ;;
		esac
		ilp-goal set -q "$p" "$g" "x-w$1e$i=done" &&
			echo "$p x-w$1e$i: done" >>"$T/done.$1"
	done
}
for w in 1 2 3 4; do writer "$w" >"$T/out.$w" 2>&1 & done
wait

cat "$T"/done.* >"$T/done"
is "every edit of four people succeeded" "$(wc -l <"$T/done" | tr -d ' ')" \
    "$((8 * each))"
is "each is one commit" "$(($(git rev-list --count HEAD) - start))" \
    "$((8 * each))"
lost=0
while read -r id what; do
	f=$(git ls-files "plans/*/$id.md")
	times=$(git show "HEAD:$f" | grep -cF "$what")
	test "$times" -eq 1 || { lost=$((lost + 1)); echo "# $id: $what"; }
done <"$T/done"
is "what was reported done is in HEAD, once" "$lost" 0
is "the plans on disk are those of HEAD" "$(git diff --stat HEAD -- plans)" ""
run ilp-check
rc_is "every plan can be read" 0
ok "git finds nothing wrong" git fsck --strict --no-dangling
git diff --cached >"$T/staged.now" && git diff >"$T/changed.now"
same_bytes "what the user had staged stays" "$T/staged" "$T/staged.now"
same_bytes "what the user had changed stays" "$T/changed" "$T/changed.now"
is "and what git does not know" "$(cat own-notes.txt)" new
is "no lock is left behind" "$(find .git -name '*.lock')" ""
done_testing
