import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ownRequestQuery, withdrawRequest } from '../features/support/queries.ts';
import { AskedFor, DecisionFacts, Refusal, RequestState, Standing, titleText } from '../features/support/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** One support request of the publisher: what was asked, how it stands, how it was decided. */
export function SupportRequestPage() {
  const t = useText();
  const { requestId } = useParams({ from: '/framed/publisher/support/$requestId' });
  const query = useQuery(ownRequestQuery(requestId));
  const withdraw = useWithdraw(requestId);
  return (
    <Loaded query={query} page>
      {(request) => (
        <Page
          title={titleText(t, request.title)}
          badge={<RequestState state={request.state} />}
          crumbs={[{ label: t('menu.support'), to: paths.support }]}
          actions={
            <ActionButton
              busy={withdraw.busy}
              unless={request.state === 'submitted' ? undefined : t('request.decided')}
              onAct={withdraw.ask}
            >
              {t('request.withdraw')}
            </ActionButton>
          }
        >
          <Refusal error={withdraw.error} />
          <DecisionFacts request={request} />
          <AskedFor
            request={request}
            offer={<TextLink to={paths.offer(request.offerId, 'audience')}>{request.offerName}</TextLink>}
          />
          {request.now ? <Standing now={request.now} /> : null}
          {withdraw.dialog}
        </Page>
      )}
    </Loaded>
  );
}

function useWithdraw(requestId: string) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => withdrawRequest(requestId),
    onSuccess: () => say(t('request.withdrawn')),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['support'] });
      await queries.invalidateQueries({ queryKey: ['offers'] });
    },
  });
  const dialog = asking ? (
    <Confirm
      danger
      title={t('request.withdraw.title')}
      text={t('request.withdraw.text')}
      confirm={t('request.withdraw')}
      cancel={t('action.cancel')}
      onConfirm={() => {
        setAsking(false);
        withdraw.mutate();
      }}
      onCancel={() => setAsking(false)}
    />
  ) : null;
  return { busy: withdraw.isPending, error: withdraw.error, ask: () => setAsking(true), dialog };
}
