import { Checkbox, Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { callToActionKind, type OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { TextField } from '../ui/form/text-field.tsx';
import { Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

type Setup = OfferDocument['setup'];
type CallToAction = NonNullable<Setup['callToAction']>;

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
  const { offer, document } = editor;
  const sold = document.setup.sellThroughOperator;
  const problem = editor.problem('setup.sellThroughOperator');
  // Published, it stays as it is; and only SaaS can be listed without being sold (rule A2).
  const fixed = offer.live ? 'offerSetup.sale.fixed' : offer.kind === 'saas' ? undefined : 'offerSetup.sale.onlySaas';
  return (
    <Section title={t('offerSetup.sale')}>
      <Field {...(fixed ? { hint: t(fixed) } : {})} {...(problem ? { validationMessage: problem } : {})}>
        <RadioGroup
          aria-label={t('offerSetup.sale')}
          value={sold ? 'sold' : 'listed'}
          onChange={(_, data) => editor.change(withSale(editor, data.value === 'sold'))}
        >
          {(['sellThroughOperator', 'listingOnly'] as const).map((choice) => (
            <Radio
              key={choice}
              value={choice === 'listingOnly' ? 'listed' : 'sold'}
              disabled={fixed !== undefined && (choice === 'listingOnly') === sold}
              label={
                <>
                  {t(`offerSetup.${choice}`)}
                  <br />
                  <span className="quiet">{t(`offerSetup.${choice}.hint`)}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {sold ? null : <CallToActionFields editor={editor} />}
    </Section>
  );
}

function CallToActionFields({ editor }: { editor: Editor }) {
  const t = useText();
  const { setup } = editor.document;
  const action: CallToAction = setup.callToAction ?? { kind: 'contactMe', url: '' };
  const change = (part: Partial<CallToAction>) =>
    editor.change({ setup: { ...setup, callToAction: { ...action, ...part } } });
  return (
    <div className="field-row">
      <Field label={t('offerSetup.callToAction')} required>
        <Select value={action.kind} onChange={(_, data) => change({ kind: callToActionKind.parse(data.value) })}>
          {callToActionKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {t(`offerSetup.callToAction.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <TextField
        label={t('offerSetup.callToAction.url')}
        type="url"
        required
        maxLength={2048}
        value={action.url}
        onChange={(url) => change({ url })}
        problem={editor.problem('setup.callToAction.url') ?? editor.problem('setup.callToAction')}
      />
    </div>
  );
}

/** The online stores and the CSP programme are two outlets, chosen apart (rule A1). */
function Store({ editor }: { editor: Editor }) {
  const t = useText();
  const { setup } = editor.document;
  const problem = editor.problem('setup.listInStore');
  return (
    <Section title={t('offerOverview.store')}>
      <Field hint={t('offerSetup.listInStore.hint')} {...(problem ? { validationMessage: problem } : {})}>
        <Checkbox
          label={t('offerSetup.listInStore')}
          checked={setup.listInStore !== false}
          onChange={(_, data) => editor.change({ setup: { ...setup, listInStore: data.checked === true } })}
        />
      </Field>
    </Section>
  );
}
