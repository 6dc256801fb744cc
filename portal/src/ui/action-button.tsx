/** A button that says why it cannot be used now: disabled with the reason, never hidden. */
import { Button, Tooltip, type ButtonProps } from '@fluentui/react-components';
import { Spinner } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useText } from './text.tsx';

interface ActionButtonProps {
  readonly children: ReactNode;
  /** Why it cannot be used now; undefined when it can. */
  readonly unless?: string | undefined;
  readonly busy?: boolean;
  readonly primary?: boolean;
  readonly icon?: ButtonProps['icon'];
  readonly size?: ButtonProps['size'];
  readonly subtle?: boolean;
  readonly submit?: boolean;
  /** What it acts on, for those who cannot see where it stands. */
  readonly of?: string;
  readonly onAct?: () => void;
}

export function ActionButton(props: ActionButtonProps) {
  const t = useText();
  const blocked = props.unless !== undefined || props.busy === true;
  const button = (
    <Button
      appearance={props.primary ? 'primary' : props.subtle ? 'subtle' : 'secondary'}
      type={props.submit ? 'submit' : 'button'}
      disabledFocusable={blocked}
      {...(props.size ? { size: props.size } : {})}
      {...(props.busy
        ? { icon: <Spinner size="tiny" aria-label={t('state.loading')} /> }
        : props.icon
          ? { icon: props.icon }
          : {})}
      {...(props.onAct ? { onClick: props.onAct } : {})}
    >
      {props.children}
      {props.of ? <span className="sr-only"> – {props.of}</span> : null}
    </Button>
  );
  if (props.unless === undefined) return button;
  return (
    <Tooltip content={props.unless} relationship="description" positioning="below">
      {button}
    </Tooltip>
  );
}
