import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { healthQuery } from '../features/account/me.ts';
import { useMoveClock } from '../features/operations/clock.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { ProblemSummary, TextField } from '../ui/form.tsx';
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
  const move = useMoveClock();
  const [day, setDay] = useState('');
  const backwards = day !== '' && `${day}T00:00:00Z` <= now;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    move.mutate({ now: `${day}T00:00:00Z` }, { onSuccess: () => setDay('') });
  };
  return (
    <>
      <Section title={t('clock.now')}>
        <p className="big" aria-live="polite">
          {t.formats.moment(now)}
        </p>
        <ProblemSummary error={move.error} />
        <fieldset className="commands" aria-label={t('sandbox.advance')}>
          {steps.map((step) => (
            <Button
              key={step.duration}
              disabledFocusable={move.isPending}
              onClick={() => move.mutate({ advance: step.duration })}
            >
              {t(step.label)}
            </Button>
          ))}
        </fieldset>
        {move.isPending ? <output>{t('clock.moving')}</output> : null}
      </Section>
      <Section title={t('clock.to')}>
        <form className="stack" onSubmit={submit} noValidate>
          <TextField
            label={t('clock.day.pick')}
            type="date"
            value={day}
            onChange={setDay}
            problem={backwards ? t('clock.forward') : undefined}
            hint={t('clock.utc')}
          />
          <div>
            <ActionButton
              primary
              submit
              busy={move.isPending}
              unless={day === '' ? t('clock.pickFirst') : backwards ? t('clock.forward') : undefined}
            >
              {t('clock.move')}
            </ActionButton>
          </div>
        </form>
      </Section>
    </>
  );
}
