"""The events as TimelineJS reads them.

Sources:
    Knight Lab, TimelineJS 3 JSON format, https://timeline.knightlab.com/docs/json-format.html
"""

import json
from html import escape
from typing import Any

from analysis.dates import fields_of
from analysis.exports.material import Material
from analysis.schema import Row, records

FIELDS = ("year", "month", "day")
MOST_QUOTED = 4


def timeline_js(material: Material) -> dict[str, bytes]:
    """Return the dated events as `timeline.json` for TimelineJS 3.

    A year that is not known can't be shown: TimelineJS puts it into year 0. Such events, those without a date, and
    those of which only a bound is known are listed on the title's slide instead, with what is known of their dates.
    A date with a mark (~ ? %) or with rivals is shown in EDTF beside its place on the line.

    Returns:
        The file; events in the frame's order. The same bytes for the same material.
    """
    shown, others = [], []
    for event in records(material.events):
        dates = _dates(event["edtf"])
        if dates is None:
            known = f" ({event['edtf']})" if event["edtf"] else ""
            others.append(f"<li>{escape(event['label'])}{escape(known)}</li>")
        else:
            shown.append({**dates, **_slide(event, material)})
    listed = f"<p>Without a year or a date:</p><ul>{''.join(others)}</ul>" if others else ""
    title = {"text": {"headline": "Events as the articles tell them", "text": listed}}
    content = {"title": title, "events": shown}
    return {"timeline.json": f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()}


def _dates(edtf: str | None) -> Row | None:
    """Start, and end where there is one; None where the year or an end is open."""
    if edtf is None:
        return None
    start, slash, end = edtf.partition("/")
    first, last = _date(start), _date(end) if slash else None
    if first is None or (slash and last is None):
        return None
    told = "/".join("-".join(part.zfill(2) for part in date.values()) for date in (first, last) if date)
    return {
        "start_date": first,
        **({"end_date": last} if last else {}),
        **({} if told == edtf else {"display_date": edtf}),
    }


def _date(edtf: str) -> dict[str, str] | None:
    fields = None if edtf in ("", "..") or edtf[:1] in "[{" else fields_of(edtf)
    if fields is None or not fields.year.isdigit():
        return None
    found: dict[str, str] = {}
    for name in FIELDS:
        value = getattr(fields, name)
        # A season or an unknown month ends what TimelineJS can be told.
        if value is None or not value.isdigit() or (name == "month" and int(value) > 12):
            break
        found[name] = str(int(value))
    return found


def _slide(event: Row, material: Material) -> dict[str, Any]:
    index = material.frames.index
    quoted = [
        f"<p>“{escape(' '.join(index.text_at(span).split()))}” – {escape(index.article_names[span['article_id']])}</p>"
        for span in event["evidence"][:MOST_QUOTED]
    ]
    rivals = sorted({rival["edtf"] for rival in event["rival_dates"]})
    if rivals:
        quoted.append(f"<p>Rival dates: {escape(', '.join(rivals))}</p>")
    text = {"headline": escape(event["label"]), "text": "".join(quoted)}
    return {"text": text, "group": event["status"], "unique_id": event["event_id"]}
