/** The preview of an offer: what is submitted, who sees it where, and the ways on: go live or withdraw. */
import type { Submission } from '@comptoir/contracts/comptoir/offer-lifecycle';
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../../paths.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Confirm } from '../../../ui/dialog.tsx';
import { ProblemSummary } from '../../../ui/form/problem-summary.tsx';
import { TextLink } from '../../../ui/link.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { Section } from '../../../ui/page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Status } from '../../../ui/status.tsx';
import { useText } from '../../../ui/text.tsx';
import { ComparedChanges } from '../document/compared-changes.tsx';
import { problemsQuery, submissionsQuery } from '../queries.ts';
import { useLifecycle } from './use-lifecycle.ts';

export const currentPreview = (submissions: readonly Submission[]) =>
  submissions.find((each) => each.state === 'preview');

interface PreviewProps {
  readonly offer: Offer;
  /** The page shows what is saved; only that is submitted. */
  readonly saved: boolean;
}

export function PreviewState(props: PreviewProps) {
  const t = useText();
  const query = useQuery(submissionsQuery(props.offer.offerId));
  return (
    <Section title={t('preview.state')} purpose={t('preview.state.hint')}>
      <Loaded query={query} rows={2}>
        {({ items }) => (
          <>
            <Current {...props} preview={currentPreview(items)} />
            {items.length > 0 ? <History submissions={items} /> : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Current({ offer, saved, preview }: PreviewProps & { preview: Submission | undefined }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const acts = useLifecycle(offer);
  const problems = useQuery(problemsQuery(offer.offerId, offer.revision)).data?.problems;
  const missing = problems?.length ? t('offerPublish.blocked', { count: problems.length }) : undefined;
  const submit = saved ? (problems ? missing : t('state.loading')) : t('offer.saveFirst');
  const none = preview ? undefined : t('preview.none');
  return (
    <>
      <ProblemSummary error={acts.preview.error ?? acts.goLive.error ?? acts.withdraw.error} />
      {preview ? <PreviewAddress offer={offer} preview={preview} /> : <p>{t('preview.none')}</p>}
      <div className="commands">
        <ActionButton busy={acts.preview.isPending} unless={submit} onAct={() => acts.preview.mutate()}>
          {t('preview.publish')}
        </ActionButton>
        <ActionButton primary busy={acts.goLive.isPending} unless={none} onAct={() => setAsking(true)}>
          {t('preview.goLive')}
        </ActionButton>
        <ActionButton
          subtle
          busy={acts.withdraw.isPending}
          unless={none}
          onAct={() => preview && acts.withdraw.mutate(preview.number)}
        >
          {t('preview.withdraw')}
        </ActionButton>
      </div>
      {asking && preview ? (
        <Confirm
          wide
          title={t('preview.goLive.question', { name: offer.name, number: (offer.live?.number ?? 0) + 1 })}
          text={
            <div className="stack">
              <p>{t('preview.goLive.text', { date: t.formats.moment(preview.submittedAt) })}</p>
              {offer.live ? <ComparedChanges offer={offer} from="live" to="preview" /> : null}
            </div>
          }
          confirm={t('preview.goLive')}
          cancel={t('action.cancel')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            acts.goLive.mutate(preview.number);
          }}
        />
      ) : null}
    </>
  );
}

function PreviewAddress({ offer, preview }: { offer: Offer; preview: Submission }) {
  const t = useText();
  const address = paths.preview(offer.productId);
  return (
    <div className="stack-small">
      <Status tone="waiting">{t('preview.since', { date: t.formats.moment(preview.submittedAt) })}</Status>
      <p className="inline-link">
        <TextLink to={address}>{t('preview.open')}</TextLink>
        <CopyButton text={`${location.origin}${address}`} what={t('preview.address')} />
        <span className="quiet">{t('preview.address.hint')}</span>
      </p>
    </div>
  );
}

const tones = { preview: 'waiting', live: 'good', withdrawn: 'neutral', replaced: 'neutral' } as const;

function History({ submissions }: { submissions: readonly Submission[] }) {
  const t = useText();
  const columns: readonly Column<Submission>[] = [
    { id: 'at', header: t('preview.submittedAt'), text: ({ submittedAt }) => t.formats.moment(submittedAt) },
    { id: 'by', header: t('preview.submittedBy'), text: ({ submittedBy }) => submittedBy },
    {
      id: 'state',
      header: t('word.state'),
      text: ({ state }) => t(`preview.state.${state}`),
      cell: ({ state }) => <Status tone={tones[state]}>{t(`preview.state.${state}`)}</Status>,
    },
    {
      id: 'decided',
      header: t('preview.decidedAt'),
      text: ({ decidedAt }) => (decidedAt ? t.formats.moment(decidedAt) : '–'),
    },
    {
      id: 'version',
      header: t('offerOverview.version'),
      text: ({ version }) => (version === null ? '–' : t.formats.number(version)),
    },
  ];
  return (
    <Table name={t('preview.history')} rows={submissions} rowKey={(each) => String(each.number)} columns={columns} />
  );
}
