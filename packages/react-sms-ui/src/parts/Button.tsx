'use client';
import { forwardRef, type ComponentPropsWithoutRef, type MouseEvent } from 'react';

export interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** Use `primary` once per view, and `plain` within text and rows. */
  kind?: 'primary' | 'secondary' | 'plain';
}

/**
 * A button of type `button` by default. With `aria-disabled` it keeps the focus, which `disabled` does not, and ignores
 * presses.
 */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind = 'secondary', className, type = 'button', onClick, ...rest },
  ref,
) {
  const isOff = rest['aria-disabled'] === true || rest['aria-disabled'] === 'true';
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      data-slot="sms-button"
      data-kind={kind}
      className={className ? `sms-button ${className}` : 'sms-button'}
      onClick={isOff ? ignore : onClick}
    />
  );
});

const ignore = (event: MouseEvent): void => event.preventDefault();
