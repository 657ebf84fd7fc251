'use client';
import { forwardRef, useId, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { FaultSummary } from '../../parts/FaultSummary.js';
import { LoadFault } from '../../parts/LoadFault.js';
import { partsOf, type PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import { BoxesField, ContactField, TypeField } from './ConsentFields.js';
import type { ConsentFormPart, ConsentFormProps } from './ConsentForm.types.js';
import { ConsentFormSkeleton, ConsentProgress } from './ConsentProgress.js';
import { ConsentReceipt } from './ConsentReceipt.js';
import { PrivacySection } from './PrivacySection.js';
import { useConsentForm, type UseConsentForm } from './useConsentForm.js';

/**
 * Asks for consent to commercial electronic messages as the Turkish regulation requires: name and address of the brand, the
 * statement under its own heading, one box per channel that only the person can tick, a refusal as easy as the consent, and
 * the privacy notice apart. Submits the decision with its evidence and displays a receipt.
 *
 * No prop ticks a box. The receipt stays; change the form's `key` to ask again. Built on `useConsentForm`. Sources: law 6563,
 * art. 6; regulation on commercial electronic messages (2015/29417) on form and content of consent.
 *
 * @example <ConsentForm brand={…} statement={…} privacyNotice={{ href: '/kvkk' }} onSubmit={(record) => save(record)} />
 */
export const ConsentForm = forwardRef<HTMLElement, ConsentFormProps>(function ConsentForm(
  {
    mode = 'ask',
    brand,
    statement,
    privacyNotice,
    channels,
    recipientTypes,
    contact,
    source,
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
  const form = useConsentForm({
    mode,
    brand,
    statement,
    channels,
    recipientTypes,
    contact,
    source,
    onSubmit,
    onTicksChange,
    readOnly,
  });
  const { text, asks, receipt } = form;

  const contents = (): ReactNode => {
    if (error !== undefined) return <LoadFault error={error} />;
    if (statement === undefined) return <ConsentFormSkeleton />;
    if (receipt !== undefined) return <ConsentReceipt {...part('receipt')} receipt={receipt} brand={brand} />;
    if (form.channels.length === 0) return <p className="sms-hint">{t('consent.empty')}</p>;
    return (
      <div className="sms-consent-form-body" aria-busy={form.isBusy || undefined}>
        <FaultSummary
          title={t('consent.fault.summary', { count: form.faults.length })}
          summary={form.getSummaryProps()}
          faults={form.faults.map((fault) => ({
            id: form.getFaultProps(fault).id,
            text: form.faultIn(fault),
            focus: () => form.focusField(fault),
          }))}
        />
        {text.paragraphs.length === 0 ? null : (
          <div {...part('statement')} dir="auto">
            {text.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        )}
        {asks.type ? <TypeField form={form} /> : null}
        {asks.phone || asks.email ? (
          <div className="sms-consent-contacts">
            {asks.phone ? <ContactField kind="phone" form={form} /> : null}
            {asks.email ? <ContactField kind="email" form={form} /> : null}
          </div>
        ) : null}
        {asks.channels ? <BoxesField {...part('boxes')} form={form} /> : null}
        <p className="sms-consent-free">{text.free}</p>
        {readOnly ? (
          <p className="sms-hint">{t('consent.readOnly')}</p>
        ) : (
          <Actions {...part('actions')} mode={mode} form={form} />
        )}
        <ConsentProgress state={form.state} onRetry={form.retry} />
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
      data-state={form.state}
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

interface ActionsProps extends PartProps {
  mode: 'ask' | 'withdraw';
  form: UseConsentForm;
}

/** Two buttons of equal weight: neither decision is emphasised. */
function Actions({ mode, form, ...part }: ActionsProps): ReactNode {
  const { t } = useSmsUi();
  const action = (label: string, onClick: () => void): ReactNode => (
    <Button aria-disabled={form.isBusy} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <div {...part}>
      {mode === 'ask' ? (
        <>
          {action(t('consent.accept'), form.consent)}
          {action(t('consent.refuse'), form.refuse)}
        </>
      ) : (
        <>
          {form.asks.channels ? action(t('consent.withdraw'), form.withdraw) : null}
          {action(t(form.asks.channels ? 'consent.withdrawAll' : 'consent.withdrawOne'), form.withdrawAll)}
        </>
      )}
    </div>
  );
}
