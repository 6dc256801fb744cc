import type { OfferDocument, OfferListing } from '@comptoir/contracts/comptoir/offers';
import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { PublisherMaterial } from '../features/material/publisher-material.tsx';
import { ActionButton } from '../ui/action-button.tsx';
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
      <ListingFields
        listing={listing}
        onChange={change}
        problem={(field) => editor.problem(`listings.${language}.${field}`)}
      />
    </Section>
  );
}

interface ListingFieldsProps {
  readonly listing: OfferListing;
  readonly onChange: (part: Partial<OfferListing>) => void;
  readonly problem: (field: string) => string | undefined;
}

function ListingFields({ listing, onChange, problem }: ListingFieldsProps) {
  const t = useText();
  return (
    <>
      <TextField
        label={t('offerListing.title')}
        required
        maxLength={200}
        value={listing.title}
        onChange={(title) => onChange({ title })}
        problem={problem('title')}
      />
      <TextField
        label={t('offerListing.summary')}
        required
        maxLength={100}
        hint={t('offerListing.summary.hint')}
        value={listing.summary}
        onChange={(summary) => onChange({ summary })}
        problem={problem('summary')}
      />
      <TextField
        label={t('offerListing.description')}
        required
        maxLength={5000}
        rows={6}
        value={listing.description}
        onChange={(description) => onChange({ description })}
        problem={problem('description')}
      />
      <Keywords keywords={listing.keywords} onChange={(keywords) => onChange({ keywords })} />
    </>
  );
}

const mostKeywords = 3;

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

type Contacts = OfferDocument['contacts'];

function ContactFields({ kind, editor }: { kind: keyof Contacts; editor: Editor }) {
  const t = useText();
  return (
    <Section title={t(`contact.${kind}`)} purpose={t(`contact.${kind}.hint`)}>
      <ContactRow kind={kind} editor={editor} required />
      {kind === 'support' ? (
        <TextField
          label={t('contact.url')}
          type="url"
          required
          maxLength={2048}
          value={editor.document.contacts.support.url}
          onChange={(url) =>
            editor.change({
              contacts: { ...editor.document.contacts, support: { ...editor.document.contacts.support, url } },
            })
          }
          problem={editor.problem('contacts.support.url')}
        />
      ) : null}
    </Section>
  );
}

function ContactRow({ kind, editor, required }: { kind: keyof Contacts; editor: Editor; required: boolean }) {
  const t = useText();
  const { contacts } = editor.document;
  const limits = { name: 255, email: 255, phone: 20 } as const;
  const types = { name: 'text', email: 'email', phone: 'tel' } as const;
  return (
    <div className="field-row contact-row">
      {(['name', 'email', 'phone'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`contact.${field}`)}
          type={types[field]}
          required={required}
          maxLength={limits[field]}
          value={contacts[kind][field]}
          onChange={(value) =>
            editor.change({ contacts: { ...contacts, [kind]: { ...contacts[kind], [field]: value } } })
          }
          problem={editor.problem(`contacts.${kind}.${field}`)}
        />
      ))}
    </div>
  );
}

/** Partners are shown these; they must be there before any partner may resell (rules A23, A24). */
function Programme({ editor }: { editor: Editor }) {
  const t = useText();
  const { audience } = editor.document;
  const { audienceModule } = editor.offer;
  const needed = audienceModule && (audience.option === 'any' || audience.option === 'selected');
  const when = needed ? 'contact.cspProgramme.needed' : 'contact.cspProgramme.neededLater';
  const purpose = audienceModule ? `${t('contact.cspProgramme.hint')} ${t(when)}` : t('contact.cspProgramme.hint');
  return (
    <Section title={t('contact.cspProgramme')} purpose={purpose}>
      <ContactRow kind="cspProgramme" editor={editor} required={needed} />
      <TextField
        label={t('offerListing.cspMarketingUrl')}
        hint={t('offerListing.cspMarketingUrl.hint')}
        type="url"
        required={needed}
        maxLength={2048}
        value={editor.document.cspMarketingUrl}
        onChange={(cspMarketingUrl) => editor.change({ cspMarketingUrl })}
        problem={editor.problem('cspMarketingUrl')}
      />
    </Section>
  );
}

function Privacy({ editor }: { editor: Editor }) {
  const t = useText();
  return (
    <Section title={t('offerListing.privacy')} purpose={t('offerListing.privacy.hint')}>
      <TextField
        label={t('offerListing.privacyUrl')}
        type="url"
        required
        maxLength={2048}
        value={editor.document.privacyUrl}
        onChange={(privacyUrl) => editor.change({ privacyUrl })}
        problem={editor.problem('privacyUrl')}
      />
    </Section>
  );
}
