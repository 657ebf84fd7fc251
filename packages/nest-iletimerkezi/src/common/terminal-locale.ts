import { MisuseError } from './command-line.js';

/** Returns the language of a command's output: `--lang`, otherwise the terminal's. */
export function localeOf(
  lang: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): 'tr' | 'en' {
  if (lang !== undefined) {
    if (lang === 'tr' || lang === 'en') return lang;
    throw new MisuseError('--lang is tr or en.');
  }
  return /^tr(?:[_.-]|$)/i.test(env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '') ? 'tr' : 'en';
}
