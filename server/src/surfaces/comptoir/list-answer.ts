/** What every list of this API has in common: its request in the words of `platform/listing.ts`, and its file. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { csvRows, csvStart, type CsvCell, type CsvForm, type CsvStyle, type Page } from '../../kernel/index.ts';
import { allPages, type ListRequest } from '../../platform/listing.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';

/** `-name` is `name`, descending. */
export function orderOf<Sort extends string>(sort: Sort | `-${Sort}`): Pick<ListRequest<Sort>, 'sort' | 'descending'> {
  return sort.startsWith('-')
    ? { sort: sort.slice(1) as Sort, descending: true }
    : { sort: sort as Sort, descending: false };
}

export function csvFormOf(request: FastifyRequest, style: CsvStyle): CsvForm {
  return { style, language: localeOf(request).language };
}

export interface ListFile<Row, Sort extends string> {
  /** Without ending, e.g. `customers`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly cells: (row: Row) => readonly CsvCell[];
  readonly read: (work: Work, request: ListRequest<Sort>) => Promise<Page<Row>>;
}

/** Streams every row a request selects; each page is read in a unit of work of its own. */
export function sendListFile<Row, Sort extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  file: ListFile<Row, Sort>,
  wanted: Omit<ListRequest<Sort>, 'size' | 'after'> & { readonly style: CsvStyle },
): FastifyReply {
  const { style, ...selection } = wanted;
  const form = csvFormOf(request, style);
  async function* pieces(): AsyncGenerator<string> {
    yield csvStart(form) + csvRows([file.columns], form);
    const pages = allPages<Row, Sort>((page) => request.work((work: Work) => file.read(work, page)), selection);
    for await (const rows of pages) yield csvRows(rows.map(file.cells), form);
  }
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename=${file.name}.csv`)
    .send(Readable.from(pieces()));
}
