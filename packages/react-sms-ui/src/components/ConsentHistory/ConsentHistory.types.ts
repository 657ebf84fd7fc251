import type { ConsentChannel, ConsentStatus, RecipientType } from 'iletimerkezi-core/client';
import type { ComponentPropsWithoutRef } from 'react';
import type { LoadError } from '../../parts/LoadFault.js';
import type { ClassNames } from '../../parts/part.js';

/** The parts of a ConsentHistory that take a class name. */
export type ConsentHistoryPart = 'root' | 'filters' | 'list' | 'entry' | 'more';

/**
 * How far a record is on its way into İYS. `pending`: it waits here; `sent`: the provider took it, and the registry has
 * not been heard of; `registered`: the registry itself confirms it; `unknown`: the provider was asked and did not
 * answer; `failed`: it is not in the registry and is not on its way there. The provider says 200 before the registry
 * has judged a record, so `sent` is never `registered`. Source: provider documentation, iys-register.
 */
export type ConsentRegistry = 'pending' | 'sent' | 'registered' | 'unknown' | 'failed';

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
  /** How far the record is on its way into the registry; absent, nothing is said about it. */
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
