/** Which change is wanted: the transitions that need a request can be chosen, the others say why not (rules A15 to A22). */
import { Checkbox, Field, Radio, RadioGroup, SearchBox } from '@fluentui/react-components';
import type { AudienceTransition, AudienceTransitions } from '@comptoir/contracts/comptoir/publisher-requests';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useField } from '../../ui/form/fields.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { RuleSource } from '../../ui/rule.tsx';
import { useText } from '../../ui/text.tsx';
import { transitionReason } from '../offers/audience/words.ts';
import { PartnerPicker } from '../partners/picker.tsx';
import { audienceText } from '../offers/words.tsx';
import type { NamedPartner, RequestDraft } from './request-draft.ts';
import { Names, soldText } from './words.tsx';

interface ChangeChoiceProps {
  readonly transitions: AudienceTransitions;
  /** Partners in force on the list. */
  readonly listed: readonly NamedPartner[];
  readonly form: ContractForm<RequestDraft>;
}

export function ChangeChoice({ transitions, listed, form }: ChangeChoiceProps) {
  const t = useText();
  const { text: value, change, problem } = useField({ form, name: 'change', label: t('requestForm.change') });
  const [leaving, joining] = form.hook.watch(['leaving', 'joining']);
  return (
    <>
      <Field
        label={t('requestForm.change')}
        required
        {...(transitions.from ? { hint: t('requestForm.from', { option: t(audienceText(transitions.from)) }) } : {})}
        {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}
      >
        <RadioGroup value={value} onChange={(_, data) => change(data.value)}>
          {transitions.transitions
            .filter(({ kind }) => kind !== 'addPartners')
            .map((transition) => (
              <Transition key={transition.to ?? transition.kind} transition={transition} />
            ))}
        </RadioGroup>
      </Field>
      {value === 'remove' ? (
        <Leaving
          transitions={transitions}
          listed={listed}
          leaving={leaving}
          onChange={(partners) => form.hook.setValue('leaving', partners, { shouldDirty: true })}
        />
      ) : null}
      {value === 'selected' ? (
        <Joining
          transitions={transitions}
          joining={joining}
          onChange={(partners) => form.hook.setValue('joining', partners, { shouldDirty: true })}
        />
      ) : null}
    </>
  );
}

function Transition({ transition }: { transition: AudienceTransition }) {
  const t = useText();
  const label = transition.to
    ? t('requestForm.to', { option: t(audienceText(transition.to)) })
    : t('requestForm.remove');
  const blocked = transition.how !== 'request';
  const reasonId = `transition-${transition.to ?? transition.kind}-reason`;
  return (
    <div>
      <Radio
        value={transition.to ?? 'remove'}
        label={label}
        disabled={blocked}
        input={{ 'aria-describedby': blocked ? reasonId : undefined }}
      />
      {blocked ? (
        <p id={reasonId} className="option-reason quiet">
          {transitionReason(t, transition)} <RuleSource rule={transition.rule} />
        </p>
      ) : null}
    </div>
  );
}

/** More rows than this are found by searching. */
const mostRows = 50;

interface LeavingProps {
  readonly transitions: AudienceTransitions;
  readonly listed: readonly NamedPartner[];
  readonly leaving: readonly string[];
  readonly onChange: (leaving: readonly string[]) => void;
}

function Leaving({ transitions, listed, leaving, onChange }: LeavingProps) {
  const t = useText();
  const [words, setWords] = useState('');
  const sold = new Map(transitions.soldPartners.map((partner) => [partner.tenantId, partner]));
  const chosen = new Set(leaving);
  const wanted = words.trim().toLocaleLowerCase();
  const found = listed.filter(({ tenantId, name }) =>
    [tenantId, name.toLocaleLowerCase()].some((text) => text.includes(wanted)),
  );
  const rows = [
    ...listed.filter(({ tenantId }) => chosen.has(tenantId)),
    ...found.filter(({ tenantId }) => !chosen.has(tenantId)).slice(0, mostRows),
  ];
  return (
    <fieldset className="choices">
      <legend>{t('request.leaving')}</legend>
      {listed.length > mostRows ? (
        <SearchBox
          aria-label={t('requestForm.leaving.search')}
          placeholder={t('requestForm.leaving.search')}
          value={words}
          onChange={(_, data) => setWords(data.value)}
        />
      ) : null}
      {rows.map(({ tenantId, name }) => {
        const sale = sold.get(tenantId);
        return (
          <Checkbox
            key={tenantId}
            label={sale ? `${soldText(t, sale)} ${t('requestForm.leaving.sold')}` : name}
            checked={chosen.has(tenantId)}
            disabled={sale !== undefined}
            onChange={(_, data) =>
              onChange(data.checked === true ? [...leaving, tenantId] : leaving.filter((one) => one !== tenantId))
            }
          />
        );
      })}
    </fieldset>
  );
}

interface JoiningProps {
  readonly transitions: AudienceTransitions;
  readonly joining: readonly NamedPartner[];
  readonly onChange: (joining: readonly NamedPartner[]) => void;
}

function Joining({ transitions, joining, onChange }: JoiningProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <fieldset className="choices">
      <legend>{t('request.joining')}</legend>
      {joining.map((partner) => (
        <Checkbox
          key={partner.tenantId}
          label={partner.name}
          checked
          onChange={() => onChange(joining.filter((one) => one.tenantId !== partner.tenantId))}
        />
      ))}
      <div className="commands">
        <ActionButton onAct={() => setOpen(true)}>{t('offerAudience.select')}</ActionButton>
      </div>
      {transitions.soldPartners.length > 0 ? (
        <>
          <p>{t('requestForm.kept')}</p>
          <Names names={transitions.soldPartners.map((partner) => soldText(t, partner))} />
        </>
      ) : null}
      {open ? (
        <PartnerPicker
          chosen={joining.map(({ tenantId }) => tenantId)}
          onCancel={() => setOpen(false)}
          onAdd={(partners) => {
            onChange([...joining, ...partners]);
            setOpen(false);
          }}
        />
      ) : null}
    </fieldset>
  );
}
