import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { CallError } from '@comptoir/contracts/call';
import { newOffer, offerKinds, type OfferKind } from '@comptoir/contracts/comptoir/offers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { createOffer, offerLists } from '../features/offers/queries.ts';
import { kindText } from '../features/offers/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LeaveGuard, problemAt, ProblemSummary, TextField, type FieldProblem } from '../ui/form.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

function useNewOffer() {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [kind, setKind] = useState<OfferKind>();
  const [name, setName] = useState('');
  const [externalId, setExternalId] = useState('');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const create = useMutation({
    mutationFn: createOffer,
    onSuccess: async (offer) => {
      await queries.invalidateQueries({ queryKey: offerLists });
      await navigate({ to: paths.offer(offer.offerId, 'setup') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = newOffer.safeParse({ kind, name, externalId });
    const wrong = new Set(read.error?.issues.map((issue) => String(issue.path[0])));
    setProblems(
      (['kind', 'name', 'externalId'] as const)
        .filter((field) => wrong.has(field))
        .map((path) => ({ path, message: t(`newOffer.${path}.problem`) })),
    );
    if (read.success) create.mutate(read.data);
  };
  return { kind, setKind, name, setName, externalId, setExternalId, problems, create, submit };
}

/** A new offer: its kind and an id, which both stay, and a name. */
export function NewOfferPage() {
  const t = useText();
  const { kind, setKind, name, setName, externalId, setExternalId, problems, create, submit } = useNewOffer();
  const isTaken = create.error instanceof CallError && create.error.code === 'OfferExternalIdTaken';
  const taken = isTaken ? t('errors.OfferExternalIdTaken') : undefined;
  const changed = kind !== undefined || name !== '' || externalId !== '';
  return (
    <Page
      title={t('offers.new')}
      purpose={t('newOffer.purpose')}
      crumbs={[{ label: t('menu.offers'), to: paths.offers }]}
    >
      <form className="form sheet" onSubmit={submit} noValidate>
        <ProblemSummary error={create.error} problems={problems} />
        <KindChoice kind={kind} onChange={setKind} problem={problemAt('kind', problems, create.error)} />
        <TextField
          label={t('offers.name')}
          value={name}
          onChange={setName}
          required
          maxLength={120}
          problem={problemAt('name', problems, create.error)}
        />
        <TextField
          label={t('offers.id')}
          hint={t('newOffer.externalId.hint')}
          value={externalId}
          onChange={setExternalId}
          required
          maxLength={50}
          problem={taken ?? problemAt('externalId', problems, create.error)}
        />
        <div className="form-foot">
          <ActionButton primary submit busy={create.isPending} unless={changed ? undefined : t('form.unchanged')}>
            {t('newOffer.create')}
          </ActionButton>
          <LinkButton to={paths.offers}>{t('action.cancel')}</LinkButton>
        </div>
      </form>
      <LeaveGuard changed={changed && !create.isPending && !create.isSuccess} />
    </Page>
  );
}

interface KindChoiceProps {
  readonly kind: OfferKind | undefined;
  readonly onChange: (kind: OfferKind) => void;
  readonly problem: string | undefined;
}

function KindChoice({ kind, onChange, problem }: KindChoiceProps) {
  const t = useText();
  return (
    <Field label={t('offerOverview.kind')} required {...(problem ? { validationMessage: problem } : {})}>
      <RadioGroup value={kind ?? ''} onChange={(_, data) => onChange(data.value as OfferKind)}>
        {offerKinds.map((each) => (
          <Radio
            key={each}
            value={each}
            label={
              <>
                {t(kindText(each))}
                <br />
                <span className="quiet">{t(`offerKind.${each}.hint`)}</span>
              </>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
