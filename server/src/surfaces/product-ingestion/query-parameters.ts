/** What a request's query says. `$version` is required on every call and limits the schemas that are answered. */
import { listQuery, versionQuery } from '@comptoir/contracts/product-ingestion/configure';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Fault } from '../../kernel/index.ts';

export type ListQuery = z.infer<typeof listQuery>;

/** Faults: InvalidInput as an invalid request, saying which parameter. */
export function readListQuery(request: FastifyRequest): ListQuery {
  return read(request, listQuery);
}

export function schemaVersionOf(request: FastifyRequest): string {
  return read(request, versionQuery).$version;
}

function read<Shape extends z.ZodType>(request: FastifyRequest, shape: Shape): z.infer<Shape> {
  const result = shape.safeParse(request.query);
  if (result.success) return result.data;
  const missing = !Object.hasOwn(request.query as object, '$version');
  const problems = result.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: 'invalidRequest',
    message: issue.path[0] === '$version' && missing ? 'is required, e.g. $version=2022-03-01-preview5' : issue.message,
  }));
  const [first] = problems;
  throw new Fault('InvalidInput', 'invalid', {
    message: `${first!.path} ${first!.message}`,
    target: first!.path,
    problems,
  });
}
