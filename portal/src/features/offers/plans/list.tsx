/** The plans of an offer at a glance: how each is paid, where and to whom it is sold, and whether partners resell it. */
import type { OfferKind, OfferPlan } from '@comptoir/contracts/comptoir/offers';
import { plan as planShape } from '@comptoir/contracts/comptoir/offers';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../../paths.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { TextInput } from '../../../ui/form/fields.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { TextLink } from '../../../ui/link.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { Status } from '../../../ui/status.tsx';
import { useText } from '../../../ui/text.tsx';
import type { Editor } from '../editor/editor.tsx';
import type { PlanChoices } from '@comptoir/contracts/comptoir/reference';
import { usePlanChoices } from './choices.ts';
import { isResoldByDefault, newPlan } from './model.ts';

export function PlanList({ editor }: { editor: Editor }) {
  const t = useText();
  const { plans } = editor.document;
  const columns = usePlanColumns(editor.offer.kind, (planId) => paths.offerPlan(editor.offer.offerId, planId));
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

function usePlanColumns(kind: OfferKind, address: (planId: string) => string): readonly Column<OfferPlan>[] {
  const t = useText();
  const choices = usePlanChoices();
  const modelText = (plan: OfferPlan) =>
    t(plan.applicationType ? `plan.applicationType.${plan.applicationType}` : `plan.${plan.pricingModel}`);
  const marketsText = (count: number) => t(count === 0 ? 'plan.markets.count' : 'price.markets', { count });
  const terms: Column<OfferPlan> = {
    id: 'terms',
    header: t('plan.terms'),
    text: (plan) => plan.terms.map(({ term }) => t(`term.${term}`)).join(', ') || '–',
  };
  return [
    {
      id: 'name',
      header: t('plan.name'),
      text: (plan) => plan.name || plan.planId,
      cell: (plan) => (
        <>
          <TextLink to={address(plan.planId)}>{plan.name || plan.planId}</TextLink>
          <br />
          <code>{plan.planId}</code>
        </>
      ),
    },
    { id: 'model', header: t('plan.pricingModel'), text: modelText },
    ...(kind === 'saas' || kind === 'azureApplication' ? [terms] : []),
    {
      id: 'markets',
      header: t('plan.markets'),
      text: (plan) => (plan.markets === 'all' ? t('plan.markets.all') : marketsText(plan.markets.length)),
    },
    {
      id: 'sale',
      header: t('plan.sale'),
      text: (plan) => t(saleText(plan)),
      cell: (plan) => (
        <Status tone={plan.stopped ? 'bad' : plan.private ? 'neutral' : 'good'}>{t(saleText(plan))}</Status>
      ),
    },
    { id: 'resale', header: t('plan.resale'), text: (plan) => t(resaleText(choices, kind, plan)) },
  ];
}

const saleText = (plan: OfferPlan) =>
  plan.stopped ? 'plan.sale.state.stopped' : plan.private ? 'plan.sale.state.private' : 'plan.sale.state.public';

function resaleText(choices: PlanChoices, kind: OfferKind, plan: OfferPlan) {
  if (plan.private) return 'plan.resale.private';
  return isResoldByDefault(choices, kind, plan) ? 'plan.resale.default' : 'plan.resale.audience';
}

const planBegin = planShape.pick({ planId: true, name: true });

/** A plan begins with its name and its id; everything else is its page. */
function NewPlan({ editor }: { editor: Editor }) {
  const t = useText();
  const navigate = useNavigate();
  const { plans } = editor.document;
  const form = useForm({
    shape: planBegin,
    start: { name: '', planId: '' },
    words: { planId: t('plan.id.hint') },
    check: ({ planId }) =>
      plans.some((plan) => plan.planId === planId) ? [{ path: 'planId', message: t('problems.PlanIdTwice') }] : [],
    send: async ({ name, planId }) => {
      editor.change({ plans: [...plans, newPlan(editor.offer.kind, planId, name)] });
      await navigate({ to: paths.offer(editor.offer.offerId, 'plans'), search: { plan: planId } });
    },
  });
  return (
    <Section title={t('offerPlans.new')}>
      <form onSubmit={form.submit} noValidate className="stack">
        <div className="field-row">
          <TextInput form={form} name="name" label={t('plan.name')} required maxLength={200} />
          <TextInput form={form} name="planId" label={t('plan.id')} required maxLength={50} hint={t('plan.id.hint')} />
        </div>
        <div>
          <ActionButton submit>{t('offerPlans.add')}</ActionButton>
        </div>
      </form>
    </Section>
  );
}
