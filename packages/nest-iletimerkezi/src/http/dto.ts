/**
 * DTOs for class-validator, with their conversions and validators. The main entry does not export them, so that an
 * application without them does not load class-validator.
 * @module
 */
export { setMessageLanguage, type MessageLanguage, type RuleOptions } from './validators/fault-validator.js';
export {
  IsBrandCode,
  IsConsentDate,
  IsConsentRecipient,
  IsSenderId,
  IsSmsRecipient,
  IsSendAt,
  IsSmsText,
  IsTurkishMobile,
} from './validators/validators.js';
export { InputValidationPipe } from './validators/input-validation.pipe.js';
export { CheckConsentDto, ConsentRecordDto, RegisterConsentsDto } from './dto/consent.dto.js';
export {
  MAX_CAMPAIGN,
  RecipientsDto,
  SendCampaignDto,
  SendSmsDto,
  toCampaign,
  toSendOrder,
  type CampaignToEnqueue,
} from './dto/send-sms.dto.js';
export {
  ConsentFormDto,
  toConsentEntries,
  toDeclineEntries,
  type FormRequest,
  ConsentContactDto,
  ConsentFormEvidenceDto,
  ConsentFormRecordDto,
  ConsentTickDto,
} from './dto/consent-form.dto.js';
export { consentTextFault, type ConsentTextFault } from './dto/consent-text.js';
export { ListConsentsDto, OptOutDto, toConsentFilter } from './dto/list-consents.dto.js';
export { BlockedNumberDto } from './dto/blocked-number.dto.js';
export { ResolveOrderDto, toResolution } from './dto/resolve-order.dto.js';
export {
  CheckPhoneVerificationDto,
  PhoneVerificationIdDto,
  StartPhoneVerificationDto,
} from './dto/phone-verification.dto.js';
export {
  ListTemplatesDto,
  SavedTextChangeDto,
  SavedTextDto,
  SaveTemplateDto,
  toTemplateToSave,
} from './dto/templates.dto.js';
export { CampaignOptionsDto, RescheduleCampaignDto, toEnqueueOptions } from './dto/campaign-options.dto.js';
export { recordConsentForm, type FormLedger } from './views/record-consent-form.js';
export { ToDate } from './dto/to-date.js';
