"""What a run by story does when things go wrong: kills, a full disk, two runs, a dying kernel, a clock set back.

Usage: faults.py FOLDER [--articles N] [--kills N] [--seed S]      (a folder that many_stories.py wrote; Linux)

Each fault is put into a run that adds articles to a finished one. After it every story must be in its old or its new
state, whole, the exit code and message must be right, and the next run must end in what an undisturbed one makes.
Prints a JSON object a fault; `wrong` lists what was not so. The full disk and the read-only raw folder need
the right to mount.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DYING = "import os\nos._exit(1)"


def state(folder):
    """{story or file: checksum} of a folder of results."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") for part in parts):
            continue
        key = "/".join(parts[:2]) if parts[0] == "stories" else parts[0]
        found.setdefault(key, hashlib.sha256()).update(f"{parts} ".encode() + path.read_bytes())
    return {key: digest.hexdigest() for key, digest in found.items()}


class Trial:
    """A folder in which a finished run waits for more articles."""

    def __init__(self, home, lines, n_more):
        self.home, self.raw, self.out = home, home / "raw", home / "out"
        self.raw.mkdir()
        self.few, self.all = "".join(lines[:-n_more]), "".join(lines)
        self.give(self.few)
        self.run()
        self.old = state(self.out)
        shutil.copytree(self.out, home / "begin")
        shutil.copytree(self.out, home / "whole")
        self.give(self.all)
        self.run(out=home / "whole")
        self.new = state(home / "whole")

    def give(self, text):
        (self.raw / "articles.jsonl").write_text(text, encoding="utf-8")

    def command(self, command="annotate", out=None):
        wanted = [command, "--by-story", "--jobs", "1", "--raw", self.raw, "--out", out or self.out]
        return [sys.executable, "-m", "analysis", *map(str, wanted)]

    def run(self, command="annotate", cwd=PROJECT, out=None):
        done = subprocess.run(self.command(command, out), cwd=cwd, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr.split("analysis: ")[-1].strip()

    def mixed(self):
        """What is neither in its old nor in its new state."""
        return [key for key, sha in state(self.out).items() if sha not in (self.old.get(key), self.new.get(key))]

    def ends(self):
        """What the next run does not bring to what an undisturbed one makes."""
        code, message = self.run()
        now = state(self.out)
        # What is new since the last run depends on when the last run ended.
        since = {"index.html", "stories.csv"}
        return [message] if code else [k for k in {*now, *self.new} - since if now.get(k) != self.new.get(k)]

    def again(self):
        """Go back to the finished run and the articles that wait."""
        shutil.rmtree(self.out)
        shutil.copytree(self.home / "begin", self.out)


def kills(trial, n, draw):
    started = time.monotonic()
    trial.run()
    longest = time.monotonic() - started
    wrong, moments = [], []
    for _ in range(n):
        trial.again()
        process = subprocess.Popen(trial.command(), cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        moments.append(draw.uniform(0, 1.1 * longest))
        time.sleep(moments[-1])
        process.kill()
        process.wait()
        wrong += trial.mixed()
    return {"kills": n, "seconds": [round(min(moments), 1), round(max(moments), 1)], "wrong": wrong + trial.ends()}


def two_at_once(trial):
    trial.again()
    first = subprocess.Popen(trial.command(), cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    first.stderr.read(8)
    first.send_signal(signal.SIGSTOP)
    code, message = trial.run()
    wrong = [] if code == 1 and "another run is writing" in message else [f"{code}: {message}"]
    first.send_signal(signal.SIGCONT)
    first.communicate()
    return {"message": message, "wrong": wrong + trial.ends()}


def full_disk(trial):
    trial.again()
    disk = trial.home / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        return {"left_out": "no right to mount", "wrong": []}
    place, trial.out = trial.out, disk / "out"
    shutil.copytree(place, trial.out)
    wrong, messages = [], []
    try:
        for free_kb in (8, 64, 256, 1024):
            ballast = disk / "ballast"
            ballast.write_bytes(b"x" * max(0, shutil.disk_usage(disk).free - 1024 * free_kb))
            code, message = trial.run()
            messages.append(message[-160:])
            wrong += set(trial.mixed()) - {"index.html", "stories.csv", "run.json"}
            wrong += [] if code == 0 or (code == 1 and "No space left" in message) else [f"{code}: {message}"]
            ballast.unlink()
        return {"messages": messages, "wrong": wrong + trial.ends()}
    finally:
        trial.out = place
        subprocess.run(["umount", disk], check=True)


def dying_kernel(trial):
    """The project's own notebooks, one of which ends its kernel."""
    trial.again()
    project = trial.home / "project"
    shutil.copytree(PROJECT / "notebooks", project / "notebooks")
    shutil.copy(PROJECT / "pyproject.toml", project)
    notebook = project / "notebooks" / "01_corpus.ipynb"
    cells = json.loads(notebook.read_text(encoding="utf-8"))
    cells["cells"][-2]["source"] = DYING
    notebook.write_text(json.dumps(cells), encoding="utf-8")
    code, message = trial.run("run", cwd=project)
    wrong = [] if code == 1 and "stories failed" in message and "01_corpus" in message else [f"{code}: {message}"]
    # The index says that nothing is new since this run.
    mixed = set(trial.mixed()) - {"index.html", "stories.csv", "run.json"}
    return {"message": message, "wrong": wrong + sorted(mixed) + trial.ends()}


def clock_set_back(trial):
    """All that the last run left behind is from ten days ahead."""
    trial.again()
    ahead = time.time() + 10 * 24 * 3600
    for path in (trial.raw, *trial.raw.iterdir(), trial.out, *trial.out.rglob("*")):
        os.utime(path, (ahead, ahead))
    return {"wrong": trial.ends()}


def read_only(trial):
    """The raw folder lies on a file system that nobody may write to."""
    trial.again()
    bind = (["mount", "--bind", trial.raw, trial.raw], ["mount", "-o", "remount,bind,ro", trial.raw])
    mounted = [subprocess.run(command, check=False, capture_output=True).returncode for command in bind]
    if any(mounted):
        return {"left_out": "no right to mount", "wrong": []}
    try:
        return {"wrong": trial.ends()}
    finally:
        subprocess.run(["umount", trial.raw], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    lines = (chosen.folder / "raw" / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as home:
        trial = Trial(Path(home), lines[: chosen.articles], n_more=chosen.articles // 4)
        for fault in (two_at_once, clock_set_back, read_only, dying_kernel, full_disk):
            print(json.dumps({"fault": fault.__name__} | fault(trial)), flush=True)
        print(json.dumps({"fault": "kills"} | kills(trial, chosen.kills, random.Random(chosen.seed))), flush=True)


if __name__ == "__main__":
    main()
