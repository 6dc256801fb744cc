/** Which partners a private offer is for, and for which of their customers. */
import { privateOfferDocument, privateOfferLimits } from '@comptoir/contracts/comptoir/private-offers';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { WholeList } from '../../ui/whole-list.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { useText } from '../../ui/text.tsx';
import { PartnerPicker } from '../partners/picker.tsx';
import { isGuid } from '../../ui/typed.ts';
import { linesOf, type Beneficiary } from './model.ts';
import { Message } from '../../ui/message.tsx';
import type { Editor } from './use-editor.ts';

export function PartnerRows({ editor }: { editor: Editor }) {
  const t = useText();
  const [picking, setPicking] = useState(false);
  const [narrowing, setNarrowing] = useState<Beneficiary>();
  const { form } = editor;
  const { beneficiaries } = form.values;
  const { partners: most } = privateOfferLimits;
  const columns = useColumns(editor, setNarrowing);
  const problem = form.told('beneficiaries');
  const set = (wanted: Beneficiary) =>
    form.change({
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
      {problem ? <Message tone="bad">{problem}</Message> : null}
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
  const { beneficiaries } = editor.form.values;
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
          onAct={() => editor.form.change({ beneficiaries: beneficiaries.filter((each) => each !== row) })}
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

const customersShape = privateOfferDocument.shape.beneficiaries.element.pick({ customerTenantIds: true });
const idsOf = (typed: string) => [...new Set(linesOf(typed.toLowerCase()))];

/** Customers by tenant id: a publisher does not see whom a partner serves. */
function CustomersDialog({ row, partner, onSet, onCancel }: CustomersDialogProps) {
  const t = useText();
  const { customers: most } = privateOfferLimits;
  const form = useForm({
    shape: customersShape,
    start: { ids: row.customerTenantIds.join('\n') },
    body: ({ ids }) => ({ customerTenantIds: idsOf(ids) }),
    fieldOf: () => 'ids',
    check: ({ ids }) => {
      const wrong = idsOf(ids).find((each) => !isGuid(each));
      if (wrong) return [{ path: 'ids', message: t('privateOffer.customers.noId', { text: wrong }) }];
      return idsOf(ids).length > most ? [{ path: 'ids', message: t('privateOffer.customers.tooMany', { most }) }] : [];
    },
    send: async ({ customerTenantIds }) => onSet({ ...row, customerTenantIds }),
  });
  return (
    <FormDialog
      form={form}
      title={t('privateOffer.customers.title', { partner })}
      submit={t('privateOffer.customers.set')}
      onClose={onCancel}
    >
      <TextInput
        form={form}
        name="ids"
        label={t('privateOffer.customers.ids')}
        hint={t('privateOffer.customers.hint', { most })}
        rows={6}
      />
    </FormDialog>
  );
}
