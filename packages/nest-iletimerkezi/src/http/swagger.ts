import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SAVED_TEMPLATE_LIMITS } from 'iletimerkezi-core';
import { CHANNELS, CONSENT_SOURCES, CONSENT_STATUSES, RECIPIENT_TYPES } from './dto/consent-words.js';
import { BlockedNumberDto } from './dto/blocked-number.dto.js';
import {
  ConsentContactDto,
  ConsentFormDto,
  ConsentFormEvidenceDto,
  ConsentFormRecordDto,
  ConsentTickDto,
} from './dto/consent-form.dto.js';
import { CampaignOptionsDto, RescheduleCampaignDto } from './dto/campaign-options.dto.js';
import { CheckConsentDto, ConsentRecordDto, RegisterConsentsDto } from './dto/consent.dto.js';
import { REGISTRATION_STATES } from '../storage/ledger/append.js';
import { ListConsentsDto, OptOutDto } from './dto/list-consents.dto.js';
import { ResolveOrderDto } from './dto/resolve-order.dto.js';
import {
  CheckPhoneVerificationDto,
  PhoneVerificationIdDto,
  StartPhoneVerificationDto,
} from './dto/phone-verification.dto.js';
import { ListTemplatesDto, SavedTextChangeDto, SavedTextDto, SaveTemplateDto } from './dto/templates.dto.js';
import { MAX_CAMPAIGN, RecipientsDto, SendCampaignDto, SendSmsDto } from './dto/send-sms.dto.js';

/** Describes the DTOs of this package to `@nestjs/swagger`, on import. The classes are those of `nest-iletimerkezi/dto`. */
export {
  BlockedNumberDto,
  CampaignOptionsDto,
  CheckConsentDto,
  CheckPhoneVerificationDto,
  ConsentContactDto,
  ConsentFormDto,
  ConsentFormEvidenceDto,
  ConsentFormRecordDto,
  ConsentRecordDto,
  ConsentTickDto,
  ListConsentsDto,
  ListTemplatesDto,
  OptOutDto,
  PhoneVerificationIdDto,
  RecipientsDto,
  RegisterConsentsDto,
  RescheduleCampaignDto,
  ResolveOrderDto,
  SavedTextChangeDto,
  SavedTextDto,
  SaveTemplateDto,
  SendCampaignDto,
  SendSmsDto,
  StartPhoneVerificationDto,
};

type Description = Parameters<typeof ApiProperty>[0];

const NUMBER = '+905301234567';

const brandCode: Description = {
  description: 'İYS brand code; by default the account’s own',
  type: String,
  example: '1234',
  required: false,
};

const addressee = {
  recipient: {
    description: 'Phone number for MESAJ and ARAMA, e-mail address for EPOSTA',
    type: String,
    example: NUMBER,
  },
  recipientType: { description: 'Individual, or merchant and tradesman', enum: RECIPIENT_TYPES },
  channel: { description: 'What the consent is for', enum: CHANNELS },
} satisfies Record<string, Description>;

const recipients = (maxItems: number): Description => ({
  description: 'Turkish mobile numbers in any usual form',
  type: [String],
  minItems: 1,
  maxItems,
  example: [NUMBER],
});

const composed = {
  kind: {
    description: 'The provider checks the consent of every recipient of a commercial message at İYS',
    enum: ['transactional', 'commercial'],
  },
  audience: {
    description: 'Required when kind is commercial',
    enum: RECIPIENT_TYPES,
    required: false,
  },
  text: { description: 'The message, at most seven parts', type: String, example: 'Kodunuz 123456' },
  values: {
    description:
      'With a text that is a template: the values of each recipient by name, in the order of recipients',
    type: 'array',
    items: { type: 'object', additionalProperties: { type: 'string', maxLength: 500 } },
    example: [{ ad: 'Ayşe' }],
    required: false,
  },
  sender: {
    description: 'An approved sender, exactly as approved. Default: the account’s default sender',
    type: String,
    maxLength: 11,
    required: false,
  },
  sendAt: {
    description: 'When the message is sent, in the future; immediately when absent',
    type: String,
    format: 'date-time',
    example: '2027-01-20T13:45:00+03:00',
    required: false,
  },
} satisfies Record<string, Description>;

describeDto(SendSmsDto, { ...composed, recipients: recipients(50_000) });

describeDto(SendCampaignDto, { ...composed, recipients: recipients(MAX_CAMPAIGN) });

describeDto(RecipientsDto, { recipients: recipients(MAX_CAMPAIGN) });

describeDto(BlockedNumberDto, {
  number: { description: 'A Turkish mobile number in any usual form', type: String, example: NUMBER },
});

describeDto(ResolveOrderDto, {
  decision: { description: 'What to do with the held order', enum: ['sent', 'resend', 'drop'] },
  orderId: {
    description: 'With sent: the provider’s order id, to follow the deliveries',
    type: String,
    pattern: '^\\d{1,20}$',
    required: false,
  },
});

const deviceTime: Description = {
  description: 'By the clock of the person’s device',
  type: String,
  format: 'date-time',
  required: false,
};

const channelOnly: Description = { description: 'The channel of the consent', enum: CHANNELS };

describeDto(ConsentTickDto, { channel: channelOnly, tickedAt: deviceTime });

describeDto(ConsentFormEvidenceDto, {
  text: { description: 'The text as it was shown', type: String, maxLength: 20_000 },
  textHash: {
    description: 'SHA-256 of the text in UTF-8, hexadecimal',
    type: String,
    minLength: 64,
    maxLength: 64,
  },
  textVersion: { description: 'Version of the statement', type: String, maxLength: 100 },
  locale: { description: 'BCP 47', type: String, example: 'tr' },
  shownAt: deviceTime,
  decidedAt: deviceTime,
  ticks: { description: 'When each box was ticked', type: [ConsentTickDto], maxItems: 3 },
});

describeDto(ConsentContactDto, { channel: channelOnly, recipient: addressee.recipient });

describeDto(ConsentFormRecordDto, {
  channel: channelOnly,
  recipient: addressee.recipient,
  recipientType: addressee.recipientType,
  status: {
    description: 'Accepted and not used: it follows from the decision',
    enum: CONSENT_STATUSES,
    required: false,
  },
  source: {
    description: 'Accepted and not used: the form has one source',
    enum: CONSENT_SOURCES,
    required: false,
  },
  consentDate: { ...deviceTime, description: 'Accepted and not used: the server dates the decision' },
});

describeDto(ConsentFormDto, {
  id: { description: 'Deduplicates submissions', type: String, format: 'uuid', required: false },
  decision: { description: 'What the person decided', enum: ['consent', 'refuse', 'withdraw'] },
  recipientType: { ...addressee.recipientType, required: false },
  channels: {
    description: 'The ticked channels, or all offered ones for a refusal',
    enum: CHANNELS,
    isArray: true,
    required: false,
  },
  source: {
    description: 'Where the form is shown; HS_WEB when absent',
    enum: CONSENT_SOURCES,
    required: false,
  },
  contacts: { description: 'The recipient of each channel', type: [ConsentContactDto], required: false },
  records: { description: 'Empty for a refusal', type: [ConsentFormRecordDto], maxItems: 3 },
  evidence: { description: 'Proof of the decision', type: ConsentFormEvidenceDto },
});

describeDto(ListConsentsDto, {
  search: {
    description: 'Part of a number or e-mail address',
    type: String,
    maxLength: 100,
    required: false,
  },
  channel: { ...channelOnly, required: false },
  recipientType: { ...addressee.recipientType, required: false },
  status: { description: 'The current consent', enum: CONSENT_STATUSES, required: false },
  registration: {
    description: 'How the record stands at İYS',
    enum: [...REGISTRATION_STATES],
    required: false,
  },
  limit: { description: 'Rows of a page', type: Number, minimum: 1, maximum: 1_000, required: false },
  after: { description: 'next of the previous page', type: Number, minimum: 1, required: false },
});

describeDto(OptOutDto, {
  ...addressee,
  brandCode,
  source: { description: 'How the person said it', enum: CONSENT_SOURCES },
});

describeDto(CheckConsentDto, { ...addressee, brandCode });

describeDto(ConsentRecordDto, {
  ...addressee,
  status: { description: 'Given (ONAY) or refused (RET)', enum: CONSENT_STATUSES },
  source: { description: 'Where it was obtained', enum: CONSENT_SOURCES },
  consentDate: {
    description: 'When; not more than 3 days ago. Now when absent, and for a refusal whatever it says',
    type: String,
    format: 'date-time',
    required: false,
  },
});

describeDto(RegisterConsentsDto, {
  records: { type: [ConsentRecordDto], minItems: 1, maxItems: 5_000 },
  brandCode,
});

const verificationId: Description = {
  description: 'The id that start returned',
  type: String,
  maxLength: 100,
};

describeDto(StartPhoneVerificationDto, {
  phone: { description: 'A mobile number in any usual form', type: String, example: NUMBER },
  purpose: { description: 'What the person confirms', type: String, example: 'sign-in', required: false },
  locale: { description: 'Language of the message', enum: ['tr', 'en'], required: false },
});

describeDto(PhoneVerificationIdDto, { id: verificationId });

describeDto(CheckPhoneVerificationDto, {
  id: verificationId,
  code: { description: 'The digits of the code', type: String, example: '123456' },
});

const notBefore: Description = {
  description: 'The earliest time at which it is sent',
  type: String,
  format: 'date-time',
  example: '2027-01-20T13:45:00+03:00',
};

describeDto(CampaignOptionsDto, {
  dedupeKey: {
    description: 'Deduplicates repeated requests',
    type: String,
    maxLength: 500,
    required: false,
  },
  expect: {
    description: 'The preview that was confirmed, or its digest',
    oneOf: [
      { type: 'string', pattern: '^[0-9a-f]{64}$' },
      { type: 'object', required: ['digest', 'recipients', 'credits', 'startsAt'] },
    ],
    required: false,
  },
  notBefore: { ...notBefore, required: false },
  notAfter: { ...notBefore, description: 'The latest time at which it is sent', required: false },
});

describeDto(RescheduleCampaignDto, { notBefore });

const templateStatus: Description = {
  description: 'A template that everyone may use, or an unfinished text',
  enum: ['ready', 'draft'],
};

const savedText: Record<keyof SavedTextDto, Description> = {
  id: { description: 'A new one when absent', type: String, format: 'uuid', required: false },
  version: {
    description: 'The version that was edited; 0, when absent, for a first save',
    type: Number,
    minimum: 0,
    required: false,
  },
  name: { description: 'For lists', type: String, maxLength: SAVED_TEMPLATE_LIMITS.name, example: 'Puan' },
  text: {
    description: 'With placeholders such as {ad}',
    type: String,
    maxLength: SAVED_TEMPLATE_LIMITS.text,
    example: 'Sayın {ad}, {puan} puanınız var.',
  },
  kind: { ...composed.kind, required: false },
  audience: { ...composed.audience, description: 'For a commercial text' },
  sender: composed.sender,
};

describeDto(SaveTemplateDto, { ...savedText, status: templateStatus });

describeDto(SavedTextDto, savedText);

describeDto(SavedTextChangeDto, {
  status: templateStatus,
  item: { description: 'Absent: `previous` is deleted', type: () => SavedTextDto, required: false },
  previous: { description: 'Absent: `item` is new', type: () => SavedTextDto, required: false },
  reason: { description: 'What the person did', enum: ['add', 'overwrite', 'rename', 'undo'] },
});

describeDto(ListTemplatesDto, {
  status: { ...templateStatus, required: false },
  limit: { description: 'Rows of a page', type: Number, minimum: 1, maximum: 1_000, required: false },
  after: { description: 'next of the previous page', type: String, maxLength: 60, required: false },
});

/** Describes every field of a DTO; a field without a description fails to compile. */
function describeDto<Dto extends object>(
  dto: new () => Dto,
  properties: Record<keyof Dto & string, Description>,
): void {
  for (const [name, description] of Object.entries<Description>(properties)) {
    const optional = description !== undefined && 'required' in description && description.required === false;
    const decorate = optional ? ApiPropertyOptional(description) : ApiProperty(description);
    decorate(dto.prototype, name);
  }
}
