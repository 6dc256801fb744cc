/** "Navigate between options": the whole table of transitions, the row of the option in force marked (rules A16 to A22). */
import type { AudienceOption } from '@comptoir/contracts/comptoir/offers';
import type { AudienceTransition, AudienceTransitions } from '@comptoir/contracts/comptoir/publisher-requests';
import type { ReactNode } from 'react';
import { paths } from '../../../paths.ts';
import { TextLink } from '../../../ui/link.tsx';
import { Table } from '../../../ui/table.tsx';
import { Section } from '../../../ui/page.tsx';
import { Status, type Tone } from '../../../ui/status.tsx';
import { RuleSource } from '../../../ui/rule.tsx';
import { useText, type TextId } from '../../../ui/text.tsx';
import { audienceOptions } from './choice.tsx';
import { transitionReason } from './words.ts';
import { audienceText } from '../words.tsx';

const tones: Record<AudienceTransition['how'], Tone> = { selfService: 'good', request: 'waiting', refused: 'bad' };

/** The table as the rules give it; of the option in force the server says how things stand. */
const cells: Record<
  AudienceOption,
  Record<AudienceOption, readonly [AudienceTransition['how'], TextId] | undefined>
> = {
  any: {
    any: undefined,
    selected: ['request', 'offerTransitions.cell.anySelected'],
    none: ['request', 'offerTransitions.cell.anyNone'],
  },
  selected: {
    any: ['request', 'offerTransitions.cell.selectedAny'],
    selected: ['selfService', 'offerTransitions.cell.selectedSelected'],
    none: ['request', 'offerTransitions.cell.selectedNone'],
  },
  none: {
    any: ['selfService', 'offerTransitions.cell.noneAny'],
    selected: ['selfService', 'offerTransitions.cell.noneSelected'],
    none: undefined,
  },
};

export function NavigateOptions({ offerId, transitions }: { offerId: string; transitions: AudienceTransitions }) {
  const t = useText();
  const { from } = transitions;
  return (
    <Section
      title={t('offerTransitions.title')}
      purpose={t(from ? 'offerTransitions.purpose' : 'offerTransitions.purpose.free')}
    >
      <div className="transitions">
        <Table
          name={t('offerTransitions.title')}
          rows={audienceOptions}
          rowKey={(option) => option}
          columns={[
            {
              id: 'from',
              header: t('offerTransitions.from'),
              text: (option) => t(audienceText(option)),
              cell: (option) => (
                <>
                  {t(audienceText(option))}
                  {option === from ? <span className="option-current">{t('offerTransitions.current')}</span> : null}
                </>
              ),
              namesRow: true,
            },
            ...audienceOptions.map((to) => ({
              id: to,
              header: t('offerTransitions.to', { option: t(audienceText(to)) }),
              text: () => '',
              cell: (option: AudienceOption) =>
                option === from && option !== to ? (
                  <TransitionNow
                    transition={transitionTo(transitions, to)}
                    to={to}
                    offerId={offerId}
                    open={transitions.openRequest !== null}
                  />
                ) : (
                  <TransitionOnPaper cell={cells[option][to]} />
                ),
            })),
          ]}
        />
      </div>
      <ul className="bullets">
        <li>{t('offerTransitions.how')}</li>
        <li>{t('offerTransitions.sold')}</li>
        <li>{t('offerTransitions.soldListed')}</li>
      </ul>
    </Section>
  );
}

const transitionTo = ({ transitions }: AudienceTransitions, to: AudienceOption) =>
  transitions.find((transition) => transition.kind === 'changeOption' && transition.to === to);

function TransitionOnPaper({ cell }: { cell: readonly [AudienceTransition['how'], TextId] | undefined }) {
  const t = useText();
  if (!cell) return '–';
  const [how, words] = cell;
  return (
    <Transition how={how}>
      <p>{t(words)}</p>
    </Transition>
  );
}

interface TransitionNowProps {
  readonly transition: AudienceTransition | undefined;
  readonly to: AudienceOption;
  readonly offerId: string;
  /** A request waits already; a second one is not taken. */
  readonly open: boolean;
}

function TransitionNow({ transition, to, offerId, open }: TransitionNowProps) {
  const t = useText();
  if (!transition) return '–';
  return (
    <Transition how={transition.how}>
      <p>
        {transitionReason(t, transition)} <RuleSource rule={transition.rule} />
      </p>
      {transition.how === 'request' && !open ? (
        <TextLink to={paths.supportRequest(offerId, to)}>{t('offerTransitions.request')}</TextLink>
      ) : null}
    </Transition>
  );
}

function Transition(props: { how: AudienceTransition['how']; children: ReactNode }) {
  const t = useText();
  return (
    <div className="transition">
      <Status tone={tones[props.how]}>{t(`offerTransitions.way.${props.how}`)}</Status>
      {props.children}
    </div>
  );
}
