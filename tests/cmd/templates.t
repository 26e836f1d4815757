#!/bin/sh
# The templates: each is a plan, one page long, and every field of its form
# has a command that fills it and a place in the plan.

. "${0%/*}/../lib.sh"
forms=$tests/data/forms

# values PATH...: what ilp-show --json says there, a line each.
cat >"$T/values.py" <<'END'
import json, re, sys

def step(at, keys):
    """The longest key first: headings and titles may hold dots."""
    if isinstance(at, list):
        for n in range(len(keys), 0, -1):
            name = ".".join(keys[:n])
            if name.isdigit() and int(name) <= len(at):
                return at[int(name) - 1], keys[n:]
            if any(x.get("section") == name for x in at):
                return [x for x in at if x["section"] == name], keys[n:]
            for x in at:
                if name in (x.get("id"), x.get("title")):
                    return x, keys[n:]
    elif isinstance(at, dict):
        for n in range(len(keys), 0, -1):
            if ".".join(keys[:n]) in at:
                return at[".".join(keys[:n])], keys[n:]
    return "nothing at " + keys[0], []

plan = json.load(open(sys.argv[1], encoding="utf-8"))
for path in sys.argv[2:]:
    at, keys = plan, path.split(".")
    while keys:
        at, keys = step(at, keys)
    text = at if isinstance(at, str) else json.dumps(at, ensure_ascii=False)
    print(re.sub("<!--.*?-->", "", text, flags=re.S).strip())
END
values() {
	ilp-show --json ines >"$T/plan.json" &&
		python3 "$T/values.py" "$T/plan.json" "$@"
}

# type_in HEADING TEXT: a person who opens the plan with ilp-edit and types
# TEXT below that heading.
cat >"$T/typist" <<'END'
#!/bin/sh
awk '{ print } $0 == ENVIRON["HEADING"] { print "\n" ENVIRON["TEXT"] }' \
	"$1" >"$1.typed" && cat "$1.typed" >"$1" && rm "$1.typed"
END
chmod +x "$T/typist"
type_in() { HEADING=$1 TEXT=$2 GIT_EDITOR="$T/typist" ilp-edit ines; }

# fill FILE: runs the commands of a form; the fields go into the file fields,
# a line for each place, the places into paths, what must be there into wanted.
fill() {
	: >"$T/fields" && : >"$T/paths" && : >"$T/wanted"
	while IFS= read -r line; do
		case $line in
		'	ilp-'* | '	type_in '*)
			line=${line#?}
			run eval "$(printf '%s\n' "$line" | sed 's/ P / ines /')"
			test "$rc" -eq 0 || fail "$form: $field: $line" "$err"
			;;
		'	'*' = '*)
			line=${line#?}
			echo "$field" >>"$T/fields"
			echo "${line%% = *}" >>"$T/paths"
			echo "$field: ${line#* = }" >>"$T/wanted"
			;;
		*) field=$line ;;
		esac
	done <"$1"
}

school
for t in "$ILP_TEMPLATES"/plan/*.md; do
	form=${t##*/} form=${form%.md}
	again
	ok "the form of $form is written down" test -s "$forms/$form.txt"
	ok "it is one page" test "$(wc -l <"$t")" -le 80
	ok "its lines fit a page" test -z "$(grep -E '.{81}' "$t")"
	run ilp-new 'Ines Calder' -t "$form" --id ines
	rc_is "a plan is made from $form" 0
	run ilp-check ines
	is "an empty one is well" "$rc$out$err" 0
	ilp-new -q 'Noor Sayegh' -t "$form" --id noor >/dev/null
	run ilp-check --strict ines noor
	is "also with two of them, but for the days of goals to agree on" \
		"$(echo "$out" | grep warning | grep -v goal-no-due)" ''
	run ilp-show ines
	ok "and is shown on one screen" test "$(wc -l <"$T/out")" -le 50
	out_lacks "without the template's hints" 'ilp '
	cp plans/ines.md "$T/empty"
	fill "$forms/$form.txt"
	set --
	while read -r path; do set -- "$@" "$path"; done <"$T/paths"
	values "$@" | paste -d'|' "$T/fields" - | sed 's/|/: /' >"$T/found"
	same_bytes "$form: every field of the form has its place" \
		"$T/wanted" "$T/found"
	run ilp-check ines
	is "the filled plan is well" "$rc$out$err" 0
	is "nothing is left uncommitted" "$(git status --porcelain)" ''
	is "no hint of the template was lost" \
		"$(grep -E '^(#|<!--)' "$T/empty" | grep -vxFf plans/ines.md)" ''
done

# One plan leads to the next one, of the same form.
again
ilp-new -q 'Ines Calder' -t icap-colorado --id ines >/dev/null
ilp-profile -q ines add 'courses in grade 9' 'Biology (1 credit)'
run ilp-new --from ines --id ines-next
rc_is "the next plan is made out of this one" 0
has "it says which one it follows" "$(cat plans/ines-next.md)" 'follows: ines'
has "the courses so far go along" "$(cat plans/ines-next.md)" \
	'    - Biology (1 credit)'
has "and the template with them" "$(cat plans/ines-next.md)" \
	'template: icap-colorado'

# The list that a person chooses from.
run script -qec 'stty cols 80 2>/dev/null; PAGER=cat ilp-new --list-templates' /dev/null
out_lacks "every sentence fits a terminal of 80 columns" …
for f in "$forms"/*.txt; do
	f=${f##*/}
	out_has "${f%.txt} is listed" "${f%.txt}"
done
run ilp-new 'Mo C.' -t coachinglog
rc_is "an unknown template is a usage error" 2
err_has "with the nearest name" 'did you mean coaching-log?'
run ilp-new 'Mo C.' -t zzzzzzzzzz
rc_is "also one that is near to nothing" 2
err_has "with the names there are" 'there are: coaching-log, english-learner'

# The school's own of that name wins.
mkdir -p templates/plan
sed 's/^# My success plan/# How we do it here/' \
	"$ILP_TEMPLATES/plan/success-plan.md" >templates/plan/success-plan.md
ilp-new -q 'Own T.' -t success-plan >/dev/null
has "the school's own template wins" "$(cat plans/own-t.md)" \
	'# How we do it here'
done_testing
