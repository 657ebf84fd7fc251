import { Module } from '@nestjs/common';
import {
  createDeliveryController,
  createPhoneVerificationController,
  IletimerkeziModule,
} from 'nest-iletimerkezi';
import { SessionController } from './session.controller';
import { Sessions } from './sessions';

const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Set DATABASE_URL to a PostgreSQL database.');
const key = process.env['PHONE_VERIFICATION_KEY'];
if (key === undefined)
  throw new Error('Set PHONE_VERIFICATION_KEY to a secret, such as the output of openssl rand -hex 32.');

@Module({
  imports: [IletimerkeziModule.forRoot({ storage: { url }, phoneVerification: { hashKeys: [key] } })],
  controllers: [
    createPhoneVerificationController({ path: 'api/phone-verification', purposes: ['sign-in'] }),
    // Delivery reports: a code that was not delivered can be sent again at once.
    createDeliveryController({ path: 'hooks/sms' }),
    SessionController,
  ],
  providers: [Sessions],
})
export class AppModule {}
