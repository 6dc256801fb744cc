import type { OwnAgreement } from '@comptoir/contracts/comptoir/partner-agreements';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptAgreement, agreementsQuery } from '../features/enrolment/queries.ts';
import { Reason } from '../features/enrolment/words.tsx';
import { regionText } from '../features/partners/words.ts';
import { renewSession } from '../api/session.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Message } from '../ui/message.tsx';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** Agreements of the company: View, and Accept, by a global administrator, once for each region (rule B17). */
export function AgreementsPage() {
  const t = useText();
  const query = useQuery(agreementsQuery);
  return (
    <Page title={t('agreements.title')} purpose={t('agreements.purpose')}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('agreements.none')} text={t('agreements.none.text')} />
          ) : (
            items.map((one) => <Agreement key={`${one.agreement} ${one.region}`} agreement={one} />)
          )
        }
      </Loaded>
    </Page>
  );
}

function Agreement({ agreement }: { agreement: OwnAgreement }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const accept = useMutation({
    mutationFn: () => acceptAgreement(agreement, t.language),
    onSuccess: async () => {
      say(t('agreements.accepted'));
      // The organisation takes its part in the programme now, which its tokens say.
      await renewSession();
      await queries.invalidateQueries();
    },
  });
  const { signedAt } = agreement;
  return (
    <Section
      title={t(`agreements.${agreement.agreement}`)}
      actions={
        <div className="commands">
          <LinkButton to={paths.agreement(agreement.agreement, agreement.version)}>{t('agreements.view')}</LinkButton>
          {signedAt ? null : (
            <ActionButton
              primary
              busy={accept.isPending}
              unless={agreement.mayAccept ? undefined : t('agreements.notYet')}
              onAct={() => agreement.mayAccept && setAsking(true)}
            >
              {t('agreements.accept')}
            </ActionButton>
          )}
        </div>
      }
    >
      <ProblemSummary error={accept.error} />
      {signedAt || agreement.mayAccept ? null : (
        <Message>
          <Reason rule={agreement.rule} reason={agreement.reason} />
        </Message>
      )}
      <Signed agreement={agreement} />
      {asking ? (
        <Confirm
          title={t('agreements.accept')}
          text={t('agreements.accept.text')}
          confirm={t('agreements.accept')}
          cancel={t('action.cancel')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            accept.mutate();
          }}
        />
      ) : null}
    </Section>
  );
}

/** State, region and version; who accepted it and when. */
function Signed({ agreement }: { agreement: OwnAgreement }) {
  const t = useText();
  const { signature, signedAt } = agreement;
  return (
    <Facts
      facts={[
        [
          t('word.state'),
          <Status key="state" tone={signedAt ? 'good' : 'waiting'}>
            {t(signedAt ? 'agreements.signed' : 'agreements.unsigned')}
          </Status>,
        ],
        [t('agreements.region'), regionText(t, agreement.regionName)],
        [t('agreements.version'), t.formats.day(agreement.version)],
        ...(signedAt ? [[t('agreements.signedAt'), t.formats.moment(signedAt)] as const] : []),
        ...(signature
          ? [[t('agreements.signer'), `${signature.signerName} (${signature.signerPrincipalName})`] as const]
          : []),
      ]}
    />
  );
}
