/** Which change is wanted: the moves that need a request can be chosen, the others say why not (rules A15 to A22). */
import { Checkbox, Field, Radio, RadioGroup, SearchBox } from '@fluentui/react-components';
import type { AudienceMove, AudienceMoves } from '@comptoir/contracts/comptoir/publisher-requests';
import { useState } from 'react';
import type { LinkedChange } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ruleText } from '../../ui/rule.ts';
import { useText } from '../../ui/text.tsx';
import { moveReason } from '../offers/audience/words.ts';
import { PartnerPicker } from '../partners/picker.tsx';
import { audienceText } from '../offers/words.tsx';
import type { NamedPartner, RequestDraft } from './request-draft.ts';
import { Names, soldText } from './words.tsx';

interface ChangeChoiceProps {
  readonly moves: AudienceMoves;
  /** Partners in force on the list. */
  readonly listed: readonly NamedPartner[];
  readonly draft: RequestDraft;
  readonly onChange: (part: Partial<RequestDraft>) => void;
  readonly problem: string | undefined;
}

export function ChangeChoice({ moves, listed, draft, onChange, problem }: ChangeChoiceProps) {
  const t = useText();
  return (
    <>
      <Field
        label={t('requestForm.change')}
        required
        {...(moves.from ? { hint: t('requestForm.from', { option: t(audienceText(moves.from)) }) } : {})}
        {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}
      >
        <RadioGroup value={draft.change ?? ''} onChange={(_, data) => onChange({ change: data.value as LinkedChange })}>
          {moves.moves
            .filter(({ kind }) => kind !== 'addPartners')
            .map((move) => (
              <Move key={move.to ?? move.kind} move={move} />
            ))}
        </RadioGroup>
      </Field>
      {draft.change === 'remove' ? (
        <Leaving moves={moves} listed={listed} leaving={draft.leaving} onChange={(leaving) => onChange({ leaving })} />
      ) : null}
      {draft.change === 'selected' ? (
        <Joining moves={moves} joining={draft.joining} onChange={(joining) => onChange({ joining })} />
      ) : null}
    </>
  );
}

function Move({ move }: { move: AudienceMove }) {
  const t = useText();
  const label = move.to ? t('requestForm.to', { option: t(audienceText(move.to)) }) : t('requestForm.remove');
  const blocked = move.how !== 'request';
  const reasonId = `move-${move.to ?? move.kind}-reason`;
  return (
    <div>
      <Radio
        value={move.to ?? 'remove'}
        label={label}
        disabled={blocked}
        input={{ 'aria-describedby': blocked ? reasonId : undefined }}
      />
      {blocked ? (
        <p id={reasonId} className="option-reason quiet">
          {moveReason(t, move)} ({ruleText(t, move.rule)})
        </p>
      ) : null}
    </div>
  );
}

/** More rows than this are found by searching. */
const mostRows = 50;

interface LeavingProps {
  readonly moves: AudienceMoves;
  readonly listed: readonly NamedPartner[];
  readonly leaving: readonly string[];
  readonly onChange: (leaving: readonly string[]) => void;
}

function Leaving({ moves, listed, leaving, onChange }: LeavingProps) {
  const t = useText();
  const [words, setWords] = useState('');
  const sold = new Map(moves.soldPartners.map((partner) => [partner.tenantId, partner]));
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
  readonly moves: AudienceMoves;
  readonly joining: readonly NamedPartner[];
  readonly onChange: (joining: readonly NamedPartner[]) => void;
}

function Joining({ moves, joining, onChange }: JoiningProps) {
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
      {moves.soldPartners.length > 0 ? (
        <>
          <p>{t('requestForm.kept')}</p>
          <Names names={moves.soldPartners.map((partner) => soldText(t, partner))} />
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
