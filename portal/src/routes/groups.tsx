import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '../features/people/queries.ts';
import { PeopleTabs, roleText } from '../features/people/words.tsx';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Groups of the organisation with their members. */
export function GroupsPage() {
  const t = useText();
  const query = useQuery(groupsQuery);
  return (
    <Page title={t('groups.title')} purpose={t('groups.purpose')} tabs={<PeopleTabs current={paths.groups} />}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('groups.empty')} text={t('groups.empty.text')} />
          ) : (
            items.map(({ id, name, role, members }) => (
              <Section key={id} title={name} purpose={role ? t('groups.role', { role: roleText(t, role) }) : undefined}>
                {members.length === 0 ? <p className="quiet">{t('groups.nobody')}</p> : null}
                <ul>
                  {members.map((member) => (
                    <li key={member.id}>
                      <TextLink to={paths.user(member.id)}>{member.displayName}</TextLink>{' '}
                      <span className="quiet break-anywhere">{member.userPrincipalName}</span>
                    </li>
                  ))}
                </ul>
              </Section>
            ))
          )
        }
      </Loaded>
    </Page>
  );
}
