/** Licences to tick: with how many are left, and without those of which none is. */
import { useText } from '../../ui/text.tsx';

export interface LicenceUnits {
  readonly skuId: string;
  readonly name: string;
  readonly active: number;
  readonly available: number;
}

export function useLicenceOptions(units: readonly LicenceUnits[], held: readonly string[]) {
  const t = useText();
  return units.map(({ skuId, name, active, available }) => ({
    value: skuId,
    label: `${name} – ${t('licences.left', { available, active })}`,
    disabled: available === 0 && !held.includes(skuId),
  }));
}
