# Completion of ilp and ilp-* for bash.  The options come from the commands
# themselves (--list-options), plans and goals from the repository.

# The words that a command takes after NAME as its first.
_ilp_verbs() {
	case $1 in
	ilp-goal) echo 'add set unset list start reopen met pause drop propose' ;;
	ilp-step) echo 'add done undo list' ;;
	esac
}

_ilp_names() {
	compgen -c ilp- | sed 's/^ilp-//' | sort -u
}

_ilp_options() {
	"$1" --list-options 2>/dev/null | while IFS=$'\t' read -r letter name _; do
		test "$letter" = - || echo "-$letter"
		test "$name" = - || echo "--$name"
	done
}

# _ilp_words COMMAND WORD...: completes the last word of a command's words.
_ilp_words() {
	local command=$1 cur=${*: -1} first=$2 count=$(($# - 2))
	local verbs choices
	verbs=$(_ilp_verbs "$command")
	case $cur in
	-*) choices=$(_ilp_options "$command") ;;
	@*) choices="@all @me $(ilp-list -p 2>/dev/null |
		sed -n 's,^plans/\(.*\)/[^/]*$,@\1,p' | sort -u)" ;;
	*)
		if [[ $verbs && $count -eq 0 ]]; then
			choices=$verbs
		else
			choices=$(ilp-list 2>/dev/null)
			[[ $verbs && $count -eq 2 ]] &&
				choices=$(ilp-list --format '{goal.id}' "${@: -2:1}" \
					2>/dev/null | tr -d ,)
			[[ $command = ilp-show && $count -eq 1 ]] &&
				choices=$(ilp-list --format '{goal.id}' "$first" \
					2>/dev/null | tr -d ,)
		fi
		;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
	[[ ${#COMPREPLY[@]} -gt 0 || $cur = [-@]* ]] ||
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

_ilp_command() {
	_ilp_words "$1" "${COMP_WORDS[@]:1:COMP_CWORD}"
}

# "ilp NAME ..." and, called by git's own completion, "git ilp NAME ...".
_ilp_after() {
	local at=$1 cur=${COMP_WORDS[COMP_CWORD]}
	if [[ $COMP_CWORD -eq $at ]]; then
		mapfile -t COMPREPLY < <(compgen -W "help $(_ilp_names)" -- "$cur")
	elif [[ ${COMP_WORDS[at]} = help ]]; then
		mapfile -t COMPREPLY < <(compgen -W \
			"args plan yml tour $(_ilp_names)" -- "$cur")
	else
		_ilp_words "ilp-${COMP_WORDS[at]}" \
			"${COMP_WORDS[@]:at+1:COMP_CWORD-at}"
	fi
}

_ilp() { _ilp_after 1; }
_git_ilp() { _ilp_after 2; }

complete -F _ilp ilp
for _ilp_name in $(_ilp_names); do
	complete -F _ilp_command "ilp-$_ilp_name"
done
unset _ilp_name
