import { Hero } from "../sections/Hero";
import { hero } from "../content/home";
import type { PageMeta } from "../content";

export const meta: PageMeta = { title: "Openings", description: "All forms of the opening, one after the other." };

export default function Openings() {
  return (
    <>
      <Hero {...hero} form="centred" />
      <Hero {...hero} form="poster" title="Bread at seven" />
      <Hero {...hero} form="statement" title="A long table" />
    </>
  );
}
