// Money is millionths of a US dollar everywhere; people read dollars and cents.

const cents = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const fractions = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "USD",
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});
const counts = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** Calls cost fractions of a cent: below ten cents they are shown. */
export const dollars = (micros: number): string =>
  (micros > 0 && micros < 100_000 ? fractions : cents).format(micros / 1_000_000);

export const short = (count: number): string => counts.format(count);

/** What was read and written, of anything that is summed. */
export const tokensOf = (sum: { readonly inputTokens: number; readonly outputTokens: number }) =>
  `${short(sum.inputTokens)} tokens in, ${short(sum.outputTokens)} out`;

/** What a person typed, in dollars; undefined: no amount. */
export function microsOf(text: string): number | undefined {
  const amount = Number(text.trim().replace(/^\$/, "").replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(amount) || amount < 0 || amount > 1_000_000)
    return undefined;
  return Math.round(amount * 1_000_000);
}

export const plainDollars = (micros: number): string => String(micros / 1_000_000);
