"""What a large corpus costs: seconds per 1,000 articles of every stage, and the peak of memory, at several sizes.

Usage: scale.py FOLDER…      (folders that many_stories.py wrote)
       scale.py --jobs FOLDER     what two processes gain for `annotate`, on 300 articles

Runs each folder in a process of its own, one worker, as `analysis annotate --by-story` does, and prints a JSON object
a folder: `seconds_per_1000` (CPU) of reading, annotating, grouping, joining, relating, dating and storing;
`relations_and_timeline_over_annotation`; `peak_mb` of the whole, and `peak_mb_before` of the articles' texts alone;
`stories`, and how far they are those that the articles were made for (`precision` and `recall` over pairs);
`seconds_with_new`, of a second run to which more.jsonl was added, and `seconds_of_these_alone`, of a run on these and
their stories.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from analysis import annotate, corpus, runs
from analysis.annotate import DEFAULT_MODEL, load_model
from analysis.decisions import findings
from analysis.frames import Frames
from analysis.runs import by_story, one_story


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Stages:
    """CPU seconds by stage; `timed` puts a clock around a function where a module calls it."""

    def __init__(self):
        self.spent = Counter()

    def timed(self, home, name, stage, inner=()):
        function = getattr(home, name)

        def run(*args, **kwargs):
            started, before = time.process_time(), sum(self.spent[i] for i in inner)
            try:
                return function(*args, **kwargs)
            finally:
                within = sum(self.spent[i] for i in inner) - before
                self.spent[stage] += time.process_time() - started - within

        setattr(home, name, run)


def pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts.values())


def stories(folder):
    return {row["article_id"]: row["story_id"] for row in csv.DictReader((folder / "stories.csv").open())}


def clocked(raw, out):
    started = time.process_time()
    runs.run_by_story(raw, out, jobs=1, pages=False)
    return round(time.process_time() - started, 1)


def incremental(folder, home):
    """CPU seconds of a run with the articles of more.jsonl added, and of one on these and their stories alone."""
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("raw/articles.jsonl", "more.jsonl")]
    rows = {json.loads(line)["id"]: line for line in "".join(texts).splitlines(keepends=True)}
    new = {json.loads(line)["id"] for line in texts[1].splitlines()}
    for name in ("both", "few"):
        (home / name).mkdir()
    (home / "both" / "articles.jsonl").write_text("".join(rows.values()), encoding="utf-8")
    with_new = clocked(home / "both", home / "out")
    story_of = stories(home / "out")
    touched = {story_of[article_id] for article_id in new}
    few = [line for article_id, line in rows.items() if story_of.get(article_id) in touched]
    (home / "few" / "articles.jsonl").write_text("".join(few), encoding="utf-8")
    alone = clocked(home / "few", home / "alone")
    return {"seconds_with_new": with_new, "articles_of_their_stories": len(few), "seconds_of_these_alone": alone}


def measure(folder):
    stages = Stages()
    stages.timed(by_story, "read_corpus", "reading")
    stages.timed(by_story, "group_articles", "grouping")
    stages.timed(by_story, "add_rows", "annotating")
    stages.timed(one_story, "annotate", "joining")
    stages.timed(findings, "find_disagreements", "relating")
    stages.timed(findings, "build_timeline", "dating")
    stages.timed(Frames, "save", "storing")
    stages.timed(one_story, "save_frame", "storing")
    stages.timed(findings, "save_frame", "storing")
    n = len(corpus.read_corpus(folder / "raw").articles)
    before = peak_mb()
    with tempfile.TemporaryDirectory(dir=folder) as out:
        started = time.process_time()
        made = runs.run_by_story(folder / "raw", Path(out) / "out", jobs=1, pages=False)
        stages.spent["all"] = time.process_time() - started
        peak, spent = peak_mb(), dict(stages.spent)
        found = stories(made.folder)
        more = incremental(folder, Path(out)) if (folder / "more.jsonl").is_file() else {}
    meant = {r["id"]: r["story"] for r in csv.DictReader((folder / "stories.csv").open())}
    both = pairs(Counter((found[a], meant[a]) for a in found))
    told = spent["relating"] + spent["dating"]
    return {
        "articles": n,
        "stories": made.counts["stories"],
        "precision": round(both / pairs(Counter(found.values())), 3),
        "recall": round(both / pairs(Counter(meant[a] for a in found)), 3),
        "seconds_per_1000": {stage: round(1000 * seconds / n, 1) for stage, seconds in spent.items()},
        "relations_and_timeline_over_annotation": round(told / spent["annotating"], 3),
        "peak_mb_before": before,
        "peak_mb": peak,
        **more,
    }


def cpu(who):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def compare_jobs(folder, n=300):
    """CPU seconds of `annotate` in one process, and in two: of this one, which waits for none, and of both workers."""
    articles = corpus.read_corpus(folder / "raw").articles.head(n)
    load_model(DEFAULT_MODEL)
    started, clock = cpu(resource.RUSAGE_SELF), time.perf_counter()
    annotate(articles)
    middle, wall = cpu(resource.RUSAGE_SELF), time.perf_counter()
    annotate(articles, n_process=2)
    ended, last = cpu(resource.RUSAGE_SELF), time.perf_counter()
    workers = cpu(resource.RUSAGE_CHILDREN)
    return {
        "articles": len(articles),
        "cpu_of_one": round(middle - started, 1),
        "cpu_beside_workers": round(ended - middle, 1),
        "cpu_of_two_workers": round(workers, 1),
        "times_as_fast_on_two_free_cores": round((middle - started) / (ended - middle + workers / 2), 2),
        "times_as_fast_now": round((wall - clock) / (last - wall), 2),
    }


def main():
    if sys.argv[1] == "--jobs":
        print(json.dumps(compare_jobs(Path(sys.argv[2]))))
        return
    if sys.argv[1] == "--one":
        print(json.dumps(measure(Path(sys.argv[2]))))
        return
    for folder in sys.argv[1:]:
        subprocess.run([sys.executable, __file__, "--one", folder], check=True)


if __name__ == "__main__":
    main()
