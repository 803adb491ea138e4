import type { RichTextContent } from "../content";
import { Blocks } from "../parts/Blocks";
import { headOf, Section } from "../parts/Section";

export function RichText({ body, ...head }: RichTextContent) {
  return (
    <Section kind="text" {...headOf(head)}>
      <Blocks body={body} />
    </Section>
  );
}
