import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { AudienceOption, AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { useState } from 'react';
import { ExportCommand, ImportCommand, SyncCommand } from '../features/offers/audience-commands.tsx';
import { AudienceTable } from '../features/offers/audience-table.tsx';
import { OfferEditor, type Editor } from '../features/offers/editor.tsx';
import { PartnerPicker } from '../features/offers/partner-picker.tsx';
import { audienceText } from '../features/offers/words.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { ProblemSummary } from '../ui/form.tsx';
import { Section } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

const options: readonly AudienceOption[] = ['any', 'selected', 'none'];

/** CSP reseller audience (rules A1 to A24): who may resell the offer. */
export function OfferAudiencePage() {
  const t = useText();
  // Partners picked here are not in the offer's answer until the draft is saved; their names are kept meanwhile.
  const [picked, setPicked] = useState<readonly AudiencePartner[]>([]);
  return (
    <OfferEditor page="audience" purpose={t('offerAudience.purpose')}>
      {(editor) => (
        <>
          <Choice editor={editor} />
          {editor.document.audience.option === 'selected' ? (
            <Selected editor={editor} picked={picked} onPick={(partners) => setPicked([...picked, ...partners])} />
          ) : null}
        </>
      )}
    </OfferEditor>
  );
}

function Choice({ editor }: { editor: Editor }) {
  const t = useText();
  const { audience } = editor.document;
  const problem = editor.problem('audience.option');
  const inForce = editor.offer.liveAudience;
  return (
    <Section title={t('offerAudience.choice')}>
      <Field label={t('offerAudience.label')} required {...(problem ? { validationMessage: problem } : {})}>
        <RadioGroup
          value={audience.option ?? ''}
          onChange={(_, data) => editor.change({ audience: { ...audience, option: data.value as AudienceOption } })}
        >
          {options.map((option) => (
            <Radio
              key={option}
              value={option}
              label={
                <>
                  {t(audienceText(option))}
                  <br />
                  <span className="quiet">{t(`offerAudience.${option}.hint`)}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      <p className="quiet">
        {inForce
          ? t('offerAudience.inForce', {
              audience: t(audienceText(inForce.option)),
              date: t.formats.moment(inForce.changedAt),
            })
          : t('offerAudience.notInForce')}
      </p>
    </Section>
  );
}

interface SelectedProps {
  readonly editor: Editor;
  readonly picked: readonly AudiencePartner[];
  readonly onPick: (partners: readonly AudiencePartner[]) => void;
}

function Selected({ editor, picked, onPick }: SelectedProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>();
  const { audience } = editor.document;
  const known = new Map([...editor.offer.audiencePartners, ...picked].map((partner) => [partner.tenantId, partner]));
  const rows = audience.partnerTenantIds.map(
    (tenantId) => known.get(tenantId) ?? { tenantId, name: tenantId, kind: 'direct' as const, country: '', region: '' },
  );
  const setIds = (partnerTenantIds: string[]) => editor.change({ audience: { ...audience, partnerTenantIds } });
  const add = (partners: readonly AudiencePartner[]) => {
    onPick(partners);
    setIds([...audience.partnerTenantIds, ...partners.map((partner) => partner.tenantId)]);
  };
  const problem = editor.problem('audience.partnerTenantIds');
  const commands = (
    <div className="commands">
      <ActionButton onAct={() => setOpen(true)}>{t('offerAudience.select')}</ActionButton>
      <SyncCommand editor={editor} onError={setError} />
      <ImportCommand editor={editor} onError={setError} onAdd={add} />
      <ExportCommand editor={editor} onError={setError} />
    </div>
  );
  return (
    <Section title={t('offerAudience.partners')} actions={commands}>
      <ProblemSummary error={error} />
      {problem ? <p role="alert">{problem}</p> : null}
      {rows.length === 0 ? (
        <EmptyState title={t('offerAudience.empty')} text={t('offerAudience.empty.text')} />
      ) : (
        <AudienceTable
          editor={editor}
          rows={rows}
          onRemove={(tenantId) => setIds(audience.partnerTenantIds.filter((each) => each !== tenantId))}
        />
      )}
      {open ? (
        <PartnerPicker
          chosen={audience.partnerTenantIds}
          onCancel={() => setOpen(false)}
          onAdd={(partners) => {
            add(partners);
            setOpen(false);
          }}
        />
      ) : null}
    </Section>
  );
}
