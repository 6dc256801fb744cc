/** The portal's own texts, so that tests name things as a reader of either language sees them. */
import { createIntl } from 'react-intl';
import en from '../src/i18n/en.json' with { type: 'json' };
import { elided } from '../src/ui/elision.ts';
import fr from '../src/i18n/fr.json' with { type: 'json' };

export type Language = 'fr' | 'en';

/**
 * Languages in which a scenario is walked: its own, and with BROWSER_LANGUAGES=other the other one, as `.ci/run` does
 * after `npm test`. What every reader meets first is walked in both each time.
 */
export function walkedIn(own: Language): readonly Language[] {
  return process.env.BROWSER_LANGUAGES === 'other' ? [own === 'fr' ? 'en' : 'fr'] : [own];
}

export type Words = (id: keyof typeof en, values?: Record<string, string | number>) => string;

export function messages(language: Language): Words {
  const intl = createIntl({ locale: language, messages: language === 'fr' ? fr : en, timeZone: 'UTC' });
  return (id, values) => elided(language, intl.messages[id], values, (given) => intl.formatMessage({ id }, given));
}
