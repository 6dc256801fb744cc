/** Support requests as a list: the publisher's own, or those of all publishers on the operator's desk. */
import { publisherRequestStates, type PublisherRequestSummary } from '@comptoir/contracts/comptoir/publisher-requests';
import type { ReactNode } from 'react';
import { TextLink } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import type { Column, Filter } from '../../ui/list-rows.ts';
import { useText } from '../../ui/text.tsx';
import type { deskSource, ownRequestSource } from './queries.ts';
import { changeText, RequestState } from './words.tsx';

interface RequestListProps {
  readonly name: string;
  readonly source: typeof ownRequestSource | typeof deskSource;
  readonly addressOf: (requestId: string) => string;
  readonly publisher?: boolean;
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
}

export function RequestList(props: RequestListProps) {
  const t = useText();
  const filters: readonly Filter[] = [
    {
      id: 'state',
      label: t('word.state'),
      options: publisherRequestStates.map((value) => ({ value, label: t(`request.state.${value}`) })),
    },
  ];
  return (
    <List
      name={props.name}
      source={props.source}
      rowKey={(request) => request.requestId}
      columns={useColumns(props)}
      filters={filters}
      empty={props.empty}
    />
  );
}

function useColumns({ addressOf, publisher }: RequestListProps): readonly Column<PublisherRequestSummary>[] {
  const t = useText();
  const offer: Column<PublisherRequestSummary> = {
    id: 'offer',
    header: t('request.offer'),
    text: (request) => request.offerName,
    cell: (request) => <TextLink to={addressOf(request.requestId)}>{request.offerName}</TextLink>,
  };
  const from: Column<PublisherRequestSummary> = {
    id: 'publisher',
    header: t('word.publisher'),
    text: (request) => request.publisherName,
  };
  return [
    offer,
    ...(publisher ? [from] : []),
    { id: 'what', header: t('request.what'), text: (request) => changeText(t, request) },
    {
      id: 'state',
      header: t('word.state'),
      text: (request) => t(`request.state.${request.state}`),
      cell: (request) => <RequestState state={request.state} />,
    },
    {
      id: 'submitted',
      header: t('request.when'),
      text: (request) => t.formats.moment(request.submittedAt),
    },
    { id: 'reason', header: t('request.reason'), text: (request) => request.reason ?? '–' },
  ];
}
