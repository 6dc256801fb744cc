import type { Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { enrolmentsQuery } from '../features/enrolment/queries.ts';
import { Standing } from '../features/enrolment/standing.tsx';
import { StartEnrolment } from '../features/enrolment/start.tsx';
import { Wizard } from '../features/enrolment/wizard.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** A company's enrolment: the steps until it is sent, where it stands from then on. */
export function EnrolmentPage() {
  const t = useText();
  const query = useQuery(enrolmentsQuery);
  return (
    <Page title={t('enrolment.title')} purpose={t('enrolment.purpose')}>
      <Loaded query={query}>
        {({ items, kinds, companyDirectory }) => {
          const further = kinds.filter(({ kind }) => !items.some((one) => one.kind === kind));
          return (
            <>
              {items.map((one) => (
                <One key={one.kind} enrolment={one} companyDirectory={companyDirectory} />
              ))}
              {items.every(({ vettingStatus }) => vettingStatus === 'authorized') ? (
                <StartEnrolment key={further.length} kinds={further} />
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function One({ enrolment, companyDirectory }: { enrolment: Enrolment; companyDirectory: boolean }) {
  const [correcting, setCorrecting] = useState(false);
  const { vettingStatus } = enrolment;
  const open = vettingStatus === 'none' || (vettingStatus === 'rejected' && correcting);
  return open ? (
    <Wizard enrolment={enrolment} companyDirectory={companyDirectory} />
  ) : (
    <Standing enrolment={enrolment} onCorrect={() => setCorrecting(true)} />
  );
}
