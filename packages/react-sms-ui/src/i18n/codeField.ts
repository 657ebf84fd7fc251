import type { Translation } from './types.js';

/** CodeField. */
export const en = {
  'codeField.label': 'Verification code',
  'codeField.length': '{count} digits',
  'codeField.incomplete': 'Enter all {count} digits of the code.',
} as const;

export const tr: Translation<typeof en> = {
  'codeField.label': 'Doğrulama kodu',
  'codeField.length': '{count} haneli',
  'codeField.incomplete': 'Kodun {count} hanesini de yazın.',
};
