import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { AudienceOption, AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { useState } from 'react';
import { OfferEditor, type Editor } from '../features/offers/editor.tsx';
import { PartnerPicker } from '../features/offers/partner-picker.tsx';
import { audienceText } from '../features/offers/words.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Table } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
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
  const { audience } = editor.document;
  const known = new Map([...editor.offer.audiencePartners, ...picked].map((partner) => [partner.tenantId, partner]));
  const rows = audience.partnerTenantIds.map(
    (tenantId) => known.get(tenantId) ?? { tenantId, name: tenantId, kind: 'direct' as const, country: '', region: '' },
  );
  const setIds = (partnerTenantIds: string[]) => editor.change({ audience: { ...audience, partnerTenantIds } });
  const remove = (tenantId: string) => setIds(audience.partnerTenantIds.filter((each) => each !== tenantId));
  const columns = usePartnerColumns(editor, remove);
  const problem = editor.problem('audience.partnerTenantIds');
  return (
    <Section
      title={t('offerAudience.partners')}
      actions={<ActionButton onAct={() => setOpen(true)}>{t('offerAudience.select')}</ActionButton>}
    >
      {problem ? <p role="alert">{problem}</p> : null}
      {rows.length === 0 ? (
        <EmptyState title={t('offerAudience.empty')} text={t('offerAudience.empty.text')} />
      ) : (
        <Table
          name={t('offerAudience.partners')}
          rows={rows}
          rowKey={(partner) => partner.tenantId}
          columns={columns}
        />
      )}
      {open ? (
        <PartnerPicker
          chosen={audience.partnerTenantIds}
          onCancel={() => setOpen(false)}
          onAdd={(partners) => {
            onPick(partners);
            setIds([...audience.partnerTenantIds, ...partners.map((partner) => partner.tenantId)]);
            setOpen(false);
          }}
        />
      ) : null}
    </Section>
  );
}

function usePartnerColumns(editor: Editor, remove: (tenantId: string) => void): readonly Column<AudiencePartner>[] {
  const t = useText();
  const live = new Set(editor.offer.liveAudience?.partnerTenantIds);
  return [
    { id: 'company', header: t('partner.company'), text: (partner) => partner.name },
    {
      id: 'active',
      header: t('partner.active'),
      text: (partner) => t(live.has(partner.tenantId) ? 'word.yes' : 'partner.active.later'),
    },
    { id: 'location', header: t('partner.location'), text: (partner) => t.formats.country(partner.country) },
    { id: 'region', header: t('partner.region'), text: (partner) => partner.region },
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: (partner) => (
        <ActionButton size="small" subtle of={partner.name} onAct={() => remove(partner.tenantId)}>
          {t('offerAudience.remove')}
        </ActionButton>
      ),
    },
  ];
}
