/** The page behind a mailed link that makes an account or sets its password. Opening it changes nothing. Public. */
import { Button } from '@fluentui/react-components';
import { useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { signIn } from '../../api/session.ts';
import { LinkFailure, linkToken } from '../enrolment/link.tsx';
import { Message } from '../../ui/message.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';

interface LinkPageProps<Read, Key extends QueryKey> {
  /** Reads what the link is for. */
  readonly query: (token: string) => UseQueryOptions<Read, Error, Read, Key>;
  /** Once it is done: what is said, about the user name one signs in with, and the page that comes then. */
  readonly done: { readonly title: string; readonly text: (name: string) => string; readonly to: string };
  readonly children: (read: Read, token: string, onDone: (userPrincipalName: string) => void) => ReactNode;
}

export function LinkPage<Read, Key extends QueryKey>({ query, done, children }: LinkPageProps<Read, Key>) {
  const t = useText();
  const [token] = useState(linkToken);
  const [name, setName] = useState('');
  const link = useQuery(query(token));
  if (name) {
    const enter = (
      <Button appearance="primary" onClick={() => void signIn(done.to)}>
        {t('action.signIn')}
      </Button>
    );
    return (
      <Page title={done.title} actions={enter}>
        <Message tone="good">{done.text(name)}</Message>
      </Page>
    );
  }
  if (link.error) return <LinkFailure error={link.error} />;
  if (!link.data) return <Skeleton rows={4} />;
  return children(link.data, token, setName);
}
