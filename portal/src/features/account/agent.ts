/** What a browser or program calls itself, as people call it. Pure. */

const browsers = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const;

/** `Firefox, Windows`; of a program its own name. */
export function agentName(agent: string): string {
  const find = (table: readonly (readonly [RegExp, string])[]) => table.find(([shape]) => shape.test(agent))?.[1];
  const browser = agent.startsWith('Mozilla/') ? find(browsers) : undefined;
  return [browser ?? agent.split(/[\s/;]/)[0]!, find(systems)].filter(Boolean).join(', ');
}
