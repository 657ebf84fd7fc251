/**
 * Writes the state diagram of an order into docs/outbox.md, from the table of transitions in the module:
 * `node scripts/order-states.mjs`, after a build.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ORDER_TRANSITIONS } from '../packages/nest-iletimerkezi/build/storage/order-states.js';

const PAGE = new URL('../docs/outbox.md', import.meta.url);
const MARKED = /(<!-- states: [^>]*-->\n)[\s\S]*?(<!-- \/states -->)/;

/** @returns {string} the diagram and the table of transitions. */
export function orderStates() {
  const steps = Object.entries(ORDER_TRANSITIONS).flatMap(([from, to]) =>
    Object.entries(to).map(([state, why]) => ({ from, state, why })),
  );
  const diagram = [
    'stateDiagram-v2',
    '  [*] --> pending',
    '  [*] --> checking',
    '  [*] --> withheld',
    ...steps.map(({ from, state }) => `  ${from} --> ${state}`),
  ];
  const rows = steps.map(({ from, state, why }) => `| \`${from}\` | \`${state}\` | ${why} |`);
  return [
    '```mermaid',
    ...diagram,
    '```',
    '',
    '| From | To | When |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @returns {{ written: string, wanted: string }} the current page and the expected page. */
export function outboxPage() {
  const written = readFileSync(PAGE, 'utf8');
  return {
    written,
    wanted: written.replace(MARKED, (_, open, close) => `${open}\n${orderStates()}\n${close}`),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(PAGE, outboxPage().wanted);
