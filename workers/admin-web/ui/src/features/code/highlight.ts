// Source text as lines of coloured words. Text stays text: nothing here makes HTML.

import { type ParsedToken, type ParseOptions, parse } from "sugar-high/core";
import * as css from "sugar-high/lang/css";
import * as html from "sugar-high/lang/html";
import * as json from "sugar-high/lang/json";
import * as plain from "sugar-high/lang/plaintext";
import * as typescript from "sugar-high/lang/typescript";

const byExtension: Readonly<Record<string, unknown>> = {
  css,
  html,
  svg: html,
  json,
  js: typescript,
  mjs: typescript,
  jsx: typescript,
  ts: typescript,
  tsx: typescript,
};

/** Longer files are shown without colours, so that opening one stays quick. */
const colouredLimit = 200_000;

export type CodeLine = readonly ParsedToken[];

export function highlight(path: string, text: string): readonly CodeLine[] {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const language = text.length > colouredLimit ? plain : (byExtension[extension] ?? plain);
  const { lines } = parse(text, language as ParseOptions);
  const last = lines.at(-1);
  // A final newline ends the last line; it does not start another.
  return (last?.value === "" ? lines.slice(0, -1) : lines).map((line) => line.tokens);
}
