'use client';
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core/client';
import { parseConsentRecipient } from 'iletimerkezi-core/consents';
import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskState } from '../../parts/useTask.js';
import { useSmsUi } from '../../provider/context.js';
import type { ConsentDecision, ConsentFormProps, ConsentFormRecord } from './ConsentForm.types.js';
import { canHash, reachedBy, recordOf, type Decided } from './consentRecord.js';

/** What keeps a decision from being made. */
export type ConsentFault = 'type' | 'phone' | 'email' | 'channels';

/** What the person has entered. */
export interface ConsentEntry {
  ticks: ReadonlyMap<ConsentChannel, number>;
  recipientType: RecipientType | undefined;
  phone: string;
  email: string;
}

export interface UseConsentForm {
  entry: ConsentEntry;
  faults: readonly ConsentFault[];
  state: TaskState | 'insecure';
  /** What was recorded, once it was. */
  receipt: ConsentFormRecord | undefined;
  tick: (channel: ConsentChannel) => void;
  enter: (change: Partial<Pick<ConsentEntry, 'recipientType' | 'phone' | 'email'>>) => void;
  decide: (decision: ConsentDecision, channels: readonly ConsentChannel[]) => void;
  /** Hands the same decision over once more. */
  retry: () => void;
}

interface Options {
  text: string;
  version: string;
  channels: readonly ConsentChannel[];
  recipientTypes: readonly RecipientType[];
  contact: { phone: string; email: string };
  source: NonNullable<ConsentFormProps['source']>;
  onSubmit: ConsentFormProps['onSubmit'];
  onTicksChange: ConsentFormProps['onTicksChange'];
  /** Takes the focus to what is missing. */
  onFault: (fault: ConsentFault) => void;
}

const NO_TICKS: ReadonlyMap<ConsentChannel, number> = new Map();

/** What a ConsentForm does, without its looks. */
export function useConsentForm(options: Options): UseConsentForm {
  const { text, version, channels, recipientTypes, contact, source, onSubmit, onTicksChange, onFault } =
    options;
  const { locale, now } = useSmsUi();
  const only = recipientTypes.length === 1 ? recipientTypes[0] : undefined;
  const [entry, setEntry] = useState<ConsentEntry>({ ticks: NO_TICKS, recipientType: undefined, ...contact });
  const [shownText, setShownText] = useState(text);
  const [faults, setFaults] = useState<readonly ConsentFault[]>([]);
  const [isInsecure, setInsecure] = useState(false);
  const [receipt, setReceipt] = useState<ConsentFormRecord>();
  const task = useTask();
  const shownAt = useRef(0);
  const decided = useRef<Decided | undefined>(undefined);
  const recipientType = entry.recipientType ?? only;
  const isBusy = task.state === 'running' || task.state === 'slow';

  // A tick belongs to the text that stood beside it.
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
  useEffect(() => {
    shownAt.current = now ?? Date.now();
    if (textBefore.current === text) return;
    textBefore.current = text;
    reportTicks.current?.({ channels: [], reason: 'text-changed' });
  }, [text, now]);

  const hand = (decision: Decided): void => {
    let record: ConsentFormRecord | undefined;
    task.run(
      async () => {
        record = await recordOf(decision);
        await onSubmit(record);
      },
      () => setReceipt(record),
    );
  };
  const missing = (decision: ConsentDecision, chosen: readonly ConsentChannel[]): ConsentFault[] => {
    if (decision === 'refuse') return [];
    const bad = (kind: 'phone' | 'email'): boolean =>
      chosen.some(
        (channel) =>
          (channel === 'EPOSTA') === (kind === 'email') &&
          !parseConsentRecipient(reachedBy(channel, entry), channel).ok,
      );
    const found: ConsentFault[] = [];
    if (recipientType === undefined) found.push('type');
    if (bad('phone')) found.push('phone');
    if (bad('email')) found.push('email');
    if (chosen.length === 0) found.push('channels');
    return found;
  };

  return {
    entry: { ...entry, recipientType },
    faults,
    state: isInsecure ? 'insecure' : task.state,
    receipt,
    tick: (channel) => {
      if (isBusy) return;
      const ticks = new Map(entry.ticks);
      const wasTicked = ticks.delete(channel);
      if (!wasTicked) ticks.set(channel, now ?? Date.now());
      setEntry({ ...entry, ticks });
      setFaults(faults.filter((fault) => fault !== 'channels'));
      onTicksChange?.({
        channels: channels.filter((each) => ticks.has(each)),
        reason: wasTicked ? 'untick' : 'tick',
      });
    },
    enter: (change) => {
      if (isBusy) return;
      setEntry({ ...entry, ...change });
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
        decision,
        channels: chosen,
        recipientType,
        source,
        phone: entry.phone,
        email: entry.email,
        text,
        version,
        locale,
        shownAt: shownAt.current,
        decidedAt: now ?? Date.now(),
        ticks: entry.ticks,
      };
      hand(decided.current);
    },
    retry: () => {
      if (decided.current !== undefined) hand(decided.current);
    },
  };
}
