/** The language of the portal, remembered in this browser. */
import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { LocalLanguageRegular } from '@fluentui/react-icons/svg/local-language';
import { useLanguageSwitch, useText, type Language } from '../../ui/text.tsx';

const languages: Record<Language, string> = { fr: 'Français', en: 'English' };

export function LanguageMenu() {
  const t = useText();
  const change = useLanguageSwitch();
  return (
    <Menu
      checkedValues={{ language: [t.language] }}
      onCheckedValueChange={(_, data) => change(data.checkedItems[0] === 'fr' ? 'fr' : 'en')}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          className="top-button"
          appearance="transparent"
          icon={<LocalLanguageRegular />}
          aria-label={t('frame.language', { language: languages[t.language] })}
        >
          <span className="wide-only">{languages[t.language]}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(['fr', 'en'] as const).map((language) => (
            <MenuItemRadio key={language} name="language" value={language} lang={language}>
              {languages[language]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
