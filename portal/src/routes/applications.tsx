import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApplicationCard, type ToldSecret } from '../features/account/applications.tsx';
import { Consents } from '../features/account/consents.tsx';
import { NewApplicationDialog } from '../features/account/new-application.tsx';
import { applicationsQuery } from '../features/account/queries.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Page } from '../ui/page.tsx';
import { SecretDialog } from '../ui/secret-dialog.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** What calls the APIs in the organisation's name. */
export function ApplicationsPage() {
  const t = useText();
  const queries = useQueryClient();
  const query = useQuery(applicationsQuery);
  const [making, setMaking] = useState(false);
  const [told, setTold] = useState<ToldSecret>();
  const made = (secret: ToldSecret | undefined) => {
    setMaking(false);
    setTold(secret);
    return queries.invalidateQueries({ queryKey: applicationsQuery.queryKey });
  };
  const create = (
    <ActionButton primary onAct={() => setMaking(true)}>
      {t('applications.new')}
    </ActionButton>
  );
  return (
    <Page title={t('applications.title')} purpose={t('applications.purpose')} actions={create}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('applications.empty')} text={t('applications.empty.text')} />
          ) : (
            items.map((item) => <ApplicationCard key={item.clientId} application={item} onSecret={setTold} />)
          )
        }
      </Loaded>
      <Consents />
      {making ? <NewApplicationDialog onMade={made} onClose={() => setMaking(false)} /> : null}
      {told ? (
        <SecretDialog
          title={t('applications.secret.new', { name: told.application })}
          shown={[
            [t('applications.clientId'), told.clientId],
            [t('applications.secret.word'), told.secret],
          ]}
          onClose={() => setTold(undefined)}
        />
      ) : null}
    </Page>
  );
}
