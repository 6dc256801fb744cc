import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { TextField } from '../ui/form/text-field.tsx';
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
      {(editor) => <TechnicalFields editor={editor} />}
    </OfferEditor>
  );
}

function TechnicalFields({ editor }: { editor: Editor }) {
  const t = useText();
  const { technical } = editor.document;
  return (
    <Section title={t('offerPage.technical')}>
      {fields.map(({ name, type, max }) => (
        <TextField
          key={name}
          label={t(`offerTechnical.${name}`)}
          hint={t(`offerTechnical.${name}.hint`)}
          type={type}
          required
          maxLength={max}
          value={technical[name]}
          onChange={(value) => editor.change({ technical: { ...technical, [name]: value.trim() } })}
          problem={editor.problem(`technical.${name}`)}
        />
      ))}
    </Section>
  );
}
