#!/bin/sh
# The order of the folders, the single homes of the libraries, and headers
# that need nothing before them.  ARCHITECTURE.md says why.

cd "${0%/*}/../.." || exit 1
layers='base text plan repo track view cli'
n=0 failed=0

# well TITLE FOUND: nothing may have been found.
well() {
	n=$((n + 1))
	if test -z "$2"; then echo "ok $n - $1"; else
		failed=1
		echo "not ok $n - $1"
		echo "$2" | sed 's/^/#   /'
	fi
}

# includes FOLDER FOLDER...: includes in the first that name none of the rest.
includes() {
	folder=$1; shift
	names=$(echo "$*" | tr ' ' '|')
	grep -nE '^#include "' "lib/$folder"/*.[ch] |
		grep -vE "#include \"($names)/"
}

left=''
for folder in $layers; do
	left="$left $folder"
	case $folder in
	repo) allowed='base repo' ;;
	*) allowed=$left ;;
	esac
	# shellcheck disable=SC2086
	well "lib/$folder includes only from: $allowed" \
		"$(includes "$folder" $allowed)"
done
well "lib has no other folders" "$(
	for folder in lib/*/; do
		folder=${folder#lib/}
		case " $layers/ " in *" ${folder%/}"[\ /]*) ;;
		*) echo "$folder" ;; esac
	done)"

# home HEADER PATTERN: only files that match it may include the header.
home() {
	well "$1 is included in $2 alone" "$(grep -lE "#include <$1>" \
		lib/*/*.[ch] cmd/*.c | grep -vE "^$2\$")"
}
home 'git2(/.*)?\.h' 'lib/repo/.*'
home 'yaml\.h' 'lib/text/front.*\.c'
home 'cmark\.h' 'lib/text/md.*\.c'

well "only lib/cli and the commands print" "$(
	grep -nE '(^|[^a-z_])(stdout|printf\(|puts\(|perror\()' lib/*/*.c |
		grep -v '^lib/cli/')"

well "every header compiles alone" "$(
	flags=$(pkg-config --cflags libgit2 yaml-0.1 libcmark smartcols \
		jansson libutf8proc)
	for h in lib/*/*.h; do
		# shellcheck disable=SC2086
		echo "#include \"${h#lib/}\"" | ${CC:-cc} -std=c11 -Wall -Wextra \
			-D_GNU_SOURCE -Ilib $flags -fsyntax-only -x c - 2>&1
	done)"
echo "1..$n"
exit $failed
