import { describe, expect, it } from '@jest/globals';
import { Controller, Post, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { createPhoneVerificationController } from '../phone-verification/create-phone-verification-controller.js';
import { createSupabaseSmsHookController } from '../phone-verification/create-supabase-sms-hook-controller.js';
import { PhoneVerified } from '../phone-verification/phone-verified.guard.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';

@Controller('payments')
class Payments {
  @Post()
  @PhoneVerified({ purpose: 'payment' })
  pay(): void {}
}

@Controller('transfers')
@PhoneVerified({ purpose: 'transfer' })
class Transfers {
  @Post()
  send(): void {}
}

@Controller('refunds')
class Refunds {
  @Post()
  @PhoneVerified({ purpose: 'refund', account: 'elsewhere' })
  pay(): void {}
}

const CODES = createPhoneVerificationController({ path: 'codes', purposes: ['sign-in'] });
const HOOK = createSupabaseSmsHookController({
  path: 'hook',
  secrets: [`v1,whsec_${Buffer.alloc(32).toString('base64')}`],
});

async function boot(controllers: Type<object>[], hashKeys?: string[]): Promise<void> {
  const options = hashKeys && { phoneVerification: { hashKeys } };
  const module = await Test.createTestingModule({
    imports: [IletimerkeziTestingModule.forRoot({ options })],
    controllers,
  }).compile();
  const app = module.createNestApplication({ logger: false });
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

describe('Without the option phoneVerification', () => {
  // guarantee: G-138
  it.each([
    ['the ready controller', CODES, /^PhoneVerificationController\.start .*phoneVerification: \{ hashKeys/s],
    ['the hook of Supabase', HOOK, /^SupabaseSmsHookController\.send .*phoneVerification: \{ hashKeys/s],
    ['a method with the guard', Payments, /^Payments\.pay .*phoneVerification: \{ hashKeys/s],
    ['a controller with the guard', Transfers, /^Transfers\.send .*phoneVerification: \{ hashKeys/s],
  ])('fails at boot for %s, and names the option', async (_, controller, title) => {
    await expect(boot([controller])).rejects.toMatchObject({
      code: 'phone-verification-missing',
      message: expect.stringMatching(title),
    });
  });

  it('fails at boot for an account that does not exist', async () => {
    await expect(boot([Refunds])).rejects.toMatchObject({ code: 'account-unknown' });
  });
});

it('starts with the option', async () => {
  const hashKeys = ['a key of this spec, which is long enough'];
  await expect(boot([CODES, Payments, Transfers], hashKeys)).resolves.toBeUndefined();
});
