# Completion of ilp and ilp-* for bash.  The options, and the words that may
# stand behind them, come from the commands themselves (--list-options), plans
# and goals from the repository.

_ilp_names() {
	compgen -c ilp- | sed 's/^ilp-//' | sort -u
}

_ilp_goals() {
	ilp-list --format '{goal.id}' "$1" 2>/dev/null | tr -d ,
}

_ilp_options() {
	"$1" --list-options 2>/dev/null | while IFS=$'\t' read -r letter name _; do
		test "$letter" = - || echo "-$letter"
		test "$name" = - || echo "--$name"
	done
}

# _ilp_argument COMMAND OPTION: what the option takes, a tab, its sentence;
# nothing where it takes nothing.
_ilp_argument() {
	"$1" --list-options 2>/dev/null | awk -F '\t' -v o="$2" \
		'("-" $1 == o || "--" $2 == o) && $3 != "-" { print $3 "\t" $4 }'
}

# The words that a sentence lists, as "one, two or three (why): and so on".
_ilp_listed() {
	sed -E 's/ *\([^)]*\)//; s/[:;].*| \.\.\.$//' <<<"$1" |
		grep -E '^[a-z-]+(,( or)? [a-z-]+)+( or [a-z-]+)?$' |
		sed -E 's/,//g; s/ or / /'
}

# _ilp_values ARGUMENT SENTENCE PLAN: what may stand behind an option.
_ilp_values() {
	case $1 in
	TEMPLATE) ilp-new --list-templates 2>/dev/null |
		awk 'NR > 1 { print $1 }' ;;
	GOAL*) _ilp_goals "$3" ;;
	*) _ilp_listed "$2" ;;
	esac
}

# _ilp_operands COMMAND PLACE WORD...: what may stand at this place, from 0.
_ilp_operands() {
	case $1:$2 in
	ilp-goal:0) echo 'add set unset list start reopen met pause drop' \
		'propose forms' ;;
	ilp-step:0) echo 'add done undo list' ;;
	ilp-goal:2 | ilp-step:2) _ilp_goals "$4" ;;
	ilp-show:1 | ilp-evidence:1) _ilp_goals "$3" ;;
	ilp-profile:1) echo 'add drop' ;;
	ilp-profile:2) echo 'strengths needs interests background successes' \
		'preferences aspirations barriers supports' ;;
	*) ilp-list 2>/dev/null ;;
	esac
}

# _ilp_words COMMAND WORD...: completes the last word of a command's words.
_ilp_words() {
	local command=$1 cur=${*: -1} choices='' arg='' sentence=''
	[[ $# -lt 3 || ${*: -2:1} != -* ]] || IFS=$'\t' read -r arg sentence < <(
		_ilp_argument "$command" "${*: -2:1}")
	case $arg:$cur in
	FILE:* | PATH:* | DIR:*) arg='' ;;
	[!:]*) choices=$(_ilp_values "$arg" "$sentence" "$2") ;;
	:-*) choices=$(_ilp_options "$command") ;;
	:@*) choices="@all @me $(ilp-list -p 2>/dev/null |
		sed -n 's,^plans/\(.*\)/[^/]*$,@\1,p' | sort -u)" ;;
	*) choices=$(_ilp_operands "$command" $(($# - 2)) "${@:2}") ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
	[[ ${#COMPREPLY[@]} -gt 0 || $arg || $cur = [-@]* ]] ||
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
