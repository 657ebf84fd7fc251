// Writes the generated pages. A test fails when one is stale.
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.mjs';
import { run } from './packages.mjs';

readCommandLine(
  `
Usage: docs:write

Builds the Nest module and the MCP server, and writes the pages that are generated from the code: docs/errors.md, the states in
docs/outbox.md, the import graph in docs/architecture.md, and llms.txt.
`,
  {},
);

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['turbo', ['run', 'build', '--filter=iletimerkezi-mcp', '--output-logs=errors-only']],
  ...['errors-page', 'order-states', 'import-graph', 'llms'].map((name) => [
    process.execPath,
    [`scripts/${name}.mjs`],
  ]),
];
for (const [program, args] of steps) {
  const { fault } = run(program, args, root);
  if (!fault) continue;
  console.error(fault);
  process.exit(1);
}
