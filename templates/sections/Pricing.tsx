import type { PricingContent } from "../content";
import { Action } from "../parts/Action";
import { Icon } from "../parts/Icon";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

export function Pricing({ plans, note, ...head }: PricingContent) {
  const columns = plans.length >= 3 ? "@3xl:grid-cols-3" : "@2xl:grid-cols-2";
  return (
    <Section kind="pricing" {...headOf(head)}>
      <ul className={`cards grid items-stretch ${columns}`}>
        {plans.map((plan) => (
          <li key={plan.name} className="card plan" data-featured={plan.featured === true ? "" : undefined}>
            <div className="plan-head">
              <h3 className="item-title">{plan.name}</h3>
              {plan.featured === true ? <span className="chip">{words.popular}</span> : null}
            </div>
            <p className="plan-price">
              <span className="figure">{plan.price}</span>
              {plan.unit === undefined ? null : <span className="meta">{plan.unit}</span>}
            </p>
            {plan.text === undefined ? null : <p className="item-text">{plan.text}</p>}
            <ul className="ticks">
              {plan.features.map((feature) => (
                <li key={feature}>
                  <Icon name="check" size={18} />
                  <span>{feature}</span>
                </li>
              ))}
            </ul>
            {plan.action === undefined ? null : (
              <p className="plan-action">
                <Action {...plan.action} main={plan.featured === true} />
              </p>
            )}
          </li>
        ))}
      </ul>
      {note === undefined ? null : <p className="fine">{note}</p>}
    </Section>
  );
}
