// The formats of the dialect. `cpp` names the rule in wasm/wire/text_rules.hpp, which is the judge;
// `pattern` says the same to readers of openapi.json as far as a regular expression can.
// min and max are the bounds that the format itself sets, in code points; `text` sets none.

export const formats = {
  "date-time": {
    cpp: "date_time",
    min: 24,
    max: 24,
    pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$",
    note: "RFC 3339, UTC, with milliseconds",
  },
  id: { cpp: "id", min: 1, max: 64, pattern: "^[A-Za-z0-9_-]{1,64}$", note: "opaque" },
  sha256: { cpp: "sha256", min: 64, max: 64, pattern: "^[0-9a-f]{64}$", note: "lower-case hex" },
  base64: {
    cpp: "base64",
    pattern: "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
    note: "RFC 4648, section 4, with its padding and without line ends",
  },
  slug: {
    cpp: "slug",
    min: 1,
    max: 40,
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
    note: "a DNS label that leaves room for the v<N>-- of a preview",
  },
  path: {
    cpp: "path",
    min: 1,
    max: 200,
    pattern: "^(?!/)(?!.*//)(?!.*/$)(?!(.*/)?\\.{1,2}(/|$))[^\\u0000-\\u001f\\u007f\\\\]+$",
    note: "relative, / between segments, no empty, . or .. segment, no backslash, no control character",
  },
  text: {
    cpp: "text",
    pattern: "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]*$",
    note: "no C0 control character but tab, line feed and carriage return",
  },
};
