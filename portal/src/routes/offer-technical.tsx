import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { stepsFirst } from '@comptoir/contracts/comptoir/offers';
import { ChecksInput } from '../ui/form/checks.tsx';
import { TextInput } from '../ui/form/fields.tsx';
import { Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

const fields = [
  { name: 'landingPageUrl', type: 'url', max: 2048 },
  { name: 'connectionWebhook', type: 'url', max: 2048 },
  { name: 'tenantId', type: 'text', max: 36 },
  { name: 'applicationId', type: 'text', max: 36 },
] as const;

/** Where buyers are sent to activate, and who calls the SaaS fulfillment API. */
export function OfferTechnicalPage() {
  const t = useText();
  return (
    <OfferEditor page="technical" purpose={t('offerTechnical.purpose')}>
      {({ form }) => <TechnicalFields form={form} />}
    </OfferEditor>
  );
}

function TechnicalFields({ form }: Pick<Editor, 'form'>) {
  const t = useText();
  return (
    <Section title={t('offerPage.technical')}>
      {fields.map(({ name, type, max }) => (
        <TextInput
          key={name}
          form={form}
          name={`technical.${name}`}
          label={t(`offerTechnical.${name}`)}
          hint={t(`offerTechnical.${name}.hint`)}
          type={type}
          required
          maxLength={max}
          read={(typed) => typed.trim()}
        />
      ))}
      <ChecksInput
        form={form}
        name="technical.stepsFirst"
        label={t('offerTechnical.stepsFirst')}
        hint={t('offerTechnical.stepsFirst.hint')}
        options={stepsFirst.map((value) => ({ value, label: t(`offerTechnical.stepsFirst.${value}`) }))}
      />
    </Section>
  );
}
