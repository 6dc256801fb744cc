import type { Offer } from '@comptoir/contracts/comptoir/offers';
import {
  newPublisherRequest,
  type AudienceTransitions,
  type PublisherRequestForm,
} from '@comptoir/contracts/comptoir/publisher-requests';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../features/account/me.ts';
import { anyOfferQuery, offerQuery } from '../features/offers/queries.ts';
import { isGuid } from '../ui/typed.ts';
import { ChoicesStep } from '../features/support/choices-step.tsx';
import { DetailsStep } from '../features/support/details-step.tsx';
import { transitionsQuery, requestFormQuery, sendRequest } from '../features/support/queries.ts';
import {
  bodyOf,
  detailProblems,
  linkedChange,
  type NamedPartner,
  type RequestDraft,
} from '../features/support/request-draft.ts';
import { paths } from '../paths.ts';
import { useForm } from '../ui/form/use-form.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

type Search = Readonly<Record<string, string | undefined>>;

/** The support request form of the source, in its two steps (rules A16 to A20). */
export function NewSupportRequestPage() {
  const t = useText();
  const search = useLocation({ select: (location) => location.search });
  const navigate = useNavigate();
  const any = useQuery(anyOfferQuery('published'));
  const chosen = isGuid(search['offer'] ?? '') ? search['offer'] : undefined;
  const choose = (offer: string) =>
    void navigate({ to: '.', search: { ...search, offer }, replace: true, resetScroll: false });
  return (
    <Page
      title={t('support.new')}
      purpose={t('requestForm.purpose')}
      crumbs={[{ label: t('menu.support'), to: paths.support }]}
    >
      <Loaded query={any}>
        {({ total }) => {
          if (total === 0) return <EmptyState title={t('requestForm.noOffer')} text={t('requestForm.noOffer.text')} />;
          if (!chosen) return <ChoicesStep offer={undefined} onOffer={choose} form={undefined} onNext={nothing} />;
          return <OfferForm key={chosen} offerId={chosen} onOffer={choose} search={search} />;
        }}
      </Loaded>
    </Page>
  );
}

const nothing = () => undefined;

interface OfferFormProps {
  readonly offerId: string;
  readonly onOffer: (offerId: string) => void;
  readonly search: Search;
}

/** What has no audience has nothing that the operator could change (rule A2). */
function OfferForm({ offerId, ...rest }: OfferFormProps) {
  const t = useText();
  const offer = useQuery(offerQuery(offerId));
  return (
    <Loaded query={offer}>
      {(detail) =>
        detail.audienceModule ? (
          <AudienceForm {...rest} offer={detail} />
        ) : (
          <ChoicesStep
            offer={detail}
            onOffer={rest.onOffer}
            form={undefined}
            onNext={nothing}
            remark={t('requestForm.noAudience')}
          />
        )
      }
    </Loaded>
  );
}

function AudienceForm(props: Omit<OfferFormProps, 'offerId'> & { readonly offer: Offer }) {
  const form = useQuery(requestFormQuery(props.offer.offerId));
  const transitions = useQuery(transitionsQuery(props.offer.offerId));
  return (
    <Loaded query={form}>
      {(filled) => (
        <Loaded query={transitions}>{(possible) => <Steps {...props} form={filled} transitions={possible} />}</Loaded>
      )}
    </Loaded>
  );
}

interface StepsProps extends Omit<OfferFormProps, 'offerId'> {
  readonly form: PublisherRequestForm;
  readonly transitions: AudienceTransitions;
  readonly offer: Offer;
}

function Steps({ onOffer, search, form: filledIn, transitions, offer }: StepsProps) {
  const [step, setStep] = useState(1);
  const form = useRequestForm(filledIn, transitions, useFirstDraft(search, filledIn, offer));
  return (
    <>
      {step === 1 ? (
        <ChoicesStep offer={offer} onOffer={onOffer} form={filledIn} onNext={() => setStep(2)} />
      ) : (
        <DetailsStep
          filledIn={filledIn}
          transitions={transitions}
          listed={listedIn(offer, transitions)}
          form={form}
          onBack={() => setStep(1)}
        />
      )}
    </>
  );
}

/** What the form begins with: the deep link's change, the draft's partners, and the person as the contact. */
function useFirstDraft(search: Search, form: PublisherRequestForm, offer: Offer): RequestDraft {
  const t = useText();
  const { user } = useMe();
  const partners = (search['partners'] ?? '').split(',').filter(isGuid);
  return {
    title: form.titles[t.language],
    change: linkedChange(search['change']),
    leaving: partners.filter((partner) => offer.liveAudience?.partnerTenantIds.includes(partner)),
    joining: offer.audiencePartners,
    description: '',
    contact: { name: user.displayName, email: user.email, phone: '' },
  };
}

/** The partners in force, by the name that the draft or their sales give them. */
function listedIn(offer: Offer, transitions: AudienceTransitions): readonly NamedPartner[] {
  const known = new Map<string, string>();
  for (const { tenantId, name } of [...offer.audiencePartners, ...transitions.soldPartners]) known.set(tenantId, name);
  const ids = offer.liveAudience?.partnerTenantIds ?? [];
  return ids.map((tenantId) => ({ tenantId, name: known.get(tenantId) ?? tenantId }));
}

function useRequestForm(filledIn: PublisherRequestForm, transitions: AudienceTransitions, start: RequestDraft) {
  const t = useText();
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useForm({
    shape: newPublisherRequest,
    start,
    body: (draft) => bodyOf(filledIn, draft),
    check: (draft) => detailProblems(draft, { form: filledIn, transitions }, t),
    fieldOf: (path) => (path.startsWith('change') ? 'change' : undefined),
    send: sendRequest,
    onSent: async ({ requestId }) => {
      await queries.invalidateQueries({ queryKey: ['support'] });
      await queries.invalidateQueries({ queryKey: transitionsQuery(filledIn.offerId).queryKey });
      say(t('requestForm.sent'));
      await navigate({ to: paths.ownRequest(requestId) });
    },
  });
}
