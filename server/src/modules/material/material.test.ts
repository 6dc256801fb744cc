import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { officeFile, pdfFile, programFile } from '../../../test/files.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from '../../../test/offers.ts';
import { newId, type Actor } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { createOffer } from '../offers/index.ts';
import {
  addFile,
  addLink,
  changeMaterial,
  materialContent,
  offerMaterial,
  partnerFile,
  partnerMaterial,
  removeMaterial,
} from './index.ts';
import type { MaterialTables } from './tables.ts';

const works = useDatabase();
let publisher: Actor;
beforeAll(async () => {
  publisher = await aPublisher(works);
});

const words = { kind: 'training', title: 'First steps', language: 'en' } as const;
const guide = { ...words, kind: 'userDocumentation', fileName: 'Guide.pdf', content: pdfFile } as const;
const link = { ...words, link: 'https://isv.example/training' } as const;

const asPublisher = <Result>(body: (work: Work) => Promise<Result>) => works.as(publisher, body);
const listed = (offerId: string) => asPublisher((work) => offerMaterial(work, offerId));
const aDraft = () =>
  asPublisher((work) => createOffer(work, { kind: 'saas', externalId: `offer-${newId()}`, name: 'Notes' }));

const openTo = (option: 'any' | 'selected' | 'none', partnerTenantIds: string[] = []) =>
  publishedOffer(works, publisher, completeDocument({ audience: { option, partnerTenantIds } }));

describe('the publisher', () => {
  test('AUD-08 SUP-06 SUP-07 adds documents and training links; what is missing is recommended and hinders nothing', async () => {
    const { offerId } = await aDraft();
    expect(await listed(offerId)).toEqual({
      items: [],
      recommended: ['userDocumentation', 'training', 'salesMaterial'],
      usedBytes: 0,
    });
    const file = await asPublisher((work) => addFile(work, { offerId, ...guide }));
    await asPublisher((work) => addLink(work, { offerId, ...link }));
    expect(await listed(offerId)).toMatchObject({
      items: [
        {
          id: file.id,
          kind: 'userDocumentation',
          link: null,
          file: { name: 'Guide.pdf', mediaType: 'application/pdf' },
        },
        { kind: 'training', link: link.link, file: null },
      ],
      recommended: ['salesMaterial'],
      usedBytes: pdfFile.length,
    });
    const { content } = await asPublisher((work) => materialContent(work, offerId, file.id));
    expect(content.equals(pdfFile)).toBe(true);
    // Nothing of it is among the reasons that keep an offer from being published.
    await openTo('any');
  });

  test('changes the words of an entry; its file stays', async () => {
    const { offerId } = await aDraft();
    const { id: materialId, file } = await asPublisher((work) => addFile(work, { offerId, ...guide }));
    await asPublisher((work) => changeMaterial(work, { offerId, materialId, title: 'Handbook', kind: 'other' }));
    expect((await listed(offerId)).items).toMatchObject([{ title: 'Handbook', kind: 'other', language: 'en', file }]);
  });

  test('takes an entry away at once, and its bytes are gone; a second time there is none', async () => {
    const { offerId } = await aDraft();
    const { id: materialId } = await asPublisher((work) => addFile(work, { offerId, ...guide }));
    const remove = () => asPublisher((work) => removeMaterial(work, { offerId, materialId }));
    await remove();
    await expect(remove()).rejects.toMatchObject({ code: 'MaterialUnknown' });
    await expect(asPublisher((work) => materialContent(work, offerId, materialId))).rejects.toMatchObject({
      code: 'MaterialUnknown',
    });
    await expect(
      asPublisher((work) => changeMaterial(work, { offerId, materialId, title: 'Back' })),
    ).rejects.toMatchObject({ code: 'MaterialUnknown' });
    const kept = await works.asSystem(async (work: Work<MaterialTables>) => ({
      entry: await work.db.selectFrom('offer_material').selectAll().where('id', '=', materialId).executeTakeFirst(),
      files: await work.db
        .selectFrom('offer_material_file')
        .selectAll()
        .where('material_id', '=', materialId)
        .execute(),
    }));
    expect(kept).toMatchObject({ entry: { title: 'First steps', removed_by: publisher.name }, files: [] });
  });

  test('COL-01 a program under the name of a document, an empty file and a link to a script are refused', async () => {
    const { offerId } = await aDraft();
    const add = (content: Buffer, fileName = 'Guide.pdf') =>
      asPublisher((work) => addFile(work, { ...guide, offerId, fileName, content }));
    await expect(add(programFile)).rejects.toMatchObject({ code: 'MaterialFileRefused' });
    await expect(add(officeFile('docm'), 'a.docx')).rejects.toMatchObject({ code: 'MaterialFileRefused' });
    await expect(add(pdfFile, 'facture\u202Efdp.exe')).rejects.toMatchObject({ code: 'MaterialFileRefused' });
    await expect(add(Buffer.alloc(0))).rejects.toMatchObject({ code: 'MaterialFileEmpty' });
    const scripted = asPublisher((work) => addLink(work, { offerId, ...words, link: 'javascript:alert(1)' }));
    await expect(scripted).rejects.toMatchObject({ code: 'MaterialLinkRefused' });
    expect((await listed(offerId)).items).toEqual([]);
  });

  test('the 26th entry is refused, also when many come at once; removing one makes room', async () => {
    const { offerId } = await aDraft();
    for (let count = 0; count < 22; count += 1) await asPublisher((work) => addLink(work, { offerId, ...link }));
    const last = await Promise.allSettled(
      Array.from({ length: 6 }, () => asPublisher((work) => addLink(work, { offerId, ...link }))),
    );
    expect(last.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const { items } = await listed(offerId);
    expect(items).toHaveLength(25);
    await expect(asPublisher((work) => addFile(work, { offerId, ...guide }))).rejects.toMatchObject({
      code: 'MaterialFull',
    });
    await asPublisher((work) => removeMaterial(work, { offerId, materialId: items[0]!.id }));
    await asPublisher((work) => addFile(work, { offerId, ...guide }));
  });

  test('the files of an offer hold 100 MB together', async () => {
    const { offerId } = await aDraft();
    const content = Buffer.concat([pdfFile, Buffer.alloc(10 * 1024 * 1024 - pdfFile.length, 0x20)]);
    for (let count = 0; count < 10; count += 1)
      await asPublisher((work) => addFile(work, { offerId, ...guide, content }));
    await expect(asPublisher((work) => addFile(work, { offerId, ...guide }))).rejects.toMatchObject({
      code: 'MaterialFull',
    });
    await asPublisher((work) => addLink(work, { offerId, ...link }));
  });

  test('of another offer finds nothing to read, add, change or take away', async () => {
    const { offerId } = await aDraft();
    const { id: materialId } = await asPublisher((work) => addFile(work, { offerId, ...guide }));
    const other = await aPublisher(works, 'Other');
    const attempts: readonly ((work: Work) => Promise<unknown>)[] = [
      (work) => offerMaterial(work, offerId),
      (work) => materialContent(work, offerId, materialId),
      (work) => addFile(work, { offerId, ...guide }),
      (work) => addLink(work, { offerId, ...link }),
      (work) => changeMaterial(work, { offerId, materialId, title: 'Mine' }),
      (work) => removeMaterial(work, { offerId, materialId }),
    ];
    for (const attempt of attempts) {
      await expect(works.as(other, attempt)).rejects.toMatchObject({ code: 'OfferUnknown' });
    }
    const publisherOffer = await aDraft();
    await expect(
      asPublisher((work) => materialContent(work, publisherOffer.offerId, materialId)),
    ).rejects.toMatchObject({
      code: 'MaterialUnknown',
    });
  });
});

describe('the partner', () => {
  const withGuide = async (option: 'any' | 'selected' | 'none', partners: string[] = []) => {
    const { offerId, productId } = await openTo(option, partners);
    const entry = await asPublisher((work) => addFile(work, { offerId, ...guide }));
    return { offerId, productId, entry };
  };

  test('COL-02 SUP-28 finds it at once with an offer that its marketplace shows, exclusive ones included', async () => {
    const [chosen, other] = [await aPartner(works), await aPartner(works, { kind: 'provider' })];
    const { productId, entry } = await withGuide('any');
    expect(await works.as(other, (work) => partnerMaterial(work, productId))).toEqual([entry]);
    const { content } = await works.as(other, (work) => partnerFile(work, productId.toLowerCase(), entry.id));
    expect(content.equals(pdfFile)).toBe(true);
    const exclusive = await withGuide('selected', [chosen.tenantId]);
    for (const partner of [chosen, other]) {
      expect(await works.as(partner, (work) => partnerMaterial(work, exclusive.productId))).toEqual([exclusive.entry]);
    }
  });

  test('COL-02 finds neither the material of an offer no partner sees, nor what was taken away, nor another offer’s file', async () => {
    const partner = await aPartner(works);
    const closed = await withGuide('none');
    await expect(works.as(partner, (work) => partnerMaterial(work, closed.productId))).rejects.toMatchObject({
      code: 'ProductUnknown',
    });
    await expect(
      works.as(partner, (work) => partnerFile(work, closed.productId, closed.entry.id)),
    ).rejects.toMatchObject({ code: 'ProductUnknown' });
    const open = await withGuide('any');
    await expect(works.as(partner, (work) => partnerFile(work, open.productId, closed.entry.id))).rejects.toMatchObject(
      {
        code: 'MaterialUnknown',
      },
    );
    await asPublisher((work) => removeMaterial(work, { offerId: open.offerId, materialId: open.entry.id }));
    expect(await works.as(partner, (work) => partnerMaterial(work, open.productId))).toEqual([]);
  });

  test('COL-03 the database itself shows a reseller, a customer and another publisher nothing, and a partner only what its work opened', async () => {
    const open = await withGuide('any');
    const { offerId } = open;
    const closed = await withGuide('none');
    const seen = (actor: Actor, ofOffer: string) =>
      works.as(actor, async (work: Work<MaterialTables>) => [
        ...(await work.db.selectFrom('offer_material').select('id').where('offer_id', '=', ofOffer).execute()),
        ...(await work.db
          .selectFrom('offer_material_file')
          .select('material_id')
          .where('offer_id', '=', ofOffer)
          .execute()),
      ]);
    const reseller = await aPartner(works, { kind: 'reseller' });
    const nobody = { ...reseller, tenantId: newId() };
    for (const actor of [reseller, nobody, await aPublisher(works)]) expect(await seen(actor, offerId)).toEqual([]);
    const partner = await aPartner(works);
    // The use case opens an offer's rows once the rules allow it (decision 0025); until then there are none.
    expect(await seen(partner, offerId)).toEqual([]);
    expect(await works.as(partner, (work) => partnerMaterial(work, open.productId))).not.toEqual([]);
    expect(await seen(partner, closed.offerId)).toEqual([]);
    await expect(
      works.as(partner, (work: Work<MaterialTables>) =>
        work.db.deleteFrom('offer_material_file').where('offer_id', '=', offerId).executeTakeFirst(),
      ),
    ).resolves.toMatchObject({ numDeletedRows: 0n });
  });
});

test('Adding, changing and taking away are in the audit trail, for the publisher alone', async () => {
  const { offerId } = await aDraft();
  const { id: materialId } = await asPublisher((work) => addFile(work, { offerId, ...guide }));
  await asPublisher((work) => changeMaterial(work, { offerId, materialId, title: 'Handbook' }));
  await asPublisher((work) => removeMaterial(work, { offerId, materialId }));
  const { rows } = await works.pools.owner.query(
    `select name, publisher_tenant_id, partner_tenant_id, customer_tenant_id, new_value from event
     where aggregate_id = $1 and name like 'Material%' order by seq`,
    [offerId],
  );
  expect(rows.map((row) => [row.name, row.publisher_tenant_id, row.partner_tenant_id, row.customer_tenant_id])).toEqual(
    ['MaterialAdded', 'MaterialChanged', 'MaterialRemoved'].map((name) => [name, publisher.tenantId, null, null]),
  );
  expect(rows[0].new_value).toMatchObject({ materialId, fileName: 'Guide.pdf', title: 'First steps' });
});
