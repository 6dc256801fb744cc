/** Words and formats of the reader's language. French when the browser prefers it; the choice is remembered. */
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { createIntl, createIntlCache, RawIntlProvider, useIntl } from 'react-intl';
import type en from '../i18n/en.json';
import { elided } from './elision.ts';
import { formatsFor, type Formats } from './formats.ts';

export type Language = 'fr' | 'en';
export type TextId = keyof typeof en;
type Values = Record<string, string | number | Date | undefined>;

export interface Text {
  (id: TextId, values?: Values): string;
  readonly language: Language;
  readonly formats: Formats;
  /** The text with `<b>` rendered as strong. */
  readonly rich: (id: TextId, values?: Values) => ReactNode;
  /** The text when it exists, for codes that come from the server. */
  readonly maybe: (id: string, values?: Values) => string | undefined;
}

const remembered = 'comptoir.language';

/** The language to begin with: what was chosen here, else what the browser prefers, else English. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(remembered);
  if (chosen === 'fr' || chosen === 'en') return chosen;
  const known = navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'fr' || tag === 'en');
  return known === 'fr' ? 'fr' : 'en';
}

export async function loadMessages(language: Language): Promise<Record<string, string>> {
  return language === 'fr' ? (await import('../i18n/fr.json')).default : (await import('../i18n/en.json')).default;
}

const LanguageSwitch = createContext<(language: Language) => void>(() => undefined);
export const useLanguageSwitch = () => use(LanguageSwitch);

const cache = createIntlCache();

export function TextProvider(props: { first: Language; messages: Record<string, string>; children: ReactNode }) {
  const [state, setState] = useState({ language: props.first, messages: props.messages });
  const intl = useMemo(
    () => createIntl({ locale: state.language, messages: state.messages, timeZone: 'UTC' }, cache),
    [state],
  );
  const change = (language: Language) => {
    void loadMessages(language).then((messages) => {
      localStorage.setItem(remembered, language);
      document.documentElement.lang = language;
      setState({ language, messages });
    });
  };
  return (
    <LanguageSwitch value={change}>
      <RawIntlProvider value={intl}>{props.children}</RawIntlProvider>
    </LanguageSwitch>
  );
}

export function useText(): Text {
  const intl = useIntl();
  return useMemo(() => {
    const language = intl.locale as Language;
    const said = (id: string, values?: Values) =>
      elided(language, intl.messages[id], values, (given) => intl.formatMessage({ id }, given));
    const text = (id: TextId, values?: Values) => said(id, values);
    return Object.assign(text, {
      language,
      formats: formatsFor(language),
      rich: (id: TextId, values?: Values): ReactNode =>
        intl.formatMessage({ id }, { ...values, b: (chunks: ReactNode) => <strong>{chunks}</strong> }),
      maybe: (id: string, values?: Values) => (id in intl.messages ? said(id, values) : undefined),
    });
  }, [intl]);
}
