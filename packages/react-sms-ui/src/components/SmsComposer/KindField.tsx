'use client';
import type { ReactNode } from 'react';
import { FieldFault } from '../../parts/FieldFault.js';
import { useSmsUi } from '../../provider/context.js';
import type { ComposerProps } from './useComposerProps.js';
import type { UseSmsComposer } from './useSmsComposer.js';

const KINDS = ['transactional', 'commercial'] as const;
const AUDIENCES = ['BIREYSEL', 'TACIR'] as const;

/** Asks for the kind of the message with one sentence about the law per option, and for the audience of a commercial message. */
export function KindField({ composer }: { composer: UseSmsComposer }): ReactNode {
  const { t } = useSmsUi();
  return (
    <div className="sms-kind" data-slot="sms-composer-kind">
      <Options composer={composer} field="kind" legend={t('composer.kind')}>
        {KINDS.map((kind) => (
          <Option
            key={kind}
            input={composer.getKindProps(kind)}
            title={t(`composer.${kind}`)}
            hint={t(`composer.${kind}Hint`)}
          />
        ))}
      </Options>
      {composer.draft.kind === 'commercial' ? (
        <Options composer={composer} field="audience" legend={t('composer.audience')}>
          {AUDIENCES.map((audience) => (
            <Option
              key={audience}
              input={composer.getAudienceProps(audience)}
              title={t(`composer.audience.${audience}`)}
              hint={t(`composer.audience.${audience}.hint`)}
            />
          ))}
        </Options>
      ) : null}
    </div>
  );
}

interface OptionsProps {
  composer: UseSmsComposer;
  field: 'kind' | 'audience';
  legend: string;
  children: ReactNode;
}

function Options({ composer, field, legend, children }: OptionsProps): ReactNode {
  const fault = composer.faultIn(field);
  return (
    <fieldset
      className="sms-field"
      disabled={composer.isLocked}
      aria-describedby={composer.getFieldProps(field)['aria-describedby']}
    >
      <legend className="sms-label">{legend}</legend>
      <div className="sms-options" data-invalid={fault === undefined ? undefined : true}>
        {children}
      </div>
      <FieldFault {...composer.getFaultProps(field)} text={fault} />
    </fieldset>
  );
}

interface OptionProps {
  input: ReturnType<ComposerProps['getKindProps']>;
  title: string;
  hint: string;
}

function Option({ input, title, hint }: OptionProps): ReactNode {
  return (
    <label className="sms-option">
      <input {...input} className="sms-tick" />
      <span className="sms-option-title">{title}</span>
      <span className="sms-option-hint">{hint}</span>
    </label>
  );
}
