/** Tells that this is the sandbox and which business date it has, and moves it. */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Spinner } from '@fluentui/react-components';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { useText, type TextId } from '../../ui/text.tsx';
import { useMoveClock } from '../operations/clock.ts';

const steps: readonly { readonly duration: string; readonly label: TextId }[] = [
  { duration: 'P1D', label: 'clock.day' },
  { duration: 'P7D', label: 'clock.week' },
  { duration: 'P1M', label: 'clock.month' },
];

export function SandboxStrip(props: { now: string | undefined }) {
  const t = useText();
  const { move, question, advance } = useMoveClock(props.now ?? '');
  return (
    <section className="strip" aria-label={t('sandbox.name')}>
      <ClockRegular aria-hidden fontSize={16} />
      <span>
        {t('sandbox.name')}
        <span className="wide-only"> · {t('sandbox.note')}</span> · {t('sandbox.date')}{' '}
        <strong>{t.formats.day(props.now)}</strong>
      </span>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            disabledFocusable={move.isPending || !props.now}
            {...(move.isPending ? { icon: <Spinner size="extra-tiny" /> } : {})}
          >
            {t('sandbox.advance')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {steps.map((step) => (
              <MenuItem key={step.duration} onClick={() => void advance(step.duration)}>
                {t(step.label)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {question}
    </section>
  );
}
