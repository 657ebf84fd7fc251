import { type CustomDecorator, SetMetadata } from '@nestjs/common';

const ACCOUNT = 'iletimerkezi:verified-account';

/** Marks a controller or a method that needs the phone verification of an account. Boot fails without it. */
export const NeedsPhoneVerification = (account: string): CustomDecorator => SetMetadata(ACCOUNT, account);

/** Returns the account whose phone verification a controller or a method needs; undefined if it needs none. */
export function verifiedAccountOf(target: unknown): string | undefined {
  const account: unknown = typeof target === 'function' ? Reflect.getMetadata(ACCOUNT, target) : undefined;
  return typeof account === 'string' ? account : undefined;
}
