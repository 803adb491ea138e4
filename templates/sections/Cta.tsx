import type { CtaContent } from "../content";
import { Actions } from "../parts/Action";
import { headOf, Section } from "../parts/Section";

export function Cta({ actions, tone = "accent", ...head }: CtaContent) {
  return (
    <Section kind="cta" {...headOf(head)} tone={tone}>
      <Actions links={actions} />
    </Section>
  );
}
