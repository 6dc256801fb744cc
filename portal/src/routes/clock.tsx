import { Button } from '@fluentui/react-components';
import { clockMove } from '@comptoir/contracts/sandbox';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../features/account/me.ts';
import { useMoveClock } from '../features/operations/clock.ts';
import { TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type TextId } from '../ui/text.tsx';

const steps: readonly { readonly duration: string; readonly label: TextId }[] = [
  { duration: 'PT1H', label: 'clock.hour' },
  { duration: 'P1D', label: 'clock.day' },
  { duration: 'P7D', label: 'clock.week' },
  { duration: 'P1M', label: 'clock.month' },
  { duration: 'P1Y', label: 'clock.year' },
];

/** The sandbox's clock: it only moves forward, and everything due on the way is done first, in its order. */
export function ClockPage() {
  const t = useText();
  const query = useQuery(healthQuery);
  return (
    <Page title={t('menu.clock')} purpose={t('clock.purpose')}>
      <Loaded query={query} rows={3}>
        {({ now }) => <Clock now={now} />}
      </Loaded>
    </Page>
  );
}

function Clock({ now }: { now: string }) {
  const t = useText();
  const { move, question, advance } = useMoveClock(now);
  return (
    <>
      {question}
      <Section title={t('clock.now')}>
        <p className="big" aria-live="polite">
          {t.formats.moment(now)}
        </p>
        <ProblemSummary error={move.error} />
        <fieldset className="commands" aria-label={t('sandbox.advance')}>
          {steps.map((step) => (
            <Button key={step.duration} disabledFocusable={move.isPending} onClick={() => void advance(step.duration)}>
              {t(step.label)}
            </Button>
          ))}
        </fieldset>
        {move.isPending ? <output>{t('clock.moving')}</output> : null}
      </Section>
      <MoveTo now={now} />
    </>
  );
}

function MoveTo({ now }: { now: string }) {
  const t = useText();
  const { move, question, confirmed } = useMoveClock(now);
  const form = useForm({
    shape: clockMove,
    start: { day: '' },
    startsAnew: true,
    body: ({ day }) => ({ now: `${day}T00:00:00Z` }),
    fieldOf: () => 'day',
    words: { day: t('clock.pickFirst') },
    check: ({ day }) => (day !== '' && `${day}T00:00:00Z` <= now ? [{ path: 'day', message: t('clock.forward') }] : []),
    ask: ({ day }) => confirmed(`${day}T00:00:00Z`),
    send: move.mutateAsync,
  });
  return (
    <Section title={t('clock.to')}>
      {question}
      <Form form={form} submit={t('clock.move')}>
        <TextInput form={form} name="day" label={t('clock.day.pick')} type="date" hint={t('clock.utc')} />
      </Form>
    </Section>
  );
}
