'use client';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';

export interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** `primary` once per view, `plain` inside text and rows. */
  kind?: 'primary' | 'secondary' | 'plain';
}

/** The kit's own button; never submits a form unless told to. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind = 'secondary', className, type = 'button', ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      data-slot="sms-button"
      data-kind={kind}
      className={className ? `sms-button ${className}` : 'sms-button'}
    />
  );
});
