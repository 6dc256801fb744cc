/** What each kind of node is replaced by: boundaries, conditions, literals, defaults, calls that are left out. */

/** A node of the syntax tree, with its place in the source. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Ancestors = readonly Node[];
type Replace = (node: Node, ancestors: Ancestors, source: string) => readonly (string | Replacement)[];

/** `ancestors`: the nearest first. */
export function replacementsOf(node: Node, ancestors: Ancestors, source: string): Replacement[] {
  const made = byType.get(node.type)?.(node, ancestors, source) ?? [];
  return made.map((one) => (typeof one === 'string' ? { start: node.start, end: node.end, text: one } : one));
}

const operators = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['===', '!=='],
  ['!==', '==='],
  ['&&', '||'],
  ['||', '&&'],
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
  ['%', '*'],
]);

const swapped = new Map(
  [
    ['some', 'every'],
    ['min', 'max'],
    ['add', 'subtract'],
    ['plus', 'minus'],
    ['times', 'div'],
    ['lt', 'lte'],
    ['gt', 'gte'],
    ['startsWith', 'endsWith'],
  ].flatMap(([one, other]) => [
    [one!, other!],
    [other!, one!],
  ]),
);

const leftOut = new Set(['toSorted', 'toReversed', 'filter', 'trim', 'toUpperCase', 'toLowerCase', 'slice']);

const textOf = ({ start, end }: Node, source: string) => source.slice(start, end);

/** Both ends stay, what stands between them changes. */
function withOperator(node: Node, source: string): Replacement[] {
  const [left, right] = [node.left as Node, node.right as Node];
  const operator = node.operator as string;
  const other = operators.get(operator);
  const isText = [left, right].some(
    (side) => side.type === 'TemplateLiteral' || (side.type === 'Literal' && typeof side.value === 'string'),
  );
  if (!other || (operator === '+' && isText)) return [];
  const between = source.slice(left.end, right.start);
  const text = textOf(left, source) + between.replace(operator, other) + textOf(right, source);
  return [{ start: node.start, end: node.end, text }];
}

const logical: Replace = (node, _ancestors, source) =>
  node.operator === '??'
    ? [textOf(node.left as Node, source), textOf(node.right as Node, source)]
    : withOperator(node, source);

/** A condition that always holds, and one that never does. */
const condition =
  (...values: readonly ('true' | 'false')[]): Replace =>
  (node) => {
    const { start, end } = node.test as Node;
    return values.map((text) => ({ start, end, text }));
  };

/** Names, not values: of properties, and of what is in another file. */
function isName(node: Node, [parent]: Ancestors): boolean {
  if (!parent) return false;
  if (parent.type === 'Property' || parent.type === 'PropertyDefinition')
    return parent.key === node && !parent.computed;
  return parent.type === 'ExportNamedDeclaration' || (parent.type === 'ExpressionStatement' && 'directive' in parent);
}

const literal: Replace = (node, ancestors, source) => {
  const { value } = node;
  if (isName(node, ancestors)) return [];
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value === 'number') return [String(value + 1)];
  if (typeof value === 'bigint') return [`${value + 1n}n`];
  if (typeof value === 'string') return mutatedText(value).map((text) => JSON.stringify(text));
  return 'regex' in node ? mutatedPattern(textOf(node, source)) : [];
};

/** A day becomes the next one; words of a code become none of them; sentences are for people and stay. */
function mutatedText(value: string): string[] {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [Temporal.PlainDate.from(value).add({ days: 1 }).toString()];
  return /\s/.test(value) ? [] : [`${value}~`];
}

/** Without its anchors, and without regard to case no more. */
function mutatedPattern(text: string): string[] {
  const [, pattern = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(text) ?? [];
  return [
    ...(pattern.startsWith('^') ? [`/${pattern.slice(1)}/${flags}`] : []),
    ...(/[^\\]\$$/.test(pattern) ? [`/${pattern.slice(0, -1)}/${flags}`] : []),
    ...(flags.includes('i') ? [`/${pattern}/${flags.replace('i', '')}`] : []),
  ];
}

/** A list that is answered becomes an empty one. */
const list: Replace = (node, [parent]) => {
  const answered =
    parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === node);
  return answered && (node.elements as unknown[]).length > 0 ? ['[]'] : [];
};

const call: Replace = (node, _ancestors, source) => {
  const callee = node.callee as Node;
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const [object, property] = [callee.object as Node, callee.property as Node];
  const name = property.name as string;
  const other = swapped.get(name);
  if (other) return [{ start: property.start, end: property.end, text: other }];
  return leftOut.has(name) ? [textOf(object, source)] : [];
};

/** A statement that only calls is left out. */
const statement: Replace = (node) => {
  const expression = node.expression as Node;
  const called = expression.type === 'AwaitExpression' ? (expression.argument as Node) : expression;
  return called.type === 'CallExpression' ? [';'] : [];
};

const byType: ReadonlyMap<string, Replace> = new Map<string, Replace>([
  ['BinaryExpression', (node, _ancestors, source) => withOperator(node, source)],
  ['LogicalExpression', logical],
  [
    'UnaryExpression',
    (node, _ancestors, source) => (node.operator === '!' ? [textOf(node.argument as Node, source)] : []),
  ],
  ['IfStatement', condition('true', 'false')],
  ['ConditionalExpression', condition('true', 'false')],
  ['WhileStatement', condition('false')],
  ['Literal', literal],
  ['ArrayExpression', list],
  ['CallExpression', call],
  ['ExpressionStatement', statement],
]);
