// Written by scripts/write-tokens.ts from tokens.json. Do not edit.

/**
 * The CSS variables that the kit reads. Set them in `style` of the provider, or in a rule for `.sms-ui`. The other
 * colours of the accent follow `--sms-color-accent`, and spacing follows `--sms-space`.
 *
 * @example
 * <SmsUiProvider style={{ '--sms-color-accent': '#7c3aed' }} locale="tr" profile={profile}>
 */
export interface SmsVariables {
  '--sms-color-surface'?: string | number;
  '--sms-color-sunken'?: string | number;
  '--sms-color-raised'?: string | number;
  '--sms-color-ink'?: string | number;
  '--sms-color-muted'?: string | number;
  '--sms-color-line'?: string | number;
  '--sms-color-edge'?: string | number;
  '--sms-color-accent'?: string | number;
  '--sms-color-delivered'?: string | number;
  '--sms-color-delivered-soft'?: string | number;
  '--sms-color-waiting'?: string | number;
  '--sms-color-waiting-soft'?: string | number;
  '--sms-color-undelivered'?: string | number;
  '--sms-color-undelivered-soft'?: string | number;
  '--sms-color-unknown'?: string | number;
  '--sms-color-unknown-soft'?: string | number;
  '--sms-color-overlay'?: string | number;
  '--sms-color-accent-ink'?: string | number;
  '--sms-color-accent-strong'?: string | number;
  '--sms-color-on-accent'?: string | number;
  '--sms-color-accent-soft'?: string | number;
  '--sms-space'?: string | number;
  '--sms-row'?: string | number;
  '--sms-control'?: string | number;
  '--sms-target'?: string | number;
  '--sms-radius'?: string | number;
  '--sms-radius-small'?: string | number;
  '--sms-radius-panel'?: string | number;
  '--sms-radius-bubble'?: string | number;
  '--sms-shadow'?: string | number;
  '--sms-font'?: string | number;
  '--sms-text-small'?: string | number;
  '--sms-text-label'?: string | number;
  '--sms-text'?: string | number;
  '--sms-text-large'?: string | number;
  '--sms-text-title'?: string | number;
  '--sms-text-figure'?: string | number;
  '--sms-line'?: string | number;
  '--sms-weight-normal'?: string | number;
  '--sms-weight-strong'?: string | number;
  '--sms-weight-heavy'?: string | number;
  '--sms-motion'?: string | number;
}
