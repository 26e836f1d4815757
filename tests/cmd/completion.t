#!/bin/sh
# What the tab key offers in bash: commands, options, plans, goals, and the
# words that may stand behind an option.

. "${0%/*}/../lib.sh"
if ! command -v bash >/dev/null; then
	skip "there is no bash"
	done_testing
	exit
fi
school
cat >"$T/tab" <<'END'
# tab WORD...: what is offered for the last of the words, on one line.
. "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
if [[ $1 = ilp ]]; then _ilp; else _ilp_command "$1"; fi
printf '%s\n' "${COMPREPLY[@]}" | sort | paste -sd ' '
END
# offers WANT WORD...
offers() {
	want=$1; shift
	is "$*: $want" "$want" \
	    "$(bash "$T/tab" "${tests%/tests}/completion/ilp.bash" "$@")"
}

offers 'reflect' ilp ref
offers 'sign' ilp si
offers '--strict' ilp-check --str
offers 'asha-r' ilp-show a
offers 'asha-r' ilp show a
offers '@biology-2' ilp-status @b
offers 'annotate-sources' ilp-show asha-r an
offers 'annotate-sources' ilp evidence asha-r an
offers 'lead-discussion' ilp-goal start asha-r l
offers 'annotate-sources' ilp-checkin asha-r -g an
offers 'forms' ilp-goal f
offers 'add drop' ilp-profile asha-r ''
offers 'strengths successes supports' ilp-profile asha-r add s
offers 'annual exit initial interim summative' ilp-review asha-r --kind ''
offers 'agree amend decline' ilp sign asha-r --kind ''
offers 'gas okr peers smart woop' ilp goal add asha-r --form ''
offers 'english-learner' ilp-new -t e
offers 'opaque slug' ilp-init --ids ''
offers 'goals' ilp-reflect asha-r -F go
offers '' ilp-reflect asha-r -m go
done_testing
