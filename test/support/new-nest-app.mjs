// Creates an application as `nest new` of a version of the Nest CLI does, with the schematic that the CLI runs.
// `node new-nest-app.mjs HOST FOLDER NAME TYPE`: HOST has @nestjs/schematics installed, TYPE is esm or cjs (Nest 12).
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [host, folder, name, type] = process.argv.slice(2);
const fromHost = createRequire(join(host, 'package.json'));
const collection = fromHost.resolve('@nestjs/schematics/package.json');
const { NodeWorkflow } = createRequire(collection)('@angular-devkit/schematics/tools');

// `nest new` without options.
const { version } = fromHost('@nestjs/schematics/package.json');
const OF_THE_CLI = { strict: !version.startsWith('11.') };

const workflow = new NodeWorkflow(folder, { resolvePaths: [host] });
const { properties } = fromHost('@nestjs/schematics/dist/lib/application/schema.json');
const defaults = Object.entries(properties).map(([option, { default: value }]) => [option, value]);
const options = { ...Object.fromEntries(defaults), ...OF_THE_CLI, name, ...(type && { type }) };
await workflow.execute({ collection: '@nestjs/schematics', schematic: 'application', options }).toPromise();
