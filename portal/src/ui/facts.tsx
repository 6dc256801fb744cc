/** Names and values of one thing: the summary card of a detail page. */
import type { ReactNode } from 'react';

export type Fact = readonly [name: string, value: ReactNode];

export function Facts(props: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {props.facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === undefined || value === null || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
