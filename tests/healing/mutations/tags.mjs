// Tags that lack one of their marks, wherever they stand: a line of their own, within a line, on
// several lines.
import { isMarkup, mutation, one } from "./edits.mjs";

const tag = (name, pattern, replace) =>
  mutation("tags", name, true, one(isMarkup, pattern, replace));

/** @type {import("./edits.mjs").Mutation[]} */
export const tags = [
  tag(
    "begin of a tag with attributes left out",
    /\n( +)<((?:p|h1|h2|h3|ul|ol|li|div|section|header|footer|article|nav|a)(?: [\w-]+="[^"\n]*")+>\n)/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "begin of an element on its line left out",
    /\n( +)<((h1|h2|h3|p|li|dt|dd|a|button|span|strong|label|small)[ >][^\n]*<\/\3>\n)/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "begin of an element within a text left out",
    /(\w[^<>\n]* )<((strong|em|a|code|span|b|i)(?:[ >])[^<\n]*<\/\3>)/g,
    (m) => m[1] + m[2],
  ),
  tag(
    "begin of an element within another left out",
    /(<(?:li|p|h2|div|td|dt|dd)(?: [^<>\n]*)?>)<((strong|em|a|code|span|time|button)[ >][^\n]*?<\/\3>)/g,
    (m) => m[1] + m[2],
  ),
  tag(
    "begin of a tag of several lines left out",
    /\n( +)<([a-z]\w*\n(?: {2,}[\w-]+(?:=(?:"[^"\n]*"|\{[^\n]*\}))?\n)+ +>)/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "begin of an element of several lines left out",
    /\n( +)<([A-Za-z]\w*\n(?: {2,}[\w-]+(?:=(?:"[^"\n]*"|\{[^\n]*\}))?\n)+ +\/>)/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "begin of a component's element left out",
    /\n( +)<([A-Z]\w+(?: [^<>\n]*)?\/>\n)/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "begin of an element without content left out",
    /\n( +)<((?:img|input|br|hr)(?: [^<>\n]*)? \/>\n)/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "begin of a closing tag on its line left out",
    /\n( +)<(\/(?:ul|section|div|p|header|footer|main|nav|li|form)>\n)/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "begin of a closing tag behind a text left out",
    />([^<>{}\n]+)<(\/(?:p|h1|h2|h3|li|span|a|button|strong|code)>)/g,
    (m) => `>${m[1]}${m[2]}`,
  ),
  tag(
    "end of a closing tag behind a text left out",
    />([^<>{}\n]+)(<\/(?:p|h1|h2|h3|li|span|a|button))>(?=\n)/g,
    (m) => `>${m[1]}${m[2]}`,
  ),
  tag(
    "end of a tag of several lines left out",
    /\n( +)(<[a-z]\w*\n(?: {2,}[\w-]+(?:=(?:"[^"\n]*"|\{[^\n]*\}))?\n)+)\1>\n/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag(
    "end of an element of several lines left out",
    /\n( +)(<[A-Za-z]\w*\n(?: {2,}[\w-]+(?:=(?:"[^"\n]*"|\{[^\n]*\}))?\n)+)\1\/>\n/g,
    (m) => `\n${m[1]}${m[2]}`,
  ),
  tag("bracket of a tag twice", /\n( +)<(?=[a-zA-Z])/g, (m) => `\n${m[1]}<<`),
  tag(
    "end of a tag twice",
    /\n( +)(<(?:ul|section|div|p|header|h2)[^<>\n]*>)\n/g,
    (m) => `\n${m[1]}${m[2]}>\n`,
  ),
  tag(
    "quote of an attribute left out at its begin",
    / (className|id|href|type)="(?=[\w-]+")/g,
    (m) => ` ${m[1]}=`,
  ),
  tag(
    "quote of an attribute left out at its end",
    / (className|id|href|type)="([\w -]+)"/g,
    (m) => ` ${m[1]}="${m[2]}`,
  ),
  tag(
    "space between a tag and its attribute left out",
    /<(p|h1|h2|ul|div|section|a|span) (?=className|id|href)/g,
    (m) => `<${m[1]}`,
  ),
  tag(
    "name of a closing tag mistyped",
    /<\/(section|header|footer|button|span|strong|article|main)>/g,
    (m) => `</${m[1].slice(0, -2)}${m[1].at(-1)}${m[1].at(-2)}>`,
  ),
  tag(
    "name of an opening tag mistyped",
    /<(section|header|footer|button|span|strong|article|main)(?=[ >\n])/g,
    (m) => `<${m[1].slice(0, -2)}${m[1].at(-1)}${m[1].at(-2)}`,
  ),
];
