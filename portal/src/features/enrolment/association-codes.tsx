/** Codes by which other accounts may use a location: who made them, what became of them, taking one back (rule B8). */
import { Button } from '@fluentui/react-components';
import type { AssociationCodeRow } from '@comptoir/contracts/comptoir/enrolment';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Status } from '../../ui/status.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { codesQuery, withdrawCode } from './queries.ts';

export function AssociationCodes() {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const query = useQuery(codesQuery);
  const withdraw = useMutation({
    mutationFn: ({ id }: AssociationCodeRow) => withdrawCode(id),
    onSuccess: () => say(t('identifiers.code.withdrawn')),
    onSettled: () => queries.invalidateQueries({ queryKey: codesQuery.queryKey }),
  });
  const columns: readonly Column<AssociationCodeRow>[] = [
    { id: 'mpnId', header: 'PartnerID', text: ({ mpnId }) => mpnId },
    {
      id: 'state',
      header: t('word.state'),
      text: (row) => stateText(t, row),
      cell: (row) => <Status tone={row.state === 'open' ? 'waiting' : 'neutral'}>{stateText(t, row)}</Status>,
    },
    { id: 'madeBy', header: t('identifiers.code.madeBy'), text: ({ madeBy }) => madeBy },
    { id: 'madeAt', header: t('identifiers.code.madeAt'), text: ({ madeAt }) => t.formats.moment(madeAt) },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (row) =>
        row.state === 'open' ? (
          <Button disabledFocusable={withdraw.isPending} onClick={() => withdraw.mutate(row)}>
            {t('identifiers.code.withdraw')}
            <span className="sr-only"> {row.mpnId}</span>
          </Button>
        ) : null,
    },
  ];
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Section title={t('identifiers.codes')}>
            <ProblemSummary error={withdraw.error} />
            <Table name={t('identifiers.codes')} rows={items} rowKey={({ id }) => id} columns={columns} />
          </Section>
        )
      }
    </Loaded>
  );
}

function stateText(t: ReturnType<typeof useText>, { state, expiresAt, usedBy }: AssociationCodeRow): string {
  if (state === 'used') return t('identifiers.code.used', { name: usedBy ?? '' });
  if (state === 'open') return t('identifiers.code.open', { moment: t.formats.moment(expiresAt) });
  return t(`identifiers.code.${state}`);
}
