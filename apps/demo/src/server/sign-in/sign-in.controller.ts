import { Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { createPhoneVerificationController, PhoneVerified, VerifiedPhone } from 'nest-iletimerkezi';
import type { SignedIn } from '../../shared/api/sign-in.js';

/** The purpose of the sign-in page's codes. */
const PURPOSE = 'sign-in';

/** `POST /api/phone-verification/start`, `check`, `resend`, `cancel` and `status`, which the page calls. */
export const PhoneVerificationController = createPhoneVerificationController({
  path: 'api/phone-verification',
  purposes: [PURPOSE],
});

/** Signs a person in whose phone was verified. A host creates its session here. */
@Controller('api/sign-in')
export class SignInController {
  /** Accepts each verification once. The guard reads its id from the header `x-phone-verification`. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @PhoneVerified({ purpose: PURPOSE, once: true })
  signIn(@VerifiedPhone() phone: string): SignedIn {
    return { phone };
  }
}
