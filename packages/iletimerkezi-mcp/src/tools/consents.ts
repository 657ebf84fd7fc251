import {
  checkConsentBatch,
  Faults,
  parseDateTime,
  type ConsentBatch,
  type ConsentChannel,
  type ConsentRecipient,
  type ConsentSource,
  type ConsentStatus,
  type RecipientType,
} from 'iletimerkezi-core';
import type { LedgerRecord } from 'nest-iletimerkezi';
import { abortableUntilSent } from './abortable.js';
import { accept, renamePaths } from './input-paths.js';
import { PROVIDER_SCHEMAS } from './provider-schemas.js';
import { hasStorage } from './storage.js';
import {
  readTool,
  writeTool,
  type JsonObject,
  type PreparedAction,
  type Tool,
  type ToolCall,
} from './tool.js';

interface CheckInput {
  readonly consent: {
    readonly brandCode: string | number;
    readonly recipient: string;
    readonly recipientType: RecipientType;
    readonly type: ConsentChannel;
  };
}

interface RegisterInput {
  readonly consent: {
    readonly brandCode: string | number;
    readonly list: readonly {
      readonly recipient: string;
      readonly recipientType: RecipientType;
      readonly type: ConsentChannel;
      readonly status: ConsentStatus;
      readonly source: ConsentSource;
      readonly consentDate: string;
    }[];
  };
}

interface HistoryInput {
  readonly recipient: string;
  readonly brandCode?: string;
}

/** Consents at İYS, and the ledger of the account. */
export const CONSENT_TOOLS: readonly Tool[] = [
  readTool(
    {
      name: 'iys_check',
      title: { tr: 'İYS izin sorgulama', en: 'Look up a consent at İYS' },
      description: {
        tr: 'Tek bir alıcının İYS’deki güncel iznini döner. Kontör harcamaz.',
        en: 'Returns the current consent of one recipient at İYS. Spends no credit.',
      },
      inputSchema: PROVIDER_SCHEMAS.iys_check,
      output: {
        state: { type: 'string' },
        recipient: { type: 'string' },
        source: { type: 'string' },
        consentDate: { type: 'string' },
      },
      isUntrusted: true,
    },
    async ({ consent }: CheckInput, { account, mask, signal }) => {
      const { brandCode, recipient, recipientType, type: channel } = consent;
      const answer = await account.client.checkConsent(
        { brandCode, recipient, recipientType, channel },
        { signal },
      );
      if (answer.state !== 'granted' && answer.state !== 'refused') return { ...answer };
      return {
        state: answer.state,
        recipient: answer.recipient && mask.naming([recipient]).recipient(answer.recipient),
        source: answer.source,
        consentDate: answer.consentDate?.toISOString(),
      };
    },
  ),
  writeTool(
    {
      name: 'iys_register',
      permission: 'consents',
      title: { tr: 'İYS izin kaydı', en: 'Register consents at İYS' },
      description: {
        tr: 'İzin ve ret kayıtlarını İYS’ye iletir. Depolama varsa önce izin defterine yazar. Yalnız gerçekten alınmış izinleri kaydedin.',
        en: 'Registers consents and refusals at İYS. With storage they are recorded in the ledger first. Register only consents that people really gave.',
      },
      inputSchema: PROVIDER_SCHEMAS.iys_register,
      output: {
        records: { type: 'integer' },
        refused: { type: 'array', items: { type: 'object' } },
      },
      annotations: { destructiveHint: false, idempotentHint: false },
    },
    async (input: RegisterInput, call) => registration(batchOf(input), call),
  ),
  readTool(
    {
      name: 'consent_history',
      title: { tr: 'İzin geçmişi', en: 'Get the consent history of a recipient' },
      description: {
        tr: 'Bir alıcının izin defterindeki kayıtlarını eskiden yeniye döner. Depolama gerekir; İYS’ye sormaz.',
        en: 'Returns the records of a recipient in the consent ledger, oldest first. Needs storage; does not ask İYS.',
      },
      inputSchema: {
        type: 'object',
        properties: {
          recipient: { type: 'string', description: 'Phone number or e-mail address.' },
          brandCode: { type: 'string', description: 'Default: the brand code of the account.' },
        },
        required: ['recipient'],
      },
      output: {
        recipient: { type: 'string' },
        records: { type: 'array', items: { type: 'object' } },
      },
      isLocal: true,
      isUntrusted: true,
    },
    async ({ recipient, brandCode }: HistoryInput, { account, mask }) => {
      const records = await account.consents.history(recipient, { brandCode });
      return {
        recipient: mask.naming([recipient]).recipient(recipient),
        records: records.map(recordView(mask)),
      };
    },
  ),
];

const recordView =
  (mask: ToolCall['mask']) =>
  ({
    position,
    recipientType,
    channel,
    status,
    source,
    text,
    form,
    ...record
  }: LedgerRecord): JsonObject => ({
    position,
    recipientType,
    channel,
    status,
    source,
    consentDate: record.consentDate.toISOString(),
    recordedAt: record.recordedAt.toISOString(),
    origin: record.origin,
    registration: record.registration,
    registrationReason: record.registrationReason,
    text: text === undefined ? undefined : mask.text(text),
    form: form === null ? undefined : mask.text(form),
  });

const PATHS = [['records', 'consent.list'] as const, ['brandCode', 'consent.brandCode'] as const];

function batchOf({ consent: { brandCode, list } }: RegisterInput): ConsentBatch<ConsentRecipient> {
  const faults = new Faults();
  const records = list.map(({ consentDate, type: channel, ...record }, index) => {
    const date = parseDateTime(consentDate);
    faults.moment(`consent.list[${index}].consentDate`, date);
    return { ...record, channel, consentDate: date ?? new Date(0) };
  });
  faults.throwIfAny('iys-register');
  const checked = checkConsentBatch({ brandCode, records });
  if (checked.ok) return checked.value;
  return accept({ ok: false, faults: renamePaths(checked.faults, PATHS) });
}

function registration(batch: ConsentBatch<ConsentRecipient>, call: ToolCall): PreparedAction {
  const { account, mask, policy, signal } = call;
  const { brandCode, records } = batch;
  const count = (status: ConsentStatus): number => records.filter((each) => each.status === status).length;
  const preview = {
    brandCode: String(brandCode),
    records: records.length,
    consents: count('ONAY'),
    refusals: count('RET'),
    first: records.slice(0, 5).map(({ recipient, channel, status, source }) => ({
      recipient: mask.recipient(recipient),
      channel,
      status,
      source,
    })),
  };
  const question = {
    tr: `${preview.records} kayıt (${preview.consents} onay, ${preview.refusals} ret) ${preview.brandCode} marka koduyla İYS’ye iletilsin mi? Bu onayları gerçekten aldığınızı doğrulamış olursunuz.`,
    en: `Register ${preview.records} records (${preview.consents} consents, ${preview.refusals} refusals) for brand ${preview.brandCode} at İYS? You state that these consents were really given.`,
  };
  return {
    content: { action: 'iys_register', brandCode: String(brandCode), records },
    preview,
    question: question[policy.locale],
    isDeduplicated: false,
    run: async () => {
      if (!hasStorage(account)) {
        await account.client.registerParsedConsents(batch, abortableUntilSent(signal));
        return { status: 'registered', records: records.length, refused: [] };
      }
      const { recorded, refused } = await account.consents.recordMany(records, {
        brandCode: String(brandCode),
      });
      return {
        status: 'recorded',
        records: recorded.length,
        refused: refused.map(({ index, faults }) => ({ index, faults: faults.map(({ code }) => code) })),
      };
    },
  };
}
