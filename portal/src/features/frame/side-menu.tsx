/** Left menu of a workspace, two levels at most, the current page marked. */
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { TextLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
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
          entry.children ? (
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
  const here = props.pathname === props.entry.to || props.pathname.startsWith(`${props.entry.to}/`);
  return (
    <li>
      <TextLink to={props.entry.to} className="menu-link" current={here}>
        {t(props.entry.label)}
      </TextLink>
    </li>
  );
}
