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

/** A decision that was kept, and what the host says became of it. */
export interface Receipt {
  record: ConsentFormRecord;
  outcome: ConsentOutcome;
}

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
  receipt: Receipt | undefined;
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
  /** What the host knows. It may come later than the form. */
  contact: Contact;
  source: NonNullable<ConsentFormProps['source']>;
  onSubmit: ConsentFormProps['onSubmit'];
  onTicksChange: ConsentFormProps['onTicksChange'];
  /** Takes the focus to what is missing. */
  onFault: (fault: ConsentFault) => void;
}

/** What the person touched; the rest is the host's. */
type OwnEntry = Pick<ConsentEntry, 'ticks'> & Partial<ConsentEntry>;

const NO_TICKS: ReadonlyMap<ConsentChannel, number> = new Map();

/** What a ConsentForm does, without its looks. */
export function useConsentForm(options: Options): UseConsentForm {
  const { text, version, channels, recipientTypes, contact, source, onSubmit, onTicksChange, onFault } =
    options;
  const { locale, now } = useSmsUi();
  const only = recipientTypes.length === 1 ? recipientTypes[0] : undefined;
  const [entry, setEntry] = useState<OwnEntry>({ ticks: NO_TICKS });
  const [shownText, setShownText] = useState(text);
  const [faults, setFaults] = useState<readonly ConsentFault[]>([]);
  const [isInsecure, setInsecure] = useState(false);
  const [receipt, setReceipt] = useState<Receipt>();
  const task = useTask();
  const shownAt = useRef(0);
  const decided = useRef<Decided | undefined>(undefined);
  const recipientType = entry.recipientType ?? only;
  const typed: Contact = { phone: entry.phone ?? contact.phone, email: entry.email ?? contact.email };
  // What the host knows stands beside the box, so it is what the tick means.
  const recipientOf = (channel: ConsentChannel): string | undefined =>
    recipientFor(channel, contact) ?? recipientFor(channel, typed);
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
  const tickCount = useRef(0);
  useEffect(() => {
    shownAt.current = now ?? Date.now();
    if (textBefore.current === text) return;
    textBefore.current = text;
    if (tickCount.current === 0) return;
    tickCount.current = 0;
    reportTicks.current?.({ channels: [], reason: 'text-changed' });
  }, [text, now]);

  // "Try again" would hand over what the person has just changed.
  const forgetFailure = (): void => {
    if (task.state === 'failed') task.reset();
  };
  const hand = (decision: Decided): void => {
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
    tick: (channel) => {
      if (isBusy) return;
      forgetFailure();
      const ticks = new Map(entry.ticks);
      const wasTicked = ticks.delete(channel);
      if (!wasTicked) ticks.set(channel, now ?? Date.now());
      tickCount.current = ticks.size;
      setEntry({ ...entry, ticks });
      setFaults(faults.filter((fault) => fault !== 'channels'));
      onTicksChange?.({
        channels: channels.filter((each) => ticks.has(each)),
        reason: wasTicked ? 'untick' : 'tick',
      });
    },
    enter: (change) => {
      if (isBusy) return;
      forgetFailure();
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
      hand(decided.current);
    },
    retry: () => {
      if (decided.current !== undefined) hand(decided.current);
    },
  };
}
