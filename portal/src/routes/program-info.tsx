import type { OwnEnrolments } from '@comptoir/contracts/comptoir/enrolment';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { enrolmentsQuery } from '../features/enrolment/queries.ts';
import { ProgrammeStatus } from '../features/enrolment/words.tsx';
import { regionText } from '../features/partners/words.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Legal info > Program info: whether the agreement was accepted and the status is Active (rule B18). */
export function ProgramInfoPage() {
  const t = useText();
  const query = useQuery(enrolmentsQuery);
  return (
    <Page
      title={t('programInfo.title')}
      purpose={t('programInfo.purpose')}
      crumbs={[{ label: t('settings.legal'), to: paths.legalInfo }]}
    >
      <Loaded query={query}>
        {({ items, partnerAccount }) => (
          <>
            {items.length === 0 && !partnerAccount ? (
              <EmptyState title={t('programInfo.none')} text={t('programInfo.none.text')} />
            ) : null}
            {partnerAccount ? (
              <Standing one={partnerAccount}>
                <p>{t('programInfo.byOperator')}</p>
              </Standing>
            ) : null}
            {items.map((one) => (
              <Standing key={one.kind} one={one}>
                <p>
                  <TextLink to={paths.enrolment}>{t('enrolment.title')}</TextLink>
                </p>
              </Standing>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

type One = NonNullable<OwnEnrolments['partnerAccount']> | OwnEnrolments['items'][number];

function Standing({ one, children }: { one: One; children: ReactNode }) {
  const t = useText();
  return (
    <Section title={t(`enrolment.kind.${one.kind}`)}>
      <Facts
        facts={[
          [t('word.state'), <ProgrammeStatus key="state" status={one.programmeStatus} />],
          [t('enrolment.name'), one.companyName],
          [t('newCustomer.country'), t.formats.country(one.country)],
          [t('agreements.region'), regionText(t, one.regionName)],
          ['PartnerID', one.mpnId ?? t('enrolment.partnerId.later')],
          [
            t('agreements.title'),
            <TextLink key="agreements" to={paths.agreements}>
              {t(one.agreementSigned ? 'agreements.signed' : 'agreements.unsigned')}
            </TextLink>,
          ],
        ]}
      />
      {children}
    </Section>
  );
}
