/** To whom a plan is sold: everybody or named customers (rule A31), and whether it still is. */
import { plan as offerPlan } from '@comptoir/contracts/comptoir/offers';
import { ActionButton } from '../../../ui/action-button.tsx';
import { CheckInput, RadioInput, TextInput } from '../../../ui/form/fields.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import { Message } from '../../../ui/message.tsx';
import type { PlanEditorProps } from './editor-props.ts';

export function SaleFields(props: PlanEditorProps) {
  const { form, at, plan, published, onChange } = props;
  const t = useText();
  const fixed = published?.private === false;
  return (
    <Section title={t('plan.sale')}>
      <RadioInput
        form={form}
        name={`${at}.private`}
        label={t('plan.sale')}
        unlabelled
        hint={fixed ? t('plan.sale.fixed') : undefined}
        options={[
          { value: 'public', label: t('plan.sale.public') },
          { value: 'private', label: t('plan.sale.private'), disabled: fixed },
        ]}
        choice={{
          value: plan.private ? 'private' : 'public',
          choose: (value) => onChange({ ...plan, private: value === 'private' }),
        }}
      />
      {plan.private ? <PrivateCustomers {...props} /> : null}
      {props.kind === 'saas' ? (
        // Whether a customer has the plan once at a time (rule F4).
        <CheckInput
          form={form}
          name={`${at}.onePerCustomer`}
          label={t('plan.onePerCustomer')}
          hint={t('plan.onePerCustomer.hint')}
        />
      ) : null}
      <CheckInput form={form} name={`${at}.stopped`} label={t('plan.stopped')} hint={t('plan.stopped.hint')} />
    </Section>
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
      <Message>{t('plan.private.remark')}</Message>
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

const customerShape = offerPlan.shape.privateAudience.unwrap().element;

function AddCustomer(props: { customers: readonly Customer[]; onAdd: (customer: Customer) => void }) {
  const t = useText();
  const form = useForm({
    shape: customerShape,
    start: { tenantId: '', name: '' },
    body: ({ tenantId, name }) => ({ tenantId: tenantId.trim().toLowerCase(), name: name.trim() }),
    words: { tenantId: t('word.tenantId.problem') },
    check: ({ tenantId }) =>
      props.customers.some((each) => each.tenantId === tenantId.trim().toLowerCase())
        ? [{ path: 'tenantId', message: t('plan.privateAudience.taken') }]
        : [],
    send: async (customer) => props.onAdd(customer),
    startsAnew: true,
  });
  const full = props.customers.length >= mostCustomers;
  return (
    <form onSubmit={form.submit} noValidate className="stack-small">
      <div className="field-row">
        <TextInput form={form} name="tenantId" label={t('word.tenantId')} required maxLength={36} />
        <TextInput form={form} name="name" label={t('plan.privateAudience.name')} maxLength={200} />
      </div>
      <div>
        <ActionButton submit unless={full ? t('plan.privateAudience.most', { count: mostCustomers }) : undefined}>
          {t('plan.privateAudience.add')}
        </ActionButton>
      </div>
    </form>
  );
}
