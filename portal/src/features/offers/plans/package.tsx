/** What is deployed for the customer, and who of the publisher manages a managed application there. */
import { plan as offerPlan, type OfferKind, type OfferPlan } from '@comptoir/contracts/comptoir/offers';
import { ActionButton } from '../../../ui/action-button.tsx';
import { SelectInput, TextInput } from '../../../ui/form/fields.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';

type Deployed = Exclude<OfferKind, 'saas'>;

export function PackageFields({ kind, form, at, problem }: PlanEditorProps) {
  const t = useText();
  const wrong = problem('package');
  const systems = (['linux', 'windows'] as const).map((value) => ({
    value,
    label: t(`plan.package.operatingSystem.${value}`),
  }));
  return (
    <Section title={t(`plan.package.${kind as Deployed}`)} purpose={t(`plan.package.${kind as Deployed}.hint`)}>
      {wrong ? <p role="alert">{wrong}</p> : null}
      <TextInput
        form={form}
        name={`${at}.package.address`}
        label={t('plan.package.address')}
        required
        maxLength={2048}
        hint={t(kind === 'container' ? 'plan.package.address.image' : 'plan.package.address.https')}
      />
      <div className="field-row">
        <TextInput
          form={form}
          name={`${at}.package.version`}
          label={t('plan.package.version')}
          required
          maxLength={20}
          hint={t('plan.package.version.hint')}
        />
        {kind === 'virtualMachine' ? (
          <SelectInput
            form={form}
            name={`${at}.package.operatingSystem`}
            label={t('plan.package.operatingSystem')}
            required
            options={systems}
          />
        ) : null}
      </div>
    </Section>
  );
}

type Authorization = NonNullable<OfferPlan['authorizations']>[number];
const mostAuthorizations = 20;

export function AuthorizationFields({ plan, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const given = plan.authorizations ?? [];
  const columns: readonly Column<Authorization>[] = [
    { id: 'principal', header: t('plan.authorizations.principalId'), text: ({ principalId }) => principalId },
    { id: 'role', header: t('plan.authorizations.role'), text: ({ role }) => t(`plan.authorizations.role.${role}`) },
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: ({ principalId }) => (
        <ActionButton
          size="small"
          subtle
          of={principalId}
          onAct={() => onChange({ ...plan, authorizations: given.filter((each) => each.principalId !== principalId) })}
        >
          {t('action.remove')}
        </ActionButton>
      ),
    },
  ];
  const wrong = problem('authorizations');
  return (
    <Section title={t('plan.authorizations')} purpose={t('plan.authorizations.hint')}>
      {wrong ? <p role="alert">{wrong}</p> : null}
      {given.length === 0 ? (
        <p className="quiet">{t('plan.authorizations.empty')}</p>
      ) : (
        <Table
          name={t('plan.authorizations')}
          rows={given}
          rowKey={({ principalId }) => principalId}
          columns={columns}
        />
      )}
      <AddAuthorization given={given} onAdd={(each) => onChange({ ...plan, authorizations: [...given, each] })} />
    </Section>
  );
}

const authorization = offerPlan.shape.authorizations.unwrap().element;
const roles = authorization.shape.role.options;

function AddAuthorization(props: { given: readonly Authorization[]; onAdd: (each: Authorization) => void }) {
  const t = useText();
  const form = useForm({
    shape: authorization,
    start: { principalId: '', role: 'contributor' },
    body: ({ principalId, role }) => ({ principalId: principalId.trim().toLowerCase(), role }),
    words: { principalId: t('plan.authorizations.problem') },
    check: ({ principalId }) =>
      props.given.some((each) => each.principalId === principalId.trim().toLowerCase())
        ? [{ path: 'principalId', message: t('plan.authorizations.taken') }]
        : [],
    send: async (each) => props.onAdd(each),
    startsAnew: true,
  });
  const full = props.given.length >= mostAuthorizations;
  return (
    <form onSubmit={form.submit} noValidate className="stack-small">
      <div className="field-row">
        <TextInput
          form={form}
          name="principalId"
          label={t('plan.authorizations.principalId')}
          required
          maxLength={36}
        />
        <SelectInput
          form={form}
          name="role"
          label={t('plan.authorizations.role')}
          options={roles.toReversed().map((value) => ({ value, label: t(`plan.authorizations.role.${value}`) }))}
        />
      </div>
      <div>
        <ActionButton submit unless={full ? t('plan.authorizations.most', { count: mostAuthorizations }) : undefined}>
          {t('plan.authorizations.add')}
        </ActionButton>
      </div>
    </form>
  );
}
