#!/bin/sh
# ilp-evidence: a link or a file, beside the plan and in one commit.
. "${0%/*}/../lib.sh"
school
asha=plans/biology-2/asha-r.md
files=plans/biology-2/files/asha-r
added() { git show --format= -U0 -- "$1" | grep '^+[^+]\|^+$' | cut -c2-; }
removed() { git show --format= -U0 -- "$1" | grep '^-[^-]' | cut -c2-; }
wrote() { git show --format= --name-only; }
at() { sed -n "s/^### .*{.*file=\([^ }]*\).*/\1/p" "$asha"; }
printf '\377\330\377\340\0\20JFIF and pixels\0' >"$T/IMG 1.jpg"

# a link
run ilp-evidence asha annot --link https://example.org/a --by asha.r
rc_is "a link needs no text" 0
is "the entry is its heading" "$(added $asha)" \
    "### 2026-10-20 asha.r {goal=annotate-sources link=https://example.org/a}"
is "and nothing goes away" "$(removed $asha)" ""
err_is "it is said who will see it" \
    "ilp-evidence: note: staff, learner and family can see this entry"
is "no word of it is in the message" "$(git log -1 --format=%B)" \
    "evidence asha-r

Plan: asha-r
Plan-Event: entry.added
Plan-Author: asha.r"
run ilp-evidence asha annot=4 -g river=proficient --medium video \
    --standard RS.1.b:proficient --standard RS.2.b:developing \
    --prompt 'What "now"?' --audience school --date 'last friday' \
    --link 'https://example.org/{a}"b' -m 'Look.'
has "all of its facts stand in the heading" "$(added $asha)" \
    '### 2026-10-16 j.ortiz {goal=annotate-sources:4,river-report:proficient standard=RS.1.b:proficient,RS.2.b:developing medium=video link="https://example.org/{a}\"b" prompt="What \"now\"?" audience=school}

Look.'
has "a reading moves the goal" "$(added $asha)" "    progress: 4"
run ilp-check asha
rc_is "the plan is well" 0
run ilp-show --json asha
ok "and reads back" python3 -c '
import json, sys
e = [e for e in json.load(open(sys.argv[1]))["entries"] if e["text"] == "Look."]
assert e[0]["link"] == "https://example.org/{a}\"b" and e[0]["medium"] == "video"
assert e[0]["standards"][1] == {"id": "RS.2.b", "level": "developing"}' "$T/out"
run ilp-evidence asha --link https://example.org/b --medium vidoe
has "a medium of the school's own is kept" "$(added $asha)" "medium=vidoe"
err_has "but a slip is told" "did you mean video?"

# a file
run ilp-evidence asha river --file "$T/IMG 1.jpg" -m 'Ours.' --json
rc_is "a file is copied" 0
same_bytes "byte for byte" "$T/IMG 1.jpg" $files/IMG-1.jpg
is "its medium is known" "$(added $asha)" \
    "### 2026-10-20 j.ortiz {goal=river-report medium=image file=files/asha-r/IMG-1.jpg}

Ours."
is "in the commit of the entry, and nothing else" "$(wrote)" "$asha
$files/IMG-1.jpg"
out_has "and --json names it" "\"$files/IMG-1.jpg\""
err_has "size and type are told" "note: IMG 1.jpg, JPEG image, 22 bytes"
err_has "and where the copy goes" "a copy goes to $files/IMG-1.jpg"
is "nothing is left to commit" "$(git status --porcelain)" ""
run ilp-evidence asha --file "$T/IMG 1.jpg" --medium text
is "the same file again is not copied again" "$(wrote)" "$asha"
is "and a medium that is given wins" "$(added $asha)" \
    "### 2026-10-20 j.ortiz {medium=text file=files/asha-r/IMG-1.jpg}"
err_lacks "no copy is told" "a copy goes to"
printf 'other' >"$T/IMG 1.jpg"
run ilp-evidence asha --file "$T/IMG 1.jpg"
is "other bytes of that name get a number" "$(at | tail -n 1)" \
    "files/asha-r/IMG-1-2.jpg"
printf 'third' >"$T/img-1.JPG"
run ilp-evidence asha --file "$T/img-1.JPG"
is "capitals make no other name" "$(at | tail -n 1)" \
    "files/asha-r/img-1-3.JPG"
git rm -q $files/IMG-1-2.jpg && git commit -qm 'a file goes'
printf 'fourth' >"$T/IMG 1.jpg"
run ilp-evidence asha --file "$T/IMG 1.jpg"
is "the name of a file that went is not given again" "$(at | tail -n 1)" \
    "files/asha-r/IMG-1-4.jpg"
run ilp-evidence asha --file $files/river-map.txt
is "a file that lies there is taken where it is" "$(wrote)" "$asha"
printf 'by hand' >$files/mine.txt
run ilp-evidence asha --file $files/mine.txt
is "and goes along if it was not committed" "$(wrote)" "$asha
$files/mine.txt"
chmod +x "$T/IMG 1.jpg" && cp "$T/IMG 1.jpg" "$T/run me" && ln -s 'run me' "$T/link"
run ilp-evidence asha --file "$T/link"
is "a link to a file is followed" "$(cat $files/link)" "fourth"
is "a copy is no program" "$(git ls-files -s $files/link | cut -c1-6)" 100644
run ilp-evidence tomas equipo --file "$T/run me"
has "a section of another language is found" \
    "$(added plans/biology-2/tomas-b.md)" "file=files/tomas-b/run-me"
mkdir "$T/far" && cp "$T/link" "$T/far/far.txt"
run ilp-evidence -C "$T/far/../school/plans" asha --file ../../far/far.txt
is "a path counts from the folder of -C" "$(wrote)" "$asha
$files/far.txt"
mkdir -p "$T/up"
printf '.gitattributes\n' >"$T/up/.gitattributes"
run ilp-evidence asha --file "$T/up/.gitattributes"
ok "no copy means something to git" test -f $files/gitattributes
git config core.autocrlf true
printf 'GIF89a\0\r\n\0' >"$T/dot.gif"
run ilp-evidence asha --file "$T/dot.gif"
same_bytes "line ends of a picture stay, whatever git is set to" \
    "$T/dot.gif" $files/dot.gif
git cat-file blob "HEAD:$files/dot.gif" >"$T/blob"
same_bytes "also in the commit" "$T/dot.gif" "$T/blob"
git config --unset core.autocrlf

# text
run ilp-evidence asha --link https://example.org/c -F - <<-'END'
	From a pipe.
END
has "-F is a text" "$(added $asha)" "From a pipe."
printf 'From a file.\n' >"$T/words"
run ilp-evidence asha --file "$T/words" --text-file "$T/words"
has "and its long name another" "$(added $asha)" "From a file."
cat >"$T/ed" <<-'END'
	#!/bin/sh
	{ echo 'From the editor.'; cat "$1"; } >"$1.new" && mv "$1.new" "$1"
END
chmod +x "$T/ed"
export GIT_EDITOR="$T/ed"
script -qec 'ilp-evidence asha --link https://example.org/d' /dev/null \
    >"$T/out" 2>&1 </dev/null
lacks "no editor opens on a terminal" "$(added $asha)" "editor"
script -qec 'ilp-evidence asha -e --link https://example.org/e' /dev/null \
    >"$T/out" 2>&1 </dev/null
has "but with -e" "$(added $asha)" "From the editor."
unset GIT_EDITOR

# -n
sha=$(git rev-parse HEAD)
printf 'GIF89a\0\0' >"$T/new.gif"
run ilp-evidence -n asha --file "$T/new.gif" -m 'Not yet.'
out_has "-n shows the entry" "+Not yet."
out_has "and the file that would come" "Binary files /dev/null and b/$files/new.gif"
not_ok "but copies nothing" test -e $files/new.gif

# what is refused leaves nothing behind
bad() {
	title=$1 want=$2; shift 2
	run ilp-evidence "$@"
	rc_is "$title" "$want"
}
bad "neither link nor file" 2 asha -m x
err_has "says what to give" "--link URL"
bad "both" 2 asha --link https://example.org/a --file "$T/new.gif"
bad "two links" 2 asha --link https://example.org/a --link https://example.org/b
err_has "take two entries" "run it once for each"
bad "a path is no link" 3 asha --link $files/river-map.txt
bad "a mail address is no link" 3 asha --link mailto:asha@example.org
bad "a link with a blank" 3 asha --link 'https://example.org/a b'
bad "a link with a password" 3 asha --link https://a:b@example.org/
err_lacks "which is not repeated" "a:b@"
bad "a link that is empty" 3 asha --link ''
bad "a rating without a level" 2 asha --link https://example.org/ --standard RS.1
bad "two ratings in one" 2 asha --link https://example.org/ --standard RS.1:a,RS.2:b
bad "-e with -m" 2 asha --link https://example.org/ -e -m x
bad "--large without a file" 2 asha --link https://example.org/ --large
bad "an audience that is none" 3 asha --file "$T/new.gif" --audience friends
bad "a goal that is not there" 2 asha nothing --file "$T/new.gif"
bad "a third word" 2 asha annot river --link https://example.org/
bad "no plan" 2 --link https://example.org/
bad "a plan that is not there" 2 nobody --file "$T/new.gif"
bad "a folder" 2 asha --file "$T/far"
bad "standard input" 2 asha --file -
bad "a file that is not there" 4 asha --file "$T/nothing"
: >"$T/empty"
bad "an empty file" 3 asha --file "$T/empty"
mkfifo "$T/pipe"
bad "a pipe" 3 asha --file "$T/pipe"
bad "a device" 3 asha --file /dev/zero
truncate -s 10000001 "$T/big.mp4"
bad "more than 10 MB" 3 asha --file "$T/big.mp4"
err_has "is told with its size" "big.mp4 has 10 MB, and 10 MB is the limit"
err_has "and how to do it all the same" "--large"
truncate -s 100000001 "$T/huge.mp4"
bad "more than 100 MB" 3 asha --file "$T/huge.mp4" --large
err_has "belongs elsewhere" "--link"
mkdir "$T/away" && mv $files "$T/was" && ln -s "$T/away" $files
bad "a folder of files that is a link" 4 asha --file "$T/new.gif"
is "nothing is written outside of the school" "$(ls "$T/away")" ""
rm $files && mv "$T/was" $files
is "nothing of all this was written" \
    "$(git rev-parse HEAD)$(git status --porcelain)" "$sha"
run ilp-evidence asha --file "$T/big.mp4" --large
rc_is "--large takes more than 10 MB" 0
same_bytes "whole" "$T/big.mp4" $files/big.mp4
bad "one plan that cannot be written" 2 @biology-2 annot --file "$T/new.gif"
not_ok "no plan gets a copy then" test -e $files/new.gif
run ilp-evidence @biology-2 --file "$T/new.gif"
is "all of a class can get one" "$(wrote | grep -c 'new.gif$')" 3

# a photo that says where it was taken
{
	printf '\377\330\377\341\0\064Exif\0\0II\052\0\010\0\0\0'
	printf '\001\0\045\210\004\0\001\0\0\0\032\0\0\0\0\0\0\0'
	printf '\001\0\002\0\005\0\003\0\0\0\0\0\0\0\0\0\0\0'
	printf '\377\332\0\002'
} >"$T/park.jpg"
run ilp-evidence asha --file "$T/park.jpg"
err_has "a place in a photo is told" "park.jpg says where it was taken"

# opaque ids: no name in a path
printf 'ids: opaque\n' >"$T/ids"
sed '/^ids:/d' ilp.yml >>"$T/ids" && cp "$T/ids" ilp.yml
git commit -qam 'opaque ids'
cp "$T/new.gif" "$T/Layla Saito.gif"
run ilp-evidence p-7f --file "$T/Layla Saito.gif"
lacks "under opaque ids no name is in the path" "$(wrote)" "Layla"
has "but the type is" "$(wrote)" ".gif"
file=$(wrote | grep files/)
run ilp-evidence p-7f --file "$T/Layla Saito.gif"
is "and the same file is found again" "$(wrote | grep -c "$file")" 0

# without git
school plain && rm -rf .git
run env GIT_CEILING_DIRECTORIES="$T" ilp-evidence asha --file "$T/new.gif"
same_bytes "without git the file is copied too" "$T/new.gif" $files/new.gif
done_testing
