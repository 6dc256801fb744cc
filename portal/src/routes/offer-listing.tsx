import type { OfferDocument, OfferListing } from '@comptoir/contracts/comptoir/offers';
import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { PublisherMaterial } from '../features/material/publisher-material.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { TextInput } from '../ui/form/fields.tsx';
import { TextField } from '../ui/form/text-field.tsx';
import { Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** What people read about the offer, and whom they may turn to. */
export function OfferListingPage() {
  const t = useText();
  return (
    <OfferEditor page="listing" purpose={t('offerListing.purpose')}>
      {(editor) => (
        <>
          <ListingIn language="fr" editor={editor} />
          <ListingIn language="en" editor={editor} />
          <ContactFields kind="support" editor={editor} />
          <ContactFields kind="engineering" editor={editor} />
          <Privacy editor={editor} />
          <Programme editor={editor} />
          <PublisherMaterial offerId={editor.offer.offerId} />
        </>
      )}
    </OfferEditor>
  );
}

const emptyListing: OfferListing = { title: '', summary: '', description: '', keywords: [] };

function ListingIn({ language, editor }: { language: 'fr' | 'en'; editor: Editor }) {
  const t = useText();
  const { listings } = editor.document;
  const listing = listings[language];
  const change = (part: Partial<OfferListing>) =>
    editor.change({ listings: { ...listings, [language]: { ...(listing ?? emptyListing), ...part } } });
  const remove = () => {
    const { [language]: _removed, ...others } = listings;
    editor.change({ listings: others });
  };
  const title = t(`offerListing.${language}`);
  if (!listing) {
    return (
      <Section title={title}>
        {editor.problem('listings') ? <p role="alert">{editor.problem('listings')}</p> : null}
        <div>
          <ActionButton onAct={() => change({})}>{t('offerListing.add')}</ActionButton>
        </div>
      </Section>
    );
  }
  return (
    <Section
      title={title}
      actions={
        <ActionButton size="small" subtle onAct={remove} of={title}>
          {t('offerListing.remove')}
        </ActionButton>
      }
    >
      <ListingFields form={editor.form} language={language} />
      <Keywords keywords={listing.keywords} onChange={(keywords) => change({ keywords })} />
    </Section>
  );
}

function ListingFields({ form, language }: Pick<Editor, 'form'> & { language: 'fr' | 'en' }) {
  const t = useText();
  const at = `listings.${language}` as const;
  return (
    <>
      <TextInput form={form} name={`${at}.title`} label={t('offerListing.title')} required maxLength={200} />
      <TextInput
        form={form}
        name={`${at}.summary`}
        label={t('offerListing.summary')}
        hint={t('offerListing.summary.hint')}
        required
        maxLength={100}
      />
      <TextInput
        form={form}
        name={`${at}.description`}
        label={t('offerListing.description')}
        required
        maxLength={5000}
        rows={6}
      />
    </>
  );
}

const mostKeywords = 3;

/** Keywords are one member, of as many words as are filled in. */
function Keywords(props: { keywords: readonly string[]; onChange: (keywords: string[]) => void }) {
  const t = useText();
  const set = (index: number, word: string) => {
    const next = Array.from({ length: mostKeywords }, (_, at) => (at === index ? word : (props.keywords[at] ?? '')));
    props.onChange(next.filter((each) => each !== ''));
  };
  return (
    <fieldset className="field-row" aria-label={t('offerListing.keywords')}>
      {Array.from({ length: mostKeywords }, (_, index) => (
        <TextField
          key={index}
          label={t('offerListing.keyword', { number: index + 1 })}
          maxLength={50}
          value={props.keywords[index] ?? ''}
          onChange={(word) => set(index, word)}
        />
      ))}
    </fieldset>
  );
}

type Contact = keyof OfferDocument['contacts'];

function ContactFields({ kind, editor: { form } }: { kind: Contact; editor: Editor }) {
  const t = useText();
  return (
    <Section title={t(`contact.${kind}`)} purpose={t(`contact.${kind}.hint`)}>
      <ContactRow kind={kind} form={form} required />
      {kind === 'support' ? (
        <TextInput
          form={form}
          name="contacts.support.url"
          label={t('contact.url')}
          type="url"
          required
          maxLength={2048}
        />
      ) : null}
    </Section>
  );
}

const contactFields = [
  { field: 'name', type: 'text', max: 255 },
  { field: 'email', type: 'email', max: 255 },
  { field: 'phone', type: 'tel', max: 20 },
] as const;

function ContactRow({ kind, form, required }: Pick<Editor, 'form'> & { kind: Contact; required: boolean }) {
  const t = useText();
  return (
    <div className="field-row contact-row">
      {contactFields.map(({ field, type, max }) => (
        <TextInput
          key={field}
          form={form}
          name={`contacts.${kind}.${field}`}
          label={t(`contact.${field}`)}
          type={type}
          required={required}
          maxLength={max}
        />
      ))}
    </div>
  );
}

/** Partners are shown these; they must be there before any partner may resell (rules A23, A24). */
function Programme({ editor: { document, offer, form } }: { editor: Editor }) {
  const t = useText();
  const { audience } = document;
  const { audienceModule } = offer;
  const needed = audienceModule && (audience.option === 'any' || audience.option === 'selected');
  const when = needed ? 'contact.cspProgramme.needed' : 'contact.cspProgramme.neededLater';
  const purpose = audienceModule ? `${t('contact.cspProgramme.hint')} ${t(when)}` : t('contact.cspProgramme.hint');
  return (
    <Section title={t('contact.cspProgramme')} purpose={purpose}>
      <ContactRow kind="cspProgramme" form={form} required={needed} />
      <TextInput
        form={form}
        name="cspMarketingUrl"
        label={t('offerListing.cspMarketingUrl')}
        hint={t('offerListing.cspMarketingUrl.hint')}
        type="url"
        required={needed}
        maxLength={2048}
      />
    </Section>
  );
}

function Privacy({ editor: { form } }: { editor: Editor }) {
  const t = useText();
  return (
    <Section title={t('offerListing.privacy')} purpose={t('offerListing.privacy.hint')}>
      <TextInput
        form={form}
        name="privacyUrl"
        label={t('offerListing.privacyUrl')}
        type="url"
        required
        maxLength={2048}
      />
    </Section>
  );
}
