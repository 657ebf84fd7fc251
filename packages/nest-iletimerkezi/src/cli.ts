#!/usr/bin/env node
import { runCheckCommand } from './check/command.js';
import { runCommand } from './storage/command.js';

const [area, ...rest] = process.argv.slice(2);
const { code, out, err } =
  area === 'check' ? await runCheckCommand(rest, process.env) : await runCommand(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
