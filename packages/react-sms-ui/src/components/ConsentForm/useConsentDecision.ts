'use client';
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core/client';
import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskState } from '../../parts/useTask.js';
import { useSmsUi } from '../../provider/context.js';
import type {
  ConsentDecision,
  ConsentFormProps,
  ConsentFormRecord,
  ConsentOutcome,
} from './ConsentForm.types.js';
import { canHash, outcomeOf, recipientFor, recordOf, type Contact, type Decided } from './consentRecord.js';

/** A recorded decision and its outcome at the host. */
export interface Receipt {
  record: ConsentFormRecord;
  outcome: ConsentOutcome;
}

/** A field that has to be completed before a decision can be recorded. */
export type ConsentFault = 'type' | 'phone' | 'email' | 'channels';

/** The ticks and contact details of the form. */
export interface ConsentEntry {
  /** Ticked channels with the time of the tick, in epoch milliseconds. */
  ticks: ReadonlyMap<ConsentChannel, number>;
  recipientType: RecipientType | undefined;
  phone: string;
  email: string;
}

export interface UseConsentDecision {
  entry: ConsentEntry;
  faults: readonly ConsentFault[];
  /** The progress of `onSubmit`; `insecure` where the page has no https, without which the text cannot be hashed. */
  state: TaskState | 'insecure';
  /** The recorded decision; undefined before. */
  receipt: Receipt | undefined;
  tick: (channel: ConsentChannel, isTicked: boolean) => void;
  enter: (change: Partial<Pick<ConsentEntry, 'recipientType' | 'phone' | 'email'>>) => void;
  decide: (decision: ConsentDecision, channels: readonly ConsentChannel[]) => void;
  /** Calls `onSubmit` again with the same record. */
  retry: () => void;
}

interface Options {
  text: string;
  version: string;
  channels: readonly ConsentChannel[];
  recipientTypes: readonly RecipientType[];
  /** Details given by the host; they may change after the first render. */
  contact: Contact;
  source: NonNullable<ConsentFormProps['source']>;
  onSubmit: ConsentFormProps['onSubmit'];
  onTicksChange: ConsentFormProps['onTicksChange'];
  /** Called with the first fault of a decision that cannot be recorded. */
  onFault: (fault: ConsentFault) => void;
}

/** Fields that the person changed; the others have the host's values. */
type OwnEntry = Pick<ConsentEntry, 'ticks'> & Partial<ConsentEntry>;

const NO_TICKS: ReadonlyMap<ConsentChannel, number> = new Map();

/** Holds what a person enters in a consent form, and records the decision with its evidence. */
export function useConsentDecision(options: Options): UseConsentDecision {
  const { text, version, channels, recipientTypes, contact, source, onSubmit, onTicksChange, onFault } =
    options;
  const { locale, now } = useSmsUi();
  const only = recipientTypes.length === 1 ? recipientTypes[0] : undefined;
  const [entry, setEntry] = useState<OwnEntry>({ ticks: NO_TICKS });
  /** Several fields may change before the next render, as at hydration. */
  const latest = useRef(entry);
  useEffect(() => {
    latest.current = entry;
  }, [entry]);
  const write = (next: OwnEntry): void => {
    latest.current = next;
    setEntry(next);
  };
  const [shownText, setShownText] = useState(text);
  const [faults, setFaults] = useState<readonly ConsentFault[]>([]);
  const [isInsecure, setInsecure] = useState(false);
  const [receipt, setReceipt] = useState<Receipt>();
  const task = useTask();
  const shownAt = useRef(0);
  const decided = useRef<Decided | undefined>(undefined);
  const recipientType = entry.recipientType ?? only;
  const typed: Contact = { phone: entry.phone ?? contact.phone, email: entry.email ?? contact.email };
  // The host's number or address is displayed beside the box, so it takes precedence over a typed one.
  const recipientOf = (channel: ConsentChannel): string | undefined =>
    recipientFor(channel, contact) ?? recipientFor(channel, typed);
  const isBusy = task.state === 'running' || task.state === 'slow';

  // A tick applies to the text it was made under, so another text clears it.
  if (shownText !== text) {
    setShownText(text);
    setEntry({ ...entry, ticks: NO_TICKS });
    setFaults([]);
  }
  const reportTicks = useRef(onTicksChange);
  useEffect(() => {
    reportTicks.current = onTicksChange;
  });
  const textBefore = useRef(text);
  const tickCount = useRef(0);
  useEffect(() => {
    shownAt.current = now ?? Date.now();
    if (textBefore.current === text) return;
    textBefore.current = text;
    if (tickCount.current === 0) return;
    tickCount.current = 0;
    reportTicks.current?.({ channels: [], reason: 'text-changed' });
  }, [text, now]);

  // "Try again" submits the failed record, which no longer matches the form.
  const clearFailure = (): void => {
    if (task.state === 'failed') task.reset();
  };
  const submit = (decision: Decided): void => {
    let kept: Receipt | undefined;
    task.run(
      async () => {
        const record = await recordOf(decision);
        const answer = await onSubmit(record);
        kept = { record, outcome: outcomeOf(answer) };
        return answer;
      },
      () => setReceipt(kept),
    );
  };
  const missing = (decision: ConsentDecision, chosen: readonly ConsentChannel[]): ConsentFault[] => {
    if (decision === 'refuse') return [];
    const isUnreached = (channel: ConsentChannel): boolean => recipientOf(channel) === undefined;
    const found: ConsentFault[] = [];
    if (recipientType === undefined) found.push('type');
    if (chosen.some((channel) => channel !== 'EPOSTA' && isUnreached(channel))) found.push('phone');
    if (chosen.some((channel) => channel === 'EPOSTA' && isUnreached(channel))) found.push('email');
    if (chosen.length === 0) found.push('channels');
    return found;
  };

  return {
    entry: { ticks: entry.ticks, recipientType, ...typed },
    faults,
    state: isInsecure ? 'insecure' : task.state,
    receipt,
    tick: (channel, isTicked) => {
      if (isBusy || isTicked === latest.current.ticks.has(channel)) return;
      clearFailure();
      const ticks = new Map(latest.current.ticks);
      if (isTicked) ticks.set(channel, now ?? Date.now());
      else ticks.delete(channel);
      tickCount.current = ticks.size;
      write({ ...latest.current, ticks });
      setFaults(faults.filter((fault) => fault !== 'channels'));
      onTicksChange?.({
        channels: channels.filter((each) => ticks.has(each)),
        reason: isTicked ? 'tick' : 'untick',
      });
    },
    enter: (change) => {
      if (isBusy) return;
      clearFailure();
      write({ ...latest.current, ...change });
      const changed = new Set(Object.keys(change).map((key) => (key === 'recipientType' ? 'type' : key)));
      setFaults(faults.filter((fault) => !changed.has(fault)));
    },
    decide: (decision, chosen) => {
      if (isBusy) return;
      const found = missing(decision, chosen);
      setFaults(found);
      if (found[0] !== undefined) {
        onFault(found[0]);
        return;
      }
      setInsecure(!canHash());
      if (!canHash()) return;
      decided.current = {
        id: crypto.randomUUID(),
        decision,
        channels: chosen,
        recipientType,
        source,
        recipients: new Map(
          chosen.flatMap((channel) => {
            const recipient = recipientOf(channel);
            return recipient === undefined ? [] : [[channel, recipient] as const];
          }),
        ),
        text,
        version,
        locale,
        shownAt: shownAt.current,
        decidedAt: now ?? Date.now(),
        ticks: entry.ticks,
      };
      submit(decided.current);
    },
    retry: () => {
      if (decided.current !== undefined) submit(decided.current);
    },
  };
}
