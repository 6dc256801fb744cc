import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { mailedLink } from '../features/enrolment/link.tsx';
import { Accept, Decline, LinkRefusal, useConsent } from '../features/partnerships/answer.tsx';
import {
  authorizeProvider,
  declineProvider,
  invitationQuery,
  providerSource,
} from '../features/partnerships/queries.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** Behind the link of an invitation: who invites, what follows, and the button that authorises it. */
export function PartnershipInvitationPage() {
  const t = useText();
  const [{ id, secret }] = useState(() => mailedLink() ?? { id: '', secret: '' });
  const query = useQuery(invitationQuery(id, secret));
  return (
    <Page title={t('authorize.title')} purpose={t('authorize.purpose')}>
      <Loaded query={query}>
        {({ provider, expiresAt, refusal }) => (
          <div className="stack">
            <Facts
              facts={[
                [t('partnership.name'), provider.name],
                [t('partnership.mpnId'), provider.mpnId],
                [t('word.country'), t.formats.country(provider.country)],
                [t('invitations.expires'), t.formats.day(expiresAt)],
              ]}
            />
            {refusal ? (
              <LinkRefusal refusal={refusal} />
            ) : (
              <Authorize id={id} secret={secret} provider={provider.name} />
            )}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Authorize({ id, secret, provider }: { id: string; secret: string; provider: string }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [declined, setDeclined] = useState(false);
  const mayNot = useMay('partnerships.accept') ? undefined : t('authorize.mayNot');
  const note = t('authorize.note', { provider });
  const { consent, unless } = useConsent({ note, box: t('authorize.box', { provider }), mayNot });
  const onAccepted = async () => {
    await queries.invalidateQueries({ queryKey: providerSource.key });
    say(t('authorize.done', { provider }));
    await navigate({ to: paths.providers });
  };
  if (declined) return <Message alert>{t('authorize.declined', { provider })}</Message>;
  return (
    <>
      {consent}
      <Accept
        submit={t('authorize.submit')}
        unless={unless}
        run={() => authorizeProvider(id, secret)}
        onAccepted={onAccepted}
      >
        <Decline
          title={t('authorize.decline.title', { provider })}
          text={t('authorize.decline.text', { provider })}
          mayNot={mayNot}
          run={() => declineProvider(id, secret)}
          onDeclined={() => setDeclined(true)}
        />
      </Accept>
    </>
  );
}
