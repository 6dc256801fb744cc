/** `/comptoir/v1/provider-directory`: indirect providers, what they do for resellers, and where to reach them. */
import { directoryEntry, directoryList, type DirectoryRow } from '@comptoir/contracts/comptoir/partnerships';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { dayOf } from '../../kernel/index.ts';
import { tenantOf } from '../../modules/identity/index.ts';
import {
  changeOwnEntry,
  ownEntry,
  providerCountries,
  providerDirectory,
  type ListedProvider,
} from '../../modules/partnerships/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { ListRequest } from '../../platform/listing.ts';
import type { Work } from '../../platform/work.ts';
import { marketOf } from '../../programme/markets.ts';
import { code, listRoutes } from './list-answer.ts';

export function directoryRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  listRoutes(app, {
    path: '/provider-directory',
    access: { permission: 'account.read' },
    list: directoryList,
    read: async (work, wanted) => {
      const page = await providerDirectory(work, await ofOwnRegion(work, wanted));
      return { ...page, items: page.items.map(rowToWire), countries: [...(await providerCountries(work))] };
    },
    columns: {
      Name: ({ name }) => name,
      Country: ({ country }) => code(country),
      Region: ({ region }) => code(region),
      Address: ({ address }) => address,
      Services: ({ services }) => code(services.join(' ')),
      Email: ({ email }) => email,
      Phone: ({ phone }) => phone,
      Website: ({ website }) => website,
      Description: ({ description }) => description,
    },
  });
  const config = { access: { permission: 'directory.manage' } } as const;
  const response = { 200: directoryEntry };
  routes.get('/provider-directory/own', { config, schema: { response } }, (request) =>
    request.work(async (work) => entryToWire(await ownEntry(work))),
  );
  routes.put('/provider-directory/own', { config, schema: { body: directoryEntry, response } }, (request, reply) =>
    answerOnce(request, reply, async (work) => ({
      status: 200,
      body: entryToWire(await changeOwnEntry(work, request.body)),
    })),
  );
}

/** `region=mine` as the code of the caller's region; a country without one has no provider. */
async function ofOwnRegion<Sort extends string>(work: Work, wanted: ListRequest<Sort>): Promise<ListRequest<Sort>> {
  if (wanted.filters?.['region'] !== 'mine') return wanted;
  const { country } = await tenantOf(work, work.actor.tenantId);
  return { ...wanted, filters: { ...wanted.filters, region: marketOf(country, dayOf(work.now))?.regionCode ?? '' } };
}

const rowToWire = (provider: ListedProvider): DirectoryRow => ({ ...provider, services: [...provider.services] });

const entryToWire = (entry: Awaited<ReturnType<typeof ownEntry>>) => ({ ...entry, services: [...entry.services] });
