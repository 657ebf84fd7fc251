import type { Revised } from './revised.js';

/** What can be done to the provider's stand-in, so that somebody can watch nothing get lost. */

/** Ways in which the provider can fail, those before it takes an order first. */
export const FAULT_KINDS = [
  'cut-before-accept',
  'unavailable',
  'throttle',
  'slow',
  'accept-then-cut',
  'accept-then-5xx',
  'malformed-json',
  'truncated-body',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** What may be struck: sending, asking for a report, or everything. */
export const FAULT_ENDPOINTS = ['send-sms', 'get-report', '*'] as const;

export type FaultEndpoint = (typeof FAULT_ENDPOINTS)[number];

/** Body of `POST /api/emulator/faults`. */
export interface NewFault {
  readonly endpoint: FaultEndpoint;
  readonly fault: FaultKind;
  /** How many requests. */
  readonly times: number;
}

export interface FaultView {
  readonly id: string;
  readonly endpoint: string;
  readonly fault: string;
  /** How often it may still strike. */
  readonly remaining?: number;
  readonly hits: number;
}

export interface ClockView {
  /** ISO 8601. */
  readonly now: string;
  readonly frozen: boolean;
  /** How many events wait for their time. */
  readonly planned: number;
}

/** `GET /api/emulator`, and the answer of everything that changes it. */
export interface EmulatorState extends Revised {
  readonly clock: ClockView;
  readonly faults: readonly FaultView[];
}

/** Body of `POST /api/emulator/clock`. */
export interface ClockChange {
  /** ISO 8601, such as `PT1H`. */
  readonly advance?: string;
  readonly freeze?: boolean;
}
