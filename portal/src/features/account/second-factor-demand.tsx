/** The operator’s: of whom it asks a second factor, whatever their organisations do (rule B30). */
import {
  changeSecondFactorDemand,
  type AskedOf,
  type SecondFactorDemand,
} from '@comptoir/contracts/comptoir/second-factors';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useAsk } from '../../ui/ask.tsx';
import { RadioInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { demandOf, secondFactorDemandQuery, signInPolicyQuery } from './second-factor-queries.ts';

export function OperatorsDemand() {
  const t = useText();
  const query = useQuery(secondFactorDemandQuery);
  return (
    <Section title={t('demand.title')} purpose={t('demand.purpose')}>
      <Loaded query={query} rows={3}>
        {(demand) => <DemandForm key={demand.askedOf} demand={demand} />}
      </Loaded>
    </Section>
  );
}

function DemandForm({ demand }: { demand: SecondFactorDemand }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { ask, question } = useAsk();
  const withoutIn = (askedOf: AskedOf) => (askedOf === 'nobody' ? 0 : demand[askedOf].without);
  const form = useForm({
    shape: changeSecondFactorDemand,
    start: { askedOf: demand.askedOf },
    ask: ({ askedOf }) => {
      const text =
        askedOf === 'nobody' ? t('demand.drop.text') : t('policy.require.text', { count: withoutIn(askedOf) });
      return ask({ title: t('demand.change'), text, confirm: t('demand.change') });
    },
    send: ({ askedOf }) => demandOf(askedOf),
    onSent: async (saved) => {
      queries.setQueryData(secondFactorDemandQuery.queryKey, saved);
      say(t('policy.saved'));
      await queries.invalidateQueries({ queryKey: signInPolicyQuery.queryKey });
    },
  });
  const hint = (askedOf: 'partners' | 'everyone') => t('demand.without', demand[askedOf]);
  return (
    <Form form={form} submit={t('action.save')} edits>
      <RadioInput
        form={form}
        name="askedOf"
        label={t('demand.askedOf')}
        options={[
          { value: 'nobody', label: t('demand.nobody') },
          { value: 'partners', label: t('demand.partners'), hint: hint('partners') },
          { value: 'everyone', label: t('demand.everyone'), hint: hint('everyone') },
        ]}
      />
      {question}
    </Form>
  );
}
