"""The report in a real browser with the network off: a hostile corpus shows as text, links mark, it fits a phone."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.browser

RTL = "\u202e\u2067rtl\u200f"
EVIL = (
    '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">'
    "<svg onload=\"document.title='owned'\"></svg><a href=\"javascript:document.title='owned'\">x</a>"
    "</style></script><style>body{display:none}</style> **bold** [link](javascript:alert(1)) {{7*7}} {% raw %} "
)
BODY = f"""The mayor {EVIL} said on May 3 that the {RTL} bridge was closed.

“{EVIL} is ours,” the army said. Norvik denied that the bridge was closed.
"""


@pytest.fixture(scope="module")
def hostile(root, tmp_path_factory):
    """The report of a corpus whose every field attacks the page, by the project's own notebooks."""
    home = tmp_path_factory.mktemp("hostile")
    raw = home / "raw"
    raw.mkdir()
    (raw / "evil.txt").write_text(BODY, encoding="utf-8")
    (raw / "plain.txt").write_text("Norvik said the bridge was open. The army said the bridge was closed.\n")
    quoted = [field.replace('"', '""') for field in (f"T {EVIL}{RTL}", f"O {EVIL}{RTL}", "javascript:alert(1)")]
    (raw / "articles.csv").write_text(
        f'article_id,path,title,outlet,published,url,language\n"a""><script>{RTL}",evil.txt,"{quoted[0]}","{quoted[1]}",'
        f',"{quoted[2]}",en\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "analysis", "run", "--raw", str(raw), "--out", str(home / "out"), "--jobs", "2"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    return home / "out" / "report.html"


@pytest.fixture(scope="module")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, hostile):
    """The hostile report, open, with the requests and messages it caused."""
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    seen = {"requests": [], "dialogs": [], "errors": []}
    page.on("request", lambda request: seen["requests"].append(request.url))
    page.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: seen["errors"].append(str(error)))
    page.goto(hostile.as_uri())
    page.wait_for_load_state("networkidle")
    yield page, seen
    context.close()


def test_a_hostile_corpus_shows_as_text_and_runs_nothing(opened):
    page, seen = opened
    assert page.title().startswith("Conflicting accounts")
    assert seen["dialogs"] == []
    assert seen["errors"] == []
    assert page.locator("body").is_visible()
    unfold(page, "details")
    text = page.locator(".articles").inner_text()
    assert '<script>document.title="owned"</script>' in text
    assert "**bold**" in text
    assert "{{7*7}}" in text
    for element in ("script", "iframe", "object", "embed", "svg", "link", "form"):
        assert page.locator(element).count() == 0, element
    attributes = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    )
    assert attributes == []
    links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert all(link.startswith(("#", "https://", "http://")) for link in links)


def test_nothing_is_fetched(opened, hostile):
    _, seen = opened
    assert [url for url in seen["requests"] if not url.startswith("data:")] == [hostile.as_uri()]


def test_a_quotations_link_marks_its_very_characters(opened):
    page, _ = opened
    unfold(page, "details.part, details.more")
    links = page.locator(".quotation figcaption a")
    assert links.count() > 0
    for i in range(links.count()):
        link = links.nth(i)
        quoted = link.locator("xpath=ancestor::figure").locator("blockquote")
        marked_here = quoted.locator("mark")
        expected = (marked_here if marked_here.count() else quoted).inner_text()
        page.evaluate("document.querySelectorAll('details.text-of').forEach(d => { d.open = false })")
        link.click()
        name = link.get_attribute("href")[1:]
        marked = page.evaluate(
            """name => {
                const anchor = document.getElementById(name);
                const probe = document.createElement('i');
                document.body.append(probe);
                const parts = [...anchor.parentElement.querySelectorAll('.q')];
                const plain = getComputedStyle(probe).backgroundColor;
                const marked = parts.filter(e => getComputedStyle(e).backgroundColor !== plain);
                return marked.map(e => e.textContent).join('');
            }""",
            name,
        )
        assert "".join(marked.split()) == "".join(expected.split())
        assert page.locator(f"[id='{name}']").evaluate("e => e.getBoundingClientRect().top") < 900


def test_every_table_has_caption_and_scopes_and_every_figure_its_words(opened):
    page, _ = opened
    assert page.locator("table").count() == page.locator("table > caption").count() > 0
    assert page.locator("th:not([scope])").count() == 0
    assert page.locator("img").count() > 0
    assert page.locator("img:not([alt]), img[alt='']").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways_and_its_text_stands_out(browser, hostile, width, scheme):
    context = browser.new_context(offline=True, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(hostile.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    colours = page.evaluate(
        "['color', 'backgroundColor'].map(c => getComputedStyle(document.body)[c].match(/\\d+/g).map(Number))"
    )
    assert contrast(*colours) > 7
    context.close()


def test_the_page_prints_with_all_tables_whole(browser, hostile):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(hostile.as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.table')).overflowX") == "visible"
    assert page.pdf(format="A4").startswith(b"%PDF")
    context.close()


def test_figures_turn_dark_with_the_page(browser, hostile):
    filters = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(offline=True, color_scheme=scheme)
        page = context.new_page()
        page.goto(hostile.as_uri())
        filters[scheme] = page.evaluate("getComputedStyle(document.querySelector('.picture img')).filter")
        context.close()
    assert filters["light"] == "none"
    assert "invert" in filters["dark"]


def unfold(page, selector):
    page.evaluate("selector => document.querySelectorAll(selector).forEach(d => { d.open = true })", selector)


def contrast(one, other):
    """The WCAG contrast ratio of two colours."""

    def luminance(colour):
        shares = [c / 255 for c in colour[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
