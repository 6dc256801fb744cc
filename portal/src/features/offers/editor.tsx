/**
 * Frame of the offer editor: the offer's menu, Save draft and Review and publish, warning before leaving unsaved.
 * Every page edits its own part of one draft document.
 */
import type { Offer, OfferDocument, OfferPage, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { offerPageNames, paths, type OfferPageName } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LeaveGuard, ProblemSummary } from '../../ui/form.tsx';
import { LinkButton, TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Status } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { offerQuery, offersQuery, problemsQuery, saveDraft } from './queries.ts';
import { OfferStateBadge, pageText, useProblemText } from './words.tsx';

export interface Editor {
  readonly offer: Offer;
  readonly document: OfferDocument;
  /** Replaces members of the document; nothing is kept until it is saved. */
  readonly change: (part: Partial<OfferDocument>) => void;
  /** What is wrong at a path of the saved draft; told once the person came from the review. */
  readonly problem: (path: string) => string | undefined;
}

interface EditorProps {
  readonly page: OfferPageName;
  readonly purpose: ReactNode;
  readonly children: (editor: Editor) => ReactNode;
  /** Pages without fields: overview, preview, review. */
  readonly readOnly?: boolean;
  readonly actions?: (editor: Editor) => ReactNode;
}

export function OfferEditor(props: EditorProps) {
  const { offerId } = useParams({ strict: false }) as { offerId: string };
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
  const [edited, setEdited] = useState<OfferDocument>();
  const document = edited ?? offer.document;
  const changed = edited !== undefined && JSON.stringify(edited) !== JSON.stringify(offer.document);
  const problems = useQuery(problemsQuery(offer.offerId, offer.revision)).data?.problems;
  const save = useSave(offer, () => setEdited(undefined));
  const problem = useShownProblem(problems, edited === undefined);
  const editor: Editor = { offer, document, change: (part) => setEdited({ ...document, ...part }), problem };
  const commands = (
    <>
      <ActionButton
        busy={save.isPending}
        unless={changed ? undefined : t('form.unchanged')}
        onAct={() => save.mutate(document)}
      >
        {t('offer.saveDraft')}
      </ActionButton>
      <LinkButton appearance="primary" to={paths.offer(offer.offerId, 'publish')}>
        {t('offer.reviewAndPublish')}
      </LinkButton>
    </>
  );
  return (
    <Page
      title={t(pageText(page))}
      purpose={props.purpose}
      crumbs={[
        { label: t('menu.offers'), to: paths.offers },
        { label: offer.name, to: paths.offer(offer.offerId) },
      ]}
      badge={
        isOfferPage(page) && problems ? (
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
          <ProblemSummary error={save.error} />
          {props.children(editor)}
          {props.readOnly ? null : <div className="form-foot">{commands}</div>}
        </div>
      </div>
      <LeaveGuard changed={changed} />
    </Page>
  );
}

function useSave(offer: Offer, onSaved: () => void) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (document: OfferDocument) => saveDraft(offer.offerId, offer.revision, document),
    onSuccess: async (saved) => {
      queries.setQueryData(offerQuery(offer.offerId).queryKey, saved);
      onSaved();
      say(t('offer.saved'));
      await queries.invalidateQueries({ queryKey: offersQuery.queryKey });
    },
  });
}

function useShownProblem(problems: readonly OfferProblem[] | undefined, saved: boolean) {
  const words = useProblemText();
  const asked = useLocation({ select: ({ search }) => (search as { check?: string }).check === '1' });
  return (path: string) => {
    const found = asked && saved ? problems?.find((problem) => problem.path === path) : undefined;
    return found ? words(found) : undefined;
  };
}

const isOfferPage = (page: OfferPageName): page is OfferPage =>
  page !== 'overview' && page !== 'preview' && page !== 'publish';

function PageStatus(props: { page: OfferPage; problems: readonly OfferProblem[] }) {
  const t = useText();
  const complete = !props.problems.some((problem) => problem.page === props.page);
  return <Status tone={complete ? 'good' : 'attention'}>{t(complete ? 'offer.complete' : 'offer.incomplete')}</Status>;
}

function OfferMenu(props: { offer: Offer; page: OfferPageName; problems: readonly OfferProblem[] | undefined }) {
  const t = useText();
  const missing = (page: OfferPageName) => props.problems?.filter((problem) => problem.page === page).length ?? 0;
  return (
    <nav aria-label={t('offer.menu')} className="subnav">
      <ul>
        {offerPageNames.map((page) => (
          <li key={page}>
            <TextLink to={paths.offer(props.offer.offerId, page)} className="subnav-link" current={page === props.page}>
              {t(pageText(page))}
              {missing(page) > 0 ? (
                <span className="quiet" title={t('offer.missing', { count: missing(page) })}>
                  {missing(page)}
                  <span className="sr-only"> {t('offer.missing', { count: missing(page) })}</span>
                </span>
              ) : null}
            </TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
