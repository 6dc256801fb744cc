/** What must be read before going on: a remark, what was reached, or what is wrong. */
import { MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode, Ref } from 'react';

const intents = { attention: 'warning', good: 'success', bad: 'error' } as const;

interface MessageProps {
  readonly tone?: keyof typeof intents;
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly commands?: ReactNode;
  readonly id?: string;
  /** Read out when it appears. */
  readonly alert?: boolean;
  /** Of one that takes the focus. */
  readonly ref?: Ref<HTMLDivElement>;
}

export function Message({ tone = 'attention', children, commands, alert, ...rest }: MessageProps) {
  return (
    <MessageBar
      intent={intents[tone]}
      layout="multiline"
      role={alert ? 'alert' : undefined}
      aria-labelledby={undefined}
      {...(rest.ref ? { tabIndex: -1 } : {})}
      {...rest}
    >
      <MessageBarBody>{children}</MessageBarBody>
      {commands ? <MessageBarActions>{commands}</MessageBarActions> : null}
    </MessageBar>
  );
}
