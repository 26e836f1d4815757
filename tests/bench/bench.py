#!/usr/bin/env python3
"""bench.py BIN FLOOR [--rounds N] [--plans N] [--write FILE]

Times commands as whole processes against a floor or a peer, in turn (A B A
B), and prints the median of the ratios of the rounds with their spread.
First it is checked that both sides did the same work; a row where they did
not is void.  Ratios are what counts; the times are of this machine only."""
import argparse
import json
import os
import pathlib
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ap = argparse.ArgumentParser()
ap.add_argument("bin")
ap.add_argument("floor")
ap.add_argument("--rounds", type=int, default=11)
ap.add_argument("--plans", type=int, default=1000)
ap.add_argument("--write")
arg = ap.parse_args()
ENV = dict(os.environ, PATH=f"{arg.bin}:{os.environ['PATH']}", LC_ALL="C.UTF-8",
           ILP_TODAY="2026-11-09", GIT_CONFIG_NOSYSTEM="1", TZ="UTC",
           GIT_AUTHOR_NAME="Bench", GIT_AUTHOR_EMAIL="bench@harbor.example",
           GIT_COMMITTER_NAME="Bench", GIT_CONFIG_GLOBAL="/dev/null",
           GIT_COMMITTER_EMAIL="bench@harbor.example")
rows = []


def cpu_now():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(cmd, cwd, env=None, well=(0,)):
    """Wall and processor seconds of a command that must succeed, and its
    output."""
    cpu, start = cpu_now(), time.perf_counter()
    done = subprocess.run(cmd, cwd=cwd, env=dict(ENV, **(env or {})),
                          shell=isinstance(cmd, str), capture_output=True)
    took = (time.perf_counter() - start, cpu_now() - cpu)
    if done.returncode not in well:
        sys.exit(f"{cmd}: exit {done.returncode}\n{done.stderr.decode()}")
    return took, done.stdout


def peak_kib(cmd, cwd):
    """Peak memory of the process, as the system accounts it."""
    code = ("import resource, subprocess, sys\n"
            "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    out = subprocess.run([sys.executable, "-c", code] + cmd, cwd=cwd, env=ENV,
                         capture_output=True, text=True)
    return int(out.stdout.split()[-1])


def row(name, goal, a, b, note="", same=True):
    wall = sorted(x[0] / y[0] for x, y in zip(a, b))
    cpu = statistics.median(x[1] / y[1] for x, y in zip(a, b))
    cut = max(1, len(wall) // 10)
    rows.append((name, f"{1000 * statistics.median(x[0] for x in a):.1f}",
                 f"{1000 * statistics.median(x[0] for x in b):.1f}",
                 f"{statistics.median(wall):.2f}" if same else "void",
                 f"{goal}", f"{wall[cut - 1]:.2f}-{wall[-cut]:.2f}",
                 f"{cpu:.2f}", note))
    print(" | ".join(rows[-1]), flush=True)


def in_turn(rounds, one, two):
    a, b = [], []
    for i in range(rounds + 1):
        x, y = one(i), two(i)
        if i:                       # the first round warms up
            a.append(x)
            b.append(y)
    return a, b


def bench_read(repo):
    _, out = timed([arg.floor, "."], repo)
    _, js = timed(["ilp-status", "--json"], repo)
    same = int(out.split()[0]) == len(json.loads(js)["plans"])
    for name, goal, cmd, env in (
            ("status, all cores", 1.2, ["ilp-status"], {}),
            ("status, one thread", 1.2, ["ilp-status"], {"ILP_THREADS": "1"}),
            ("check, all cores", 1.5, ["ilp-check"], {}),
            ("check --strict, all cores", 1.5, ["ilp-check", "--strict"], {})):
        # Strict finds something in every corpus, which is exit status 1.
        well = (0, 1) if "--strict" in cmd else (0,)
        a, b = in_turn(arg.rounds, lambda i: timed(cmd, repo, env, well)[0],
                       lambda i: timed([arg.floor, "."], repo)[0])
        row(f"{name}, {arg.plans} plans / read + libyaml events", goal, a, b,
            f"peak {peak_kib(cmd, repo) // 1024} MiB", same)


def bench_set(repo, work):
    mine, git = work / "mine", work / "git"
    shutil.copytree(repo, mine, symlinks=True)
    shutil.copytree(repo, git, symlinks=True)
    for r in (mine, git):
        timed(["git", "status"], r)
    path = sorted((repo / "plans").glob("*/*.md"))[arg.plans // 2]
    rel, ident = path.relative_to(repo), path.stem

    def ours(i):
        return timed(["ilp-goal", "set", ident, "goal-1",
                      f"progress={20 + i}"], mine)[0]

    def theirs(i):
        # The second goal's line, as a careful person would address it.
        return timed(
            f"sed -i '/^  goal-1:/,/^  goal-2:/s/progress: .*/"
            f"progress: {20 + i}/' {rel} && git add {rel} && "
            f"git commit -qm 'goal goal-1: progress'", git)[0]

    a, b = in_turn(arg.rounds, ours, theirs)
    same = (mine / rel).read_bytes() == (git / rel).read_bytes()
    row(f"goal set + commit, {arg.plans} plans / sed + git add + git commit",
        0.6, a, b, f"fsync on; peak {peak_kib(['ilp-goal', 'set', ident, 'goal-1', 'progress=1'], mine) // 1024} MiB", same)


def bench_roster(work):
    roster = work / "roster.csv"
    roster.write_text("name,id,handle,grade,group,advisor,family\n" + "".join(
        f"Ada Birch {i},s-{i},a.birch.{i},9,class-{i // 30},t.{i % 40},f.{i}\n"
        for i in range(arg.plans)))
    fresh = work / "fresh"
    timed(["ilp-init", str(fresh), "--name", "Bench"], work)
    trees = []

    def ours(i):
        mine = work / f"mine-{i}"
        shutil.copytree(fresh, mine, symlinks=True)
        return timed(["ilp-new", "--roster", str(roster)], mine)[0]

    def theirs(i):
        git = work / f"git-{i}"
        shutil.copytree(fresh, git, symlinks=True)
        shutil.copytree(work / f"mine-{i}" / "plans", git / "plans")
        took = timed("git add plans && git commit -qm roster", git)[0]
        trees.append([timed(["git", "rev-parse", "HEAD:plans"], r)[1]
                      for r in (work / f"mine-{i}", git)])
        return took

    a, b = in_turn(max(5, arg.rounds // 2), ours, theirs)
    row(f"ilp-new --roster, {arg.plans} people / git add + git commit of the "
        "same files", 0.3, a, b, "it also makes and verifies the plans",
        all(x == y for x, y in trees))


def results():
    head = ("what / yardstick", "ilp ms", "yardstick ms", "ratio", "goal",
            "spread", "processor", "note")
    lines = ["| " + " | ".join(r) + " |"
             for r in (head, ["---"] * len(head), *rows)]
    cpu = next((l.split(":")[1].strip()
                for l in open("/proc/cpuinfo") if "model name" in l), "?")
    git = timed(["git", "--version"], ".")[1].decode().strip()
    return ("# Figures\n\nMade by `make bench`; medians of rounds in turn. "
            "Ratios count, times are of one machine, whose processors others "
            "use too: the spread says how quiet it was, the ratio of "
            "processor time is steadier.\n\n"
            f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {cpu}, "
            f"{platform.system()} {platform.release().split('-')[0]}, {git}.\n\n"
            + "\n".join(lines) + "\n")


with tempfile.TemporaryDirectory() as tmp:
    work = pathlib.Path(tmp)
    repo = work / "repo"
    subprocess.run([sys.executable, HERE / "corpus.py", repo, str(arg.plans)],
                   check=True, env=ENV)
    bench_read(repo)
    bench_set(repo, work)
    bench_roster(work)
    if arg.write:
        pathlib.Path(arg.write).write_text(results())
