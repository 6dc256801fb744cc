/** Copies a text and says that it did. */
import { Button } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { useText } from './text.tsx';

export function CopyButton(props: { text: string; what: string }) {
  const t = useText();
  const [done, setDone] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(props.text).then(() => {
      setDone(true);
      setTimeout(() => setDone(false), 3000);
    });
  };
  return (
    <Button size="small" icon={<CopyRegular />} onClick={copy}>
      <span aria-live="polite">{done ? t('action.copied') : t('action.copy')}</span>
      <span className="sr-only"> – {props.what}</span>
    </Button>
  );
}
