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

/** One decision of one person, as the host keeps it. */
export interface ConsentHistoryEntry {
  id: string;
  channel: ConsentChannel;
  recipientType: RecipientType;
  status: ConsentStatus;
  /** `HS_…` where the brand obtained it, `IYS_…` where the citizen told the registry; others are shown as they are. */
  source: string;
  consentDate: Date | number;
  /**
   * The server's time. A record counts from its own date, at the latest from then: a date may lie in the future. Of a
   * consent and a refusal that are dated in the same second elsewhere, the refusal is in force.
   */
  recordedAt?: Date | number;
  /** The registration state of the record; if omitted, the entry shows none. */
  registry?: ConsentRegistry;
  /** What the person was shown. */
  evidence?: { text: string; textHash: string; version: string };
}

/** An entry whose times were read. */
export type DatedEntry = ConsentHistoryEntry & { consentDate: Date; recordedAt?: Date };

export interface ConsentHistoryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'onChange'> {
  /** In any order; shown newest first. */
  entries: readonly ConsentHistoryEntry[];
  /** The channel that is shown, when the host holds it. */
  channel?: ConsentChannel | 'all';
  defaultChannel?: ConsentChannel | 'all';
  onChannelChange?: (change: { channel: ConsentChannel | 'all'; reason: 'filter' }) => void;
  /** There are older records; the host loads them and passes them in `entries`. */
  onLoadMore?: () => Promise<unknown> | void;
  /** Nothing is known yet: the list shows its skeleton. */
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<ConsentHistoryPart>;
}
