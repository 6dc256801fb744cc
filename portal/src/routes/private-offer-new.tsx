import { newPrivateOffer } from '@comptoir/contracts/comptoir/private-offers';
import { useNavigate } from '@tanstack/react-router';
import { createPrivateOffer } from '../features/private-offers/queries.ts';
import { useKeep } from '../features/private-offers/use-editor.ts';
import { paths } from '../paths.ts';
import { TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** A private offer begins with its name; everything else is its draft. */
export function NewPrivateOfferPage() {
  const t = useText();
  const navigate = useNavigate();
  const keep = useKeep();
  const form = useForm({
    shape: newPrivateOffer,
    start: { name: '' },
    send: ({ name }) => createPrivateOffer(name),
    onSent: async (offer) => {
      await keep(offer);
      await navigate({ to: paths.privateOffer(offer.privateOfferId) });
    },
  });
  return (
    <Page
      title={t('privateOffers.new')}
      purpose={t('privateOffers.purpose')}
      crumbs={[{ label: t('menu.privateOffers'), to: paths.privateOffers }]}
    >
      <Form form={form} submit={t('newOffer.create')} cancelTo={paths.privateOffers} sheet>
        <TextInput
          form={form}
          name="name"
          label={t('privateOffer.name')}
          hint={t('privateOffer.name.hint')}
          required
          maxLength={100}
        />
      </Form>
    </Page>
  );
}
