import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loads `cron` with its calendar library when a schedule is used for the first time. Most applications have none. */
export function loadCron(): typeof import('cron') {
  return require('cron') as typeof import('cron');
}
