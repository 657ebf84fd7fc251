import { IsTurkishMobile } from '../validators/validators.js';

/** The body or path of a request that blocks or unblocks a number, as `BlacklistManager` of `react-sms-ui` emits it. */
export class BlockedNumberDto {
  /** A Turkish mobile number in any usual form. */
  @IsTurkishMobile()
  number!: string;
}
