/** Colours and rules of the invoice document. */
export const ink = '#1f2937';
export const quiet = '#5b6472';
export const wash = '#f3f5f8';
const rule = '#d5dae1';

/** Tables have lines between rows alone. */
export const lined = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => rule,
  paddingTop: () => 6,
  paddingBottom: () => 6,
};
