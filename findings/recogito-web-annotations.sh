#!/usr/bin/env bash
# recogito's text annotator (npm) saves a W3C Web Annotation of words in two documents with one source for both, without further
# properties of its targets; and it counts positions in UTF-16 units, where the W3C model says Unicode code points.
#
# Why it matters here: a contradiction has its words in two articles. After a save both sides would stand in one of them; and after a
# name in characters beyond the basic plane the marked words are off by one for each. This package writes one annotation a side and
# article, linked, with what is known in the annotation, not in its target. Needs node 20 and npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent @recogito/text-annotator@4.1.1 @annotorious/core@3.8.10 jsdom@26.1.0 >/dev/null
cat > shown.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("<p id='text'>𝒜nna Orlan said the quay was shut.</p>").window;
globalThis.window = page;
for (const name of ["document", "HTMLElement", "Node", "Range", "NodeFilter", "Element", "MutationObserver"])
  globalThis[name] = page[name];
globalThis.ResizeObserver = class { observe() {} disconnect() {} };
const { W3CTextFormat, reviveAnnotation } = await import("@recogito/text-annotator");

const paragraph = page.document.getElementById("text");
const exact = "the quay was shut";
const before = paragraph.textContent.slice(0, paragraph.textContent.indexOf(exact));
const start = [...before].length; // code points
const target = (source) => ({
  source, "example:side": "a",
  selector: [{ type: "TextQuoteSelector", exact }, { type: "TextPositionSelector", start, end: start + exact.length }],
});
const annotation = {
  "@context": "http://www.w3.org/ns/anno.jsonld", id: "urn:uuid:1", type: "Annotation", body: [],
  target: [target("https://a.example/"), target("https://b.example/")],
};
const format = W3CTextFormat("https://a.example/");
const { parsed } = format.parse(annotation);
const saved = format.serialize(parsed).target;
const marked = reviveAnnotation(parsed, paragraph).target.selector[0].range.toString();
const version = JSON.parse(readFileSync("node_modules/@recogito/text-annotator/package.json")).version;
console.log("@recogito/text-annotator", version);
console.log("sources written:", annotation.target.map((t) => t.source).join(" "), "saved:", saved.map((t) => t.source).join(" "));
console.log("a further property of a target, written:", annotation.target[0]["example:side"], "saved:", saved[0]["example:side"]);
console.log(`words at ${start} by code points: "${exact}", marked: "${marked}"`);
const holds = saved.every((t) => t.source === "https://a.example/") && saved[0]["example:side"] === undefined
  && marked === " the quay was shu";
console.log(holds ? "as described" : "CHANGED: this finding no longer holds");
process.exit(holds ? 0 : 1);
NODE
node shown.mjs
