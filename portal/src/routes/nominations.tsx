import { Button } from '@fluentui/react-components';
import { newNomination, type Nomination } from '@comptoir/contracts/comptoir/vetting';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { nominate, nominationSource, withdrawNomination } from '../features/vetting/queries.ts';
import { TextInput } from '../ui/form/fields.tsx';
import { FormDialog } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

/** Indirect providers come by the operator's nomination only (rule B26). */
export function NominationsPage() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: nominationSource.key });
  const withdraw = useMutation({ mutationFn: withdrawNomination, onSuccess: refresh });
  return (
    <Page
      title={t('menu.nominations')}
      purpose={t('nominations.purpose')}
      actions={
        <Button appearance="primary" onClick={() => setOpen(true)}>
          {t('nominations.add')}
        </Button>
      }
    >
      <ProblemSummary error={withdraw.error} />
      <List
        name={t('menu.nominations')}
        source={nominationSource}
        rowKey={({ tenantId }) => tenantId}
        columns={useColumns((tenantId) => withdraw.mutate(tenantId))}
        empty={{ title: t('nominations.empty'), text: t('nominations.empty.text') }}
      />
      {open ? <NominateDialog onDone={refresh} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

const stateOf = ({ withdrawnAt, enrolled }: Nomination) => {
  if (withdrawnAt) return 'nominations.withdrawn';
  return enrolled ? 'nominations.enrolled' : 'nominations.open';
};

function useColumns(onWithdraw: (tenantId: string) => void): readonly Column<Nomination>[] {
  const t = useText();
  return [
    { id: 'name', header: t('enrolment.name'), text: ({ name }) => name },
    { id: 'domain', header: t('vetting.domain'), text: ({ domain }) => domain },
    { id: 'country', header: t('newCustomer.country'), text: ({ country }) => t.formats.country(country) },
    { id: 'note', header: t('vetting.note'), text: ({ note }) => note },
    { id: 'nominated', header: t('nominations.at'), text: ({ nominatedAt }) => t.formats.moment(nominatedAt) },
    {
      id: 'state',
      header: t('word.state'),
      text: (row) => t(stateOf(row)),
      cell: (row) => <Status tone={row.withdrawnAt ? 'neutral' : 'good'}>{t(stateOf(row))}</Status>,
    },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: ({ tenantId, name, withdrawnAt, enrolled }) =>
        withdrawnAt || enrolled ? null : (
          <Button onClick={() => onWithdraw(tenantId)}>
            {t('nominations.withdraw')}
            <span className="sr-only"> – {name}</span>
          </Button>
        ),
    },
  ];
}

function NominateDialog(props: { onDone: () => Promise<void>; onClose: () => void }) {
  const t = useText();
  const form = useForm({
    shape: newNomination,
    start: { domain: '', note: '' },
    refusedAt: { NominationUnknown: 'domain', NominationOpen: 'domain' },
    send: nominate,
    onSent: async () => {
      await props.onDone();
      props.onClose();
    },
  });
  return (
    <FormDialog form={form} title={t('nominations.add')} submit={t('nominations.add')} onClose={props.onClose}>
      <TextInput
        form={form}
        name="domain"
        label={t('vetting.domain')}
        hint={t('nominations.domain.hint')}
        required
        maxLength={253}
      />
      <TextInput form={form} name="note" label={t('nominations.note')} required rows={3} maxLength={1000} />
    </FormDialog>
  );
}
