#!/bin/sh
# At each system call of a writer the call fails, or the writer is killed:
# the plan is old or new and never torn, and so is a file beside it, success
# is in HEAD, an error has changed nothing, and the next command works unaided.
# FAULT_POINTS: how many points of each call (12); 0: all of them.
. "${0%/*}/../lib.sh"
command -v strace >/dev/null || { echo '1..0 # SKIP there is no strace'; exit 0; }
points=${FAULT_POINTS:-12}
school base
plan=plans/biology-2/asha-r.md
copy=plans/biology-2/files/asha-r/photo.png
printf '\211PNG\r\n\032\n%0200000d' 7 >"$T/photo.png"
git status >"$T/said"
cases=0 bad=0

# writer [WRAPPER...]: one of the writers, perhaps below strace.
writer() {
	case $writer in
	reflect) "$@" ilp-reflect asha-r -q -g annot=7 --by asha.r \
	    -m 'a fault note' ;;
	evidence) "$@" ilp-evidence asha-r -q annot=7 --by asha.r \
	    -m 'a fault note' --file "$T/photo.png" ;;
	esac >"$T/told" 2>&1
}
times_of() { grep -cE "^([0-9]+ +)?$1\\(" "$T/calls"; }

complain() {
	bad=$((bad + 1))
	echo "# $writer, $1: $2"
}

# The copy is there where the entry is, whole, and nowhere else.
copied() {
	test "$writer" = evidence || return 0
	if test "$(grep -c 'a fault note' $plan)" -eq 1; then
		cmp -s "$T/photo.png" $copy || complain "$1" "no copy"
		git cat-file blob "HEAD:$copy" | cmp -s "$T/photo.png" ||
		    complain "$1" "no copy in HEAD"
	elif test -e $copy; then
		complain "$1" "a copy without its entry"
	fi
}

# verdict WHAT: of the repository we are in, after exit $rc.
verdict() {
	file=$(grep -c 'a fault note' $plan)
	head=$(git show "HEAD:$plan" | grep -c 'a fault note')
	test "$file$head" -le 11 || complain "$1" "written twice"
	ilp-check -q asha-r >"$T/said" 2>&1 || complain "$1" "plan is torn"
	if test "$rc" -eq 0 && test "$head" -ne 1; then
		complain "$1" "success is not in HEAD"
	fi
	if test "$rc" -gt 0 && test "$rc" -lt 128 &&
	    test "$file$head" != 00; then
		complain "$1" "exit $rc, but something changed"
	fi
	ilp-set asha-r -q x-again=1 >"$T/said" 2>&1 ||
	    complain "$1" "the next command fails: $(cat "$T/said")"
	test -z "$(git status --porcelain)" || complain "$1" "tree is not clean"
	copied "$1"
	git fsck --strict --no-dangling >"$T/said" 2>&1 ||
	    complain "$1" "git fsck: $(cat "$T/said")"
}

# try CALL N HOW: HOW is error=E or signal=KILL.
try() {
	rm -rf "$T/try" && cp -R "$T/base" "$T/try" && cd "$T/try" || exit 1
	rc=0
	writer timeout 30 strace -f -qq -o /dev/null -e trace="$1" \
	    -e inject="$1:$3:when=$2" || rc=$?
	cases=$((cases + 1))
	verdict "$1 #$2 $3"
}

# sweep WRITER: the points are taken from the calls it makes, the last first.
sweep() {
	writer=$1
	rm -rf "$T/count" && cp -R "$T/base" "$T/count" && cd "$T/count" || exit 1
	writer strace -f -qq -o "$T/calls"
	for spec in write:ENOSPC fsync:EIO rename:EIO renameat:ENOSPC link:EPERM \
	    unlink:EACCES openat:EMFILE mkdir:ENOSPC fchmod:EPERM close:EIO \
	    sync_file_range:EIO newfstatat:EACCES; do
		call=${spec%:*} all=$(times_of "${spec%:*}")
		step=1
		test "$points" -gt 0 && step=$((all / points + 1))
		i=$all
		while test "$i" -gt 0; do
			try "$call" "$i" "error=${spec#*:}"
			try "$call" "$i" signal=KILL
			i=$((i - step))
		done
	done
}
sweep reflect
sweep evidence
ok "there was something to try ($cases cases)" test "$cases" -gt 50
is "$cases failures and kills of writers leave nothing torn" "$bad" 0
done_testing
