/** Submitting a private offer: what follows from it is read before it is done, because nothing of it changes afterwards. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { submitPrivateOffer } from './queries.ts';
import { useKeep, type Editor } from './use-editor.ts';
import { percentText, startText } from './words.tsx';

export function SubmitButton({ editor }: { editor: Editor }) {
  const t = useText();
  const say = useSay();
  const keep = useKeep();
  const words = useFaultText();
  const [asking, setAsking] = useState(false);
  const { privateOfferId, revision } = editor.saved;
  const submit = useMutation({
    mutationFn: () => submitPrivateOffer(privateOfferId, revision),
    onSuccess: async (offer) => {
      await keep(offer);
      say(t('privateOffer.submitted'));
    },
    onError: (error) => say(words(error)),
  });
  const reason = editor.form.changed
    ? t('privateOffer.saveFirst')
    : !editor.checked
      ? t('state.loading')
      : editor.missing > 0
        ? t('privateOffer.problems', { count: editor.missing })
        : undefined;
  return (
    <>
      <ActionButton primary busy={submit.isPending} unless={reason} onAct={() => setAsking(true)}>
        {t('privateOffer.submit')}
      </ActionButton>
      {asking ? (
        <Confirm
          title={t('privateOffer.submit.ask', { name: editor.saved.document.name })}
          text={<Consequences editor={editor} />}
          confirm={t('privateOffer.submit')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            setAsking(false);
            submit.mutate();
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function Consequences({ editor }: { editor: Editor }) {
  const t = useText();
  const { document, authorises, offers, partnerStates } = editor.saved;
  const offerName = (id: string) => offers.find((each) => each.offerId === id)?.name ?? id;
  const planName = (offerId: string, planId: string | undefined) =>
    planId === undefined
      ? t('privateOffer.everyPlan')
      : (offers.find((each) => each.offerId === offerId)?.plans.find((each) => each.planId === planId)?.name ?? planId);
  const partnerName = (id: string) => partnerStates.find((each) => each.tenantId === id)?.name ?? id;
  return (
    <ul className="bullets">
      {document.pricing.map((price) => (
        <li key={`${price.offerId} ${price.planId}`}>
          {t('privateOffer.submit.price', {
            offer: offerName(price.offerId),
            plan: planName(price.offerId, price.planId),
            percentage: percentText(t, price.discountPercentage),
          })}
        </li>
      ))}
      <li>
        {t('privateOffer.submit.period', {
          partners: partnersText(
            t,
            document.beneficiaries.map(({ partnerTenantId }) => partnerName(partnerTenantId)),
          ),
          start: startText(t, document.start),
          end: t.formats.day(document.end ?? undefined),
        })}
      </li>
      {Map.groupBy(authorises, (each) => each.offerId)
        .entries()
        .map(([offerId, each]) => (
          <li key={offerId}>
            {t('privateOffer.submit.authorises', {
              offer: offerName(offerId),
              partners: partnersText(
                t,
                each.map(({ partnerTenantId }) => partnerName(partnerTenantId)),
              ),
            })}
          </li>
        ))
        .toArray()}
      <li>{t('privateOffer.submit.fixed')}</li>
    </ul>
  );
}

/** More names than this nobody reads. */
const mostNamed = 20;

function partnersText(t: Text, names: readonly string[]): string {
  const more = names.length - mostNamed;
  if (more <= 0) return t.formats.all(names);
  return t.formats.all([...names.slice(0, mostNamed), t('privateOffer.submit.more', { count: more })]);
}
