import { About } from "../sections/About";
import { Cta } from "../sections/Cta";
import { Events } from "../sections/Events";
import { Faq } from "../sections/Faq";
import { FeatureGrid } from "../sections/FeatureGrid";
import { Gallery } from "../sections/Gallery";
import { Hero } from "../sections/Hero";
import { Location } from "../sections/Location";
import { Menu } from "../sections/Menu";
import { Newsletter } from "../sections/Newsletter";
import { OpeningHours } from "../sections/OpeningHours";
import { PostList } from "../sections/PostList";
import { Pricing } from "../sections/Pricing";
import { Projects } from "../sections/Projects";
import { Services } from "../sections/Services";
import { Statement } from "../sections/Statement";
import { Stats } from "../sections/Stats";
import { Steps } from "../sections/Steps";
import { Testimonials } from "../sections/Testimonials";
import * as words from "../content/home";
export { meta } from "../content/home";

export default function Home() {
  return (
    <>
      <Hero {...words.hero} />
      <FeatureGrid {...words.featureGrid} />
      <Gallery {...words.gallery} />
      <Menu {...words.menu} />
      <OpeningHours {...words.openingHours} />
      <Location {...words.location} />
      <Services {...words.services} />
      <Stats {...words.stats} />
      <Steps {...words.steps} />
      <Pricing {...words.pricing} />
      <Testimonials {...words.testimonials} />
      <Projects {...words.projects} />
      <Statement {...words.statement} />
      <PostList {...words.postList} />
      <Events {...words.events} />
      <About {...words.about} />
      <Faq {...words.faq} />
      <Newsletter {...words.newsletter} />
      <Cta {...words.cta} />
    </>
  );
}
