/** A link may lead to a field: its name stands behind the `#` of the address. */
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** The field of that name takes the focus once its form is drawn. Forms of pages only: two of one page would share names. */
export function useFieldInAddress(): void {
  const name = useLocation({ select: ({ hash }) => hash });
  useEffect(() => {
    if (name) document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
  }, [name]);
}
