import type { CharacterMode, Credentials, DocumentationPlace } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';

/** Names of all checks, in the order of the report. */
export const CHECKS = [
  'credentials',
  'api-access',
  'senders',
  'balance',
  'brand-code',
  'brand-profile',
  'webhook',
  'clock',
  'character-mode',
  'test-message',
] as const;
export type CheckName = (typeof CHECKS)[number];

/**
 * - `passed`: no problem was found
 * - `failed`: a problem was found; the command exits with 1
 * - `warning`: works, but needs attention
 * - `manual`: the provider does not report the value; compare it in the panel
 * - `skipped`: not configured, not requested, or impossible after an earlier failure
 */
export type CheckStatus = 'passed' | 'warning' | 'failed' | 'manual' | 'skipped';

/** A text in both languages. */
export interface Bilingual {
  readonly tr: string;
  readonly en: string;
}

/** Result of a check. Contains no credential, token or phone number. */
export interface CheckResult {
  readonly name: CheckName;
  readonly status: CheckStatus;
  readonly message: Bilingual;
  /** The remedy of the problem. */
  readonly hint?: Bilingual;
  /** URL of the documentation of the step. */
  readonly docUrl?: DocumentationPlace;
}

/** Settings of a check run. Checks whose setting is absent are skipped. */
export interface CheckSettings {
  readonly credentials: Credentials | undefined;
  /** Default: the provider's API. */
  readonly baseUrl?: string | undefined;
  readonly defaultSender?: string | undefined;
  readonly brandCode?: string | undefined;
  /** Who sends commercial messages: the options `brand` and `optOut`. */
  readonly content?: Pick<IletimerkeziOptions, 'brand' | 'optOut'>;
  readonly characterMode?: string | undefined;
  /** The webhook's URL as entered in the panel, token included. */
  readonly webhookUrl?: string | undefined;
  /** The host's own number, to which one message is sent. Without it no credit is spent. */
  readonly sendTo?: string | undefined;
  /** Timeout of each request, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Maximum wait for the delivery of the test message in milliseconds. Default 30,000. */
  readonly deliveryMs?: number | undefined;
}

export const CHARACTER_MODES: readonly CharacterMode[] = ['english', 'turkish', 'unicode'];

/** Result without its name, which the runner adds. */
export type Finding = Omit<CheckResult, 'name'>;

export const passed = (tr: string, en: string): Finding => ({ status: 'passed', message: { tr, en } });
export const skipped = (tr: string, en: string): Finding => ({ status: 'skipped', message: { tr, en } });
