import type { OfferPlan } from '@comptoir/contracts/comptoir/offers';
import { plan as planShape } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { OfferEditor, type Editor } from '../features/offers/editor.tsx';
import { marketsQuery } from '../features/offers/markets-query.ts';
import { PlanEditor } from '../features/offers/plan-editor.tsx';
import { newPlan, tidied } from '../features/offers/plan-model.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextField } from '../ui/form.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { Table } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The plans of an offer; `?plan=` opens one of them, within the same unsaved draft. */
export function OfferPlansPage() {
  const t = useText();
  const planId = useLocation({ select: ({ search }) => (search as { plan?: string }).plan });
  return (
    <OfferEditor page="plans" purpose={t('offerPlans.purpose')}>
      {(editor) => (planId ? <OpenPlan editor={editor} planId={planId} /> : <PlanList editor={editor} />)}
    </OfferEditor>
  );
}

function PlanList({ editor }: { editor: Editor }) {
  const t = useText();
  const { plans } = editor.document;
  const columns: readonly Column<OfferPlan>[] = [
    {
      id: 'name',
      header: t('plan.name'),
      text: (plan) => plan.name || plan.planId,
      cell: (plan) => (
        <TextLink to={`${paths.offer(editor.offer.offerId, 'plans')}?plan=${encodeURIComponent(plan.planId)}`}>
          {plan.name || plan.planId}
        </TextLink>
      ),
    },
    { id: 'id', header: t('plan.id'), text: (plan) => plan.planId },
    { id: 'model', header: t('plan.pricingModel'), text: (plan) => t(`plan.${plan.pricingModel}`) },
    {
      id: 'terms',
      header: t('plan.terms'),
      text: (plan) => plan.terms.map(({ term }) => t(`term.${term}`)).join(', '),
    },
    {
      id: 'markets',
      header: t('plan.markets'),
      text: (plan) =>
        plan.markets === 'all' ? t('plan.markets.all') : t('plan.markets.count', { count: plan.markets.length }),
    },
  ];
  return (
    <>
      {plans.length === 0 ? (
        <EmptyState title={t('offerPlans.empty')} text={t('offerPlans.empty.text')} />
      ) : (
        <Table name={t('offerPage.plans')} rows={plans} rowKey={(plan) => plan.planId} columns={columns} />
      )}
      <NewPlan editor={editor} />
    </>
  );
}

function NewPlan({ editor }: { editor: Editor }) {
  const t = useText();
  const { plans } = editor.document;
  const [name, setName] = useState('');
  const [planId, setPlanId] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = (event: FormEvent) => {
    event.preventDefault();
    const taken = plans.some((plan) => plan.planId === planId);
    const fits = planShape.shape.planId.safeParse(planId).success;
    setProblem(taken ? t('problems.PlanIdTwice') : fits ? undefined : t('plan.id.hint'));
    if (taken || !fits) return;
    editor.change({ plans: [...plans, newPlan(planId, name)] });
    setName('');
    setPlanId('');
  };
  return (
    <Section title={t('offerPlans.new')}>
      <form onSubmit={add} noValidate className="stack">
        <div className="field-row">
          <TextField label={t('plan.name')} required maxLength={200} value={name} onChange={setName} />
          <TextField
            label={t('plan.id')}
            required
            maxLength={50}
            hint={t('plan.id.hint')}
            value={planId}
            onChange={setPlanId}
            problem={problem}
          />
        </div>
        <div>
          <ActionButton submit unless={name && planId ? undefined : t('offerPlans.new.incomplete')}>
            {t('offerPlans.add')}
          </ActionButton>
        </div>
      </form>
    </Section>
  );
}

function OpenPlan({ editor, planId }: { editor: Editor; planId: string }) {
  const t = useText();
  const { offerId } = useParams({ strict: false }) as { offerId: string };
  const markets = useQuery(marketsQuery);
  const { plans } = editor.document;
  const index = plans.findIndex((plan) => plan.planId === planId);
  const plan = plans[index];
  const back = paths.offer(offerId, 'plans');
  if (!plan) {
    return (
      <EmptyState
        title={t('offerPlans.gone')}
        text={t('offerPlans.gone.text')}
        action={<LinkButton to={back}>{t('offerPlans.back')}</LinkButton>}
      />
    );
  }
  return (
    <>
      <p className="inline-link">
        <TextLink to={back}>{t('offerPlans.back')}</TextLink>
        <strong>{plan.name || plan.planId}</strong>
      </p>
      <Loaded query={markets}>
        {({ items }) => (
          <PlanEditor
            plan={plan}
            markets={items}
            onChange={(changed) => editor.change({ plans: plans.with(index, tidied(changed, items)) })}
            problem={(path) => editor.problem(`plans[${index}].${path}`)}
          />
        )}
      </Loaded>
    </>
  );
}
