import { site } from "../content/site";

/** "2027-03-04" in the site's language; anything else as it is. Always in UTC, so that build and browser agree. */
export function DateText({ date }: { date: string }) {
  if (!/^\d{4}-\d{2}-\d{2}/.test(date) || Number.isNaN(Date.parse(date))) return <span>{date}</span>;
  const text = new Intl.DateTimeFormat(site.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(date));
  return <time dateTime={date}>{text}</time>;
}
