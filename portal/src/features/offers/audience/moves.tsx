/** "Navigate between options": the whole table of moves, the row of the option in force marked (rules A16 to A22). */
import type { AudienceOption } from '@comptoir/contracts/comptoir/offers';
import type { AudienceMove, AudienceMoves } from '@comptoir/contracts/comptoir/publisher-requests';
import type { ReactNode } from 'react';
import { paths } from '../../../paths.ts';
import { TextLink } from '../../../ui/link.tsx';
import { Table } from '../../../ui/table.tsx';
import { Section } from '../../../ui/page.tsx';
import { Status, type Tone } from '../../../ui/status.tsx';
import { RuleSource } from '../../../ui/rule.tsx';
import { useText, type TextId } from '../../../ui/text.tsx';
import { audienceOptions } from './choice.tsx';
import { moveReason } from './words.ts';
import { audienceText } from '../words.tsx';

const tones: Record<AudienceMove['how'], Tone> = { selfService: 'good', request: 'waiting', refused: 'bad' };

/** The table as the rules give it; of the option in force the server says how things stand. */
const cells: Record<AudienceOption, Record<AudienceOption, readonly [AudienceMove['how'], TextId] | undefined>> = {
  any: {
    any: undefined,
    selected: ['request', 'offerMoves.cell.anySelected'],
    none: ['request', 'offerMoves.cell.anyNone'],
  },
  selected: {
    any: ['request', 'offerMoves.cell.selectedAny'],
    selected: ['selfService', 'offerMoves.cell.selectedSelected'],
    none: ['request', 'offerMoves.cell.selectedNone'],
  },
  none: {
    any: ['selfService', 'offerMoves.cell.noneAny'],
    selected: ['selfService', 'offerMoves.cell.noneSelected'],
    none: undefined,
  },
};

export function NavigateOptions({ offerId, moves }: { offerId: string; moves: AudienceMoves }) {
  const t = useText();
  const { from } = moves;
  return (
    <Section title={t('offerMoves.title')} purpose={t(from ? 'offerMoves.purpose' : 'offerMoves.purpose.free')}>
      <div className="moves">
        <Table
          name={t('offerMoves.title')}
          rows={audienceOptions}
          rowKey={(option) => option}
          columns={[
            {
              id: 'from',
              header: t('offerMoves.from'),
              text: (option) => t(audienceText(option)),
              cell: (option) => (
                <>
                  {t(audienceText(option))}
                  {option === from ? <span className="option-current">{t('offerMoves.current')}</span> : null}
                </>
              ),
              namesRow: true,
            },
            ...audienceOptions.map((to) => ({
              id: to,
              header: t('offerMoves.to', { option: t(audienceText(to)) }),
              text: () => '',
              cell: (option: AudienceOption) =>
                option === from && option !== to ? (
                  <MoveNow move={moveTo(moves, to)} to={to} offerId={offerId} open={moves.openRequest !== null} />
                ) : (
                  <MoveOnPaper cell={cells[option][to]} />
                ),
            })),
          ]}
        />
      </div>
      <ul className="bullets">
        <li>{t('offerMoves.how')}</li>
        <li>{t('offerMoves.sold')}</li>
        <li>{t('offerMoves.soldListed')}</li>
      </ul>
    </Section>
  );
}

const moveTo = ({ moves }: AudienceMoves, to: AudienceOption) =>
  moves.find((move) => move.kind === 'changeOption' && move.to === to);

function MoveOnPaper({ cell }: { cell: readonly [AudienceMove['how'], TextId] | undefined }) {
  const t = useText();
  if (!cell) return '–';
  const [how, words] = cell;
  return (
    <Move how={how}>
      <p>{t(words)}</p>
    </Move>
  );
}

interface MoveNowProps {
  readonly move: AudienceMove | undefined;
  readonly to: AudienceOption;
  readonly offerId: string;
  /** A request waits already; a second one is not taken. */
  readonly open: boolean;
}

function MoveNow({ move, to, offerId, open }: MoveNowProps) {
  const t = useText();
  if (!move) return '–';
  return (
    <Move how={move.how}>
      <p>
        {moveReason(t, move)} <RuleSource rule={move.rule} />
      </p>
      {move.how === 'request' && !open ? (
        <TextLink to={paths.supportRequest(offerId, to)}>{t('offerMoves.request')}</TextLink>
      ) : null}
    </Move>
  );
}

function Move(props: { how: AudienceMove['how']; children: ReactNode }) {
  const t = useText();
  return (
    <div className="move">
      <Status tone={tones[props.how]}>{t(`offerMoves.way.${props.how}`)}</Status>
      {props.children}
    </div>
  );
}
