import { Button } from '@fluentui/react-components';
import { world, type World } from '@comptoir/contracts/sandbox';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ask } from '../api/client.ts';
import { signIn } from '../api/session.ts';
import { healthQuery } from '../features/account/me.ts';
import { LanguageMenu } from '../features/frame/top-bar.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Table } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Loaded } from '../ui/states.tsx';
import { useText, type TextId } from '../ui/text.tsx';

/** The door: one button. In the sandbox also who may come in, since its people and passwords are public. */
export function SignInPage() {
  const t = useText();
  const returnTo = useLocation({ select: ({ search }) => (search as { returnTo?: string }).returnTo }) ?? '/';
  const health = useQuery(healthQuery);
  useEffect(() => {
    document.title = `${t('signIn.title')} – Comptoir`;
  }, [t]);
  return (
    <div className="doorstep">
      <header className="top">
        <span className="brand">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>Comptoir</span>
        </span>
        <span className="spring" />
        <LanguageMenu />
      </header>
      <main className="doorstep-sheet">
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.purpose')}</p>
        <Button appearance="primary" size="large" onClick={() => void signIn(returnTo)}>
          {t('action.signIn')}
        </Button>
        {health.data?.mode === 'sandbox' ? <DemoPeople returnTo={returnTo} /> : null}
      </main>
    </div>
  );
}

interface Person {
  readonly name: string;
  readonly password: string;
  readonly tenant: string;
  readonly parts: readonly string[];
}

function peopleOf(data: World): readonly Person[] {
  return data.tenants.flatMap((tenant) =>
    tenant.users.map((user) => ({
      name: user.userPrincipalName,
      password: user.password,
      tenant: tenant.name,
      parts: tenant.parts,
    })),
  );
}

function DemoPeople(props: { returnTo: string }) {
  const t = useText();
  const query = useQuery({ queryKey: ['world'], queryFn: () => ask('/sandbox/v1/world', world) });
  const columns: readonly Column<Person>[] = [
    {
      id: 'name',
      header: t('signIn.user'),
      text: (person) => person.name,
      cell: (person) => (
        <button type="button" className="sort link" onClick={() => void signIn(props.returnTo, person.name)}>
          {person.name}
        </button>
      ),
    },
    {
      id: 'tenant',
      header: t('signIn.tenant'),
      text: (person) => person.tenant,
      cell: (person) => (
        <>
          {person.tenant}
          <br />
          <span className="quiet">{person.parts.map((part) => t(`part.${part}` as TextId)).join(', ')}</span>
        </>
      ),
    },
    {
      id: 'password',
      header: t('signIn.password'),
      text: (person) => person.password,
      cell: (person) => (
        <span className="inline-link">
          <code>{person.password}</code>
          <CopyButton text={person.password} label={t('signIn.copy', { name: person.name })} />
        </span>
      ),
    },
  ];
  return (
    <>
      <h2>{t('signIn.demo')}</h2>
      <p className="quiet">{t('signIn.demo.text')}</p>
      <Loaded query={query} rows={4}>
        {(data) => (
          <Table name={t('signIn.demo')} rows={peopleOf(data)} rowKey={(person) => person.name} columns={columns} />
        )}
      </Loaded>
    </>
  );
}
