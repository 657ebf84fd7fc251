/** Writes docs/performance.md: what the figures mean to a host, where other libraries are better, and the tables. */
import type { Row } from './harness.ts';
import { FLOOR } from './bare-passwords.ts';
import { OURS } from './peers/queue.ts';

const INTRODUCTION = `# Performance

This page lists the measured cost of each main operation, its limit, and the results of comparable libraries.

Written by \`npx -y pnpm@12 bench [name…] --docs\`; do not edit. Each row is from the last run of its benchmark. The machine and the versions below are those
of the last run of all; rows of other benchmarks may be from another machine. A result with a range is the
median of several rounds after a warm-up, with the lowest and highest values. A result without a range was measured once.
Peers and reference work are measured in the same run, alternating with ours, and bars are stated in times of them: a slower machine changes both.
Bars for memory, bundle sizes and counts are absolute. Missed bars are listed too.`;

const PICTURE =
  '## Growth\n\n![Time and memory of each main operation by input size, on logarithmic axes](images/growth.svg)\n';

const DAY_SECONDS = 86_400;
/** Recipients a second for small orders of an account. Source: provider documentation, overview, usage limits. */
const PROVIDER_LIMIT = 100;

/** Why a peer is better where it is. */
const REASONS: Readonly<Record<string, string>> = {
  'pg-boss':
    'pg-boss claims and completes jobs in batches. After a crash it runs every job of the batch again, which for messages means sending them twice. The outbox commits `submitting` for each order before the first byte of its request, so that a crash repeats nothing.',
  'graphile-worker':
    'graphile-worker keeps a job in one row of one table and deletes it when it is done. The outbox keeps campaign, order, recipients and reports, which screens, retention and proof need, and commits five states of an order, because each may be the last one before a crash.',
  'graphile-worker in batches':
    'graphile-worker in batches locks jobs ahead and completes them together. After a crash, completed jobs of the last batch run again.',
  BullMQ:
    'BullMQ stores jobs in the memory of Redis, which writes them to disk once a second. A crash may lose the jobs of the last second, and a job cannot be enqueued in the transaction of the host’s own data.',
};

/** Renders the page. `head`: the lines that describe the machine and the versions. */
export function performancePage(
  rows: readonly Row[],
  { head, hasPicture }: { head: readonly string[]; hasPicture: boolean },
): string {
  const costs = costTable(rows);
  return [
    INTRODUCTION,
    head.join('\n\n'),
    section('## What the figures mean', meanings(rows)),
    section('## Where other libraries are better', betterPeers(rows)),
    `## Results\n\n${table(rows).join('\n')}`,
    costs.length > 0 ? `## Cost of a message\n\n${COSTS_INTRODUCTION}\n\n${costs.join('\n')}` : '',
    hasPicture ? PICTURE : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

const COSTS_INTRODUCTION = `Of each case of \`outbox-peers\`, for one message. Statements are those that PostgreSQL counts, including its own checks of deferred foreign keys. Server time is planning and execution without commits. CPU time of the database includes all of its processes; for BullMQ it is that of Redis.`;

/** Returns the tables as the command prints them. */
export function printedTables(rows: readonly Row[], head: readonly string[]): string {
  return [...head.flatMap((line) => [line, '']), ...table(rows), '', ...costTable(rows)].join('\n').trimEnd();
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;

/** One sentence or two for each figure that a host plans with. */
function meanings(rows: readonly Row[]): string[] {
  const find = (bench: string, start: string): number | undefined =>
    rows.find((row) => row.bench === bench && row.case.startsWith(start))?.ours;
  const lines: (string | undefined)[] = [];
  const database = find('message-life', 'CPU time of the database');
  const host = find('message-life', 'CPU time of the host');
  if (database !== undefined && host !== undefined) {
    const ms = database + host;
    const halfCore = (DAY_SECONDS * 500) / ms;
    lines.push(
      `**Messages a day.** A message takes ${figure(database)} ms of CPU time in the database and ${figure(host)} ms in the host, from \`enqueue\` to its last status; the host’s part includes the provider that the benchmark runs in the same process. ` +
        `Half of one core is enough for ${millions(halfCore)} million single messages a day. The provider accepts ${PROVIDER_LIMIT} recipients a second in small orders, which is ${millions(PROVIDER_LIMIT * DAY_SECONDS)} million a day for one account.`,
    );
  }
  const [one, fifty] = [
    find('idle', 'statements of an idle instance with 1 account'),
    find('idle', 'statements of an idle instance with 50 accounts'),
  ];
  if (one !== undefined && fifty !== undefined) {
    lines.push(
      `**An idle tenant.** An instance without work runs ${figure(one)} statements a second with one account and ${figure(fifty)} with 50. ` +
        (fifty <= one * 1.1
          ? 'A tenant that sends nothing costs no statement.'
          : `A tenant that sends nothing costs ${figure((fifty - one) / 49)} statements a second.`),
    );
  }
  const latency = find('outbox-peers', 'latency');
  if (latency !== undefined) {
    lines.push(
      `**A one-time password** leaves for the provider ${figure(latency)} ms after \`enqueue\` was called, at the median. The password is on disk before.`,
    );
  }
  const wal = find('message-life', 'WAL a message');
  const followed = find('message-life', 'WAL a message while');
  if (wal !== undefined && followed !== undefined) {
    lines.push(
      `**The database’s log.** A message writes ${figure(wal / 1_000)} kB of WAL from \`enqueue\` to its last status, and ${figure(followed / 1_000)} kB while an instance has subscribers to events and reports. Five states of its order are committed, and each of its two webhooks is on disk before it is answered. Copies of complete pages after a checkpoint are not included.`,
    );
  }
  const beside = rows.find(
    (row) =>
      row.bench === 'outbox' && row.case.startsWith('one-time password from enqueue to the provider, p99'),
  );
  const floor = beside?.peers?.[FLOOR];
  if (beside && floor) {
    lines.push(
      `**Beside a campaign of a million**, 99 of 100 one-time passwords leave within ${figure(beside.ours)} ms. Two commits and one request of another process, which is the least that a durable password needs, take ${figure(floor.figure)} ms in 99 of 100 cases at that time, because database, host and provider share the cores and the disk of the machine.`,
    );
  }
  const million = find('outbox', '1,000,000 recipients');
  if (million !== undefined) {
    lines.push(
      `**A campaign of a million recipients** is stored and submitted in ${figure(million)} s, with constant memory.`,
    );
  }
  const live = find('live-report', '500 webhooks a second for a report with 100 watchers');
  if (live !== undefined) {
    lines.push(
      `**A live report** that 100 people watch while 500 webhooks a second arrive takes ${figure(live)} statements a second. Watchers of a campaign share its reads.`,
    );
  }
  const start = rows.find((row) => row.bench === 'cold-start' && row.case.endsWith('storage URL'));
  const bare = start?.peers?.['bare Nest'];
  if (start && bare) {
    lines.push(
      `**A cold start** takes ${figure(start.ours)} ms with a database and ${figure(bare.figure)} ms without the module, which matters where instances start on demand.`,
    );
  }
  const tool = rows.find(
    (row) => row.bench === 'mcp' && row.case === 'get_balance, written and read as a line',
  );
  const server = tool?.peers?.['bare SDK server'];
  const piped = tool?.peers?.['IletimerkeziClient behind a pipe'];
  if (tool && server && piped) {
    lines.push(
      `**A tool of the MCP server** that reads answers in ${figure(tool.ours)} ms. The provider’s client in another process answers in ${figure(piped.figure)} ms without MCP. A server of the official SDK with one tool takes ${figure(server.figure)} ms.`,
    );
  }
  const retention = find('growth', 'retention of 291,000 orders: all of it');
  if (retention !== undefined) {
    lines.push(
      `**Retention** erases the numbers and texts of 291,000 orders in ${figure(retention)} s, in batches with pauses so that sends are not delayed.`,
    );
  }
  return lines.filter((line) => line !== undefined);
}

function betterPeers(rows: readonly Row[]): string[] {
  return Object.entries(REASONS).flatMap(([peer, reason]) => {
    const cases = rows
      .filter((row) => row.bench === 'outbox-peers' && (row.peers?.[peer]?.ratio ?? 1) < 1)
      .map((row) => `${row.case} (${figure(1 / (row.peers?.[peer]?.ratio ?? 1))} times)`);
    return cases.length > 0 ? [`**${peer}**: ${cases.join('; ')}. ${reason}`] : [];
  });
}

function table(all: readonly Row[]): string[] {
  return [
    '| bench | case | ours (lowest–highest of rounds) | peers and references | ours is better by | bar | held |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...all.map((row) => {
      const { spread: ends, rounds = 1 } = row;
      const spread = ends && rounds > 1 ? ` (${ends.map(figure).join('–')} of ${figure(rounds)})` : '';
      const peers = Object.entries(row.peers ?? {});
      const peer = peers.map(([name, other]) => `${name} ${figure(other.figure)}`).join(', ');
      const ratio = peers.map(([, other]) => figure(other.ratio)).join(' / ');
      return `| ${row.bench} | ${row.case} | ${figure(row.ours)} ${row.unit}${spread} | ${peer} | ${ratio} | ${row.bar} | ${row.pass ? 'yes' : '**no**'} |`;
    }),
  ];
}

const COST_COLUMNS: Readonly<Record<string, string>> = {
  statements: 'statements',
  transactions: 'transactions',
  walBytes: 'WAL, bytes',
  serverMs: 'server time, ms',
  planMs: 'of it planning, ms',
  databaseCpuMs: 'CPU of the database, ms',
  hostCpuMs: 'CPU of the host, ms',
};

/** Returns the cost of one message for each library, where a bench measured it. */
function costTable(all: readonly Row[]): string[] {
  const costs = all.flatMap(({ case: of, costs: each = {} }) =>
    Object.entries(each).map(([library, cost]) => ({ of, library, cost })),
  );
  if (costs.length === 0) return [];
  const names = Object.keys(COST_COLUMNS);
  const cells = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
  return [
    cells(['case', 'library', ...Object.values(COST_COLUMNS)]),
    cells(['---', '---', ...names.map(() => '---:')]),
    ...costs.map(({ of, library, cost }) =>
      cells([
        of,
        library === OURS ? `**${library}**` : library,
        ...names.map((name) => String(Number((cost[name] ?? 0).toPrecision(3)))),
      ]),
    ),
  ];
}

const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });
const millions = (value: number): string => figure(Number((value / 1e6).toPrecision(2)));
