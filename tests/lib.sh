# shellcheck shell=sh
# Sourced by the command tests: a home, a git and a day of their own, and a few
# words to say what is expected.  Titles come first and read like sentences.
#
#	. "${0%/*}/../lib.sh"
#	school
#	run ilp-list @biology-2
#	rc_is "a class is listed" 0
#	out_is "one id a line" "asha-r
#	tomas-b"
#	done_testing

set -u
tests=$(cd "${0%/*}/.." && pwd) || exit 1
data=$tests/data/harbor-school
bin=$(cd "${ILP_BIN:-$tests/../build/release/bin}" && pwd) || exit 1

# folder DIR: makes $T there, if scripts run there and 100 MB are free.
folder() {
	T=$(mktemp -d -p "$1" 2>/dev/null) || return 1
	printf '#!/bin/sh\n' >"$T/x" && chmod +x "$T/x" && "$T/x" 2>/dev/null &&
		test "$(df -Pk "$T" | awk 'END { print $4 }')" -gt 100000 &&
		rm "$T/x" && return
	rm -rf "$T"
	return 1
}
# In memory where that can be: each commit syncs what it wrote.
if test "${TMPDIR-}" || ! folder /dev/shm; then T=$(mktemp -d) || exit 1; fi
trap 'cd /; chmod -R u+rwX "$T" 2>/dev/null; rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM

for v in $(env | sed -n 's/^\(ILP_[A-Z_]*\)=.*/\1/p;s/^\(GIT_[A-Z_]*\)=.*/\1/p'); do
	unset "$v"
done
unset NO_COLOR PAGER LESS EDITOR VISUAL CDPATH XDG_CONFIG_HOME v
export HOME="$T/home" TMPDIR="$T" TZ=UTC LC_ALL=C.UTF-8
export PATH="$bin:$HOME/bin:$PATH" TERM=dumb
export ILP_TODAY=2026-10-20 ILP_BIN="$bin"
export ILP_TEMPLATES="${tests%/tests}/templates"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$HOME/.gitconfig"
export GIT_AUTHOR_DATE='2026-10-20T09:00:00+0000'
export GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
mkdir -p "$HOME/bin" "$HOME/template/info" "$HOME/template/hooks" &&
	cat >"$GIT_CONFIG_GLOBAL" <<-END
	[user]
		name = Jonah Ortiz
		email = j.ortiz@harbor.example
	[init]
		defaultBranch = main
		templateDir = $HOME/template
	[gc]
		auto = 0
	[maintenance]
		auto = false
END
# Python itself; what stands before it in PATH may be a slow script.
test ! -x /usr/bin/python3 || ln -s /usr/bin/python3 "$HOME/bin"
cd "$T" || exit 1
n=0 out='' err='' rc=0 ran=''

plan_tests() { echo "1..$1"; planned=1; }
done_testing() { test "${planned-}" || echo "1..$n"; }

# ok TITLE COMMAND...: well if the command succeeds; not_ok: if it fails.
ok() {
	title=$1; shift
	if "$@" >"$T/.said" 2>&1; then pass "$title"; else
		fail "$title" "failed: $*"; sed 's/^/#   /' "$T/.said"; fi
}
not_ok() {
	title=$1; shift
	if "$@" >"$T/.said" 2>&1; then fail "$title" "succeeded: $*"
	else pass "$title"; fi
}
pass() { n=$((n + 1)); printf 'ok %d - %s\n' "$n" "$1"; }
# fail TITLE LINE...
fail() {
	n=$((n + 1)); printf 'not ok %d - %s\n' "$n" "$1"; shift
	test $# -eq 0 || printf '%s\n' "$@" | sed 's/^/#   /'
}
skip() { n=$((n + 1)); echo "ok $n # skip $1"; }

# run COMMAND...: then $rc, and $out and $err (files $T/out and $T/err).
run() {
	ran=$* rc=0
	"$@" >"$T/out" 2>"$T/err" || rc=$?
	out='' err=''
	test ! -s "$T/out" || out=$(cat "$T/out")
	test ! -s "$T/err" || err=$(cat "$T/err")
}
is() {
	if test "$2" = "$3"; then pass "$1"; else
		fail "$1" "got:  $2" "want: $3"; fi
}
has() {
	case $2 in *"$3"*) pass "$1" ;;
	*) fail "$1" "no \"$3\" in:" "$2" "ran: $ran (exit $rc)" "$err" ;; esac
}
lacks() {
	case $2 in *"$3"*) fail "$1" "\"$3\" is in:" "$2" "ran: $ran" ;;
	*) pass "$1" ;; esac
}
rc_is() {
	if test "$rc" -eq "$2"; then pass "$1"; else
		fail "$1" "exit $rc, want $2: $ran" "$out" "$err"; fi
}
out_is() { is "$1" "$out" "$2"; }
err_is() { is "$1" "$err" "$2"; }
out_has() { has "$1" "$out" "$2"; }
err_has() { has "$1" "$err" "$2"; }
out_lacks() { lacks "$1" "$out" "$2"; }
err_lacks() { lacks "$1" "$err" "$2"; }
same_bytes() { ok "$1" diff -u "$2" "$3"; }

# school [DIR]: a fresh Harbor School, committed; we are in it then.
school() {
	set -- "$T/${1:-school}"
	rm -rf "$1" && mkdir -p "$1" && cd "$data" && cp -R ilp.yml people.yml \
	    goals resources frameworks plans "$1" && cd "$1" || exit 1
	printf '%s\n' 'plans/**/*.md -text diff=ilp merge=ilp' \
	    'plans/**/files/** !text !diff !merge' >.gitattributes
	if ! { git init -q && git add -A && git commit -qm 'School begins' &&
	    began=$(git rev-parse HEAD); }
	then echo 'Bail out! git could not make the school'; exit 1; fi
}
# again: back to the beginning of the school we are in, where a test has
# changed no more than files and the branch it is on.
again() {
	if ! { git reset -q --hard "$began" && git clean -qfdx; }
	then echo 'Bail out! git could not begin again'; exit 1; fi
}
