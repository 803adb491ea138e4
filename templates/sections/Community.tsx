import type { CommunityContent } from "../content";
import { Anchor } from "../parts/Anchor";
import { Icon } from "../parts/Icon";
import { headOf, Section } from "../parts/Section";

export function Community({ channels, rules, ...head }: CommunityContent) {
  return (
    <Section kind="community" {...headOf(head)}>
      <ul className="cards grid @lg:grid-cols-2 @4xl:grid-cols-3">
        {channels.map((channel) => (
          <li key={channel.name} className="card">
            {channel.icon === undefined ? null : (
              <span className="card-icon">
                <Icon name={channel.icon} />
              </span>
            )}
            <h3 className="item-title">{channel.name}</h3>
            <p className="item-text">{channel.text}</p>
            {channel.action === undefined ? null : (
              <p className="card-end">
                <Anchor className="link" href={channel.action.href}>
                  {channel.action.label}
                </Anchor>
              </p>
            )}
          </li>
        ))}
      </ul>
      {rules === undefined || rules.length === 0 ? null : (
        <ol className="rows rules">
          {rules.map((rule) => (
            <li key={rule} className="row-block">
              {rule}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
