import type { Me } from '@comptoir/contracts/comptoir/account';
import type { AskedPartner } from '@comptoir/contracts/comptoir/relationships';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { currentUser, signIn } from '../api/session.ts';
import { meQuery } from '../features/account/me.ts';
import { mailedLink } from '../features/enrolment/link.tsx';
import { Accept, Decline, LinkRefusal, useConsent } from '../features/partnerships/answer.tsx';
import { CompanyForm } from '../features/partnerships/company-form.tsx';
import { acceptPartner, askedQuery, declinePartner } from '../features/partnerships/queries.ts';
import { paths, signInDoor } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

type Link = Readonly<Record<string, string | undefined>>;

/** Behind the link of a partner's request: who asks for what, and the button by which a customer takes it on. */
export function PartnerRequestPage() {
  const t = useText();
  const search = useLocation({ select: (location) => location.search });
  // The link of a mail has its secret behind `#`; the public one has no secret, and all it says in its query.
  const [mailed] = useState(mailedLink);
  const link: Link = mailed ?? search;
  const query = useQuery(askedQuery(link));
  return (
    <Page title={t('accept.title')} purpose={t('accept.purpose')}>
      <Loaded query={query}>
        {(asked) => (
          <div className="stack">
            <Facts facts={factsOf(t, asked)} />
            {asked.refusal ? <LinkRefusal refusal={asked.refusal} /> : <Answer link={link} asked={asked} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function factsOf(t: ReturnType<typeof useText>, { partner, provider, delegatedAccess }: AskedPartner) {
  const named = ({ name, country }: AskedPartner['partner']) => `${name}, ${t.formats.country(country)}`;
  return [
    [t('accept.partner'), named(partner)] as const,
    ...(provider ? [[t('accept.provider'), named(provider)] as const] : []),
    [t('accept.delegated'), t(delegatedAccess ? 'accept.delegated.yes' : 'accept.delegated.no')] as const,
  ];
}

/** Whoever is not signed in goes there and comes back; whoever may not is told who may. */
function Answer({ link, asked }: { link: Link; asked: AskedPartner }) {
  const t = useText();
  const here = useLocation({ select: (location) => location.href });
  const signedIn = useQuery({ queryKey: ['signedIn'], queryFn: async () => (await currentUser()) !== undefined }).data;
  const me = useQuery({ ...meQuery, enabled: signedIn === true }).data;
  if (signedIn === false) {
    return (
      <>
        <p>{t('accept.signIn')}</p>
        <div className="commands">
          <LinkButton appearance="primary" to={signInDoor(here)}>
            {t('action.signIn')}
          </LinkButton>
          <LinkButton to={paths.signUp}>{t('signUp.title')}</LinkButton>
        </div>
      </>
    );
  }
  if (!me) return null;
  return <Decide link={link} asked={asked} me={me} />;
}

function Decide({ link, asked, me }: { link: Link; asked: AskedPartner; me: Me }) {
  const t = useText();
  const [answer, setAnswer] = useState<'accepted' | 'declined'>();
  const isNew = me.parts.includes('applicant');
  const partner = asked.partner.name;
  const mayNot = me.permissions.includes('ownPartners.manage') ? undefined : t('accept.mayNot');
  const box = t('accept.box', { tenant: me.tenant.name });
  const { consent, unless } = useConsent({ note: <Note asked={asked} />, box, mayNot });
  if (answer === 'accepted') return <Accepted partner={partner} isNew={isNew} />;
  if (answer === 'declined') return <Message alert>{t('accept.declined', { partner })}</Message>;
  // The public link has no request behind it: whoever does not want it closes the page.
  const { id, secret = '' } = link;
  const decline = id ? (
    <Decline
      title={t('accept.decline.title', { partner })}
      text={t('accept.decline.text', { partner })}
      mayNot={mayNot}
      run={() => declinePartner(id, secret)}
      onDeclined={() => setAnswer('declined')}
    />
  ) : null;
  const onAccepted = () => setAnswer('accepted');
  if (isNew) {
    return (
      <CompanyForm me={me} by={bodyOf(link)} unless={unless} onAccepted={onAccepted} beside={decline}>
        {consent}
      </CompanyForm>
    );
  }
  return (
    <>
      {consent}
      <Accept
        submit={t('accept.submit')}
        unless={unless}
        run={() => acceptPartner(bodyOf(link))}
        onAccepted={onAccepted}
      >
        {decline}
      </Accept>
    </>
  );
}

function Note({ asked: { partner, provider, delegatedAccess } }: { asked: AskedPartner }) {
  const t = useText();
  const names = { partner: partner.name, provider: provider?.name ?? '' };
  return (
    <>
      {t(provider ? 'accept.note.both' : 'accept.note', names)} {delegatedAccess ? t('accept.note.delegated') : ''}
    </>
  );
}

/** A company that became a customer signs in anew: what it may is told at sign-in. */
function Accepted({ partner, isNew }: { partner: string; isNew: boolean }) {
  const t = useText();
  return (
    <>
      <Message tone="good" alert>
        {t('accept.done', { partner })}
      </Message>
      <div className="commands">
        {isNew ? (
          <ActionButton primary onAct={() => void signIn(paths.ownPartners)}>
            {t('menu.ownPartners')}
          </ActionButton>
        ) : (
          <LinkButton appearance="primary" to={paths.ownPartners}>
            {t('menu.ownPartners')}
          </LinkButton>
        )}
      </div>
    </>
  );
}

function bodyOf(link: Link) {
  const { id, secret, partnerId, msppId, DAP, indirectCSPId } = link;
  if (id) return { request: { requestId: id, secret: secret ?? '' } };
  return {
    link: {
      partnerTenantId: partnerId ?? '',
      msppId: msppId ?? '0',
      delegatedAccess: DAP === 'true',
      ...(indirectCSPId ? { providerTenantId: indirectCSPId } : {}),
    },
  };
}
