"""Write the example folders of every format anew: `python tests/formats/make.py`.

The invented articles of `ARTICLES` in every form; by the real tool where it can be installed beside this package
(trafilatura, warcio, python-docx, openpyxl, reportlab), else as the program or database was seen to write them. What
news-please 1.6.16 and newspaper4k 0.9.6 made of `page()` is kept as they wrote it: their requirements exclude others.
"""

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

HOME = Path(__file__).parent
EARLIEST = (1980, 1, 1, 0, 0, 0)
FIRST = {
    "title": "Kestrel Works denies closing Orlin bridge",
    "outlet": "Orlin Gazette",
    "published": "2026-03-04T01:30:00+02:00",
    "byline": "Mara Venn",
    "section": "Region",
    "url": "https://gazette.example/2026/03/04/bridge",
    "language": "en",
    "text": (
        "The mayor of Orlin said on Tuesday that the bridge over the Vell had been closed by the contractor. Kestrel "
        "Works denied closing the bridge and accused the council of withholding payment for eleven weeks.",
        "A spokesman for the company said “we have never closed a bridge” and left the town hall without taking any "
        "questions from the reporters who had waited there since the morning.",
        "The council has not shown the contract to the public. Its next session is on March 18, when the lists of works "
        "and payments are to be read out in full.",
    ),
}
SECOND = {
    "title": "Ferry crews of Sundhaven end their strike",
    "outlet": "Orlin Gazette",
    "published": "2026-03-05T17:05:00+02:00",
    "byline": "Tove Arn",
    "section": "Coast",
    "url": "https://gazette.example/2026/03/05/ferry",
    "language": "en",
    "text": (
        "The ferry crews of Sundhaven ended their strike on Thursday after nine days. Their union said that the company "
        "had promised to pay the night shifts in full; the company said that it had promised nothing of the kind.",
        "About 4,000 passengers had been stranded on both sides of the sound, according to the harbour office, and some "
        "of them had slept in the waiting rooms.",
    ),
}
ARTICLES = (FIRST, SECOND)


def joined(article, between="\n\n"):
    return between.join(article["text"])


def page(article, *, visible_date=True):
    """A web page of an article, with all that stands around one."""
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Gazette"},
            {
                "@type": "NewsArticle",
                "headline": article["title"],
                "datePublished": article["published"],
                "dateModified": "2026-03-09T10:00:00+02:00",
                "author": [{"@type": "Person", "name": article["byline"]}],
                "publisher": {"@type": "Organization", "name": article["outlet"]},
                "articleSection": article["section"],
            },
        ],
    }
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if visible_date else ""
    body = "".join(f"<p>{p}</p>" for p in article["text"]).replace("“", "<q>").replace("”", "</q>")
    body = body.replace("never closed", "<em>never</em> closed")
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{article["title"]} | {article["outlet"]}</title>
<meta property="og:title" content="{article["title"]}"><meta property="og:site_name" content="{article["outlet"]}">
<meta name="author" content="{article["byline"]}"><meta property="article:section" content="{article["section"]}">
<link rel="canonical" href="{article["url"]}">{script}</head><body>
<nav><a href="/">Home</a> <a href="/region">Region</a> <a href="/coast">Coast</a></nav>
<article><h1>{article["title"]}</h1>{body}</article>
<aside><h2>More</h2><ul><li><a href="/1"><time datetime="2026-02-01">1 February</time> Market day moved</a></li></ul></aside>
<footer>© 2026 {article["outlet"]}. All rights reserved.</footer></body></html>
"""


def write(folder, name, content):
    path = HOME / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        content = content.encode()
    path.write_bytes(content)


def table(rows, delimiter=","):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def packed(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def repacked(data):
    """An office document with no date in its archive, so that it is the same each time."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


# Databases.

LONG_DATES = {FIRST["url"]: "March 4, 2026 Wednesday", SECOND["url"]: "March 5, 2026 Thursday"}
SHORT_DATES = {FIRST["url"]: "4 March 2026", SECOND["url"]: "5 March 2026"}


def wrapped(text, width=72):
    import textwrap

    return textwrap.fill(text, width)


def nexis_classic():
    parts = []
    for number, a in enumerate(ARTICLES, start=1):
        text = "\n\n".join(wrapped(p) for p in a["text"])
        parts.append(
            f"                               {number} of 2 DOCUMENTS\n\n\n                             {a['outlet']}\n\n"
            f"                           {LONG_DATES[a['url']]}\n                                 First Edition\n\n"
            f"{a['title']}\n\nBYLINE: {a['byline']}\n\nSECTION: {a['section'].upper()}; Pg. A{number}\n\nLENGTH: 120 words\n\n"
            f"DATELINE: ORLIN\n\n{text}\n\nLOAD-DATE: March 6, 2026\n\nLANGUAGE: ENGLISH\n\nGRAPHIC: The bridge, \nseen from the"
            f" north.\n\nPUBLICATION-TYPE: Newspaper\n\n\n                      Copyright 2026 {a['outlet']} Ltd\n"
            "                              All Rights Reserved\n\n\n"
        )
    return "".join(parts)


def nexis_uni_lines():
    lines = [
        "User Name: reader",
        "Date and Time: Friday, March 6, 2026 10:00:00 AM EST",
        "Job Number: 1234567",
        "Documents (2)",
    ]
    for number, a in enumerate(ARTICLES, start=1):
        lines += [
            *(f"Page {number} of 2", a["title"], f"{a['outlet']} (Eastland)", f"{LONG_DATES[a['url']]} 1:30 AM GMT"),
            f"Copyright 2026 {a['outlet']} Ltd All Rights Reserved",
            *(f"Section: {a['section'].upper()}; Pg. A{number}", "Length: 120 words", f"Byline: {a['byline']}", "Body"),
            *a["text"],
            *("Load-Date: March 6, 2026", "End of Document"),
        ]
    return lines


def word(lines):
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def rtf(lines):
    """RTF as databases write it: every letter beyond ASCII as its number, links as fields."""

    def coded(text):
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text.replace("\\", "\\\\"))

    link = '{\\field{\\*\\fldinst{HYPERLINK "https://vendor.example/1"}}{\\fldrslt{%s}}}'
    body = "\\par\n".join(coded(line) if n else link % coded(line) for n, line in enumerate(lines))
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\n\\pard\\plain\\f0\\fs24 "
        + body
        + "\\par}\n"
    )


def pdf(lines, **settings):
    from reportlab import rl_config
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    rl_config.invariant = 1
    stream, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]

    def foot(canvas, document):
        canvas.drawString(72, 30, f"Printed for a reader, page {document.page}")

    document = SimpleDocTemplate(stream, invariant=1, **settings)
    document.build([Paragraph(line, style) for line in lines], onFirstPage=foot, onLaterPages=foot)
    return stream.getvalue()


def factiva_lines(a, number):
    return [
        *(
            a["title"],
            f"By {a['byline']}",
            "120 words",
            SHORT_DATES[a["url"]],
            a["outlet"],
            "ORLGAZ",
            f"A{number}",
            "English",
        ),
        f"(c) 2026 {a['outlet']}.",
        "",
        *(line for p in a["text"] for line in (p, "")),
        f"Document ORLGAZ002026030{3 + number}em3400001",
        "",
    ]


def factiva_page():
    parts = []
    for number, a in enumerate(ARTICLES, start=1):
        head, text = factiva_lines(a, number), a["text"]
        divs = "".join(f"<div>{line}</div>" for line in head[1:9])
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{p}\n</p>' for p in text)
        parts.append(
            f'<div id="article-ORLGAZ002026030{3 + number}em3400001" class="article enArticle"><div id="hd">'
            f'<span class="enHeadline">{head[0]}</span></div>{divs}{body}<p>Document ORLGAZ002026030{3 + number}em3400001</p></div>'
        )
    return (
        "<html><head><style>.a {color: red}</style><title>Factiva</title></head><body><div class='header'>Dow Jones Factiva</div>"
        + "<br>".join(parts)
        + "<div>Search Summary</div><div>Text: bridge or ferry</div><div>© 2026 Factiva, Inc. All rights reserved.</div></body></html>"
    )


def factiva_coded_page():
    parts = []
    for number, a in enumerate(ARTICLES, start=1):
        paragraphs = [f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in a["text"]]
        rows = {
            "SE": a["section"],
            "HD": a["title"],
            "BY": f"By {a['byline']}",
            "WC": "120 words",
            "PD": SHORT_DATES[a["url"]],
            "ET": "01:30",
            "SN": a["outlet"],
            "SC": "ORLGAZ",
            "PG": f"A{number}",
            "LA": "English",
            "CY": f"(c) 2026 {a['outlet']}.",
            "LP": paragraphs[0],
            "TD": "".join(paragraphs[1:]),
            "NS": "gcat : News",
            "RE": "east : Eastland",
            "PUB": "Gazette Ltd",
            "AN": f"Document ORLGAZ002026030{3 + number}em3400001",
        }
        cells = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in rows.items())
        parts.append(f'<div class="article enArticle"><table>{cells}</table></div>')
    return f"<html><body>{'<br>'.join(parts)}</body></html>"


def proquest_lines():
    lines = []
    for number, a in enumerate(ARTICLES, start=1):
        day = SHORT_DATES[a["url"]].replace("March", "Mar").zfill(11)
        lines += [
            *("_" * 60, "", f"Document {number} of 2", "", a["title"], "", f"Author: {a['byline']}", ""),
            *(
                f"Publication info: {a['outlet']} ; Orlin [Orlin]. {day}: A.{number}.",
                "",
                f"https://vendor.example/docview/{number}",
                "",
            ),
            *("Abstract: A dispute.", "", "Links: none", "", f"Full text: {a['text'][0]}", ""),
            *(line for p in a["text"][1:] for line in (p, "")),
            *(
                "Subject: Bridges; Ferries",
                "",
                "Location: Orlin",
                "",
                f"Title: {a['title']}",
                "",
                f"Publication title: {a['outlet']}",
                "",
            ),
            *(f"First page: A.{number}", "", f"Section: {a['section']}", "", "Publication year: 2026", ""),
            *(
                f"Publication date: {day[3:6]} {int(day[:2])}, 2026",
                "",
                "Publisher: Gazette Ltd",
                "",
                "ISSN: 00000000",
                "",
            ),
            *(
                "Language of publication: English",
                "",
                "Document type: News",
                "",
                f"ProQuest document ID: 300000000{number}",
                "",
            ),
            *(
                f"Document URL: https://vendor.example/docview/{number}",
                "",
                "Copyright: Copyright Gazette Ltd 2026",
                "",
            ),
            *("Last updated: 2026-03-06", "", "Database: Newsstream", ""),
        ]
    return [*lines, "_" * 60, "", "Contact us at: https://vendor.example/contact", ""]


# Programs.


def event_registry(a, number):
    day, time = a["published"][:10], "23:30:00" if number == 1 else "15:05:00"
    return {
        "uri": f"81{number}",
        "lang": "eng",
        "isDuplicate": False,
        "date": day,
        "time": time,
        "dateTime": "2026-03-05T20:00:00Z",
        "dateTimePub": a["published"],
        "dataType": "news",
        "sim": 0,
        "url": a["url"],
        "title": a["title"],
        "body": joined(a),
        "source": {"uri": "gazette.example", "dataType": "news", "title": a["outlet"]},
        "authors": [{"uri": "x@gazette.example", "name": a["byline"], "type": "author", "isAgency": False}],
        "categories": [{"uri": "news/region", "label": a["section"], "wgt": 70}],
        "image": None,
        "eventUri": "eng-1",
        "sentiment": -0.1,
    }


def programs():
    write(
        "event-registry",
        "answer.json",
        json.dumps(
            {"articles": {"results": [event_registry(a, n) for n, a in enumerate(ARTICLES, 1)], "totalResults": 2}},
            indent=1,
        ),
    )
    guardian = [
        {
            "id": f"region/2026/mar/0{3 + n}/x",
            "type": "article",
            "sectionId": "region",
            "sectionName": a["section"],
            "webPublicationDate": a["published"],
            "webTitle": a["title"],
            "webUrl": a["url"],
            "apiUrl": "https://api.example/x",
            "fields": {
                "headline": a["title"],
                "byline": a["byline"],
                "publication": a["outlet"],
                "lang": "en",
                "body": "".join(f"<p>{p}</p>" for p in a["text"]),
            },
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    write("guardian", "answer.json", json.dumps({"response": {"status": "ok", "total": 2, "results": guardian}}))
    newsapi = [
        {
            "source": {"id": None, "name": a["outlet"]},
            "author": a["byline"],
            "title": a["title"],
            "description": "d",
            "url": a["url"],
            "urlToImage": None,
            "publishedAt": a["published"],
            "content": f"{joined(a)[:200]}… [+400 chars]",
        }
        for a in ARTICLES
    ]
    gone = dict.fromkeys(("title", "description", "content"), "[Removed]")
    newsapi.append(
        {
            "source": {"id": None, "name": "[Removed]"},
            "author": None,
            "url": "https://removed.example",
            "urlToImage": None,
            "publishedAt": "1970-01-01T00:00:00Z",
            **gone,
        }
    )
    write("newsapi", "answer.json", json.dumps({"status": "ok", "totalResults": 3, "articles": newsapi}))
    catcher = [
        {
            "title": a["title"],
            "author": a["byline"],
            "published_date": a["published"][:19].replace("T", " "),
            "link": a["url"],
            "clean_url": "gazette.example",
            "excerpt": "e",
            "summary": joined(a),
            "rights": a["outlet"],
            "rank": 9,
            "topic": "news",
            "country": "EX",
            "language": "en",
            "authors": [a["byline"]],
            "media": None,
            "is_opinion": False,
            "_score": 9.1,
            "_id": f"c{n}",
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    write("newscatcher-2", "answer.json", json.dumps({"status": "ok", "total_hits": 2, "articles": catcher}))
    catcher = [
        {
            "title": a["title"],
            "author": a["byline"],
            "published_date": a["published"][:19].replace("T", " "),
            "link": a["url"],
            "domain_url": "gazette.example",
            "name_source": a["outlet"],
            "content": joined(a),
            "description": "d",
            "language": "en",
            "id": f"c{n}",
            "nlp": {"theme": "News", "summary": "s", "sentiment": {"title": 0.1}},
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    write("newscatcher-3", "answer.json", json.dumps({"status": "ok", "total_hits": 2, "articles": catcher}))
    webz = [
        {
            "uuid": f"w{n}",
            "url": a["url"],
            "author": a["byline"],
            "published": a["published"],
            "title": a["title"],
            "text": joined(a),
            "thread": {"site": "gazette.example", "site_full": "www.gazette.example", "site_section": None},
            "language": "english",
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    write("webz", "answer.json", json.dumps({"posts": webz, "totalResults": 2}))
    fundus = [
        {
            "title": a["title"],
            "body": {
                "summary": [],
                "sections": [
                    {"headline": [], "paragraphs": list(a["text"][:1])},
                    {"headline": [], "paragraphs": list(a["text"][1:])},
                ],
            },
            "authors": [a["byline"]],
            "publishing_date": a["published"].replace("T", " "),
            "topics": [a["section"]],
            "free_access": True,
            "publisher": a["outlet"],
            "lang": "en",
            "images": [{"versions": [{"url": "x"}], "caption": None}],
        }
        for a in ARTICLES
    ]
    write("fundus", "articles.json", json.dumps(fundus, indent=4))
    feed = [
        {
            "id": a["url"],
            "url": a["url"],
            "title": a["title"],
            "date_published": a["published"],
            "authors": [{"name": a["byline"]}],
            "content_html": "".join(f"<p>{p}</p>" for p in a["text"]),
        }
        for a in ARTICLES
    ]
    write(
        "json-feed",
        "feed.json",
        json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": FIRST["outlet"], "language": "en", "items": feed}
        ),
    )


def tables():
    cloud = [
        {
            "id": n,
            "indexed_date": "2026-03-06 02:11:00",
            "language": "en",
            "media_name": "gazette.example",
            "media_url": "gazette.example",
            "publish_date": a["published"][:10],
            "title": a["title"],
            "url": a["url"],
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    write("media-cloud", "mc.csv", table(cloud))
    gdelt = [
        {"URL": a["url"], "MobileURL": "", "Date": a["published"][:19].replace("T", " "), "Title": a["title"]}
        for a in ARTICLES
    ]
    write("gdelt-csv", "gdelt.csv", table(gdelt))
    gdelt = [
        {
            "url": a["url"],
            "url_mobile": "",
            "title": a["title"],
            "seendate": "20260304T091500Z",
            "socialimage": "",
            "domain": "gazette.example",
            "language": "English",
            "sourcecountry": "Eastland",
        }
        for a in ARTICLES
    ]
    write("gdelt-json", "gdelt.json", json.dumps({"articles": gdelt}))
    amcat = [
        {
            "title": a["title"],
            "date": f"{a['published'][:10]}T00:00:00",
            "medium": a["outlet"],
            "byline": a["byline"],
            "section": a["section"],
            "text": joined(a),
            "url": a["url"],
            "page": n,
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    write("amcat", "articles-export.csv", table(amcat))
    own = [
        {
            "id": f"a{n}",
            "Headline": a["title"],
            "Newspaper": a["outlet"],
            "Publication Date": date,
            "Author": a["byline"],
            "Section": a["section"],
            "Link": a["url"],
            "Language": "English",
            "Full Text": joined(a),
            "Wave": n,
            "Coder": "tv",
        }
        for n, (a, date) in enumerate(zip(ARTICLES, ("Wednesday, March 4, 2026", "05-Mar-2026"), strict=True), 1)
    ]
    write("tsv", "articles.tsv", table(own, "\t"))
    write("csv-of-germany", "artikel.csv", table(own, ";").replace("05-Mar-2026", "05.03.2026").encode("utf-8-sig"))
    write("csv-gz", "articles-1.csv.gz", gzip.compress(table(own).encode(), mtime=0))
    write("ndjson", "articles.ndjson", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in own))
    write("jsonl-called-json", "articles.json", "".join(json.dumps(row) + "\n" for row in own))
    write(
        "jsonl-gz", "articles.jsonl.gz", gzip.compress("".join(json.dumps(row) + "\n" for row in own).encode(), mtime=0)
    )
    epoch = [
        {**row, "Publication Date": seconds} for row, seconds in zip(own, (1772580600, 1772723100000), strict=True)
    ]
    write("epoch", "articles.jsonl", "".join(json.dumps(row) + "\n" for row in epoch))
    excel(own)
    zotero = [
        {
            "Key": f"K{n}",
            "Item Type": "newspaperArticle",
            "Publication Year": "2026",
            "Author": a["byline"],
            "Title": a["title"],
            "Publication Title": a["outlet"],
            "Url": a["url"],
            "Abstract Note": "x",
            "Date": a["published"][:10],
            "Section": a["section"],
            "Language": "en",
            "File Attachments": f"/home/reader/Zotero/storage/AB{n}/page{n}.html",
            "Manual Tags": "bridge; wave 1",
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    write("zotero", "My Library.csv", table(zotero))
    for n, a in enumerate(ARTICLES, 1):
        write("zotero", f"files/{n}/page{n}.html", page(a, visible_date=False))
    write("zotero-list-only", "list.csv", table(zotero))


def excel(rows):
    import datetime as dt

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(rows[0]))
    for row, day in zip(rows, (dt.date(2026, 3, 4), dt.datetime(2026, 3, 5, 17, 5)), strict=True):  # noqa: DTZ001
        sheet.append([day if name == "Publication Date" else value for name, value in row.items()])
    book.create_sheet("Codebook").append(["Variable", "Meaning"])
    stream = io.BytesIO()
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 1)  # noqa: DTZ001
    book.save(stream)
    write("xlsx", "articles.xlsx", repacked(stream.getvalue()))


# Web pages, feeds, archives.


def trafilaturas():
    import trafilatura

    for kind, name in (("json", "a.json"), ("xml", "a.xml"), ("txt", "a.txt"), ("markdown", "a.md"), ("csv", "a.csv")):
        for number, article in enumerate(ARTICLES, start=1):
            html = page(article).replace("<q>", "“").replace("</q>", "”")
            made = trafilatura.extract(
                html, url=article["url"], output_format=kind, with_metadata=True, include_comments=False
            )
            if kind == "json":
                made = json.dumps(
                    {key: v for key, v in json.loads(made).items() if key != "filedate"}, ensure_ascii=False
                )
            write(f"trafilatura-{kind}", name.replace("a.", f"a{number}."), made + "\n")


def capture(name, pages):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)

    def add(url, kind, body, status="200 OK", encode=None):
        data = gzip.compress(body, mtime=0) if encode else body
        headers = [("Content-Type", kind), *([("Content-Encoding", encode)] if encode else [])]
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(data), http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2026-03-07T08:00:00Z", "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{len(stream.getvalue()):012}>"},
        )  # fmt: skip
        writer.write_record(record)

    add("https://gazette.example/robots.txt", "text/plain", b"User-agent: *\nDisallow:\n")
    add(pages[0]["url"], "text/html; charset=utf-8", page(pages[0]).encode(), encode="gzip")
    add("https://gazette.example/x.png", "image/png", b"\x89PNG")
    add("https://gazette.example/gone", "text/html", b"<html><body>gone</body></html>", status="404 Not Found")
    # The header says gzip and the body is none, as some servers do.
    for article in pages[1:]:
        add(article["url"], "text/html", page(article).encode("utf-8"))
    write(*name, stream.getvalue())
    return stream.getvalue()


def web():
    for number, article in enumerate(ARTICLES, start=1):
        write("html-folder", f"2026/page-{number}.html", page(article))
        write("html-as-txt", f"page-{number}.txt", page(article))
    trafilaturas()
    data = capture(("warc", "crawl.warc.gz"), ARTICLES)
    pages = (
        '{"format": "json-pages-1.0", "id": "pages"}\n'
        + json.dumps({"url": FIRST["url"], "title": "t", "text": "x"})
        + "\n"
    )
    write(
        "wacz",
        "crawl.wacz",
        packed(
            {
                "archive/data.warc.gz": data,
                "pages/pages.jsonl": pages,
                "indexes/index.cdx": "",
                "datapackage.json": "{}",
            }
        ),
    )
    dates = {FIRST["url"]: "Wed, 04 Mar 2026 01:30:00 +0200", SECOND["url"]: "Thu, 05 Mar 2026 17:05:00 EET"}
    items = "".join(
        f"<item><title>{a['title']}</title><link>{a['url']}</link><guid isPermaLink='false'>g-{n}</guid><pubDate>{dates[a['url']]}</pubDate>"
        f"<dc:creator>{a['byline']}</dc:creator><category>{a['section']}</category><description>Short.</description>"
        f"<content:encoded><![CDATA[{''.join(f'<p>{p}</p>' for p in a['text'])}]]></content:encoded></item>"
        for n, a in enumerate(ARTICLES, 1)
    )
    write(
        "rss",
        "feed.xml",
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{FIRST["outlet"]}</title><link>https://gazette.example</link><language>en</language>{items}</channel></rss>',
    )
    entries = "".join(
        f"<entry><id>g-{n}</id><title type='html'>{a['title']}</title><link rel='self' href='https://x.example'/><link href='{a['url']}'/>"
        f"<published>{a['published']}</published><updated>2026-03-09T00:00:00Z</updated><author><name>{a['byline']}</name></author><category term='{a['section']}'/>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{''.join(f'<p>{p}</p>' for p in a['text'])}</div></content></entry>"
        for n, a in enumerate(ARTICLES, 1)
    )
    write(
        "atom",
        "feed.atom",
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>{FIRST["outlet"]}</title><id>f</id>{entries}</feed>',
    )
    header = [
        f'title: "{FIRST["title"]}"',
        f"author: {FIRST['byline']}",
        f"site_name: {FIRST['outlet']}",
        f"date: {FIRST['published']}",
        f"section: {FIRST['section']}",
        f"url: {FIRST['url']}",
        "lang: en",
        "tags: [bridge, 'the council']",
    ]
    write(
        "markdown",
        "bridge.md",
        "---\n" + "\n".join(header) + "\n---\n\n" + joined(FIRST).replace("never closed", "*never* closed") + "\n",
    )
    rows = [
        {
            "path": f"{n}.txt",
            **{name: a[name] for name in ("title", "outlet", "published", "byline", "section", "url", "language")},
        }
        for n, a in enumerate(ARTICLES, 1)
    ]
    files = {f"export/{n}.jsonl": json.dumps({**a, "text": joined(a)}) for n, a in enumerate(ARTICLES, 1)}
    write("zip", "export.zip", packed({**files, "__MACOSX/._1.jsonl": "x", "export/README.txt": "notes"}))
    write("txt", "articles.csv", table(rows))
    for n, a in enumerate(ARTICLES, 1):
        write("txt", f"{n}.txt", joined(a))
    write("pdf", "articles.csv", table([{**rows[0], "path": "bridge.pdf"}]))
    write("pdf", "bridge.pdf", pdf(FIRST["text"] * 2, pagesize=(420, 330)))


def databases():
    write("nexis-txt", "nexis.txt", nexis_classic())
    write("nexis-uni-docx", "nexis.docx", word(nexis_uni_lines()))
    write("nexis-uni-rtf", "nexis.rtf", rtf(nexis_uni_lines()))
    write("nexis-uni-pdf", "nexis.pdf", pdf(nexis_uni_lines(), pagesize=(420, 330)))
    write("factiva-html", "factiva.html", factiva_page())
    write("factiva-html-coded", "factiva.htm", factiva_coded_page())
    lines = [line for number, a in enumerate(ARTICLES, 1) for line in factiva_lines(a, number)]
    write("factiva-rtf", "factiva.rtf", rtf([*lines, "Search Summary", "© 2026 Factiva, Inc. All rights reserved."]))
    write("factiva-doc", "factiva.doc", rtf(lines))
    write("proquest-txt", "ProQuestDocuments.txt", "\n".join(proquest_lines()))
    write("proquest-docx", "ProQuestDocuments.docx", word(proquest_lines()))
    write("proquest-rtf", "ProQuestDocuments.rtf", rtf(proquest_lines()))
    write(
        "proquest-pdf", "ProQuestDocuments.pdf", pdf([line for line in proquest_lines() if line], pagesize=(420, 330))
    )


if __name__ == "__main__":
    databases()
    programs()
    tables()
    web()
