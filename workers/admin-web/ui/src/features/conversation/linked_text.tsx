const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/;

/** Text in which addresses are links. Everything else stays text. */
export function LinkedText({ text }: { readonly text: string }) {
  return text.split(address).map((part, i) =>
    i % 2 === 1 ? (
      <a
        key={`${i} ${part}`}
        href={part}
        target="_blank"
        rel="noreferrer"
        className="text-link underline decoration-line-strong underline-offset-3 hover:decoration-current"
      >
        {part}
      </a>
    ) : (
      part
    ),
  );
}
