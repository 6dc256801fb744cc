import type { PublisherRequest } from '@comptoir/contracts/comptoir/publisher-requests';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { transitionReason } from '../features/offers/audience/words.ts';
import { approveRequest, deskRequestQuery, refuseRequest } from '../features/support/queries.ts';
import { RefuseDialog } from '../features/support/refuse-dialog.tsx';
import {
  AskedFor,
  changeText,
  DecisionFacts,
  Refusal,
  RequestState,
  Standing,
  titleText,
} from '../features/support/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** One request on the operator's desk: what it would do as things stand, and the decision. */
export function RequestPage() {
  const t = useText();
  const { requestId } = useParams({ from: '/framed/operator/requests/$requestId' });
  const query = useQuery(deskRequestQuery(requestId));
  return (
    <Loaded query={query} page>
      {(request) => <Desk key={request.state} request={request} crumb={t('menu.requests')} />}
    </Loaded>
  );
}

function useDecision(requestId: string) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  return useMutation({
    /** With a reason it is a refusal. */
    mutationFn: (reason: string | undefined) =>
      reason === undefined ? approveRequest(requestId) : refuseRequest(requestId, reason),
    onSuccess: ({ state }) => say(t(state === 'approved' ? 'desk.said.approved' : 'desk.said.refused')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
}

function Desk({ request, crumb }: { request: PublisherRequest; crumb: string }) {
  const t = useText();
  const [asking, setAsking] = useState<'approve' | 'refuse'>();
  const decision = useDecision(request.requestId);
  const decide = (reason?: string) => {
    setAsking(undefined);
    decision.mutate(reason);
  };
  const decided = request.now ? undefined : t('request.decided');
  const impossible = request.now?.how === 'refused' ? transitionReason(t, request.now) : undefined;
  return (
    <Page
      title={`${titleText(t, request.title)} – ${request.offerName}`}
      badge={<RequestState state={request.state} />}
      crumbs={[{ label: crumb, to: paths.requests }]}
      actions={
        <>
          <ActionButton
            primary
            busy={decision.isPending}
            unless={decided ?? impossible}
            onAct={() => setAsking('approve')}
          >
            {t('desk.approve')}
          </ActionButton>
          <ActionButton busy={decision.isPending} unless={decided} onAct={() => setAsking('refuse')}>
            {t('desk.refuse')}
          </ActionButton>
        </>
      }
    >
      <Refusal error={decision.error} />
      <DecisionFacts request={request} />
      {request.now ? <Standing now={request.now} /> : null}
      <AskedFor request={request} offer={`${request.offerName} (${request.publisherName})`} />
      {asking === 'approve' ? (
        <Confirm
          title={t('desk.approve.title')}
          text={`${changeText(t, request)}. ${t('desk.approve.text')}`}
          confirm={t('desk.approve')}
          cancel={t('action.cancel')}
          onConfirm={() => decide()}
          onCancel={() => setAsking(undefined)}
        />
      ) : null}
      {asking === 'refuse' ? (
        <RefuseDialog onRefuse={decision.mutateAsync} onCancel={() => setAsking(undefined)} />
      ) : null}
    </Page>
  );
}
