const stages: readonly (readonly [string, string])[] = [
  ["Plan", "Three to eight steps that you can read"],
  ["Write", "Every file, shown as it is written"],
  ["Build", "A real React site, built and tested"],
  ["Live", "Its own address, every version kept"],
];

/** What will happen, in order, along a rule. Only where there is room beside the prompt box. */
export function Stages() {
  return (
    <ol className="stages mt-4 hidden flex-col gap-3.5 lg:flex">
      {stages.map(([name, does]) => (
        <li key={name} className="flex items-baseline gap-3 text-small">
          <span className="w-12 font-[620]">{name}</span>
          <span className="text-ink-soft">{does}</span>
        </li>
      ))}
    </ol>
  );
}
