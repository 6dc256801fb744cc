/** What a page shows when it has nothing to show yet, nothing at all, or may not: never a jump, never a dead end. */
import { Button, Skeleton as Waiting, SkeletonItem } from '@fluentui/react-components';
import { CallError } from '@comptoir/contracts/call';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useFaultText } from './fault.ts';
import { useText, type Text } from './text.tsx';

/** Grey rows with the height of what will come; they appear only after 200 ms (in the style sheet). */
export function Skeleton(props: { rows?: number }) {
  const t = useText();
  return (
    <Waiting className="skeleton" aria-label={t('state.loading')}>
      {Array.from({ length: props.rows ?? 6 }, (_, row) => (
        <SkeletonItem key={row} size={row === 0 ? 32 : 40} {...(row === 0 ? { style: { width: '40%' } } : {})} />
      ))}
    </Waiting>
  );
}

interface NoticeProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Stands for a whole page, so its title is the page's. */
  readonly page?: boolean;
  /** The page is not for this person: its commands are hidden with it. */
  readonly forbidden?: boolean;
}

function Notice(props: NoticeProps) {
  const { page, title } = props;
  useEffect(() => {
    if (page) document.title = `${title} – Comptoir`;
  }, [page, title]);
  return (
    <div className={props.forbidden ? 'notice forbidden' : 'notice'}>
      {props.icon ? (
        <span className="notice-icon" aria-hidden>
          {props.icon}
        </span>
      ) : null}
      {props.page ? <h1>{props.title}</h1> : <h2>{props.title}</h2>}
      {props.children}
      {props.action ? <div className="commands">{props.action}</div> : null}
    </div>
  );
}

/** Says what will appear here and offers the first action. */
export function EmptyState(props: { title: string; text: string; action?: ReactNode; icon?: ReactNode }) {
  return (
    <Notice title={props.title} icon={props.icon} action={props.action}>
      <p>{props.text}</p>
    </Notice>
  );
}

/** A page that is not for this person, with the reason. */
export function Forbidden({ title, text }: { title: string; text: string }) {
  return (
    <Notice forbidden page title={title} icon={<LockClosedRegular />}>
      <p>{text}</p>
    </Notice>
  );
}

/** Any failure of a read: forbidden and not found say so; the rest can be tried again and quoted. */
export function ErrorState(props: { error: unknown; onRetry?: () => void; page?: boolean }) {
  const t = useText();
  const words = useFaultText();
  const fault = props.error instanceof CallError ? props.error : undefined;
  const page = props.page ?? false;
  if (fault?.status === 403) {
    return (
      <Notice forbidden page={page} title={t('state.forbidden')} icon={<LockClosedRegular />}>
        <p>{words(fault)}</p>
        <p>{whoMay(t, fault)}</p>
      </Notice>
    );
  }
  // An address that is not one leads nowhere either.
  if (fault?.status === 404 || (page && fault?.status === 400)) {
    return (
      <Notice page={page} title={t('state.notFound')} icon={<SearchRegular />}>
        <p>{t('state.notFound.text')}</p>
      </Notice>
    );
  }
  return (
    <div role="alert">
      <Notice
        page={page}
        title={t('state.error')}
        icon={<ErrorCircleRegular />}
        action={props.onRetry ? <Button onClick={props.onRetry}>{t('action.retry')}</Button> : undefined}
      >
        <p>{words(props.error)}</p>
        {fault ? (
          <p className="quiet">
            {t('state.correlation')} <code>{fault.correlationId}</code>
          </p>
        ) : null}
      </Notice>
    </div>
  );
}

/** Whom to ask: a role of one's own tenant that may, when there is one. */
function whoMay(t: Text, { roles }: CallError): string {
  const names = roles.map((role) => t.maybe(`role.${role}`) ?? role);
  return names.length > 0 ? t('state.forbidden.roles', { roles: t.formats.either(names) }) : t('state.forbidden.who');
}

/** Skeleton, error or content of one query. */
export function Loaded<Data>(props: {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  rows?: number;
  /** The query is what the whole page is about. */
  page?: boolean;
  children: (data: Data) => ReactNode;
}) {
  if (props.query.data !== undefined) return props.children(props.query.data);
  if (props.query.error)
    return (
      <ErrorState error={props.query.error} page={props.page ?? false} onRetry={() => void props.query.refetch()} />
    );
  return <Skeleton rows={props.rows ?? 6} />;
}
