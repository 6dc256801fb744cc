import { callToActionKind, type OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { CheckInput, RadioInput, SelectInput, TextInput } from '../ui/form/fields.tsx';
import { Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** How the offer is sold, and whether customers find it in the online stores. */
export function OfferSetupPage() {
  const t = useText();
  return (
    <OfferEditor page="setup" purpose={t('offerSetup.purpose')}>
      {(editor) => (
        <>
          <Sale editor={editor} />
          <Store editor={editor} />
        </>
      )}
    </OfferEditor>
  );
}

const notActivated = { landingPageUrl: '', connectionWebhook: '', tenantId: '', applicationId: '' };
const noAudience = { option: null, partnerTenantIds: [] };

/** What is only listed is activated by nobody and resold by nobody; choosing sale again brings back what was saved. */
function withSale({ offer, document }: Editor, sellThroughOperator: boolean): Partial<OfferDocument> {
  const { callToAction, ...rest } = document.setup;
  if (sellThroughOperator) {
    const { technical, audience } = offer.document;
    return { setup: { ...rest, sellThroughOperator }, technical, audience };
  }
  const setup = { ...rest, sellThroughOperator, callToAction: callToAction ?? { kind: 'contactMe' as const, url: '' } };
  return { setup, technical: notActivated, audience: noAudience };
}

function Sale({ editor }: { editor: Editor }) {
  const t = useText();
  const { offer, document, form } = editor;
  const sold = document.setup.sellThroughOperator;
  // Published, it stays as it is; and only SaaS can be listed without being sold (rule A2).
  const fixed = offer.live ? 'offerSetup.sale.fixed' : offer.kind === 'saas' ? undefined : 'offerSetup.sale.onlySaas';
  return (
    <Section title={t('offerSetup.sale')}>
      <RadioInput
        form={form}
        name="setup.sellThroughOperator"
        label={t('offerSetup.sale')}
        unlabelled
        hint={fixed && t(fixed)}
        options={(['sellThroughOperator', 'listingOnly'] as const).map((choice) => ({
          value: choice,
          label: t(`offerSetup.${choice}`),
          hint: t(`offerSetup.${choice}.hint`),
          disabled: fixed !== undefined && (choice === 'listingOnly') === sold,
        }))}
        choice={{
          value: sold ? 'sellThroughOperator' : 'listingOnly',
          choose: (choice) => form.change(withSale(editor, choice === 'sellThroughOperator')),
        }}
      />
      {sold ? null : <CallToActionFields editor={editor} />}
    </Section>
  );
}

function CallToActionFields({ editor: { form, problem } }: { editor: Editor }) {
  const t = useText();
  const kinds = callToActionKind.options.map((kind) => ({ value: kind, label: t(`offerSetup.callToAction.${kind}`) }));
  return (
    <div className="field-row">
      <SelectInput
        form={form}
        name="setup.callToAction.kind"
        label={t('offerSetup.callToAction')}
        required
        options={kinds}
      />
      <TextInput
        form={form}
        name="setup.callToAction.url"
        label={t('offerSetup.callToAction.url')}
        type="url"
        required
        maxLength={2048}
        problem={problem('setup.callToAction')}
      />
    </div>
  );
}

/** The online stores and the CSP programme are two outlets, chosen apart (rule A1). */
function Store({ editor: { form } }: { editor: Editor }) {
  const t = useText();
  return (
    <Section title={t('offerOverview.store')}>
      <CheckInput
        form={form}
        name="setup.listInStore"
        label={t('offerSetup.listInStore')}
        hint={t('offerSetup.listInStore.hint')}
        unless
      />
    </Section>
  );
}
