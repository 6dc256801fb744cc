import type { ProgrammeDocuments } from '@comptoir/contracts/comptoir/partner-agreements';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { documentsQuery } from '../features/enrolment/queries.ts';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { RuleSource } from '../ui/rule.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Contracts of the programme, each version of them, and what each way into it requires. */
export function ProgrammeDocumentsPage() {
  const t = useText();
  const query = useQuery(documentsQuery(t.language));
  return (
    <Page
      title={t('programmeDocuments.title')}
      purpose={t('programmeDocuments.purpose')}
      crumbs={[{ label: t('settings.legal'), to: paths.legalInfo }]}
    >
      <Loaded query={query}>
        {(documents) => (
          <>
            <Contracts {...documents} />
            <Requirements {...documents} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Contracts({ agreements }: ProgrammeDocuments) {
  const t = useText();
  const may = useMay('agreement.sign');
  return (
    <Section title={t('programmeDocuments.contracts')}>
      <ul className="bullets">
        {agreements.flatMap(({ agreement, versions }) =>
          versions.map((since) => {
            const version = t('programmeDocuments.version', {
              name: t(`agreements.${agreement}`),
              day: t.formats.day(since),
            });
            return (
              <li key={`${agreement} ${since}`}>
                {may ? <TextLink to={paths.agreement(agreement, since)}>{version}</TextLink> : version}
              </li>
            );
          }),
        )}
        <li>
          <TextLink to={paths.standardContract()}>{t('standardContract.link')}</TextLink>
        </li>
        <li>
          <TextLink to={paths.rules}>{t('rules.title')}</TextLink>
        </li>
        <li>
          <TextLink to={paths.markets}>{t('markets.title')}</TextLink>
        </li>
      </ul>
      {may ? null : <p className="quiet">{t('agreements.purpose')}</p>}
    </Section>
  );
}

function Requirements({ requirements, direct }: ProgrammeDocuments) {
  const t = useText();
  return requirements.map(({ kind, rules }) => (
    <Section key={kind} title={t(`enrolment.kind.${kind}`)} purpose={t(`enrolment.kind.${kind}.text`)}>
      <ul className="bullets">
        {kind === 'direct' && direct.revenueUsd ? (
          <li>
            {t('programmeDocuments.direct', {
              months: direct.months,
              amount: t.formats.money(direct.revenueUsd, 'USD'),
            })}
          </li>
        ) : null}
        {rules.map((rule) => (
          <li key={rule.id}>
            {rule.statement} <RuleSource rule={rule} />
          </li>
        ))}
      </ul>
    </Section>
  ));
}
