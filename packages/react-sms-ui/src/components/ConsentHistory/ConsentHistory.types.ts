import type { ConsentChannel, ConsentStatus, RecipientType } from 'iletimerkezi-core/client';
import type { ComponentPropsWithoutRef } from 'react';
import type { LoadError } from '../../parts/LoadFault.js';
import type { ClassNames } from '../../parts/part.js';

/** The parts of a ConsentHistory that take a class name. */
export type ConsentHistoryPart = 'root' | 'filters' | 'list' | 'entry' | 'more';

/**
 * The registration state of a record in İYS. `pending`: queued; `held`: not submitted until an operator releases it;
 * `sent`: accepted by the provider, not yet confirmed by the registry; `registered`: confirmed by the registry;
 * `unknown`: the provider did not respond; `failed`: not in the registry and not queued. The provider responds with 200
 * before the registry has checked a record, so `sent` does not mean `registered`. Source: provider documentation,
 * iys-register.
 */
export type ConsentRegistry = 'pending' | 'held' | 'sent' | 'registered' | 'unknown' | 'failed';

/** One decision of a person, as stored by the host. */
export interface ConsentHistoryEntry {
  id: string;
  channel: ConsentChannel;
  recipientType: RecipientType;
  status: ConsentStatus;
  /**
   * `HS_…` for consents obtained by the brand, `IYS_…` for decisions made at the registry; other values are displayed
   * as they are.
   */
  source: string;
  consentDate: Date | number;
  /**
   * Time at which the server recorded it. A record is effective from its own date, but no later than this time. Of a
   * consent and a refusal with the same second, the refusal is in force.
   */
  recordedAt?: Date | number;
  /** The registration state of the record; if omitted, the entry shows none. */
  registry?: ConsentRegistry;
  /** The text that was displayed to the person. */
  evidence?: { text: string; textHash: string; version: string };
}

/** An entry whose times were read. */
export type DatedEntry = ConsentHistoryEntry & { consentDate: Date; recordedAt?: Date };

export interface ConsentHistoryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'onChange'> {
  /** Records in any order. Displayed newest first. */
  entries: readonly ConsentHistoryEntry[];
  /** The displayed channel, where the host holds it. */
  channel?: ConsentChannel | 'all';
  defaultChannel?: ConsentChannel | 'all';
  onChannelChange?: (change: { channel: ConsentChannel | 'all'; reason: 'filter' }) => void;
  /** Loads older records, which the host passes in `entries`. Omit it when there are none. */
  onLoadMore?: () => Promise<unknown> | void;
  /** Displays a skeleton while there are no records. */
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<ConsentHistoryPart>;
}
