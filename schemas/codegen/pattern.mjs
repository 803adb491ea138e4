// The safe subset of regular expressions: ^ atom* $, where an atom is one literal or one class of
// ASCII characters, repeated by {n}, {m,n}, {m,}, *, + or ?. No groups, no alternatives, and no
// atom whose length is open may be followed by one that could take the same character. Such a
// pattern is matched in one pass without going back (wasm/wire/text_rules.cpp).

const unbounded = 0xffffffff;

const escapes = {
  d: rangeOf("0", "9"),
  w: [...rangeOf("a", "z"), ...rangeOf("A", "Z"), ...rangeOf("0", "9"), 95],
};

function rangeOf(from, to) {
  const codes = [];
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) codes.push(code);
  return codes;
}

/** Returns {atoms: [{codes:Set, min, max}], min, max}; throws Error with a plain reason. */
export function parsePattern(source) {
  if (!source.startsWith("^") || !source.endsWith("$"))
    throw new Error("a pattern starts with ^ and ends with $");
  const text = source.slice(1, -1);
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Error("a pattern is printable ASCII");
  const atoms = [];
  let position = 0;
  while (position < text.length) {
    const [codes, afterAtom] = readAtom(text, position);
    const [min, max, afterCount] = readCount(text, afterAtom);
    atoms.push({ codes, min, max });
    position = afterCount;
  }
  refuseAmbiguity(atoms);
  const sum = (pick) => atoms.reduce((total, atom) => total + pick(atom), 0);
  return {
    atoms,
    min: sum((atom) => atom.min),
    max: atoms.some((a) => a.max === unbounded) ? Infinity : sum((a) => a.max),
  };
}

function readAtom(text, position) {
  const char = text[position];
  if (char === "[") return readClass(text, position + 1);
  if (char === "\\") return [new Set(escaped(text, position + 1)), position + 2];
  if ("(){}|*+?.^$]".includes(char))
    throw new Error(`"${char}" is outside the safe subset of patterns`);
  return [new Set([char.charCodeAt(0)]), position + 1];
}

function escaped(text, position) {
  const char = text[position];
  if (char === undefined) throw new Error("a pattern ends in a backslash");
  if (escapes[char]) return escapes[char];
  if (/[A-Za-z0-9]/.test(char))
    throw new Error(`"\\${char}" is outside the safe subset of patterns`);
  return [char.charCodeAt(0)];
}

function readClass(text, start) {
  const negated = text[start] === "^";
  const codes = new Set();
  let position = negated ? start + 1 : start;
  while (text[position] !== "]") {
    if (text[position] === undefined) throw new Error("a character class has no end");
    if (text[position] === "\\") {
      for (const code of escaped(text, position + 1)) codes.add(code);
      position += 2;
    } else if (
      text[position + 1] === "-" &&
      text[position + 2] !== "]" &&
      text[position + 2] !== undefined
    ) {
      if (text[position] > text[position + 2]) throw new Error("a character range runs backwards");
      for (const code of rangeOf(text[position], text[position + 2])) codes.add(code);
      position += 3;
    } else {
      codes.add(text.charCodeAt(position));
      position += 1;
    }
  }
  if (negated) throw new Error("a negated class is outside the safe subset of patterns");
  if (codes.size === 0) throw new Error("a character class is empty");
  return [codes, position + 1];
}

function readCount(text, position) {
  const simple = { "*": [0, unbounded], "+": [1, unbounded], "?": [0, 1] }[text[position]];
  if (simple) return [...simple, position + 1];
  const exact = /^\{(\d+)(,(\d*))?\}/.exec(text.slice(position));
  if (!exact) return [1, 1, position];
  const min = Number(exact[1]);
  const max = exact[2] === undefined ? min : exact[3] === "" ? unbounded : Number(exact[3]);
  if (max < min) throw new Error("a repetition has max below min");
  return [min, max, position + exact[0].length];
}

function refuseAmbiguity(atoms) {
  atoms.forEach((atom, index) => {
    if (atom.min === atom.max) return;
    for (const next of atoms.slice(index + 1)) {
      if ([...next.codes].some((code) => atom.codes.has(code))) {
        throw new Error("a repeated class is followed by one that shares a character with it");
      }
      if (next.min > 0) break;
    }
  });
}

/** The class as two 64-bit masks: characters 0..63 and 64..127. */
export function masks(codes) {
  let low = 0n;
  let high = 0n;
  for (const code of codes) {
    if (code < 64) low |= 1n << BigInt(code);
    else high |= 1n << BigInt(code - 64);
  }
  return [low, high];
}
