import { newOffer, offerKinds } from '@comptoir/contracts/comptoir/offers';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createOffer, offerLists } from '../features/offers/queries.ts';
import { kindText } from '../features/offers/words.tsx';
import { paths } from '../paths.ts';
import { RadioInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** A new offer: its kind and an id, which both stay, and a name. */
export function NewOfferPage() {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    shape: newOffer,
    start: { kind: '', name: '', externalId: '' },
    words: {
      kind: t('newOffer.kind.problem'),
      name: t('newOffer.name.problem'),
      externalId: t('newOffer.externalId.problem'),
    },
    refusedAt: { OfferExternalIdTaken: 'externalId' },
    send: createOffer,
    onSent: async (offer) => {
      await queries.invalidateQueries({ queryKey: offerLists });
      await navigate({ to: paths.offer(offer.offerId, 'setup') });
    },
  });
  const kinds = offerKinds.map((kind) => ({
    value: kind,
    label: t(kindText(kind)),
    hint: t(`offerKind.${kind}.hint`),
  }));
  return (
    <Page
      title={t('offers.new')}
      purpose={t('newOffer.purpose')}
      crumbs={[{ label: t('menu.offers'), to: paths.offers }]}
    >
      <Form form={form} submit={t('newOffer.create')} cancelTo={paths.offers} sheet>
        <RadioInput form={form} name="kind" label={t('offerOverview.kind')} options={kinds} required />
        <TextInput form={form} name="name" label={t('offers.name')} required maxLength={120} />
        <TextInput
          form={form}
          name="externalId"
          label={t('offers.id')}
          hint={t('newOffer.externalId.hint')}
          required
          maxLength={50}
        />
      </Form>
    </Page>
  );
}
