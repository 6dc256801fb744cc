import { ruleFamilies, ruleKinds, type RuleRow } from '@comptoir/contracts/comptoir/rules';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { rulesQuery } from '../features/rules/queries.ts';
import { RuleDetail } from '../features/rules/rule-detail.tsx';
import { documentText, periodText } from '../features/rules/words.tsx';
import { TextField } from '../ui/form/text-field.tsx';
import { TextLink } from '../ui/link.tsx';
import { WholeList } from '../ui/whole-list.tsx';
import type { Column, RowFilter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { Message } from '../ui/message.tsx';
import { paths } from '../paths.ts';

/** Every rule of the programme as it holds on a day. A refusal leads here with its rule (`?rule=A15`). */
export function RulesPage() {
  const t = useText();
  const search = useLocation({ select: (location) => location.search });
  const navigate = useNavigate();
  const on = search.on ?? '';
  const query = useQuery(rulesQuery(t.language, on));
  const setDay = (day: string) =>
    void navigate({ to: '.', search: { ...search, on: day || undefined }, replace: true, resetScroll: false });
  return (
    <Page title={t('rules.title')} purpose={t('rules.purpose')}>
      <TextField label={t('rules.on')} type="date" value={on || (query.data?.on ?? '')} onChange={setDay} />
      <Loaded query={query}>
        {({ items }) => (
          <>
            <Chosen rules={items} id={search.rule} />
            <WholeList
              name={t('rules.title')}
              rows={items}
              rowKey={(rule) => rule.id}
              columns={columnsOf(t)}
              filters={filtersOf(t)}
              empty={{ title: t('rules.empty'), text: t('rules.empty.text') }}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Chosen({ rules, id }: { rules: readonly RuleRow[]; id: string | undefined }) {
  const t = useText();
  if (id === undefined) return null;
  const rule = rules.find((one) => one.id === id);
  return rule ? <RuleDetail rule={rule} /> : <Message>{t('rules.notThen')}</Message>;
}

function columnsOf(t: Text): readonly Column<RuleRow>[] {
  return [
    {
      id: 'id',
      header: t('rules.id'),
      text: ({ id }) => id,
      cell: ({ id }) => <TextLink to={paths.rule(id)}>{id}</TextLink>,
    },
    { id: 'statement', header: t('rules.statement'), text: ({ statement }) => statement },
    {
      id: 'sources',
      header: t('rules.sources'),
      text: ({ sources }) => sources.map((document) => documentText(t, document)).join('; '),
    },
    { id: 'kind', header: t('rules.kind'), text: ({ kind }) => t(`rules.kind.${kind}`) },
    { id: 'inForce', header: t('rules.inForce'), text: (rule) => periodText(t, rule) },
  ];
}

function filtersOf(t: Text): readonly RowFilter<RuleRow>[] {
  return [
    {
      id: 'family',
      label: t('rules.family'),
      options: ruleFamilies.map((value) => ({ value, label: t(`rules.family.${value}`) })),
      matches: (rule, value) => rule.family === value,
    },
    {
      id: 'kind',
      label: t('rules.kind'),
      options: ruleKinds.map((value) => ({ value, label: t(`rules.kind.${value}`) })),
      matches: (rule, value) => rule.kind === value,
    },
  ];
}
