/** All SQL of identity on whom the operator asks for a second factor (rule B30, decision 0113). */
import type { Work } from '../../../platform/work.ts';
import { partnerParts } from '../domain/people.ts';

export type AskedOf = 'nobody' | 'partners' | 'everyone';

const isPartner = (tenant: string) =>
  `exists (select from tenant_part p where p.tenant_id = ${tenant}
    and p.part in (${partnerParts.map((part) => `'${part}'`).join(', ')}))`;

/** Whether the operator asks the people of a tenant; an SQL expression, `tenant` one too. */
export const isAsked = (tenant: string) =>
  `exists (select from second_factor_demand d where d.asked_of = 'everyone'
    or d.asked_of = 'partners' and ${isPartner(tenant)})`;

export interface Counted {
  /** Active people, and those of them without a second factor. */
  readonly people: number;
  readonly without: number;
}

export interface SecondFactorDemandRow {
  readonly askedOf: AskedOf;
  readonly partners: Counted;
  readonly everyone: Counted;
}

/** System only. */
export async function selectDemand(work: Pick<Work, 'prepared'>): Promise<SecondFactorDemandRow> {
  const text = `select coalesce((select asked_of from second_factor_demand), 'nobody') as "askedOf",
      json_build_object('people', coalesce(sum(people) filter (where partner), 0),
        'without', coalesce(sum(without) filter (where partner), 0)) as partners,
      json_build_object('people', coalesce(sum(people), 0), 'without', coalesce(sum(without), 0)) as everyone
    from (select ${isPartner('u.tenant_id')} as partner, count(*) as people,
        count(*) filter (where not exists (select from second_factor f where f.tenant_id = u.tenant_id and f.user_id = u.id
          and f.kind <> 'recovery' and f.confirmed_at is not null)) as without
      from user_account u where u.active and u.deleted_at is null group by u.tenant_id) t`;
  return (await work.prepared<SecondFactorDemandRow>('second-factor-demand', text, []))[0]!;
}

/** What stood before; undefined when it stood so already. System only. */
export async function saveDemand(
  work: Pick<Work, 'prepared' | 'now'>,
  { askedOf, changedBy }: { readonly askedOf: AskedOf; readonly changedBy: string },
): Promise<AskedOf | undefined> {
  const text = `with before as (select asked_of from second_factor_demand for update)
    insert into second_factor_demand (asked_of, changed_at, changed_by)
    select $1, $2, $3 where coalesce((select asked_of from before), 'nobody') <> $1
    on conflict (installation) do update set asked_of = excluded.asked_of, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by
    returning coalesce((select asked_of from before), 'nobody') as before`;
  const rows = await work.prepared<{ before: AskedOf }>('save-second-factor-demand', text, [
    askedOf,
    work.now,
    changedBy,
  ]);
  return rows[0]?.before;
}
