'use client';
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core/client';
import { useCallback, useEffect, useId, useMemo, useRef, type ChangeEvent } from 'react';
import { useSmsUi } from '../../provider/context.js';
import type { ConsentFormProps } from './ConsentForm.types.js';
import { formTextOf, plainText, recipientFor, type FormText } from './consentRecord.js';
import {
  useConsentDecision,
  type ConsentEntry,
  type ConsentFault,
  type Receipt,
  type UseConsentDecision,
} from './useConsentDecision.js';

export type { ConsentEntry, ConsentFault, Receipt };

const ALL_CHANNELS: readonly ConsentChannel[] = ['MESAJ', 'EPOSTA', 'ARAMA'];
const INDIVIDUALS: readonly RecipientType[] = ['BIREYSEL'];

/** The options of {@link useConsentForm}; they have the meaning of the props of `ConsentForm`. */
export type UseConsentFormOptions = Pick<
  ConsentFormProps,
  | 'mode'
  | 'brand'
  | 'statement'
  | 'channels'
  | 'recipientTypes'
  | 'contact'
  | 'source'
  | 'onSubmit'
  | 'onTicksChange'
  | 'readOnly'
>;

/** State, derived values, actions and prop getters of a consent form. */
export interface UseConsentForm extends Omit<UseConsentDecision, 'decide' | 'tick'> {
  /** The text of the form. Display all of it: the evidence records it word for word as the text that the person decided on. */
  text: FormText;
  channels: readonly ConsentChannel[];
  recipientTypes: readonly RecipientType[];
  /** Fields to display: those whose value the host did not give. */
  asks: { type: boolean; phone: boolean; email: boolean; channels: boolean };
  /** Returns the number or address that the host gave for a channel, in the registry's notation. */
  knownRecipient: (channel: ConsentChannel) => string | undefined;
  /** Returns a fault as text in the provider's language, once a decision was attempted. */
  faultIn: (fault: ConsentFault) => string | undefined;
  /** Focuses the first control of a field. */
  focusField: (field: ConsentFault) => void;
  /** Whether `onSubmit` is running. */
  isBusy: boolean;
  /** Whether fields cannot be changed: read-only or busy. */
  isLocked: boolean;
  /** Consents to the ticked channels. */
  consent: () => void;
  /** Refuses all channels. */
  refuse: () => void;
  /** Withdraws the consent for the ticked channels. */
  withdraw: () => void;
  /** Withdraws the consent for all channels. */
  withdrawAll: () => void;
  /** For an `input` per channel. No option ticks it in advance. */
  getBoxProps: (channel: ConsentChannel) => ConsentOptionProps & { type: 'checkbox' };
  /** For an `input` per recipient type. */
  getTypeProps: (type: RecipientType) => ConsentOptionProps & { type: 'radio'; name: string };
  /** For the `input` of the number or the address. */
  getContactProps: (kind: 'phone' | 'email') => {
    id: string;
    ref: (element: HTMLElement | null) => void;
    type: 'tel' | 'email';
    autoComplete: 'tel' | 'email';
    dir: 'ltr';
    value: string;
    readOnly: boolean;
    'aria-invalid': true | undefined;
    'aria-describedby': string;
    onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  };
  /**
   * For the element that lists `faults` with `faultIn`. It receives the focus where a decision has several faults; without it,
   * or with one fault, the first field does.
   */
  getSummaryProps: () => { ref: (element: HTMLElement | null) => void; tabIndex: -1 };
  /** For the element that displays `faultIn`. It has to exist before there is a fault, to be announced. */
  getFaultProps: (fault: ConsentFault) => { id: string; role: 'alert' };
}

export interface ConsentOptionProps {
  /** Only on the first option, which receives the focus where the field has a fault. */
  id: string | undefined;
  /** Set with `id`. */
  ref: ((element: HTMLElement | null) => void) | undefined;
  autoComplete: 'off';
  checked: boolean;
  disabled: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/**
 * Asks for consent, or withdraws it, and records the decision with its evidence: text, hash, version, language and times.
 * `ConsentForm` is built on it. Requires an `SmsUiProvider` with the texts `consentForm`, which are part of the evidence.
 *
 * @example
 * const form = useConsentForm({ brand, statement, onSubmit });
 * <h2>{form.text.title}</h2>
 * {form.text.boxes.map(({ channel, label }) => (
 *   <label key={channel}><input {...form.getBoxProps(channel)} /> {label}</label>
 * ))}
 * <button onClick={form.consent}>…</button> <button onClick={form.refuse}>…</button>
 */
export function useConsentForm(options: UseConsentFormOptions): UseConsentForm {
  const { mode = 'ask', brand, statement, contact, source = 'HS_WEB', onSubmit, onTicksChange } = options;
  const { channels = ALL_CHANNELS, recipientTypes = INDIVIDUALS, readOnly = false } = options;
  const { t } = useSmsUi();
  const id = useId();
  const text = useMemo(
    () => formTextOf(t, mode, brand, statement ?? { version: '', text: '' }, channels),
    [t, mode, brand, statement, channels],
  );
  const given = { phone: contact?.phone ?? '', email: contact?.email ?? '' };
  const controls = useRef(new Map<ConsentFault, HTMLElement>());
  const refs = useMemo(() => {
    const refOf = (fault: ConsentFault) => (element: HTMLElement | null) => {
      if (element === null) controls.current.delete(fault);
      else controls.current.set(fault, element);
    };
    return {
      type: refOf('type'),
      phone: refOf('phone'),
      email: refOf('email'),
      channels: refOf('channels'),
    } satisfies Record<ConsentFault, unknown>;
  }, []);
  const summary = useRef<HTMLElement | null>(null);
  const summaryRef = useCallback((element: HTMLElement | null) => {
    summary.current = element;
  }, []);
  /** The field to focus after the next render. */
  const pendingFocus = useRef<ConsentFault | undefined>(undefined);
  const { decide, tick, ...decision } = useConsentDecision({
    text: plainText(text),
    version: statement?.version ?? '',
    channels,
    recipientTypes,
    contact: given,
    source,
    onSubmit,
    onTicksChange,
    onFault: (fault) => {
      pendingFocus.current = fault;
    },
  });
  const { entry, faults, state } = decision;
  const focusField = (field: ConsentFault): void => controls.current.get(field)?.focus();
  useEffect(() => {
    const field = pendingFocus.current;
    pendingFocus.current = undefined;
    if (field === undefined) return;
    if (faults.length > 1 && summary.current !== null) summary.current.focus();
    else focusField(field);
  });
  const isBusy = state === 'running' || state === 'slow';
  const isLocked = readOnly || isBusy;
  const ticked = channels.filter((channel) => entry.ticks.has(channel));
  const knownRecipient = (channel: ConsentChannel): string | undefined => recipientFor(channel, given);
  const isUnknown = (isEmail: boolean): boolean =>
    channels.some((channel) => (channel === 'EPOSTA') === isEmail && knownRecipient(channel) === undefined);

  return {
    ...decision,
    text,
    channels,
    recipientTypes,
    asks: {
      type: recipientTypes.length > 1,
      phone: isUnknown(false),
      email: isUnknown(true),
      // A withdrawal from the only channel needs no choice.
      channels: mode === 'ask' || channels.length > 1,
    },
    knownRecipient,
    faultIn: (fault) => {
      if (!faults.includes(fault)) return undefined;
      if (fault !== 'channels') return t(`consent.fault.${fault}`);
      const other = t(mode === 'withdraw' ? 'consent.withdrawAll' : 'consent.refuse');
      return t('consent.fault.channels', { other });
    },
    focusField,
    isBusy,
    isLocked,
    consent: () => decide('consent', ticked),
    refuse: () => decide('refuse', channels),
    withdraw: () => decide('withdraw', ticked),
    withdrawAll: () => decide('withdraw', channels),
    getBoxProps: (channel) => ({
      id: channel === channels[0] ? `${id}-channels` : undefined,
      ref: channel === channels[0] ? refs.channels : undefined,
      type: 'checkbox',
      // Firefox would tick it again after a reload.
      autoComplete: 'off',
      checked: entry.ticks.has(channel),
      disabled: isLocked,
      onChange: (event) => tick(channel, event.target.checked),
    }),
    getTypeProps: (type) => ({
      id: type === recipientTypes[0] ? `${id}-type` : undefined,
      ref: type === recipientTypes[0] ? refs.type : undefined,
      autoComplete: 'off',
      type: 'radio',
      name: `${id}-type`,
      checked: entry.recipientType === type,
      disabled: isLocked,
      onChange: () => decision.enter({ recipientType: type }),
    }),
    getContactProps: (kind) => ({
      id: `${id}-${kind}`,
      ref: refs[kind],
      type: kind === 'phone' ? 'tel' : 'email',
      autoComplete: kind === 'phone' ? 'tel' : 'email',
      dir: 'ltr',
      value: entry[kind],
      readOnly: isLocked,
      'aria-invalid': faults.includes(kind) || undefined,
      'aria-describedby': `${id}-${kind}-fault`,
      onChange: (event) => decision.enter({ [kind]: event.target.value }),
    }),
    getSummaryProps: () => ({ ref: summaryRef, tabIndex: -1 }),
    getFaultProps: (fault) => ({ id: `${id}-${fault}-fault`, role: 'alert' }),
  };
}
