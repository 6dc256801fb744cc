/**
 * Frame of the offer editor: the offer's menu, Save draft and Review and publish, warning before leaving unsaved.
 * Every page edits its own part of one draft document.
 */
import type { Offer, OfferDocument, OfferPage, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { paths, type OfferPageName } from '../../../paths.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx';
import { ProblemSummary } from '../../../ui/form/problem-summary.tsx';
import { fieldPath } from '../../../ui/form/problems.ts';
import { LinkButton } from '../../../ui/link.tsx';
import { Page } from '../../../ui/page.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { Status } from '../../../ui/status.tsx';
import { useText } from '../../../ui/text.tsx';
import { useHush } from '../../../ui/toast.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { OfferMenu } from './menu.tsx';
import { hasPage, pagesOf, whyNot } from './pages.ts';
import { offerQuery, problemsQuery } from '../queries.ts';
import { ProblemList } from '../publish/reviewed-pages.tsx';
import { useOfferDraft, type OfferForm } from './use-offer-draft.ts';
import { Message } from '../../../ui/message.tsx';
import { OfferStateBadge, pageText } from '../words.tsx';

export interface Editor {
  readonly offer: Offer;
  readonly form: OfferForm;
  readonly document: OfferDocument;
  /** Nothing is changed but not saved. */
  readonly saved: boolean;
  /** Replaces members of the document; nothing is kept until it is saved. */
  readonly change: (part: Partial<OfferDocument>) => void;
  /** What is wrong at a path of the saved draft; told once the person has saved, or comes from the review. */
  readonly problem: (path: string) => string | undefined;
  /** The same from a path on. */
  readonly problemsUnder: (path: string) => readonly OfferProblem[];
}

interface EditorProps {
  /** Which page of the menu it is, or belongs to. */
  readonly page: OfferPageName;
  /** Title of a page that is not in the menu; the page's own name unless given. */
  readonly title?: string;
  readonly purpose: ReactNode;
  readonly children: (editor: Editor) => ReactNode;
  /** Pages without fields: overview, review, comparison, versions. */
  readonly readOnly?: boolean;
  readonly actions?: (editor: Editor) => ReactNode;
  /** The page sums up what is missing itself. */
  readonly ownProblems?: boolean;
}

export function OfferEditor(props: EditorProps) {
  const { offerId } = useParams({ from: '/framed/publisher/offers/$offerId' });
  const query = useQuery(offerQuery(offerId));
  return (
    <Loaded query={query} page>
      {(offer) => <LoadedEditor key={offerId} offer={offer} {...props} />}
    </Loaded>
  );
}

function LoadedEditor(props: EditorProps & { offer: Offer }) {
  const { offer, page } = props;
  const t = useText();
  const problems = useQuery(problemsQuery(offer.offerId, offer.revision)).data?.problems;
  const asked = useLocation({ select: ({ search }) => search.check === '1' });
  const form = useOfferDraft(offer, problems ?? [], asked);
  const told = form.tells ? (problems ?? []) : [];
  const editor: Editor = {
    offer,
    form,
    document: form.values,
    saved: !form.changed,
    change: form.change,
    problem: (path) => form.told(fieldPath(path)),
    problemsUnder: (path) => told.filter((problem) => problem.path.startsWith(path)),
  };
  const absent = !hasPage(offer, page);
  const commands = absent ? null : <SaveCommands offer={offer} form={form} page={page} />;
  return (
    <Page
      title={props.title ?? t(pageText(page))}
      purpose={props.purpose}
      crumbs={[
        { label: t('menu.offers'), to: paths.offers },
        { label: offer.name, to: paths.offer(offer.offerId) },
      ]}
      badge={
        isChecked(page) && problems && !absent ? (
          <PageStatus page={page} problems={problems} />
        ) : (
          <OfferStateBadge state={offer.state} />
        )
      }
      actions={props.readOnly ? props.actions?.(editor) : commands}
    >
      <div className="with-menu">
        <OfferMenu offer={offer} page={page} problems={problems} />
        <div className="stack">
          <ProblemSummary error={form.error} problems={form.problems} />
          {props.ownProblems ? null : (
            <PageProblems offer={offer} saved={form.sent} problems={told.filter((each) => each.page === page)} />
          )}
          {absent ? <AbsentPage offer={offer} page={page} /> : props.children(editor)}
          {props.readOnly ? null : <div className="form-foot">{commands}</div>}
        </div>
      </div>
      {form.conflict ? <ConflictDialog conflict={form.conflict} offer={offer} /> : null}
      <LeaveGuard changed={form.changed} />
    </Page>
  );
}

function SaveCommands({ offer, form, page }: { offer: Offer; form: OfferForm; page: OfferPageName }) {
  const t = useText();
  const navigate = useNavigate();
  const pages = pagesOf(offer);
  const next = pages[pages.indexOf(page) + 1];
  const onward = next && next !== 'publish' ? paths.offer(offer.offerId, next) : undefined;
  return (
    <>
      <ActionButton busy={form.busy} unless={form.changed ? undefined : t('form.unchanged')} onAct={() => form.send()}>
        {t('offer.saveDraft')}
      </ActionButton>
      {onward && form.changed ? (
        <ActionButton busy={form.busy} onAct={() => form.send(() => void navigate({ to: onward }))}>
          {t('offer.saveAndContinue')}
        </ActionButton>
      ) : null}
      {onward && !form.changed ? <LinkButton to={onward}>{t('offer.continue')}</LinkButton> : null}
      <LinkButton appearance="primary" to={paths.offer(offer.offerId, 'publish')}>
        {t('offer.reviewAndPublish')}
      </LinkButton>
    </>
  );
}

/** An address of the menu that this offer has no page for. */
function AbsentPage({ offer, page }: { offer: Offer; page: OfferPageName }) {
  const t = useText();
  return (
    <EmptyState
      title={t('offerPage.absent')}
      text={t(whyNot(offer, page))}
      action={<LinkButton to={paths.offer(offer.offerId)}>{t('offerPage.overview')}</LinkButton>}
    />
  );
}

interface PageProblemsProps {
  readonly offer: Offer;
  readonly problems: readonly OfferProblem[];
  /** The draft was saved here: that is said above what is missing, and not by a toast over it. */
  readonly saved: boolean;
}

/** What is missing on the page, summed up above its fields; an open plan sums up its own. */
export function PageProblems({ offer, problems, saved }: PageProblemsProps) {
  const t = useText();
  useHush(problems.length > 0);
  if (problems.length === 0) return null;
  return (
    <Message tone="bad" alert>
      {saved ? <p>{t('offer.saved')}</p> : null}
      <strong>{t('form.problems', { count: problems.length })}</strong>
      <ProblemList offer={offer} problems={problems} />
    </Message>
  );
}

const isChecked = (page: OfferPageName): page is OfferPage => page !== 'overview' && page !== 'publish';

function PageStatus(props: { page: OfferPage; problems: readonly OfferProblem[] }) {
  const t = useText();
  const complete = !props.problems.some((problem) => problem.page === props.page);
  return <Status tone={complete ? 'good' : 'attention'}>{t(complete ? 'offer.complete' : 'offer.incomplete')}</Status>;
}
