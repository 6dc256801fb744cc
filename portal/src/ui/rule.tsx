/** The rule behind a refusal: what it says, and the document that says so, which leads to the page of all rules. */
import type { RuleWords } from '@comptoir/contracts/comptoir/rules';
import { paths } from '../paths.ts';
import { TextLink } from './link.tsx';

/** The document alone, for places where the reason is said already. */
export function RuleSource({ rule }: { rule: RuleWords }) {
  if (!rule.source) return null;
  return (
    <span className="quiet">
      (<TextLink to={paths.rule(rule.id)}>{rule.source}</TextLink>)
    </span>
  );
}

/** Statement and document. */
export function RuleNote({ rule }: { rule: RuleWords }) {
  return (
    <span className="quiet">
      {rule.statement} <RuleSource rule={rule} />
    </span>
  );
}
