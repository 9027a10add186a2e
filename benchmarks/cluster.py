"""Let a dask cluster of two processes make a corpus by story, kill one of them twice, and compare with one process.

Usage: cluster.py FOLDER [--articles N]      (a folder that many_stories.py wrote; needs the extra `cluster`)

Prints a JSON object: the seconds of either way, how many workers were killed and in which stage, and how many files are
there, are missing, are too many, or differ; the last three must be 0.
"""

import argparse
import hashlib
import json
import os
import signal
import tempfile
import threading
import time
from pathlib import Path

import dask
from distributed import Client, LocalCluster

from analysis.runs import run_by_story


def state(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def kill_one(client, out, killed, stages):
    """Kill a worker soon after either stage has begun."""
    begun = {"annotate": lambda: len(list((out / ".cache").rglob("*.rows"))) > 4}
    begun["stories"] = lambda: any((out / "stories").glob("s*"))
    for stage in stages:
        while not begun[stage]():
            time.sleep(0.05)
        pids = sorted(client.run(os.getpid).values())
        os.kill(pids[0], signal.SIGKILL)
        killed.append(stage)


def main():
    # As `analysis` itself sets it: to start a worker anew takes long on a busy machine.
    dask.config.set({"distributed.deploy.lost-worker-timeout": "5 minutes"})
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        raw, alone, together = (Path(home) / name for name in ("raw", "alone", "together"))
        raw.mkdir()
        lines = (chosen.folder / "raw" / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (raw / "articles.jsonl").write_text("".join(lines[: chosen.articles]), encoding="utf-8")
        clock = [time.perf_counter()]
        run_by_story(raw, alone, jobs=1, pages=False)
        clock.append(time.perf_counter())
        killed = []
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            arguments = (client, together, killed, ("annotate", "stories"))
            threading.Thread(target=kill_one, args=arguments, daemon=True).start()
            clock.append(time.perf_counter())
            run_by_story(raw, together, jobs=2, pages=False, cluster=cluster.scheduler_address)
            clock.append(time.perf_counter())
        one, other = state(alone), state(together)
    result = {
        "articles": min(chosen.articles, len(lines)),
        "seconds_alone": round(clock[1] - clock[0], 1),
        "seconds_together": round(clock[3] - clock[2], 1),
        "killed_in": killed,
        "files": len(one),
        "missing": len(one.keys() - other.keys()),
        "too_many": len(other.keys() - one.keys()),
        "different": sum(one[name] != other[name] for name in one.keys() & other.keys()),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
