/** The walls of the house, as dependency-cruiser takes them. See docs/architecture.md for the reasons. */
import type { IForbiddenRuleType } from 'dependency-cruiser';

/**
 * Modules in tiers: a module may use those of the tiers before its own, through their `index.ts`. News in the other
 * direction travels by events. The last tier stands beside the chain: it may look at all of it, and nobody needs it.
 */
const tiers: readonly (readonly string[])[] = [
  ['identity'],
  ['webhooks'],
  ['partners'],
  ['partnerships', 'exchange-rates', 'cancellation-policies'],
  ['enrolment'],
  ['customers'],
  ['relationships'],
  ['delegated-administration'],
  ['offers'],
  ['material', 'private-offers'],
  ['subscriptions'],
  ['fulfillment', 'usage'],
  ['billing'],
  ['access', 'licences', 'support', 'ingestion', 'event-webhooks'],
  ['audit'],
  ['partner-webhooks'],
];

const ours = '^(contracts|server|portal|scripts|bench)/';
const tests = '(\\.(test|scenario|e2e)\\.tsx?$|^server/(test|scenarios)/|^portal/e2e/)';
const kernel = '^server/src/kernel/';
const platform = '^server/src/platform/';
const programme = '^server/src/programme/';
const door = '^server/src/modules/[^/]+/index\\.ts$';

/** A layer may import these of our files and no others; its tests may import more. */
function layer(name: string, path: string, comment: string, allowed: readonly string[]): IForbiddenRuleType {
  return {
    name,
    comment,
    severity: 'error',
    from: { path, pathNot: tests },
    to: { path: ours, pathNot: [...allowed] },
  };
}

function moduleRules(): IForbiddenRuleType[] {
  return tiers.flatMap((tier, height) => {
    const below = tiers.slice(0, height).flat().join('|');
    const doors = below ? [`^server/src/modules/(${below})/index\\.ts$`] : [];
    return tier.flatMap((name) => [
      layer(
        `domain-${name}`,
        `^server/src/modules/${name}/domain/`,
        `decisions of ${name} know kernel, programme, their own folder, and types of the modules before it`,
        [kernel, programme, `^server/src/modules/${name}/domain/`, ...doors],
      ),
      layer(
        `module-${name}`,
        `^server/src/modules/${name}/(?!domain/)`,
        `${name} uses kernel, programme, platform, and the doors of the modules before it`,
        [kernel, programme, platform, `^server/src/modules/${name}/`, ...doors],
      ),
    ]);
  });
}

const known = tiers.flat().join('|');

const layers: readonly IForbiddenRuleType[] = [
  layer('contracts', '^contracts/', 'contracts know nothing of ours', ['^contracts/']),
  layer('kernel', kernel, 'the kernel knows nothing of ours', [kernel]),
  layer('programme', programme, 'the rules know the kernel only', [kernel, programme]),
  layer('platform', platform, 'the platform knows the kernel and the configuration', [
    kernel,
    platform,
    '^server/src/config\\.ts$',
  ]),
  layer('fault-codes', '^server/src/modules/[^/]+\\.ts$', 'unions over the doors', [door]),
  layer('tables', '^server/src/tables\\.ts$', 'a union over the doors', [door, platform]),
  layer('demo', '^server/src/demo/', 'the demo world is made through the doors', [
    '^contracts/',
    kernel,
    platform,
    programme,
    door,
    '^server/src/demo/',
  ]),
  layer('set-up', '^server/src/set-up\\.ts$', 'the first tenants are made through the doors', [
    kernel,
    platform,
    programme,
    door,
  ]),
  layer('surfaces', '^server/src/surfaces/(?!sandbox/)', 'a surface translates between contracts and doors', [
    '^contracts/',
    kernel,
    platform,
    programme,
    door,
    '^server/src/modules/fault-codes\\.ts$',
    '^server/src/surfaces/',
  ]),
  layer('sandbox', '^server/src/surfaces/sandbox/', 'a surface, which also tells the demo world', [
    '^contracts/',
    kernel,
    platform,
    programme,
    door,
    '^server/src/modules/fault-codes\\.ts$',
    '^server/src/surfaces/',
    '^server/src/demo/index\\.ts$',
  ]),
  layer('portal', '^portal/', 'the portal uses the public APIs: contracts only', ['^contracts/', '^portal/']),
  layer('story', '^scripts/story', 'the story is told over the public APIs: contracts only', [
    '^contracts/',
    '^scripts/story/',
  ]),
];

export const rules: readonly IForbiddenRuleType[] = [
  ...layers,
  ...moduleRules(),
  {
    name: 'domain-types',
    comment: 'through the door of a module before it a decision takes types and nothing that runs',
    severity: 'error',
    from: { path: '^server/src/modules/([^/]+)/domain/', pathNot: tests },
    to: { path: door, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'module-without-a-place',
    comment: 'name the new module in its tier (scripts/architecture/rules.ts)',
    severity: 'error',
    from: { path: `^server/src/modules/(?!(${known})/)[^/]+/` },
    to: {},
  },
  {
    name: 'pure',
    comment: 'kernel, programme and decisions do no I/O',
    severity: 'error',
    from: { path: [kernel, programme, '^server/src/modules/[^/]+/domain/'], pathNot: tests },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  },
  {
    name: 'composition-root',
    comment: 'only the command line, tests and the documents made from the routes import main.ts',
    severity: 'error',
    from: { path: ours, pathNot: ['^server/src/command-line\\.ts$', '^scripts/docs', tests] },
    to: { path: '^server/src/main\\.ts$' },
  },
  {
    name: 'command-line',
    comment: 'cli.ts is run and never imported, and is all that imports command-line.ts',
    severity: 'error',
    from: { path: ours, pathNot: '^server/src/cli\\.ts$' },
    to: { path: '^server/src/(cli|command-line)\\.ts$' },
  },
  {
    name: 'no-tests-in-the-product',
    comment: 'what runs in production imports no test helper',
    severity: 'error',
    from: { path: '^(contracts|server/src|portal/src)/', pathNot: tests },
    to: { path: tests },
  },
  { name: 'no-cycles', comment: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'resolvable',
    comment: 'every import leads to a file; one that does not would be checked by nobody',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];
