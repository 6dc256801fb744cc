/** As what a company may enrol, and why not as others (rules B1, B21, B23, B26). */
import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import type { EnrolmentKind, OwnEnrolments } from '@comptoir/contracts/comptoir/enrolment';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { Section } from '../../ui/page.tsx';
import { RuleSource } from '../../ui/rule.tsx';
import { useText } from '../../ui/text.tsx';
import { enrolmentsQuery, startEnrolment } from './queries.ts';
import { Reason } from './words.tsx';

/** What the company is already is named: the rule's sentence speaks of two kinds, which need not be these (rule B21). */
function WhyNot({ one: { held, rule, reason } }: { one: OwnEnrolments['kinds'][number] }) {
  const t = useText();
  if (!held || !rule) return <Reason rule={rule} reason={reason} />;
  return (
    <span>
      {t('enrolment.held', { kind: t(`enrolment.kind.${held}`) })} <RuleSource rule={rule} />
    </span>
  );
}

export function StartEnrolment({ kinds }: Pick<OwnEnrolments, 'kinds'>) {
  const t = useText();
  const queries = useQueryClient();
  const [kind, setKind] = useState<EnrolmentKind | undefined>(kinds.find(({ allowed }) => allowed)?.kind);
  const start = useMutation({
    mutationFn: startEnrolment,
    onSuccess: () => queries.invalidateQueries({ queryKey: enrolmentsQuery.queryKey }),
  });
  return (
    <Section title={t('enrolment.start')} purpose={t('enrolment.start.purpose')}>
      <ProblemSummary error={start.error} />
      <RadioGroup
        aria-label={t('enrolment.start')}
        value={kind ?? ''}
        onChange={(_, data) => setKind(data.value as EnrolmentKind)}
      >
        {kinds.map((one) => (
          <Radio
            key={one.kind}
            value={one.kind}
            disabled={!one.allowed}
            label={
              <>
                {t(`enrolment.kind.${one.kind}`)}
                <br />
                <span className="quiet">
                  {one.allowed ? t(`enrolment.kind.${one.kind}.text`) : <WhyNot one={one} />}
                </span>
              </>
            }
          />
        ))}
      </RadioGroup>
      <div className="commands">
        <Button
          appearance="primary"
          disabledFocusable={kind === undefined || start.isPending}
          onClick={() => kind && start.mutate(kind)}
        >
          {t('enrolment.begin')}
        </Button>
      </div>
    </Section>
  );
}
