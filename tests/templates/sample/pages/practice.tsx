import { Booking } from "../sections/Booking";
import { CodeSample } from "../sections/CodeSample";
import { Community } from "../sections/Community";
import { Comparison } from "../sections/Comparison";
import { Contact } from "../sections/Contact";
import { Countdown } from "../sections/Countdown";
import { DataTable } from "../sections/DataTable";
import { Flashcards } from "../sections/Flashcards";
import { LinkList } from "../sections/LinkList";
import { PageIntro } from "../sections/PageIntro";
import { Partners } from "../sections/Partners";
import { Products } from "../sections/Products";
import { Quiz } from "../sections/Quiz";
import { Resume } from "../sections/Resume";
import { RichText } from "../sections/RichText";
import { Schedule } from "../sections/Schedule";
import { Speakers } from "../sections/Speakers";
import { Team } from "../sections/Team";
import { Timeline } from "../sections/Timeline";
import * as words from "../content/practice";
export { meta } from "../content/practice";

export default function Practice() {
  return (
    <>
      <PageIntro {...words.pageIntro} />
      <Quiz {...words.quiz} />
      <Products {...words.products} />
      <Schedule {...words.schedule} />
      <Speakers {...words.speakers} />
      <Countdown {...words.countdown} />
      <Team {...words.team} />
      <Flashcards {...words.flashcards} />
      <Partners {...words.partners} />
      <Timeline {...words.timeline} />
      <Community {...words.community} />
      <Resume {...words.resume} />
      <Comparison {...words.comparison} />
      <DataTable {...words.dataTable} />
      <RichText {...words.richText} />
      <CodeSample {...words.codeSample} />
      <LinkList {...words.linkList} />
      <Booking {...words.booking} />
      <Contact {...words.contact} />
    </>
  );
}
