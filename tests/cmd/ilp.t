#!/bin/sh
# ilp: finds and runs the commands.

. "${0%/*}/../lib.sh"
school
run ilp list @biology-2
rc_is "ilp list is ilp-list" 0
out_is "with its arguments" "$(ilp-list @biology-2)"
run ilp -C plans/staff list
out_is "-C goes before the name" "$(ilp-list -C plans/staff)"
run git ilp list asha-r
out_is "git ilp does the same" asha-r
run ilp list --no-such
rc_is "the exit status is the command's" 2
run ilp lst
rc_is "an unknown name is a usage error" 2
err_has "with the nearest one" 'did you mean list?'
run ilp ../ilp-list
rc_is "a path is no name" 2
run ilp -C nowhere list
rc_is "a folder that is not there" 4

run ilp
rc_is "alone it lists the commands" 0
for c in "$bin"/ilp-*; do
	name=${c##*/ilp-}
	about=$("$c" --help | sed -n "s/^ilp-$name - //p")
	has "$name with its sentence" "$(echo "$out" | tr -s ' ')" \
		" $name $about"
done
run ilp --exec-path
out_is "--exec-path is where they are" "$bin"
run ilp --version
is "all are of one version" "${out#ilp }" "$(ilp-list --version | cut -d' ' -f2)"

mkdir "$T/own" "$T/exec"
printf '#!/bin/sh\necho "own $*"\n' >"$T/own/ilp-hello"
chmod +x "$T/own/ilp-hello"
PATH=$T/own:$PATH
run ilp hello a 'b c'
out_is "a school adds its own command in PATH" 'own a b c'
run ilp
out_has "it is listed too" 'hello'
cp "$T/own/ilp-hello" "$T/exec/ilp-list"
ILP_EXEC_PATH=$T/exec run ilp list
out_is "ILP_EXEC_PATH wins" 'own '
if test -w /dev/full; then
	ilp --version >/dev/full 2>/dev/null
	is "a full disk is told" $? 4
fi

printf '#!/bin/sh\necho "man $*"\n' >"$T/own/man"
chmod +x "$T/own/man"
run ilp help list
has "help is the page of the command" "$out" 'ilp-list'
printf '#!/bin/sh\nexit 16\n' >"$T/own/man"
run ilp help list
out_has "without the page, what the command says itself" 'usage: ilp-list'
run ilp help nonsense
rc_is "no help on what is not there" 2
done_testing
