import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { healthQuery, useMe } from '../features/account/me.ts';
import { pagesOf, settings, workspacesOf } from '../features/frame/workspaces.ts';
import { findTopics } from '../features/help/search.ts';
import { topicIds, topics, type TopicId } from '../features/help/topics.ts';
import { paths } from '../paths.ts';
import { TextField } from '../ui/form/text-field.tsx';
import { OutsideLink, TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** How things are done here, found by the words a reader has for them (SUB-26). */
export function HelpPage() {
  const t = useText();
  const navigate = useNavigate();
  const { topic, search = '' } = useLocation({ select: (location) => location.search });
  const { ids, pages } = useOwnTopics();
  const chosen = ids.find((id) => id === topic);
  const found = chosen ? [chosen] : findTopics(search, t.language, (id) => t(`help.topic.${id}`), ids);
  const type = (text: string) =>
    void navigate({
      to: paths.help,
      search: text ? { search: text } : {},
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
        <TopicSection key={id} id={id} pages={pages} />
      ))}
    </Page>
  );
}

/** The topics of one's own workspaces, and the pages that one may see. */
function useOwnTopics(): { readonly ids: readonly TopicId[]; readonly pages: readonly string[] } {
  const me = useMe();
  const sandbox = useQuery(healthQuery).data?.mode === 'sandbox';
  const workspaces = workspacesOf(me, sandbox);
  const own = [...workspaces.map(({ id }) => id), settings.id];
  const ids = topicIds.filter((id) => own.includes(topics[id].of) && (sandbox || id !== 'clock'));
  return { ids, pages: [...pagesOf(workspaces, me), ...pagesOf([settings], me)] };
}

/** They lead out of the workspace, and are everybody's. */
const isOutside = (to: string) => to.startsWith('/openapi/') || to === paths.standardContract();

function TopicSection({ id, pages }: { id: TopicId; pages: readonly string[] }) {
  const t = useText();
  const { words, links } = topics[id];
  const followed = links.filter(({ to }) => isOutside(to) || pages.includes(to));
  return (
    <Section title={t(`help.topic.${id}`)}>
      {words[t.language].map((text) => (
        <p key={text} className="prose">
          {text}
        </p>
      ))}
      <ul className="help-doors">
        {followed.map(({ label, to }) => (
          <li key={to}>
            {isOutside(to) ? <OutsideLink href={to}>{t(label)}</OutsideLink> : <TextLink to={to}>{t(label)}</TextLink>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
