import { signIn } from '../api/session.ts';
import { Button } from '@fluentui/react-components';
import { topics } from '../features/help/topics.ts';
import { paths } from '../paths.ts';
import { LinkButton } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

const needed = ['account', 'partnerId', 'company', 'contact', 'support'] as const;

/** Where an enrolment begins: what it needs, and the two ways in (rule B6). Public. */
export function WelcomePage() {
  const t = useText();
  return (
    <Page
      title={t('welcome.title')}
      purpose={t('welcome.purpose')}
      actions={
        <>
          <Button appearance="primary" onClick={() => void signIn(paths.enrolment)}>
            {t('welcome.signIn')}
          </Button>
          <LinkButton to={paths.signUp}>{t('signUp.title')}</LinkButton>
        </>
      }
    >
      <Section title={t('welcome.needed')}>
        <ul className="bullets">
          {needed.map((item) => (
            <li key={item}>{t(`welcome.needed.${item}`)}</li>
          ))}
        </ul>
        <p>{t('welcome.later')}</p>
      </Section>
      <Section title={t('welcome.account')}>
        <p>{t('welcome.account.text')}</p>
      </Section>
      <Section title={t('welcome.how')}>
        <p>{t('welcome.how.text')}</p>
        <p>{t('welcome.providers')}</p>
        <p>{t('welcome.membership')}</p>
        <details>
          <summary>{t('enrolment.overdue.help')}</summary>
          {topics.verification.words[t.language].map((words) => (
            <p key={words}>{words}</p>
          ))}
        </details>
      </Section>
    </Page>
  );
}
