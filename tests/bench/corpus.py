#!/usr/bin/env python3
"""corpus.py DIR N - a plan repository of N plans of about 5 KB, the same at
every run: folders of a class each, goals with readings, steps, entries.
Committed in one commit by git."""
import datetime
import pathlib
import random
import subprocess
import sys

WORDS = """again aloud because better bridge careful chapter choose clear
compare corner draft early evening explain field first garden graph habit
harbour help idea journal kitchen learn letter listen map measure minute
morning music note observe often page partner picture plan practise question
quiet reader record river sentence slow small sound story summer table talk
team together trace voice wait walk water week window word write yesterday
""".split()
FIRST = "Ada Ben Cleo Dara Emil Finn Gita Hugo Ines Jora Kim Lars".split()
LAST = "Arden Birch Cole Dunne Ebner Frost Glen Hale Ivers Jost".split()
DAY = datetime.date(2026, 8, 24)


def words(rng, n):
    return " ".join(rng.choice(WORDS) for _ in range(n))


def paragraph(rng):
    lines = [words(rng, 12).capitalize() for _ in range(rng.randint(2, 4))]
    return "\n".join(lines) + "."


def day(rng, last):
    return (DAY + datetime.timedelta(rng.randint(0, last))).isoformat()


def goal(rng, i):
    return f"""
  goal-{i}:
    title: {words(rng, 6).capitalize()}
    status: {rng.choice(["active", "active", "proposed", "met"])}
    area: {rng.choice(["academic", "career", "personal-social"])}
    why: {words(rng, 9)}
    measure: {words(rng, 2)} a week
    baseline: {rng.randint(0, 3)}
    target: {rng.randint(5, 20)}
    progress: {rng.randint(0, 6)}
    due: {(DAY + datetime.timedelta(rng.randint(60, 280))).isoformat()}
    standards:
      - RS.{rng.randint(1, 6)}.a
"""


def body(rng, me, goals):
    out = ["## About me", "", paragraph(rng), "", "## Goals", ""]
    for i in range(goals):
        out += [f"### goal-{i}", "", paragraph(rng), ""]
        for k in range(3):
            box = rng.choice("x ")
            fact = f"due {day(rng, 90)}" if k else f"who {me}"
            out.append(f"- [{box}] {words(rng, 5)} ({fact})")
        out.append("")
    for section in ("Check-ins", "Reflections", "Evidence"):
        out += [f"## {section}", ""]
        for date in sorted(day(rng, 50) for _ in range(3)):
            at = f"goal=goal-{rng.randrange(goals)}:{rng.randint(0, 9)}"
            out += [f"### {date} {me} {{{at}}}", "", paragraph(rng), ""]
    return "\n".join(out)


def plan(rng, name, me):
    goals = rng.randint(4, 6)
    items = "".join(
        f"  {h}:\n    - {words(rng, 4)}\n    - {words(rng, 5)}\n"
        for h in ("strengths", "needs", "interests"))
    return (f"---\nilp: 1\nlearner: {name}\nkind: student\nyear: 2026-27\n"
            f"begin: {DAY}\nstage: grade-9\ncadence: 2 weeks\n\nteam:\n"
            f"  learner: {me}\n  advisor: j.ortiz\n\nprofile:\n{items}\n"
            f"goals:\n{''.join(goal(rng, i) for i in range(goals))}\n---\n\n"
            f"# {name}\n\n{body(rng, me, goals)}")


def main():
    root, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(count)
    each = max(1, round(count ** 0.5))
    (root / "plans").mkdir(parents=True)
    (root / "ilp.yml").write_text("ilp: 1\nname: Bench\nyear: 2026-27\n")
    (root / ".gitattributes").write_text(
        "plans/**/*.md -text diff=ilp merge=ilp\n"
        "plans/**/files/** !text !diff !merge\n")
    for i in range(count):
        first, last = FIRST[i % len(FIRST)], LAST[i // 7 % len(LAST)]
        folder = root / "plans" / f"class-{i // each}"
        folder.mkdir(exist_ok=True)
        me = f"{first[0].lower()}.{last.lower()}.{i}"
        text = plan(rng, f"{first} {last}", me)
        (folder / f"{first.lower()}-{last.lower()}-{i}.md").write_text(text)
    for cmd in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "bench"]):
        subprocess.run(["git", "-C", str(root)] + cmd, check=True)


main()
