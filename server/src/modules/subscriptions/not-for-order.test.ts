import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { cloneDemoWorld } from '../../../test/demo-template.ts';
import { useDemoWorld, type DemoTest } from '../../../test/demo.ts';
import { stopOffer } from '../offers/index.ts';
import { createCart, placeOrder, type LineRequest } from './index.ts';

const works = useDatabase(undefined, cloneDemoWorld);
let demo: DemoTest;
beforeAll(async () => {
  demo = await useDemoWorld(works);
});

const azur = () => demo.actor('azur-cloud');
const line = async (offer: string, planId: string): Promise<LineRequest> => ({
  catalogItemId: await demo.itemId(offer, planId, 'FR'),
  quantity: 1,
});
const purchase = (lines: readonly LineRequest[]) => ({ customerTenantId: demo.tenantId('boulangerie-martin'), lines });

test.for([
  ['A machine with the customer’s own licence', 'Harbour Gateway', 'own-licence', 'F5'],
  ['A machine by the hour', 'Harbour Gateway', 'hourly', 'F5'],
  ['A managed application', 'Chantier connecté', 'gere', 'F5'],
  ['A solution template', 'Chantier connecté', 'modele', 'F5'],
  ['A container', 'Passerelle capteurs', 'libre', 'F5'],
  ['A private plan', 'Pilote Projets', 'sur-mesure', 'A31'],
  ['A stopped plan', 'Harbour Dashboards', 'solo', 'F4'],
] as const)('%s is neither put in a cart nor ordered, with the rule', async ([, offer, planId, rule]) => {
  const lines = [await line(offer, planId)];
  const refusal = { code: 'NotPurchasable', details: { rule: { id: rule }, target: 'lineItems[0].catalogItemId' } };
  await expect(works.as(azur(), (work) => createCart(work, purchase(lines)))).rejects.toMatchObject(refusal);
  await expect(works.as(azur(), (work) => placeOrder(work, purchase(lines)))).rejects.toMatchObject(refusal);
});

test('A stopped offer is not ordered any more', async () => {
  const lines = [{ ...(await line('Relevé', 'capteurs')), term: 'P1M', billingCycle: 'monthly' }];
  await works.as(azur(), (work) => placeOrder(work, purchase(lines)));
  const publisher = demo.actor('atelier-logiciel');
  const offerId = await works.asSystem(async (work) => {
    const rows = await work.prepared<{ id: string }>('test-offer', 'select id from offer where name = $1', ['Relevé']);
    return rows[0]!.id;
  });
  await works.as(publisher, (work) => stopOffer(work, offerId));
  await expect(works.as(azur(), (work) => placeOrder(work, purchase(lines)))).rejects.toMatchObject({
    code: 'NotPurchasable',
  });
});
