/** One rule that a refusal led to, before the list of all. */
import type { RuleRow } from '@comptoir/contracts/comptoir/rules';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { documentOrigin, documentText, periodText } from './words.tsx';

export function RuleDetail({ rule }: { rule: RuleRow }) {
  const t = useText();
  return (
    <Section title={rule.statement}>
      <Facts
        facts={[
          [t('rules.id'), rule.id],
          [t('rules.family'), t(`rules.family.${rule.family}`)],
          [t('rules.kind'), t(`rules.kind.${rule.kind}`)],
          [t('rules.sources'), <Sources key="sources" rule={rule} />],
          [t('rules.inForce'), periodText(t, rule)],
        ]}
      />
    </Section>
  );
}

function Sources({ rule }: { rule: RuleRow }) {
  const t = useText();
  return (
    <ul className="bullets">
      {rule.sources.map((document) => (
        <li key={document.title}>
          {documentText(t, document)} <span className="quiet">{documentOrigin(t, document)}</span>
        </li>
      ))}
    </ul>
  );
}
