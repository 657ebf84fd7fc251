'use client';
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core/client';
import { forwardRef, useId, useMemo, useRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { LoadFault } from '../../parts/LoadFault.js';
import { partsOf } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import { BoxesField, ContactField, TypeField } from './ConsentFields.js';
import type { ConsentFormPart, ConsentFormProps } from './ConsentForm.types.js';
import { ConsentFormSkeleton, ConsentProgress } from './ConsentProgress.js';
import { ConsentReceipt } from './ConsentReceipt.js';
import { formTextOf, plainText, recipientFor } from './consentRecord.js';
import { PrivacySection } from './PrivacySection.js';
import { useConsentForm, type ConsentFault } from './useConsentForm.js';

const ALL_CHANNELS: readonly ConsentChannel[] = ['MESAJ', 'EPOSTA', 'ARAMA'];
const INDIVIDUALS: readonly RecipientType[] = ['BIREYSEL'];

/**
 * Asks for consent to commercial electronic messages as the Turkish regulation wants it: who asks, the
 * statement under its own heading, a box of its own per channel that only the person can tick, refusing as
 * easy as consenting, and the privacy notice apart. Hands the decision over with its proof and shows a
 * receipt.
 *
 * There is no prop that ticks a box. The receipt stays; give the form another `key` to ask again. Sources: law 6563 art. 6; regulation on commercial electronic
 * messages (2015/29417) on form and content of consent.
 *
 * @example <ConsentForm brand={…} statement={…} privacyNotice={{ href: '/kvkk' }} onSubmit={(record) => save(record)} />
 */
export const ConsentForm = forwardRef<HTMLElement, ConsentFormProps>(function ConsentForm(
  {
    mode = 'ask',
    brand,
    statement,
    privacyNotice,
    channels = ALL_CHANNELS,
    recipientTypes = INDIVIDUALS,
    contact,
    source = 'HS_WEB',
    onSubmit,
    onTicksChange,
    error,
    readOnly = false,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const id = useId();
  const part = partsOf<ConsentFormPart>('consent-form', classNames);
  const body = useRef<HTMLDivElement>(null);
  const text = useMemo(
    () => formTextOf(t, mode, brand, statement ?? { version: '', text: '' }, channels),
    [t, mode, brand, statement, channels],
  );
  const given = { phone: contact?.phone ?? '', email: contact?.email ?? '' };
  const form = useConsentForm({
    text: plainText(text),
    version: statement?.version ?? '',
    channels,
    recipientTypes,
    contact: given,
    source,
    onSubmit,
    onTicksChange,
    onFault: (fault) => body.current?.querySelector<HTMLElement>(`[data-fix="${fault}"]`)?.focus(),
  });
  const { entry, faults, state, receipt } = form;
  const isBusy = state === 'running' || state === 'slow';
  const isLocked = readOnly || isBusy;
  // A withdrawal from the only channel is one button; there is nothing to choose among.
  const isPlain = mode === 'withdraw' && channels.length === 1;
  const knownRecipient = (channel: ConsentChannel): string | undefined => recipientFor(channel, given);
  const asksPhone = channels.some((channel) => channel !== 'EPOSTA' && knownRecipient(channel) === undefined);
  const asksEmail = channels.some((channel) => channel === 'EPOSTA' && knownRecipient(channel) === undefined);
  const faultOf = (fault: ConsentFault): string | undefined => {
    if (!faults.includes(fault)) return undefined;
    if (fault !== 'channels') return t(`consent.fault.${fault}`);
    return t('consent.fault.channels', {
      other: t(mode === 'withdraw' ? 'consent.withdrawAll' : 'consent.refuse'),
    });
  };

  const contents = (): ReactNode => {
    if (error !== undefined) return <LoadFault error={error} />;
    if (statement === undefined) return <ConsentFormSkeleton />;
    if (receipt !== undefined) return <ConsentReceipt {...part('receipt')} receipt={receipt} brand={brand} />;
    if (channels.length === 0) return <p className="sms-hint">{t('consent.empty')}</p>;
    return (
      <div className="sms-consent-form-body" ref={body} aria-busy={isBusy || undefined}>
        {text.paragraphs.length === 0 ? null : (
          <div {...part('statement')} dir="auto">
            {text.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        )}
        {recipientTypes.length > 1 ? (
          <TypeField
            id={`${id}-type`}
            types={recipientTypes}
            value={entry.recipientType}
            onSelect={(recipientType) => form.enter({ recipientType })}
            fault={faultOf('type')}
            disabled={isLocked}
          />
        ) : null}
        {asksPhone || asksEmail ? (
          <div className="sms-consent-contacts">
            {asksPhone ? (
              <ContactField
                kind="phone"
                id={`${id}-phone`}
                value={entry.phone}
                onChange={(phone) => form.enter({ phone })}
                fault={faultOf('phone')}
                readOnly={isLocked}
              />
            ) : null}
            {asksEmail ? (
              <ContactField
                kind="email"
                id={`${id}-email`}
                value={entry.email}
                onChange={(email) => form.enter({ email })}
                fault={faultOf('email')}
                readOnly={isLocked}
              />
            ) : null}
          </div>
        ) : null}
        {isPlain ? null : (
          <BoxesField
            {...part('boxes')}
            id={`${id}-boxes`}
            text={text}
            ticks={entry.ticks}
            reached={knownRecipient}
            onTick={form.tick}
            fault={faultOf('channels')}
            disabled={isLocked}
          />
        )}
        <p className="sms-consent-free">{text.free}</p>
        {readOnly ? (
          <p className="sms-hint">{t('consent.readOnly')}</p>
        ) : (
          <Actions
            {...part('actions')}
            mode={mode}
            isPlain={isPlain}
            isBusy={isBusy}
            channels={channels}
            form={form}
          />
        )}
        <ConsentProgress state={state} onRetry={form.retry} />
      </div>
    );
  };

  return (
    <section
      {...rest}
      {...part('root', className)}
      ref={ref}
      aria-labelledby={`${id}-title`}
      data-mode={mode}
      data-state={state}
    >
      <header className="sms-consent-form-head">
        <span className="sms-figure" dir="auto">
          {brand.name}
        </span>
        <span dir="auto">{brand.address}</span>
      </header>
      <h2 className="sms-consent-form-title" id={`${id}-title`}>
        {text.title}
      </h2>
      {contents()}
      <PrivacySection {...part('privacy')} id={`${id}-privacy`} notice={privacyNotice} />
    </section>
  );
});

interface ActionsProps {
  mode: 'ask' | 'withdraw';
  isPlain: boolean;
  isBusy: boolean;
  channels: readonly ConsentChannel[];
  form: ReturnType<typeof useConsentForm>;
  className: string;
}

/** Two buttons of equal weight: neither answer is the prominent one. */
function Actions({ mode, isPlain, isBusy, channels, form, ...part }: ActionsProps): ReactNode {
  const { t } = useSmsUi();
  const ticked = channels.filter((channel) => form.entry.ticks.has(channel));
  return (
    <div {...part}>
      {mode === 'ask' ? (
        <>
          <Button aria-disabled={isBusy} onClick={() => form.decide('consent', ticked)}>
            {t('consent.accept')}
          </Button>
          <Button aria-disabled={isBusy} onClick={() => form.decide('refuse', channels)}>
            {t('consent.refuse')}
          </Button>
        </>
      ) : (
        <>
          {isPlain ? null : (
            <Button aria-disabled={isBusy} onClick={() => form.decide('withdraw', ticked)}>
              {t('consent.withdraw')}
            </Button>
          )}
          <Button aria-disabled={isBusy} onClick={() => form.decide('withdraw', channels)}>
            {t(isPlain ? 'consent.withdrawOne' : 'consent.withdrawAll')}
          </Button>
        </>
      )}
    </div>
  );
}
