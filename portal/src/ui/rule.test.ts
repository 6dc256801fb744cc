import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import fr from '../i18n/fr.json' with { type: 'json' };
import { ruleText } from './rule.ts';
import type { Text } from './text.tsx';

const intl = createIntl({ locale: 'fr', messages: fr });
const t = ((id, values) => intl.formatMessage({ id }, values)) as Text;

test.each([
  ['SEED 0 L119-130', 'règle A17, document source 0, l. 119–130'],
  ['SEED 1 L32, L39 (B9, B17)', 'règle A17, document source 1, l. 32, 39 (B9, B17)'],
  [
    'SEED 0 L23; MS create-new-saas-offer-listing',
    'règle A17, document source 0, l. 23, documentation Microsoft « create-new-saas-offer-listing »',
  ],
  ['MS isv-csp-reseller 2022-04-28', 'règle A17, documentation Microsoft « isv-csp-reseller »'],
  ['SEED 0 L30; decision 0012', 'règle A17, document source 0, l. 30, décision 0012'],
  ['wire contract 2.7', 'règle A17, wire contract 2.7'],
])('the source %s of a rule is told in the reader’s words', (source, words) => {
  expect(ruleText(t, { id: 'A17', source }).replaceAll('\u00a0', ' ')).toBe(words);
});
