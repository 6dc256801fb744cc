/** What every list of this API has in common: its two routes, its request in the words of `platform/listing.ts`, its file. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { csvRows, csvStart, type CsvCell, type CsvForm, type CsvStyle } from '../../kernel/index.ts';
import { fileOf } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { allPages, type CountedPage, type ListRequest } from '../../platform/listing.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';

/** A list of the contract: `listOf`. */
interface ListShape {
  readonly sorts: readonly string[];
  readonly query: z.ZodType;
  readonly exportQuery: z.ZodType;
  readonly answer: z.ZodType<{ readonly items: readonly unknown[]; readonly total: number }>;
}

type SortOf<Shape extends ListShape> = Shape['sorts'][number];
type ItemOf<Shape extends ListShape> = z.infer<Shape['answer']>['items'][number];
type BesideOf<Shape extends ListShape> = Omit<z.infer<Shape['answer']>, 'items' | 'total' | 'next'>;

/** A page of the wire's items, and what the answer tells beside them. */
type ListAnswer<Shape extends ListShape> = CountedPage<ItemOf<Shape>> & BesideOf<Shape>;

export interface ListRoutes<Shape extends ListShape> {
  /** Relative to the surface, e.g. `/customers`; the file is at `…/export`. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly list: Shape;
  /** Parameters of the path, when it has some. */
  readonly params?: z.ZodType;
  /** A page of the list; the request says whose it is and in which language. */
  readonly read: (
    work: Work,
    wanted: ListRequest<SortOf<Shape>>,
    request: FastifyRequest,
  ) => Promise<ListAnswer<Shape>>;
  /** Columns of the file, each with its cell of an item: ISO dates, plain decimals. */
  readonly columns: Readonly<Record<string, (item: ItemOf<Shape>) => CsvCell>>;
}

interface Asked {
  readonly sort: string;
  readonly search: string;
  readonly size?: number;
  readonly after?: string;
  readonly format?: CsvStyle;
}

/** Declares a list and its file. */
export function listRoutes<Shape extends ListShape>(app: FastifyInstance, routes: ListRoutes<Shape>): void {
  const { path, access, list } = routes;
  const params = routes.params ? { params: routes.params } : {};
  const config = { access };
  app.get(
    path,
    { config, schema: { ...params, querystring: list.query, response: { 200: list.answer } } },
    (request) => {
      const { size = 50, after, ...selection } = request.query as Asked;
      return request.work((work: Work) =>
        routes.read(work, { ...wantedOf<SortOf<Shape>>(selection), size, after }, request),
      );
    },
  );
  app.get(
    `${path}/export`,
    { config, schema: { ...params, querystring: list.exportQuery, response: { 200: fileOf('text/csv') } } },
    (request, reply) => {
      const { format = 'plain', ...selection } = request.query as Asked;
      return sendFile(request, reply, routes, wantedOf<SortOf<Shape>>(selection), csvFormOf(request, format));
    },
  );
}

/** `-name` is `name`, descending; every member that is not about the order or the words is a filter. */
function wantedOf<Sort extends string>(selection: Asked): Omit<ListRequest<Sort>, 'size'> {
  const { sort, search, ...filters } = selection;
  const descending = sort.startsWith('-');
  return { sort: (descending ? sort.slice(1) : sort) as Sort, descending, search, filters };
}

export function csvFormOf(request: FastifyRequest, style: CsvStyle): CsvForm {
  return { style, language: localeOf(request).language };
}

/**
 * Streams every row a request selects; each page is read in a unit of work of its own. The first is read before anything is
 * sent, so that what is refused is refused.
 */
async function sendFile<Shape extends ListShape>(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, read, columns }: ListRoutes<Shape>,
  wanted: Omit<ListRequest<SortOf<Shape>>, 'size'>,
  form: CsvForm,
): Promise<FastifyReply> {
  const cells = Object.values(columns);
  const rowsOf = (items: readonly ItemOf<Shape>[]) =>
    csvRows(
      items.map((item) => cells.map((cell) => cell(item))),
      form,
    );
  const pages = allPages((page) => request.work((work: Work) => read(work, page, request)), wanted);
  const first = await pages.next();
  async function* pieces(): AsyncGenerator<string> {
    yield csvStart(form) + csvRows([Object.keys(columns)], form) + rowsOf(first.value ?? []);
    for await (const items of pages) yield rowsOf(items);
  }
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename=${path.split('/').at(-1)}.csv`)
    .send(Readable.from(pieces()));
}

/** Cells of a file: what is ours (ids, dates, codes), what is a number, and what people wrote. */
export const code = (text: string | null | undefined): CsvCell => ({ code: text ?? '' });
export const numeric = (value: string | number | null | undefined): CsvCell => ({
  number: value === null || value === undefined ? '' : String(value),
});
