/** What is deployed for the customer, and who of the publisher manages a managed application there. */
import { Field, Select } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import type { OfferKind, OfferPlan } from '@comptoir/contracts/comptoir/offers';
import { ActionButton } from '../../../ui/action-button.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { isGuid } from '../../../ui/typed.ts';

type Package = NonNullable<OfferPlan['package']>;
type Deployed = Exclude<OfferKind, 'saas'>;

export function PackageFields({ kind, plan, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const deployed = plan.package ?? { version: '', address: '' };
  const change = (part: Partial<Package>) => onChange({ ...plan, package: { ...deployed, ...part } });
  const wrong = problem('package');
  return (
    <Section title={t(`plan.package.${kind as Deployed}`)} purpose={t(`plan.package.${kind as Deployed}.hint`)}>
      {wrong ? <p role="alert">{wrong}</p> : null}
      <TextField
        label={t('plan.package.address')}
        required
        maxLength={2048}
        hint={t(kind === 'container' ? 'plan.package.address.image' : 'plan.package.address.https')}
        value={deployed.address}
        onChange={(address) => change({ address })}
        problem={problem('package.address')}
      />
      <div className="field-row">
        <TextField
          label={t('plan.package.version')}
          required
          maxLength={20}
          hint={t('plan.package.version.hint')}
          value={deployed.version}
          onChange={(version) => change({ version })}
          problem={problem('package.version')}
        />
        {kind === 'virtualMachine' ? (
          <Field label={t('plan.package.operatingSystem')} required>
            <Select
              value={deployed.operatingSystem ?? 'linux'}
              onChange={(_, data) => change({ operatingSystem: data.value === 'windows' ? 'windows' : 'linux' })}
            >
              <option value="linux">{t('plan.package.operatingSystem.linux')}</option>
              <option value="windows">{t('plan.package.operatingSystem.windows')}</option>
            </Select>
          </Field>
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

function AddAuthorization(props: { given: readonly Authorization[]; onAdd: (each: Authorization) => void }) {
  const t = useText();
  const [principalId, setPrincipalId] = useState('');
  const [role, setRole] = useState<Authorization['role']>('contributor');
  const [problem, setProblem] = useState<string>();
  const add = (event: FormEvent) => {
    event.preventDefault();
    const id = principalId.trim().toLowerCase();
    const taken = props.given.some((each) => each.principalId === id);
    setProblem(taken ? t('plan.authorizations.taken') : isGuid(id) ? undefined : t('plan.authorizations.problem'));
    if (taken || !isGuid(id)) return;
    props.onAdd({ principalId: id, role });
    setPrincipalId('');
  };
  const full =
    props.given.length >= mostAuthorizations ? t('plan.authorizations.most', { count: mostAuthorizations }) : undefined;
  return (
    <form onSubmit={add} noValidate className="stack-small">
      <div className="field-row">
        <TextField
          label={t('plan.authorizations.principalId')}
          required
          maxLength={36}
          value={principalId}
          onChange={setPrincipalId}
          problem={problem}
        />
        <Field label={t('plan.authorizations.role')}>
          <Select value={role} onChange={(_, data) => setRole(data.value === 'owner' ? 'owner' : 'contributor')}>
            <option value="contributor">{t('plan.authorizations.role.contributor')}</option>
            <option value="owner">{t('plan.authorizations.role.owner')}</option>
          </Select>
        </Field>
      </div>
      <div>
        <ActionButton submit unless={full ?? (principalId ? undefined : t('plan.authorizations.incomplete'))}>
          {t('plan.authorizations.add')}
        </ActionButton>
      </div>
    </form>
  );
}
