/** Status as icon and word, never colour alone. */
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';

export type Tone = 'good' | 'attention' | 'waiting' | 'bad' | 'neutral';

const icons: Record<Tone, ReactNode> = {
  good: <CheckmarkCircleFilled />,
  attention: <WarningFilled />,
  waiting: <ClockRegular />,
  bad: <DismissCircleFilled />,
  neutral: <CircleRegular />,
};

export function Status(props: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status status-${props.tone}`}>
      <span aria-hidden className="status-icon">
        {icons[props.tone]}
      </span>
      {props.children}
    </span>
  );
}
