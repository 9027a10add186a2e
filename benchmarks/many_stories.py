"""Make a large corpus of many stories out of a few hundred real articles.

Usage: many_stories.py TEXTS… --articles N --out FOLDER [--seed S] [--more M]

TEXTS are JSON files with `articles`, JSON lines, or folders of these; each article has `text`, and `published` or
`date` and `outlet` or `publisher` where they are known. Neighbours in time are put together as stories of 5 to 30
articles. In each story every name is one of its own invented ones, the same in all of its articles, and every day is
moved, so that a text that returns tells of other people at another time.
FOLDER/raw/articles.jsonl is written, and the same arguments give the same bytes; FOLDER/stories.csv says which article
was made for which story. `--more M` makes M articles more, one of each of the last M stories, as a next day's news:
they stand in FOLDER/more.jsonl.
"""

import argparse
import json
import random
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

FEWEST, MOST = 5, 30
FIRST, LATER = "raw/articles.jsonl", "more.jsonl"
# A text returns after a pass through all of them; stories begin so far apart that it does so in another season.
DAYS_BETWEEN = 2
# So many names in a story, which its articles share: texts of one season are not all on one thing.
CAST = 25
FIRST_DAY = date(2015, 1, 5)
NAME = re.compile(r"\b[A-Z][a-z]+\b")
MONTHS = "January February March April May June July August September October November December".split()
KEPT = frozenset(
    [*MONTHS, *"Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), *"Mr Mrs Ms Dr".split()]
)
DAY = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b(?!\d)")
YEAR = re.compile(r"\b20\d\d\b")
SYLLABLES = "ba den fol gar hun ik lor mas nel or pra quin ros sto tur ul ven wick yar zel".split()


def read_texts(paths):
    """Return (date or "", outlet, text) of every article, in order of date."""
    files = [f for p in paths for f in (sorted(p.rglob("*.json*")) if p.is_dir() else [p])]
    found = []
    for file in files:
        whole = file.read_text(encoding="utf-8")
        given = [json.loads(line) for line in whole.splitlines()] if file.suffix == ".jsonl" else [json.loads(whole)]
        for row in given:
            for a in row.get("articles", [row]):
                published = str(a.get("published") or a.get("date") or "")[:10]
                found.append((published, str(a.get("outlet") or a.get("publisher") or "press"), a["text"]))
    return sorted(found, key=lambda a: (a[0], a[2]))


def names_in(texts):
    """Words that are written with a capital more than nine times in ten."""
    capital, small = Counter(), Counter()
    for _, _, text in texts:
        capital.update(NAME.findall(text))
        small.update(word.capitalize() for word in re.findall(r"\b[a-z]+\b", text))
    return {word for word, n in capital.items() if n > 9 * small[word]} - KEPT


def renamed(text, names, story):
    draw = random.Random(story)
    cast = ["".join(draw.choices(SYLLABLES, k=draw.choice((2, 3)))).capitalize() for _ in range(CAST)]

    def other(match):
        # A text as a seed gives the same draw on every machine, which `hash` does not.
        return random.Random(f"{story} {match[0]}").choice(cast) if match[0] in names else match[0]

    return NAME.sub(other, text)


def moved(text, told, day):
    """The text with its days and years moved as its day of publication was."""
    days = day - told

    def other(match):
        try:
            then = date(told.year, MONTHS.index(match[1]) + 1, int(match[2])) + days
        except ValueError:
            return match[0]
        return f"{MONTHS[then.month - 1]} {then.day}"

    years = day.year - told.year
    return YEAR.sub(lambda m: str(int(m[0]) + years), DAY.sub(other, text))


def article(number, story, source, day, names):
    published, outlet, text = source
    told = date.fromisoformat(published) if len(published) == 10 else date(2016, 6, 1)
    # Whole weeks, so that "on Tuesday" stays what it was.
    day += timedelta(days=(told.weekday() - day.weekday()) % 7)
    text = renamed(moved(text, told, day), names, story)
    row = {"id": f"a{number:06}", "outlet": outlet, "date": day.isoformat()}
    return row | {"title": text.strip().partition("\n")[0][:120], "text": text}


def articles(texts, n, seed):
    """Return (article, story) of n articles, story by story."""
    draw = random.Random(seed)
    names = names_in(texts)
    found = []
    while len(found) < n:
        story = found[-1][1] + 1 if found else 0
        day = FIRST_DAY + timedelta(days=DAYS_BETWEEN * story)
        numbers = range(len(found), len(found) + draw.randint(FEWEST, MOST))
        found += [(article(i, story, texts[i % len(texts)], day, names), story) for i in numbers]
    return found[:n]


def last_of_stories(made, n):
    """The last article of each of the last n stories."""
    last = {story: place for place, (_, story) in enumerate(made)}
    return set(list(last.values())[-n:]) if n else set()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--more", type=int, default=0)
    chosen = parser.parse_args()
    made = articles(read_texts(chosen.texts), chosen.articles + chosen.more, chosen.seed)
    later = last_of_stories(made, chosen.more)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name in (FIRST, LATER):
        rows = [row for place, (row, _) in enumerate(made) if (place in later) == (name == LATER)]
        (chosen.out / name).parent.mkdir(exist_ok=True)
        (chosen.out / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = "".join(f"{row['id']},{story}\n" for row, story in made)
    (chosen.out / "stories.csv").write_text("id,story\n" + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
