import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { maySell } from '../../programme/selling.ts';
import { selectFound } from './store/search.ts';

const works = useDatabase();

const kinds = ['direct', 'provider', 'reseller'] as const;
const states = ['active', 'restricted', 'suspended'] as const;

test('AUD-24 ENR-29 The picker finds exactly the partners that may sell, of every kind, state and agreement', async () => {
  const every = kinds.flatMap((kind) =>
    states.flatMap((state) => [true, false].map((signed) => ({ kind, state, signed }))),
  );
  const may = new Set<string>();
  for (const { kind, state, signed } of every) {
    const { tenantId } = await aPartner(works, { kind, state, signed });
    const agreementSignedAt = signed ? Temporal.Instant.from('2026-01-01T00:00:00Z') : undefined;
    if (maySell({ kind, state, agreementSignedAt }).allowed) may.add(tenantId);
  }
  expect(may.size).toBe(2);
  const words = { text: '', tenantId: undefined, countries: [], competencies: [], skills: [] };
  await works.asSystem(async (work) => {
    const found = await selectFound(work, words, { size: 100 });
    expect(new Set(found.items.map(({ tenantId }) => tenantId))).toEqual(may);
    expect(found.total).toBe(may.size);
  });
});
