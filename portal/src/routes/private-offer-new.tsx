import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { createPrivateOffer } from '../features/private-offers/queries.ts';
import { useKeep } from '../features/private-offers/use-editor.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LeaveGuard, ProblemSummary, TextField } from '../ui/form.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** A private offer begins with its name; everything else is its draft. */
export function NewPrivateOfferPage() {
  const t = useText();
  const navigate = useNavigate();
  const keep = useKeep();
  const [name, setName] = useState('');
  const changed = name.trim() !== '';
  const create = useMutation({
    mutationFn: createPrivateOffer,
    onSuccess: async (offer) => {
      await keep(offer);
      await navigate({ to: paths.privateOffer(offer.privateOfferId) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) create.mutate(name);
  };
  return (
    <Page
      title={t('privateOffers.new')}
      purpose={t('privateOffers.purpose')}
      crumbs={[{ label: t('menu.privateOffers'), to: paths.privateOffers }]}
    >
      <form className="form sheet" onSubmit={submit} noValidate>
        <ProblemSummary error={create.error} />
        <TextField
          label={t('privateOffer.name')}
          hint={t('privateOffer.name.hint')}
          required
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <div className="form-foot">
          <ActionButton primary submit busy={create.isPending} unless={changed ? undefined : t('form.unchanged')}>
            {t('newOffer.create')}
          </ActionButton>
          <LinkButton to={paths.privateOffers}>{t('action.cancel')}</LinkButton>
        </div>
      </form>
      <LeaveGuard changed={changed && !create.isPending && !create.isSuccess} />
    </Page>
  );
}
