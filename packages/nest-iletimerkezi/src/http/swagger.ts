import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CHANNELS, CONSENT_SOURCES, CONSENT_STATUSES, RECIPIENT_TYPES } from './dto/consent-words.js';
import { CheckConsentDto, ConsentRecordDto, RegisterConsentsDto } from './dto/consent.dto.js';
import { SendSmsDto } from './dto/send-sms.dto.js';

/**
 * Describes this package's DTOs to `@nestjs/swagger`. Importing this entry is all it takes; the classes are the same as
 * those of the main entry.
 */
export { CheckConsentDto, ConsentRecordDto, RegisterConsentsDto, SendSmsDto };

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

describeDto(SendSmsDto, {
  kind: {
    description: 'Commercial messages are checked against the İYS registry by the provider',
    enum: ['transactional', 'commercial'],
  },
  audience: {
    description: 'Needed when kind is commercial',
    enum: RECIPIENT_TYPES,
    required: false,
  },
  text: { description: 'The message, up to seven parts', type: String, example: 'Kodunuz 123456' },
  recipients: {
    description: 'Turkish mobile numbers in any usual form',
    type: [String],
    minItems: 1,
    maxItems: 50_000,
    example: [NUMBER],
  },
  sender: {
    description: 'An approved sender, letter for letter; by default the account’s own',
    type: String,
    maxLength: 11,
    required: false,
  },
  sendAt: {
    description: 'When it goes out, in the future; right away when absent',
    type: String,
    format: 'date-time',
    example: '2027-01-20T13:45:00+03:00',
    required: false,
  },
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
