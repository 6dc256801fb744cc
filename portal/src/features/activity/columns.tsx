/** Columns of what was done: in an account, and to one subscription. */
import type { ActivityItem } from '@comptoir/contracts/comptoir/activity';
import { paths } from '../../paths.ts';
import { Facts } from '../../ui/facts.tsx';
import { TextLink } from '../../ui/link.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Status } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { eventWords } from './words.ts';

/** The same, and for which customer. */
export function activityColumns(t: Text): readonly Column<ActivityItem>[] {
  return [
    ...historyColumns(t),
    {
      id: 'customer',
      header: t('activity.customer'),
      text: ({ customer }) => customer?.name ?? '–',
      cell: ({ customer }) => (customer ? <TextLink to={paths.customer(customer.id)}>{customer.name}</TextLink> : '–'),
    },
  ];
}

const nameOf = (t: Text, event: string) => {
  const [en, fr] = eventWords[event] ?? [event, event];
  return t.language === 'fr' ? fr : en;
};

/** When, what, by whom. */
export function historyColumns(t: Text): readonly Column<ActivityItem>[] {
  return [
    { id: 'at', header: t('activity.at'), text: (item) => t.formats.moment(item.at) },
    {
      id: 'event',
      header: t('activity.event'),
      text: (item) => nameOf(t, item.event),
      cell: (item) =>
        item.event.endsWith('Refused') ? <Status tone="bad">{nameOf(t, item.event)}</Status> : nameOf(t, item.event),
      namesRow: true,
      opens: (item) => <Details item={item} />,
    },
    { id: 'actor', header: t('activity.actor'), text: whoOf, cell: (item) => <Who item={item} /> },
  ];
}

const whoOf = ({ actor, actorCompany, onBehalfOf }: ActivityItem) =>
  [actor, actorCompany?.name, onBehalfOf?.name].filter(Boolean).join(', ');

/** Both names where somebody acted for another company. */
function Who({ item: { actor, actorCompany, onBehalfOf } }: { item: ActivityItem }) {
  const t = useText();
  return (
    <>
      {actor === 'system' ? t('activity.system') : actor}
      {actorCompany ? <div className="quiet">{actorCompany.name}</div> : null}
      {onBehalfOf ? <div className="quiet">{t('activity.onBehalfOf', { name: onBehalfOf.name })}</div> : null}
    </>
  );
}

/** The members that the event names, as they stood and as they stand. */
function Details({ item: { oldValue = {}, newValue = {}, aboutId, correlationId } }: { item: ActivityItem }) {
  const t = useText();
  const names = [...new Set([...Object.keys(oldValue), ...Object.keys(newValue)])];
  return (
    <Facts
      facts={[
        ...names.map((name) => [name, valueText(t, oldValue[name], newValue[name])] as const),
        [t('activity.about'), aboutId],
        [t('activity.correlation'), correlationId],
      ]}
    />
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function valueText(t: Text, before: unknown, now: unknown): string {
  if (before === undefined || before === null) return textOf(now ?? '–');
  return t('activity.change', { before: textOf(before), now: textOf(now ?? '–') });
}
