import { Field, Select } from '@fluentui/react-components';
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { ComparedChanges, stateText } from '../features/offers/document/compared-changes.tsx';
import { OfferEditor } from '../features/offers/editor/editor.tsx';
import { currentPreview } from '../features/offers/publish/preview-state.tsx';
import { submissionsQuery, versionsQuery } from '../features/offers/queries.ts';
import { Section } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Two states of an offer beside each other: draft, preview, live, or any version. */
export function OfferComparePage() {
  const t = useText();
  return (
    <OfferEditor page="overview" title={t('compare.title')} purpose={t('compare.purpose')} readOnly>
      {({ offer }) => <Compare offer={offer} />}
    </OfferEditor>
  );
}

function Compare({ offer }: { offer: Offer }) {
  const t = useText();
  const navigate = useNavigate();
  const wanted = useLocation({ select: ({ search }) => search });
  const states = useStates(offer);
  const fallback = states.find((state) => state !== 'draft') ?? 'draft';
  const from = states.includes(wanted.from ?? '') ? wanted.from! : fallback;
  const to = states.includes(wanted.to ?? '') ? wanted.to! : 'draft';
  const choose = (part: { from?: string; to?: string }) =>
    void navigate({ to: '.', search: { from, to, ...part }, replace: true });
  if (states.length < 2) return <EmptyState title={t('compare.nothing')} text={t('compare.nothing.text')} />;
  return (
    <Section title={t('compare.changes')}>
      <div className="field-row">
        <StateChoice
          label={t('compare.from')}
          states={states}
          value={from}
          onChange={(state) => choose({ from: state })}
        />
        <StateChoice label={t('compare.to')} states={states} value={to} onChange={(state) => choose({ to: state })} />
      </div>
      <ComparedChanges offer={offer} from={from} to={to} />
      <p className="quiet">{t('compare.audience')}</p>
    </Section>
  );
}

interface StateChoiceProps {
  readonly label: string;
  readonly states: readonly string[];
  readonly value: string;
  readonly onChange: (state: string) => void;
}

function StateChoice(props: StateChoiceProps) {
  const t = useText();
  return (
    <Field label={props.label}>
      <Select value={props.value} onChange={(_, data) => props.onChange(data.value)}>
        {props.states.map((state) => (
          <option key={state} value={state}>
            {stateText(t, state)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** States there are, newest first. */
function useStates(offer: Offer): readonly string[] {
  const versions = useQuery(versionsQuery(offer.offerId)).data?.items ?? [];
  const submissions = useQuery(submissionsQuery(offer.offerId)).data?.items ?? [];
  return [
    'draft',
    ...(currentPreview(submissions) ? ['preview'] : []),
    ...(offer.live ? ['live'] : []),
    ...versions
      .map((version) => version.number)
      .toSorted((left, right) => right - left)
      .map(String),
  ];
}
