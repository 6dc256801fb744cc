/** Which partners a private offer is for, and for which of their customers. */
import { Button } from '@fluentui/react-components';
import { privateOfferLimits } from '@comptoir/contracts/comptoir/private-offers';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { WholeList } from '../../ui/whole-list.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { useText } from '../../ui/text.tsx';
import { PartnerPicker } from '../partners/picker.tsx';
import { isGuid } from '../../ui/typed.ts';
import { linesOf, type Beneficiary } from './model.ts';
import type { Editor } from './use-editor.ts';

export function PartnerRows({ editor }: { editor: Editor }) {
  const t = useText();
  const [picking, setPicking] = useState(false);
  const [narrowing, setNarrowing] = useState<Beneficiary>();
  const { beneficiaries } = editor.document;
  const { partners: most } = privateOfferLimits;
  const columns = useColumns(editor, setNarrowing);
  const problem = editor.problemAt('beneficiaries');
  const set = (wanted: Beneficiary) =>
    editor.set({
      beneficiaries: beneficiaries.map((each) => (each.partnerTenantId === wanted.partnerTenantId ? wanted : each)),
    });
  const add = (
    <ActionButton
      unless={beneficiaries.length >= most ? t('privateOffer.tooManyPartners', { most }) : undefined}
      onAct={() => setPicking(true)}
    >
      {t('privateOffer.addPartners')}
    </ActionButton>
  );
  return (
    <>
      {problem ? (
        <p className="problems" role="note">
          {problem}
        </p>
      ) : null}
      <WholeList
        name={t('privateOffer.partners')}
        rows={beneficiaries}
        rowKey={(row) => row.partnerTenantId}
        columns={columns}
        empty={{ title: t('privateOffer.noPartner'), text: t('privateOffer.noPartner.text'), action: add }}
      />
      {beneficiaries.length > 0 ? <div className="form-foot">{add}</div> : null}
      {picking ? (
        <PartnerPicker
          chosen={beneficiaries.map((each) => each.partnerTenantId)}
          onAdd={(partners) => {
            editor.pick(partners);
            setPicking(false);
          }}
          onCancel={() => setPicking(false)}
        />
      ) : null}
      {narrowing ? (
        <CustomersDialog
          row={narrowing}
          partner={nameOf(editor, narrowing)}
          onSet={(row) => {
            set(row);
            setNarrowing(undefined);
          }}
          onCancel={() => setNarrowing(undefined)}
        />
      ) : null}
    </>
  );
}

function nameOf(editor: Editor, row: Beneficiary): string {
  return editor.partners.find((each) => each.tenantId === row.partnerTenantId)?.name ?? row.partnerTenantId;
}

function useColumns(editor: Editor, narrow: (row: Beneficiary) => void): readonly Column<Beneficiary>[] {
  const t = useText();
  const country = (row: Beneficiary) =>
    editor.partners.find((each) => each.tenantId === row.partnerTenantId)?.country ?? '';
  const { beneficiaries } = editor.document;
  return [
    { id: 'company', header: t('partner.company'), text: (row) => nameOf(editor, row) },
    { id: 'location', header: t('partner.location'), text: (row) => t.formats.country(country(row)) },
    {
      id: 'customers',
      header: t('menu.customers'),
      text: (row) => customersText(t, row),
      cell: (row) => (
        <span className="inline-link">
          {customersText(t, row)}
          <ActionButton size="small" of={nameOf(editor, row)} onAct={() => narrow(row)}>
            {t('privateOffer.chooseCustomers')}
          </ActionButton>
        </span>
      ),
    },
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => (
        <ActionButton
          size="small"
          subtle
          of={nameOf(editor, row)}
          onAct={() => editor.set({ beneficiaries: beneficiaries.filter((each) => each !== row) })}
        >
          {t('privateOffer.remove')}
        </ActionButton>
      ),
    },
  ];
}

export function customersText(t: ReturnType<typeof useText>, row: Pick<Beneficiary, 'customerTenantIds'>): string {
  const count = row.customerTenantIds.length;
  return count === 0 ? t('prices.everyone') : t('privateOffer.customers', { count });
}

interface CustomersDialogProps {
  readonly row: Beneficiary;
  readonly partner: string;
  readonly onSet: (row: Beneficiary) => void;
  readonly onCancel: () => void;
}

/** Customers by tenant id: a publisher does not see whom a partner serves. */
function CustomersDialog({ row, partner, onSet, onCancel }: CustomersDialogProps) {
  const t = useText();
  const [typed, setTyped] = useState(row.customerTenantIds.join('\n'));
  const ids = linesOf(typed.toLowerCase());
  const wrong = ids.find((each) => !isGuid(each));
  const { customers: most } = privateOfferLimits;
  const problem = wrong
    ? t('privateOffer.customers.noId', { text: wrong })
    : ids.length > most
      ? t('privateOffer.customers.tooMany', { most })
      : undefined;
  return (
    <Dialog
      title={t('privateOffer.customers.title', { partner })}
      light
      onClose={onCancel}
      commands={
        <>
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <ActionButton primary unless={problem} onAct={() => onSet({ ...row, customerTenantIds: [...new Set(ids)] })}>
            {t('privateOffer.customers.set')}
          </ActionButton>
        </>
      }
    >
      <TextField
        label={t('privateOffer.customers.ids')}
        hint={t('privateOffer.customers.hint', { most })}
        rows={6}
        value={typed}
        onChange={setTyped}
        problem={problem}
      />
    </Dialog>
  );
}
