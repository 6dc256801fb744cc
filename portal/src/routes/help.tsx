import { useLocation, useNavigate } from '@tanstack/react-router';
import { findTopics } from '../features/help/search.ts';
import { topicIds, topics, type TopicId } from '../features/help/topics.ts';
import { paths } from '../paths.ts';
import { TextField } from '../ui/form/text-field.tsx';
import { OutsideLink, TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

interface Wanted {
  readonly topic?: string;
  readonly search?: string;
}

/** How things are done here, found by the words a reader has for them (SUB-26). */
export function HelpPage() {
  const t = useText();
  const navigate = useNavigate();
  const { topic, search = '' } = useLocation({ select: (location) => location.search as Wanted });
  const chosen = topicIds.find((id) => id === topic);
  const found = chosen ? [chosen] : findTopics(search, t.language, (id) => t(`help.topic.${id}`));
  const type = (text: string) =>
    void navigate({
      to: paths.help,
      search: (text ? { search: text } : {}) as never,
      replace: true,
      resetScroll: false,
    });
  return (
    <Page
      title={chosen ? t(`help.topic.${chosen}`) : t('help.title')}
      purpose={chosen ? undefined : t('help.purpose')}
      crumbs={chosen ? [{ label: t('help.title'), to: paths.help }] : []}
    >
      {chosen ? null : <TextField label={t('help.search')} value={search} onChange={type} />}
      {found.length === 0 ? <EmptyState title={t('list.none')} text={t('choose.none')} /> : null}
      {found.map((id) => (
        <TopicSection key={id} id={id} />
      ))}
    </Page>
  );
}

function TopicSection({ id }: { id: TopicId }) {
  const t = useText();
  const { words, links } = topics[id];
  return (
    <Section title={t(`help.topic.${id}`)}>
      {words[t.language].map((text) => (
        <p key={text} className="prose">
          {text}
        </p>
      ))}
      <ul className="help-doors">
        {links.map(({ label, to }) => (
          <li key={to}>
            {to.startsWith('/openapi/') || to === paths.standardContract() ? (
              <OutsideLink href={to}>{t(label)}</OutsideLink>
            ) : (
              <TextLink to={to}>{t(label)}</TextLink>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
