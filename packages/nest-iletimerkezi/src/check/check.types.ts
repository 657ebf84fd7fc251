import type { CharacterMode, Credentials, DocumentationPlace } from 'iletimerkezi-core';

/** What is checked, in this order. */
export const CHECKS = [
  'credentials',
  'api-access',
  'senders',
  'balance',
  'brand-code',
  'webhook',
  'clock',
  'character-mode',
  'test-message',
] as const;
export type CheckName = (typeof CHECKS)[number];

/**
 * - `passed`, `failed`: what they say; a failed check makes the command fail
 * - `warning`: works, and still needs attention
 * - `manual`: cannot be read from the provider; compare it in the panel
 * - `skipped`: not configured, not asked for, or impossible after an earlier failure
 */
export type CheckStatus = 'passed' | 'warning' | 'failed' | 'manual' | 'skipped';

/** A sentence in both languages. */
export interface Bilingual {
  readonly tr: string;
  readonly en: string;
}

/** What a check found. No part of it holds a credential, a token or a phone number. */
export interface CheckResult {
  readonly name: CheckName;
  readonly status: CheckStatus;
  readonly message: Bilingual;
  /** What to do. */
  readonly hint?: Bilingual;
  /** Where the documentation describes the step. */
  readonly docUrl?: DocumentationPlace;
}

/** What is to be checked; absent parts are skipped. */
export interface CheckSettings {
  readonly credentials: Credentials | undefined;
  /** Default: the provider itself. */
  readonly baseUrl?: string | undefined;
  readonly defaultSender?: string | undefined;
  readonly brandCode?: string | undefined;
  readonly characterMode?: string | undefined;
  /** The webhook's address as the panel has it, token included. */
  readonly webhookUrl?: string | undefined;
  /** The host's own number, to which one message is sent. Without it nothing is spent. */
  readonly sendTo?: string | undefined;
  /** For each request, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** How long the test message's delivery is awaited, in milliseconds. Default 30,000. */
  readonly deliveryMs?: number | undefined;
}

export const CHARACTER_MODES: readonly CharacterMode[] = ['english', 'turkish', 'unicode'];

/** Makes a result without its name, which the runner adds. */
export type Finding = Omit<CheckResult, 'name'>;

export const passed = (tr: string, en: string): Finding => ({ status: 'passed', message: { tr, en } });
export const skipped = (tr: string, en: string): Finding => ({ status: 'skipped', message: { tr, en } });
