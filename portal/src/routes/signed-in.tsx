import { Button } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { completeSignIn, signIn } from '../api/session.ts';
import { signInDoor } from '../paths.ts';
import { EmptyState, Skeleton } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Where the authority sends the person back to: takes the code and goes on to the page that was wanted. */
export function SignedInPage() {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const started = useRef(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    // A code works once; the strict mode of development runs effects twice.
    if (started.current) return;
    started.current = true;
    completeSignIn().then(
      (outcome) => {
        if (!outcome) return undefined;
        queries.clear();
        return outcome.signedIn
          ? navigate({ href: outcome.returnTo, replace: true })
          : navigate({ href: signInDoor(outcome.returnTo), replace: true });
      },
      () => setFailed(true),
    );
  }, [navigate, queries]);
  if (!failed) return <Skeleton rows={4} />;
  return (
    <main className="doorstep-sheet">
      <EmptyState
        title={t('signIn.failed')}
        text={t('signIn.failed.text')}
        action={<Button onClick={() => void signIn('/')}>{t('signIn.again')}</Button>}
      />
    </main>
  );
}
