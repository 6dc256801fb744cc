import { Button } from '@fluentui/react-components';
import {
  cancellationPolicies,
  cancellationPolicy,
  newCancellationPolicy,
  type CancellationPolicy,
  type NewCancellationPolicy,
} from '@comptoir/contracts/comptoir/cancellation-policies';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, askRaw } from '../api/client.ts';
import { NumberInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { useForm } from '../ui/form/use-form.ts';
import type { Column } from '../ui/list-rows.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useText } from '../ui/text.tsx';

const path = '/comptoir/v1/operator/cancellation-policies';
const policiesQuery = queryOptions({
  queryKey: ['operator', 'cancellation-policies'],
  queryFn: () => ask(path, cancellationPolicies),
});

/** How long a cancellation is refunded in full, from which day on (rules F21, F22). */
export function CancellationPoliciesPage() {
  const t = useText();
  const queries = useQueryClient();
  const query = useQuery(policiesQuery);
  const refresh = () => queries.invalidateQueries({ queryKey: policiesQuery.queryKey });
  const withdraw = useMutation({
    mutationFn: (day: string) => askRaw(`${path}/${day}`, { method: 'DELETE' }),
    onSuccess: refresh,
  });
  const hours = (count: number) => t('cancellationPolicies.hours', { count });
  const columns: readonly Column<CancellationPolicy>[] = [
    { id: 'from', header: t('cancellationPolicies.from'), text: (row) => t.formats.day(row.effectiveFrom) },
    { id: 'monthly', header: t('cancellationPolicies.monthly'), end: true, text: (row) => hours(row.monthlyHours) },
    { id: 'other', header: t('cancellationPolicies.other'), end: true, text: (row) => hours(row.otherHours) },
    {
      id: 'state',
      header: t('cancellationPolicies.state'),
      text: (row) => t(`cancellationPolicies.state.${row.state}`),
    },
    {
      id: 'source',
      header: t('cancellationPolicies.source'),
      text: (row) => row.source ?? t('cancellationPolicies.source.programme'),
    },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: ({ effectiveFrom, state }) =>
        state === 'ahead' ? (
          <Button disabledFocusable={withdraw.isPending} onClick={() => withdraw.mutate(effectiveFrom)}>
            {t('action.remove')}
            <span className="sr-only"> – {t.formats.day(effectiveFrom)}</span>
          </Button>
        ) : null,
    },
  ];
  return (
    <Page title={t('menu.cancellationPolicies')} purpose={t('cancellationPolicies.purpose')}>
      <ProblemSummary error={withdraw.error} />
      <Add onAdded={refresh} />
      <Loaded query={query}>
        {({ items }) => (
          <Table
            name={t('menu.cancellationPolicies')}
            rows={items}
            rowKey={({ effectiveFrom }) => effectiveFrom}
            columns={columns}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Add(props: { onAdded: () => Promise<void> }) {
  const t = useText();
  const form = useForm({
    shape: newCancellationPolicy,
    start: { effectiveFrom: '', monthlyHours: 72, otherHours: 72, source: '' } as NewCancellationPolicy,
    startsAnew: true,
    refusedAt: { PolicyNotAhead: 'effectiveFrom', PolicyDayTaken: 'effectiveFrom' },
    send: (body) => ask(path, cancellationPolicy, { method: 'POST', body }),
    onSent: props.onAdded,
  });
  return (
    <Section title={t('cancellationPolicies.add')} purpose={t('cancellationPolicies.add.hint')}>
      <Form form={form} submit={t('cancellationPolicies.add')}>
        <div className="field-row">
          <TextInput form={form} name="effectiveFrom" label={t('cancellationPolicies.from')} type="date" required />
          <NumberInput form={form} name="monthlyHours" label={t('cancellationPolicies.monthlyHours')} required />
          <NumberInput form={form} name="otherHours" label={t('cancellationPolicies.otherHours')} required />
        </div>
        <TextInput
          form={form}
          name="source"
          label={t('cancellationPolicies.source')}
          hint={t('cancellationPolicies.source.hint')}
          maxLength={300}
          required
        />
      </Form>
    </Section>
  );
}
