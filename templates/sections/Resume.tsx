import type { ResumeContent } from "../content";
import { Actions } from "../parts/Action";
import { headOf, Section } from "../parts/Section";

export function Resume({ groups, skills, action, ...head }: ResumeContent) {
  return (
    <Section kind="resume" {...headOf(head)}>
      <div className="stack-wide">
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3 className="label">{group.title}</h3>
            <ol className="rows">
              {group.items.map((item) => (
                <li key={item.title + (item.when ?? "")} className="resume-item">
                  <p className="meta">{item.when ?? ""}</p>
                  <div>
                    <h4 className="item-title">{item.title}</h4>
                    {item.place === undefined ? null : <p className="meta">{item.place}</p>}
                    {item.text === undefined ? null : <p className="item-text">{item.text}</p>}
                  </div>
                </li>
              ))}
            </ol>
          </section>
        ))}
        {skills?.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3 className="label">{group.title}</h3>
            <ul className="chips">
              {group.items.map((item) => (
                <li key={item} className="chip">
                  {item}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <Actions links={action === undefined ? undefined : [action]} />
      </div>
    </Section>
  );
}
