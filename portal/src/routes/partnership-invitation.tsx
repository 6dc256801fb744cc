import { Checkbox } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { mailedLink } from '../features/enrolment/link.tsx';
import { authorizeProvider, invitationQuery, providerSource } from '../features/partnerships/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFaultText } from '../ui/fault.ts';
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
              <Message tone="bad">{t.maybe(`errors.${refusal.code}`) ?? refusal.message}</Message>
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
  const words = useFaultText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const may = useMay('partnerships.accept');
  const [read, setRead] = useState(false);
  const accepting = useMutation({
    mutationFn: () => authorizeProvider(id, secret),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: providerSource.key });
      say(t('authorize.done', { provider }));
      await navigate({ to: paths.providers });
    },
  });
  const unless = may ? (read ? undefined : t('authorize.tick')) : t('authorize.mayNot');
  return (
    <>
      <Message>{t('authorize.note', { provider })}</Message>
      <Checkbox
        label={t('authorize.box', { provider })}
        checked={read}
        onChange={(_, { checked }) => setRead(checked === true)}
      />
      {accepting.error ? (
        <Message tone="bad" alert>
          {words(accepting.error)}
        </Message>
      ) : null}
      <div className="commands">
        <ActionButton primary busy={accepting.isPending} unless={unless} onAct={() => accepting.mutate()}>
          {t('authorize.submit')}
        </ActionButton>
      </div>
    </>
  );
}
