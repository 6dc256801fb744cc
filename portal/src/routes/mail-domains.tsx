import { Button } from '@fluentui/react-components';
import { newMailDomain, type MailDomain } from '@comptoir/contracts/comptoir/vetting';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { allowMailDomain, mailDomainsQuery, refuseMailDomain } from '../features/vetting/queries.ts';
import { CheckInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { useForm } from '../ui/form/use-form.ts';
import type { Column } from '../ui/list-rows.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useText } from '../ui/text.tsx';

/** Free mail services, whose addresses prove no company; the list is open (rule B13). */
export function MailDomainsPage() {
  const t = useText();
  const queries = useQueryClient();
  const query = useQuery(mailDomainsQuery);
  const refresh = () => queries.invalidateQueries({ queryKey: mailDomainsQuery.queryKey });
  const allow = useMutation({ mutationFn: allowMailDomain, onSuccess: refresh });
  const columns: readonly Column<MailDomain>[] = [
    { id: 'domain', header: t('mailDomains.domain'), text: ({ domain }) => domain },
    { id: 'family', header: t('mailDomains.family'), text: ({ family }) => t(family ? 'word.yes' : 'word.no') },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: ({ domain }) => (
        <Button disabledFocusable={allow.isPending} onClick={() => allow.mutate(domain)}>
          {t('action.remove')}
          <span className="sr-only"> – {domain}</span>
        </Button>
      ),
    },
  ];
  return (
    <Page title={t('menu.mailDomains')} purpose={t('mailDomains.purpose')}>
      <ProblemSummary error={allow.error} />
      <Add onAdded={refresh} />
      <Loaded query={query}>
        {({ items }) => (
          <Table name={t('menu.mailDomains')} rows={items} rowKey={({ domain }) => domain} columns={columns} />
        )}
      </Loaded>
    </Page>
  );
}

function Add(props: { onAdded: () => Promise<void> }) {
  const t = useText();
  const form = useForm({
    shape: newMailDomain,
    start: { domain: '', family: false },
    startsAnew: true,
    refusedAt: { MailDomainKnown: 'domain', MailDomainMalformed: 'domain' },
    send: refuseMailDomain,
    onSent: props.onAdded,
  });
  return (
    <Section title={t('mailDomains.add')}>
      <Form form={form} submit={t('mailDomains.add')}>
        <TextInput form={form} name="domain" label={t('mailDomains.domain')} required maxLength={253} />
        <CheckInput
          form={form}
          name="family"
          label={t('mailDomains.family.label')}
          hint={t('mailDomains.family.hint')}
        />
      </Form>
    </Section>
  );
}
