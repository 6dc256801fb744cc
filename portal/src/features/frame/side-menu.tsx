/** Left menu of a workspace, two levels at most, the current page marked. */
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { meQuery } from '../account/me.ts';
import { whyClosed } from './closed.ts';
import type { MenuEntry, Workspace } from './workspaces.ts';

export function SideMenu(props: { workspace: Workspace; pathname: string; onClose?: () => void }) {
  const t = useText();
  return (
    <nav aria-label={t(props.workspace.label)} className="menu">
      <div className="menu-head">
        <p className="menu-title">{t(props.workspace.label)}</p>
        {props.onClose ? (
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t('action.close')}
            onClick={props.onClose}
          />
        ) : null}
      </div>
      <ul>
        {props.workspace.menu.map((entry) =>
          'children' in entry ? (
            <li key={entry.label}>
              <p className="menu-group" id={`group-${entry.label}`}>
                {t(entry.label)}
              </p>
              <ul aria-labelledby={`group-${entry.label}`}>
                {entry.children.map((child) => (
                  <Entry key={child.to} entry={child} pathname={props.pathname} />
                ))}
              </ul>
            </li>
          ) : (
            <Entry key={entry.to} entry={entry} pathname={props.pathname} />
          ),
        )}
      </ul>
    </nav>
  );
}

function Entry(props: { entry: MenuEntry; pathname: string }) {
  const t = useText();
  const me = useQuery(meQuery).data;
  const { label, to, needs } = props.entry;
  if (!me?.permissions.includes(needs)) return <ClosedEntry label={t(label)} why={whyClosed(t, me, needs)} />;
  const here = props.pathname === to || props.pathname.startsWith(`${to}/`);
  return (
    <li>
      <TextLink to={to} className="menu-link" current={here}>
        {t(label)}
      </TextLink>
    </li>
  );
}

/** What the person may not see, with who may. */
function ClosedEntry({ label, why }: { label: string; why: string }) {
  return (
    <li className="menu-link menu-closed">
      {label}
      <br />
      <small>{why}</small>
    </li>
  );
}
