"""What reading costs: seconds and memory, for 10,000 rows of JSONL and CSV and a web archive of 2,000 pages.

Usage: python benchmarks/reading.py        (a minute; nothing is kept)

The articles are made up, about 3,000 characters each, no two alike. `items` reads the file record by record and forgets
each, so that its peak is what the reader itself holds; `corpus` is `read_corpus`, whose peak holds the frame.
"""

import csv
import io
import json
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from analysis import read_corpus
from analysis.corpus.files import RawFile
from analysis.corpus.formats import items_of

WORDS = (
    "the mayor said council bridge denied payment company workers night harbour union strike agreed talks reporters "
    "closed river contract public week session statement minister region ferry passengers promised accused withheld"
).split()
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Orlin Gazette">'
    '<meta property="article:published_time" content="2026-03-04T09:12:00Z"></head><body><nav>{links}</nav>'
    "<article><h1>{title}</h1>{text}</article><footer>{links}</footer></body></html>"
)


def articles(number: int) -> Iterator[dict[str, str]]:
    draw = random.Random(7)
    for n in range(number):
        paragraphs = [" ".join(draw.choices(WORDS, k=80)).capitalize() + "." for _ in range(6)]
        yield {
            "id": f"a{n}",
            "title": f"Bridge dispute, part {n}",
            "outlet": "Orlin Gazette",
            "date": "March 4, 2026",
            "url": f"https://gazette.example/{n}",
            "wave": str(n % 5),
            "text": "\n\n".join(paragraphs),
        }


def write_jsonl(path: Path, number: int) -> None:
    with path.open("w") as file:
        file.writelines(json.dumps(article) + "\n" for article in articles(number))


def write_csv(path: Path, number: int) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "title", "outlet", "date", "url", "wave", "text"])
        writer.writeheader()
        writer.writerows(articles(number))


def write_warc(path: Path, number: int) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    links = "".join(f'<a href="/{n}">Section {n}</a> ' for n in range(60))
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for article in articles(number):
            text = "".join(f"<p>{paragraph}</p>" for paragraph in article["text"].split("\n\n"))
            html = PAGE.format(title=article["title"], text=text, links=links).encode()
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            payload = io.BytesIO(html)
            writer.write_record(
                writer.create_warc_record(article["url"], "response", payload=payload, http_headers=headers)
            )


def measure(name: str, number: int, write: object, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"articles{suffix}")
        write(path, number)  # type: ignore[operator]
        clock = time.perf_counter()
        n_items = sum(1 for _ in items_of(RawFile(path.name, path)))
        seconds_items = time.perf_counter() - clock
        tracemalloc.start()
        sum(1 for _ in items_of(RawFile(path.name, path)))
        peak_items = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        clock = time.perf_counter()
        corpus = read_corpus(folder)
        seconds = time.perf_counter() - clock
        size = int(corpus.articles.memory_usage(deep=True).sum())
        print(
            f"{name:<6} {number:>7,} articles, {path.stat().st_size / 1e6:6.1f} MB: items {seconds_items:5.1f} s "
            f"({1000 * seconds_items / n_items:.2f} ms each), peak {peak_items / 1e6:5.1f} MB; "
            f"corpus {seconds:5.1f} s, frame {size / 1e6:.0f} MB"
        )


if __name__ == "__main__":
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    for part in (0.1, 1.0):
        measure("JSONL", int(10_000 * part * share), write_jsonl, ".jsonl")
        measure("CSV", int(10_000 * part * share), write_csv, ".csv")
        measure("WARC", int(2_000 * part * share), write_warc, ".warc.gz")
