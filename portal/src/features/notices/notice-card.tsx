/** One service notice as both sides see it: what it is, of which offer, since when, and what was added. */
import type { NoticeKind, ServiceNotice } from '@comptoir/contracts/comptoir/material';
import type { ReactNode } from 'react';
import { Status, type Tone } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';

const tones: Record<NoticeKind, Tone> = {
  outage: 'bad',
  degradation: 'attention',
  maintenance: 'waiting',
  information: 'neutral',
};

interface NoticeCardProps {
  readonly notice: ServiceNotice;
  /** The offer, as text or link, and whose it is. */
  readonly offer: ReactNode;
  readonly actions?: ReactNode;
}

export function NoticeCard({ notice, offer, actions }: NoticeCardProps) {
  const t = useText();
  return (
    <article className="sheet notice-card" aria-label={notice.title}>
      <div className="notice-line">
        <Status tone={notice.state === 'ended' ? 'good' : tones[notice.kind]}>
          {t(`notice.kind.${notice.kind}`)} – {t(`notice.state.${notice.state}`)}
        </Status>
        <span className="quiet">{offer}</span>
      </div>
      <h3>{notice.title}</h3>
      <p className="quiet">{spanText(notice, t)}</p>
      <p className="prose">{notice.text}</p>
      {notice.updates.length > 0 ? (
        <ol className="notice-updates" aria-label={t('notices.updates')}>
          {notice.updates.map((update) => (
            <li key={`${update.at} ${update.text}`}>
              <span className="quiet">{t.formats.moment(update.at)}</span>
              <p className="prose">{update.text}</p>
            </li>
          ))}
        </ol>
      ) : null}
      {actions ? <div className="commands">{actions}</div> : null}
    </article>
  );
}

function spanText({ startsAt, endsAt }: ServiceNotice, t: Text): string {
  const start = t.formats.moment(startsAt);
  return endsAt ? t('notices.span', { start, end: t.formats.moment(endsAt) }) : t('notices.since', { start });
}
