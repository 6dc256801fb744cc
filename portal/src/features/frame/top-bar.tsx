/** Top bar: product, workspaces, cart, language, account. */
import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { PersonCircleRegular } from '@fluentui/react-icons/svg/person-circle';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import type { Me } from '@comptoir/contracts/comptoir/account';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { CartLink } from '../cart/cart-link.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { firstPage, settings, type Workspace } from './workspaces.ts';

interface TopBarProps {
  readonly me: Me | undefined;
  readonly workspaces: readonly Workspace[];
  readonly current: Workspace | undefined;
  readonly onMenu: () => void;
}

export function TopBar(props: TopBarProps) {
  const t = useText();
  return (
    <header className="top">
      <Button
        className="top-button top-hamburger"
        appearance="transparent"
        icon={<NavigationRegular />}
        aria-label={t('frame.menu')}
        onClick={props.onMenu}
      />
      <TextLink to="/" className="brand">
        <img src="/icon.svg" alt="" width="24" height="24" />
        <span>Comptoir</span>
      </TextLink>
      <WorkspaceSwitch me={props.me} workspaces={props.workspaces} current={props.current} />
      <span className="spring" />
      {props.current?.id === 'partner' && props.me ? <CartLink /> : null}
      {props.me ? (
        <TextLink to={paths.help} className="top-link wide-only">
          <QuestionCircleRegular aria-hidden fontSize={20} />
          {t('help.title')}
        </TextLink>
      ) : null}
      <LanguageMenu />
      {props.me ? <Gear me={props.me} /> : null}
      {props.me ? <AccountMenu me={props.me} /> : null}
    </header>
  );
}

function WorkspaceSwitch(props: Omit<TopBarProps, 'onMenu'>) {
  const t = useText();
  const navigate = useNavigate();
  if (!props.current) return null;
  const elsewhere = props.workspaces.some((workspace) => workspace !== props.current);
  if (!elsewhere) return <span className="top-workspace">{t(props.current.label)}</span>;
  const go = (id: string) => {
    const workspace = props.workspaces.find((each) => each.id === id);
    if (workspace && props.me) void navigate({ to: firstPage(workspace, props.me) ?? paths.home });
  };
  return (
    <Menu
      checkedValues={{ workspace: [props.current.id] }}
      onCheckedValueChange={(_, data) => go(data.checkedItems[0] ?? '')}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          className="top-button"
          appearance="transparent"
          icon={<ChevronDownRegular />}
          iconPosition="after"
          aria-label={t('frame.workspace', { workspace: t(props.current.label) })}
        >
          {t(props.current.label)}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.workspaces.map((workspace) => (
            <MenuItemRadio key={workspace.id} name="workspace" value={workspace.id}>
              {t(workspace.label)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Account settings, at the first page that the person may see. */
function Gear(props: { me: Me }) {
  const t = useText();
  return (
    <TextLink to={firstPage(settings, props.me) ?? paths.security} className="top-link top-gear">
      <SettingsRegular aria-hidden fontSize={20} />
      <span className="sr-only">{t('settings.title')}</span>
    </TextLink>
  );
}

function AccountMenu(props: { me: Me }) {
  const t = useText();
  const navigate = useNavigate();
  const { user, tenant } = props.me;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className="top-button"
          appearance="transparent"
          icon={<PersonCircleRegular />}
          aria-label={t('frame.account', { name: user.displayName, tenant: tenant.name })}
        >
          <span className="wide-only account-words">{tenant.name}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <div className="account-card">
          <strong>{user.displayName}</strong>
          <span>{user.name}</span>
          <span>{tenant.name}</span>
        </div>
        <MenuList>
          <MenuDivider />
          <MenuItem onClick={() => void navigate({ to: paths.help })}>{t('help.title')}</MenuItem>
          <MenuItem onClick={() => void navigate({ to: paths.security })}>{t('security.title')}</MenuItem>
          <MenuItem onClick={() => void signOut()}>{t('action.signOut')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
