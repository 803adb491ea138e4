import type { FaqContent } from "../content";
import { Inline } from "../parts/Inline";
import { headOf, Section } from "../parts/Section";
import { StructuredData } from "../parts/StructuredData";

export function Faq({ items, ...head }: FaqContent) {
  const entities = items.map((item) => ({ "@type": "Question", name: item.question, acceptedAnswer: { "@type": "Answer", text: item.answer } }));
  return (
    <Section kind="faq" {...headOf(head)}>
      <StructuredData data={{ "@type": "FAQPage", mainEntity: entities }} />
      <div className="faq">
        {items.map((item, index) => (
          <details key={item.question} className="faq-item" open={index === 0}>
            <summary>
              <h3 className="item-title">{item.question}</h3>
            </summary>
            <p className="faq-answer">
              <Inline text={item.answer} />
            </p>
          </details>
        ))}
      </div>
    </Section>
  );
}
