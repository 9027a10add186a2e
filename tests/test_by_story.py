"""A corpus of many stories: a folder each, swapped in whole; what is new is made; the same bytes, whoever works."""

import json
import pickle
from concurrent.futures import Executor, Future
from contextlib import contextmanager

import pandas as pd
import pytest
from test_runs import state

from analysis import Frames, annotate, find_disagreements, read_corpus
from analysis.annotate import article_rows
from analysis.disagreement import group_articles
from analysis.errors import CorpusError, RunError
from analysis.frames import story_folder
from analysis.runs import annotate_folder, by_story, run_by_story

CLINIC = [
    "The relief group Openhand accused the Kessel army of shelling the clinic in Tarsk. Nine nurses were hurt.",
    "The Kessel army denied shelling the clinic in Tarsk. Mayor Ana Brevik said nine nurses of the clinic were hurt.",
]
HARVEST = [
    "Wheat prices rose in the Orlo plains for a fourth month. Growers in Orlo blamed drought for the wheat harvest.",
    "The wheat harvest in the Orlo plains failed. Minister Pell Dahl denied that growers in Orlo had asked for help.",
]
LATER = "Mayor Ana Brevik buried two nurses of the clinic in Tarsk. The Kessel army said it had not shelled the clinic."


def row(name, i, text, month):
    return {"id": f"{name}{i}", "date": f"2024-0{month}-0{i + 1}", "outlet": f"Outlet {i}", "title": name, "text": text}


def write(raw, clinic, harvest):
    rows = [row("clinic", i, text, 3) for i, text in enumerate(clinic)]
    rows += [row("harvest", i, text, 8) for i, text in enumerate(harvest)]
    # A daily export grows at its end.
    rows.sort(key=lambda row: int(row["id"][-1]))
    raw.mkdir(exist_ok=True)
    (raw / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def folders(tmp_path):
    write(tmp_path / "raw", CLINIC, HARVEST)
    return tmp_path / "raw", tmp_path / "out"


def made(raw, out, **settings):
    return run_by_story(raw, out, jobs=1, pages=False, **settings)


def stories(out):
    table = pd.read_csv(out / "stories.csv")
    return dict(zip(table["article_id"], table["story_id"], strict=True))


# Which articles are of one story


def articles(*texts, days=None):
    return {
        f"a{i}": {"article_id": f"a{i}", "text": text, "origin_id": f"a{i}", "published": days[i] if days else None}
        for i, text in enumerate(texts)
    }


def test_what_was_put_together_stays_so_and_new_articles_join_it():
    rows = articles(*CLINIC, *HARVEST, LATER)
    before = group_articles({a: row for a, row in rows.items() if a != "a4"}, {"a0": "s1", "a1": "s2"})
    after = group_articles(rows, before)
    assert (before["a0"], before["a1"]) == ("s1", "s2")
    assert {a: after[a] for a in before} == before
    assert after["a4"] in ("s1", "s2")


def test_a_story_keeps_its_id_when_it_grows():
    assert group_articles(articles(*CLINIC, LATER))["a0"] == group_articles(articles(*CLINIC))["a0"]


@pytest.mark.parametrize(
    ("day", "n_stories"), [pytest.param("2024-04-30", 1, id="60-days"), pytest.param("2024-05-01", 2, id="61-days")]
)
def test_articles_far_apart_in_time_are_of_different_stories(day, n_stories):
    grouped = group_articles(articles(*CLINIC, days=["2024-03-01", day]))
    assert len(set(grouped.values())) == n_stories


# What a run makes


def test_each_story_has_the_frames_that_its_articles_have_alone(folders):
    raw, out = folders
    made(raw, out)
    story_of = stories(out)
    assert story_of["clinic0"] == story_of["clinic1"] != story_of["harvest0"] == story_of["harvest1"]
    corpus = read_corpus(raw).articles
    alone = annotate(corpus[corpus["article_id"].str.startswith("clinic")])
    stored = Frames.load(story_folder(out, story_of["clinic0"]))
    pd.testing.assert_frame_equal(stored.claims, alone.claims)
    pd.testing.assert_frame_equal(find_disagreements(stored), find_disagreements(alone))
    assert len(find_disagreements(stored)) > 0


def test_all_stories_can_be_read_as_one_corpus(folders):
    raw, out = folders
    made(raw, out)
    whole, together = Frames.load(out), annotate(read_corpus(raw).articles)
    for name in ("articles", "sentences", "claims", "predications", "timexes"):
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(together, name))
    assert set(whole.actors["entity_id"]) == set(together.actors["entity_id"])
    assert len(find_disagreements(whole)) == len(find_disagreements(together))


def test_the_index_lists_stories_by_weight_with_days_outlets_and_what_is_new(folders):
    raw, out = folders
    write(raw, [*CLINIC, LATER], HARVEST)
    made(raw, out)
    page = (out / "index.html").read_text()
    assert page.index(">clinic<") < page.index(">harvest<")
    assert "2024-03-01 to 2024-03-03" in page
    assert "Outlet 0, Outlet 1, Outlet 2" in page
    assert list(pd.read_csv(out / "stories.csv")["is_new"]) == [True] * 5


def test_new_articles_cost_only_their_own_stories(folders, monkeypatch):
    raw, out = folders
    made(raw, out)
    before, story_of = state(out), stories(out)
    remade, annotated = [], []
    make, annotate_batch = by_story.make_story, by_story.add_rows.__globals__["annotate_batch"]
    monkeypatch.setattr(by_story, "make_story", lambda task, host: remade.append(task.story_id) or make(task, host))
    monkeypatch.setitem(
        by_story.add_rows.__globals__,
        "annotate_batch",
        lambda batch, model: annotated.extend(task.article_id for task in batch) or annotate_batch(batch, model),
    )
    write(raw, [*CLINIC, LATER], HARVEST)
    outcome = made(raw, out)
    assert annotated == ["clinic2"]
    assert remade == [story_of["clinic0"]]
    assert outcome.counts["new articles"] == 1
    other = f"stories/{story_of['harvest0']}/"
    after = state(out)
    assert {name: after[name] for name in before if name.startswith(other)} == {
        name: sha for name, sha in before.items() if name.startswith(other)
    }
    assert {a: stories(out)[a] for a in story_of} == story_of
    assert list(pd.read_csv(out / "stories.csv").query("is_new")["article_id"]) == ["clinic2"]


def test_a_run_that_was_stopped_goes_on_where_it_was(folders, monkeypatch):
    raw, out = folders
    make, remade = by_story.make_story, []

    def stopped_at_the_second(task, host):
        if remade:
            raise KeyboardInterrupt
        remade.append(task.story_id)
        return make(task, host)

    with monkeypatch.context() as patch:
        patch.setattr(by_story, "make_story", stopped_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            made(raw, out)
    monkeypatch.setattr(by_story, "make_story", lambda task, host: remade.append(task.story_id) or make(task, host))
    made(raw, out)
    assert len(remade) == len(set(remade)) == 2
    assert set(stories(out).values()) == set(remade)


def test_an_article_that_a_rule_fails_on_is_named_when_all_others_are_done(folders, monkeypatch):
    raw, out = folders
    rows_of = article_rows._rows

    def fails(task, *parsed):
        if task.article_id == "clinic0":
            raise IndexError("no such word")
        return rows_of(task, *parsed)

    monkeypatch.setattr(article_rows, "_rows", fails)
    with pytest.raises(CorpusError, match=r"1 articles can't be annotated \(clinic0: IndexError: no such word\)"):
        made(raw, out)
    assert len(list((out / ".cache").rglob("*.rows"))) == 3


def test_a_story_that_fails_keeps_its_old_state_and_stops_no_other(folders, monkeypatch):
    raw, out = folders
    made(raw, out)
    before, story_of = state(out), stories(out)
    write(raw, [*CLINIC, LATER], [*HARVEST, "Growers in the Orlo plains sold the wheat harvest."])
    write_about = by_story.make_story.__globals__["_write_about"]

    def fails(task, stage):
        if task.story_id == story_of["clinic0"]:
            raise RunError("no more")
        write_about(task, stage)

    monkeypatch.setitem(by_story.make_story.__globals__, "_write_about", fails)
    with pytest.raises(RunError, match=f"1 of 2 stories failed .{story_of['clinic0']}.: no more"):
        made(raw, out)
    after = state(out)
    changed = {name.split("/")[1] for name in before if name.startswith("stories/") and after[name] != before[name]}
    assert changed == {story_of["harvest0"]}
    assert "clinic2" not in stories(out)


def test_a_story_whose_articles_are_gone_goes_and_the_researchers_files_stay(folders):
    raw, out = folders
    made(raw, out)
    gone = stories(out)["harvest0"]
    (out / "stories" / gone / "notes.txt").write_text("mine")
    write(raw, CLINIC, [])
    made(raw, out)
    assert [p.name for p in (out / "stories" / gone).iterdir()] == ["notes.txt"]
    assert gone not in (out / "index.html").read_text()


def test_the_results_of_one_way_of_running_give_way_to_those_of_the_other(folders):
    raw, out = folders
    made(raw, out)
    (out / "notes.txt").write_text("mine")
    annotate_folder(raw, out, jobs=1)
    assert len(Frames.load(out).articles) == 4
    assert (out / "notes.txt").read_text() == "mine"


# Who does the work


class Elsewhere(Executor):
    """Runs a task as another machine would: it gets a copy, and only what can travel."""

    def submit(self, function, /, *args, **kwargs):
        function, args, kwargs = pickle.loads(pickle.dumps((function, args, kwargs)))
        done = Future()
        done.set_result(pickle.loads(pickle.dumps(function(*args, **kwargs))))
        return done


def test_workers_elsewhere_make_the_same_bytes(folders, tmp_path, monkeypatch):
    raw, out = folders
    made(raw, out)

    @contextmanager
    def elsewhere(*_):
        yield Elsewhere()

    monkeypatch.setattr(by_story, "workers", elsewhere)
    made(raw, tmp_path / "other", cluster="tcp://elsewhere")
    assert state(tmp_path / "other") == state(out)


def test_a_task_carries_no_model_and_no_frames(folders, monkeypatch):
    raw, out = folders
    sizes = []
    make = by_story.make_story
    monkeypatch.setattr(
        by_story, "make_story", lambda task, host: sizes.append(len(pickle.dumps(task))) or make(task, host)
    )
    made(raw, out)
    assert max(sizes) < 10_000


# The notebooks


def test_the_notebooks_run_on_each_story_and_on_one_that_is_named(folders):
    raw, out = folders
    outcome = run_by_story(raw, out, jobs=2)
    story_id = stories(out)["clinic0"]
    assert outcome.report == out / "index.html"
    assert f"./stories/{story_id}/report.html" in outcome.report.read_text()
    page = (out / "stories" / story_id / "report.html").read_text()
    assert "clinic0" in page
    assert "harvest0" not in page
    assert f'story = "{story_id}"' in (out / "stories" / story_id / "02_event_timeline.ipynb").read_text().replace(
        "\\", ""
    )


def test_a_story_that_is_not_there_is_an_error_that_says_where_they_are_listed(folders):
    with pytest.raises(CorpusError, match=r"no story 's0'; stories\.csv lists them"):
        story_folder(folders[1], "s0")
