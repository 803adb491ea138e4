// If-None-Match and Range (RFC 9110, 13.1.2 and 14.2) as R2 options. R2 itself throws on entity tags
// that it cannot read and, given a header, serves the whole of an object for a range beyond its end.

const entityTag = /(?:W\/)?"[^"]*"/g;
const singleRange = /^\s*bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i;

/** Undefined when the header holds nothing to compare with, and so changes nothing. */
export function onlyIfNoneMatch(header: string): Headers | undefined {
  const tags = header.trim() === "*" ? ["*"] : (header.match(entityTag) ?? []);
  return tags.length === 0 ? undefined : new Headers({ "if-none-match": tags.join(", ") });
}

/** Undefined for a header that is to be ignored: malformed, another unit, or several ranges. */
export function byteRange(header: string): R2Range | undefined {
  const [, first, last] = singleRange.exec(header) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") return { suffix: Number(last) };
  const offset = Number(first);
  if (last === "") return { offset };
  return Number(last) < offset ? undefined : { offset, length: Number(last) - offset + 1 };
}

/** Whether an object of `size` bytes has none of the range. */
export function isBeyond(range: R2Range, size: number): boolean {
  if ("suffix" in range) return range.suffix === 0 || size === 0;
  return (range.offset ?? 0) >= size;
}

/** What of an object of `size` bytes is in the range. Requires that it is not beyond. */
export function servedRange(
  range: R2Range,
  size: number,
): { rangeStart: number; rangeLength: number } {
  if ("suffix" in range) {
    const rangeLength = Math.min(range.suffix, size);
    return { rangeStart: size - rangeLength, rangeLength };
  }
  const rangeStart = range.offset ?? 0;
  return { rangeStart, rangeLength: Math.min(range.length ?? size, size - rangeStart) };
}
