import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { OfferEditor, PageProblems, type Editor } from '../features/offers/editor/editor.tsx';
import { marketsQuery } from '../features/reference/queries.ts';
import { PlanEditor } from '../features/offers/plans/editor.tsx';
import { PlanList } from '../features/offers/plans/list.tsx';
import { tidied } from '../features/offers/plans/model.ts';
import { versionQuery } from '../features/offers/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The plans of an offer; `?plan=` opens one of them, within the same unsaved draft. */
export function OfferPlansPage() {
  const t = useText();
  const planId = useLocation({ select: ({ search }) => search.plan });
  return (
    <OfferEditor page="plans" purpose={t('offerPlans.purpose')} ownProblems={planId !== undefined}>
      {(editor) => (planId ? <OpenPlan editor={editor} planId={planId} /> : <PlanList editor={editor} />)}
    </OfferEditor>
  );
}

function OpenPlan({ editor, planId }: { editor: Editor; planId: string }) {
  const t = useText();
  const { offer, document } = editor;
  const markets = useQuery(marketsQuery);
  const live = useQuery(versionQuery(offer.offerId, offer.live?.number)).data?.document.plans;
  const index = document.plans.findIndex((plan) => plan.planId === planId);
  const plan = document.plans[index];
  const back = paths.offer(offer.offerId, 'plans');
  const published = live?.find((other) => other.planId === planId);
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
      <div className="section-head">
        <p className="inline-link">
          <TextLink to={back}>{t('offerPlans.back')}</TextLink>
          <span aria-hidden>›</span>
          <strong>{plan.name || plan.planId}</strong>
        </p>
        <RemovePlan
          editor={editor}
          index={index}
          published={published !== undefined && document.setup.sellThroughOperator}
          back={back}
        />
      </div>
      <PageProblems offer={offer} saved={editor.form.sent} problems={editor.problemsUnder(`plans[${index}]`)} />
      <Loaded query={markets}>
        {({ items }) => (
          <PlanEditor
            key={planId}
            kind={offer.kind}
            form={editor.form}
            at={`plans.${index}`}
            plan={plan}
            published={published}
            saved={editor.saved}
            markets={items}
            onChange={(changed) => editor.change({ plans: document.plans.with(index, tidied(changed, items)) })}
            problem={(path) => editor.problem(`plans[${index}].${path}`)}
          />
        )}
      </Loaded>
    </>
  );
}

/** A plan that was never published may go; one that was is stopped, since somebody may have it. */
function RemovePlan(props: { editor: Editor; index: number; published: boolean; back: string }) {
  const t = useText();
  const navigate = useNavigate();
  const { plans } = props.editor.document;
  const remove = () => {
    props.editor.change({ plans: plans.toSpliced(props.index, 1) });
    void navigate({ to: props.back, search: {} });
  };
  return (
    <ActionButton
      size="small"
      subtle
      unless={props.published ? t('offerPlans.remove.published') : undefined}
      onAct={remove}
    >
      {t('offerPlans.remove')}
    </ActionButton>
  );
}
