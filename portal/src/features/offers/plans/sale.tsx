/** To whom a plan is sold: everybody or named customers (rule A31), and whether it still is. */
import { Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { isGuid } from '../../../ui/typed.ts';

export function SaleFields(props: PlanEditorProps) {
  const { plan, published, onChange, problem } = props;
  const t = useText();
  const fixed = published?.private === false;
  return (
    <Section title={t('plan.sale')}>
      <Field
        {...(fixed ? { hint: t('plan.sale.fixed') } : {})}
        {...(problem('private') ? { validationMessage: problem('private') } : {})}
      >
        <RadioGroup
          aria-label={t('plan.sale')}
          value={plan.private ? 'private' : 'public'}
          onChange={(_, data) => onChange({ ...plan, private: data.value === 'private' })}
        >
          <Radio value="public" label={t('plan.sale.public')} />
          <Radio value="private" label={t('plan.sale.private')} disabled={fixed} />
        </RadioGroup>
      </Field>
      {plan.private ? <PrivateCustomers {...props} /> : null}
      {props.kind === 'saas' ? <OncePerCustomerField {...props} /> : null}
      <Field hint={t('plan.stopped.hint')} {...(problem('stopped') ? { validationMessage: problem('stopped') } : {})}>
        <Checkbox
          label={t('plan.stopped')}
          checked={plan.stopped === true}
          onChange={(_, data) => {
            const { stopped: _stopped, ...rest } = plan;
            onChange(data.checked === true ? { ...rest, stopped: true } : rest);
          }}
        />
      </Field>
    </Section>
  );
}

/** Whether a customer has the plan once at a time (rule F4). */
function OncePerCustomerField({ plan, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const wrong = problem('onePerCustomer');
  return (
    <Field hint={t('plan.onePerCustomer.hint')} {...(wrong ? { validationMessage: wrong } : {})}>
      <Checkbox
        label={t('plan.onePerCustomer')}
        checked={plan.onePerCustomer === true}
        onChange={(_, data) => {
          const { onePerCustomer: _once, ...rest } = plan;
          onChange(data.checked === true ? { ...rest, onePerCustomer: true } : rest);
        }}
      />
    </Field>
  );
}

type Customer = { readonly tenantId: string; readonly name: string };
const mostCustomers = 200;

function PrivateCustomers(props: PlanEditorProps) {
  const { plan, onChange, problem } = props;
  const t = useText();
  const customers = plan.privateAudience ?? [];
  const columns: readonly Column<Customer>[] = [
    { id: 'name', header: t('plan.privateAudience.name'), text: ({ name, tenantId }) => name || tenantId },
    { id: 'tenant', header: t('word.tenantId'), text: ({ tenantId }) => tenantId },
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: ({ tenantId, name }) => (
        <ActionButton
          size="small"
          subtle
          of={name || tenantId}
          onAct={() => onChange({ ...plan, privateAudience: customers.filter((each) => each.tenantId !== tenantId) })}
        >
          {t('action.remove')}
        </ActionButton>
      ),
    },
  ];
  return (
    <div className="stack-small">
      <p className="callout">{t('plan.private.remark')}</p>
      <h3>{t('plan.privateAudience')}</h3>
      {problem('privateAudience') ? <p role="alert">{problem('privateAudience')}</p> : null}
      {customers.length === 0 ? (
        <p className="quiet">{t('plan.privateAudience.empty')}</p>
      ) : (
        <Table
          name={t('plan.privateAudience')}
          rows={customers}
          rowKey={(customer) => customer.tenantId}
          columns={columns}
        />
      )}
      <AddCustomer
        customers={customers}
        onAdd={(customer) => onChange({ ...plan, privateAudience: [...customers, customer] })}
      />
    </div>
  );
}

function AddCustomer(props: { customers: readonly Customer[]; onAdd: (customer: Customer) => void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [tenantId, setTenantId] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = (event: FormEvent) => {
    event.preventDefault();
    const id = tenantId.trim().toLowerCase();
    const taken = props.customers.some((each) => each.tenantId === id);
    setProblem(taken ? t('plan.privateAudience.taken') : isGuid(id) ? undefined : t('word.tenantId.problem'));
    if (taken || !isGuid(id)) return;
    props.onAdd({ tenantId: id, name: name.trim() });
    setName('');
    setTenantId('');
  };
  const full = props.customers.length >= mostCustomers;
  return (
    <form onSubmit={add} noValidate className="stack-small">
      <div className="field-row">
        <TextField
          label={t('word.tenantId')}
          required
          maxLength={36}
          value={tenantId}
          onChange={setTenantId}
          problem={problem}
        />
        <TextField label={t('plan.privateAudience.name')} maxLength={200} value={name} onChange={setName} />
      </div>
      <div>
        <ActionButton
          submit
          unless={
            full
              ? t('plan.privateAudience.most', { count: mostCustomers })
              : tenantId
                ? undefined
                : t('plan.privateAudience.incomplete')
          }
        >
          {t('plan.privateAudience.add')}
        </ActionButton>
      </div>
    </form>
  );
}
