/** fill("{n} of {all}", { n: 3, all: 10 }) is "3 of 10". */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
}
