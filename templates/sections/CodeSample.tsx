import { useId, useRef, useState, type KeyboardEvent } from "react";
import type { CodeSampleContent } from "../content";
import { CodeBlock } from "../parts/CodeBlock";
import { headOf, Section } from "../parts/Section";

export function CodeSample({ tabs, points, ...head }: CodeSampleContent) {
  const [at, setAt] = useState(0);
  const id = useId();
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);

  function move(event: KeyboardEvent) {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    const next = (at + by + tabs.length) % tabs.length;
    setAt(next);
    buttons.current[next]?.focus();
  }

  return (
    <Section kind="code" {...headOf(head)}>
      <div className={points === undefined ? "" : "grid items-start gap-(--gap-wide) @4xl:grid-cols-[3fr_2fr]"}>
        <div className="min-w-0">
          {tabs.length < 2 ? null : (
            <div className="tabs" role="tablist" aria-label={head.title} onKeyDown={move}>
              {tabs.map((tab, index) => (
                <button
                  key={tab.label}
                  ref={(element) => {
                    buttons.current[index] = element;
                  }}
                  type="button"
                  role="tab"
                  className="tab"
                  id={`${id}-tab-${index}`}
                  aria-controls={`${id}-code-${index}`}
                  aria-selected={index === at}
                  tabIndex={index === at ? 0 : -1}
                  onClick={() => setAt(index)}
                >
                  {tab.label}
                </button>
              ))}
            </div>
          )}
          {tabs.map((tab, index) => (
            <div key={tab.label} id={`${id}-code-${index}`} {...(tabs.length < 2 ? {} : { role: "tabpanel", "aria-labelledby": `${id}-tab-${index}` })} hidden={index !== at}>
              <CodeBlock code={tab.code} file={tab.language ?? tab.label} />
            </div>
          ))}
        </div>
        {points === undefined ? null : (
          <ul className="rows">
            {points.map((point) => (
              <li key={point.title} className="row-block">
                <h3 className="item-title">{point.title}</h3>
                <p className="item-text">{point.text}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
