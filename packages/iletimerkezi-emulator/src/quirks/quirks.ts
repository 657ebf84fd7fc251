/** One behaviour on which the sources disagree or that they leave open: its values, and the value of each profile. */
interface QuirkDefinition {
  readonly values: readonly string[];
  readonly seed: string;
  readonly observed: string;
  readonly legacy: string;
  /** Describes the effect of the quirk in one sentence. */
  readonly about: string;
}

/**
 * All quirks. Profiles: `seed` follows the provider's current documents (the default), `observed` its
 * site samples, SDKs and live tests show, `legacy` the retired documentation of 2024.
 * FIDELITY.md lists the source of each; a spec compares the two.
 */
export const QUIRKS = {
  httpStatus: {
    values: ['mirror', 'generic-400', 'always-200'],
    seed: 'mirror',
    observed: 'generic-400',
    legacy: 'mirror',
    about:
      'The HTTP status of a refusal: the code itself, 400 for 402 and up except 404/405/422/503, or 200.',
  },
  statusCodeType: {
    values: ['number', 'string'],
    seed: 'number',
    observed: 'number',
    legacy: 'string',
    about: 'The type of response.status.code in send-sms and cancel-order.',
  },
  sendOrderIdType: {
    values: ['string', 'number'],
    seed: 'string',
    observed: 'string',
    legacy: 'string',
    about: 'The type of order.id in the answer of send-sms.',
  },
  reportOrderIdType: {
    values: ['string', 'number'],
    seed: 'string',
    observed: 'string',
    legacy: 'number',
    about: 'The type of order.id in the answer of get-report.',
  },
  reportFields: {
    values: ['full', 'minimal'],
    seed: 'full',
    observed: 'full',
    legacy: 'minimal',
    about: 'Whether get-report carries counters, times, sender and price, or id, status and messages alone.',
  },
  reportStatusType: {
    values: ['number', 'string'],
    seed: 'number',
    observed: 'number',
    legacy: 'number',
    about: 'The type of order and message statuses in get-report (a captured SDK test shows strings).',
  },
  reportNumbers: {
    values: ['plus', 'bare'],
    seed: 'plus',
    observed: 'plus',
    legacy: 'bare',
    about: 'Recipients in get-report as "+905…" or as the bare integer 5….',
  },
  priceFormat: {
    values: ['number', 'comma-string'],
    seed: 'number',
    observed: 'number',
    legacy: 'comma-string',
    about: 'order.price in get-report as a number or as text with a decimal comma.',
  },
  reportsCount: {
    values: ['page', 'total'],
    seed: 'page',
    observed: 'total',
    legacy: 'total',
    about: 'count in get-reports: the orders on this page, or all in the range.',
  },
  reportsSpan: {
    values: ['difference', 'inclusive'],
    seed: 'difference',
    observed: 'difference',
    legacy: 'inclusive',
    about: 'Ten days as end minus start (eleven calendar days) or as ten calendar days.',
  },
  balanceType: {
    values: ['number', 'string'],
    seed: 'number',
    observed: 'number',
    legacy: 'string',
    about: 'The types of balance.amount and balance.sms.',
  },
  balanceMeaning: {
    values: ['purchasing-power', 'own-unit'],
    seed: 'purchasing-power',
    observed: 'purchasing-power',
    legacy: 'own-unit',
    about: 'Both figures describe the same balance, or the one the account is not billed in is 0.',
  },
  blacklistFormat: {
    values: ['plus', 'bare'],
    seed: 'plus',
    observed: 'plus',
    legacy: 'bare',
    about: 'get-blacklist as integer count and "+905…", or text count and "5…".',
  },
  blacklistNumbers: {
    values: ['turkish-carrier', 'any'],
    seed: 'turkish-carrier',
    observed: 'turkish-carrier',
    legacy: 'any',
    about: 'Which numbers the blacklist takes: Turkish carrier prefixes alone, or any E.164 number.',
  },
  sendDateTimeSeconds: {
    values: ['send-now', 'refuse-457'],
    seed: 'send-now',
    observed: 'send-now',
    legacy: 'refuse-457',
    about: 'A sendDateTime with seconds is ignored and sent at once, or refused.',
  },
  pastSendDateTime: {
    values: ['send-now', 'refuse-457'],
    seed: 'send-now',
    observed: 'send-now',
    legacy: 'send-now',
    about: 'A sendDateTime in the past.',
  },
  iysField: {
    values: ['required', 'optional'],
    seed: 'required',
    observed: 'optional',
    legacy: 'required',
    about: 'A send without iys is refused with 468, or taken as iys=0.',
  },
  missingConsent: {
    values: ['refuse-when-none-left', 'refuse-any', 'filter'],
    seed: 'refuse-when-none-left',
    observed: 'filter',
    legacy: 'filter',
    about:
      'Recipients without consent under iys=1: undelivered, and 469 when none is left; 469 as soon as there is one; or undelivered only.',
  },
  tacirConsent: {
    values: ['required', 'opt-out'],
    seed: 'required',
    observed: 'required',
    legacy: 'required',
    about: 'TACIR recipients need an ONAY, or only a RET stops them (as the law reads).',
  },
  blacklistedRecipients: {
    values: ['skip', 'refuse'],
    seed: 'skip',
    observed: 'skip',
    legacy: 'refuse',
    about: 'Own-blacklisted numbers are skipped (452 when none is left), or refuse the order.',
  },
  invalidRecipients: {
    values: ['drop', 'refuse'],
    seed: 'drop',
    observed: 'drop',
    legacy: 'drop',
    about: 'Malformed numbers among good ones are dropped (452 when none is left), or refuse the order.',
  },
  repeatedRecipients: {
    values: ['merge', 'keep'],
    seed: 'merge',
    observed: 'merge',
    legacy: 'keep',
    about: 'A number listed twice for one text gets one message, or two.',
  },
  duplicateKey: {
    values: ['text-and-recipients', 'with-sender'],
    seed: 'text-and-recipients',
    observed: 'text-and-recipients',
    legacy: 'text-and-recipients',
    about: 'What makes two orders the same for 451 within ten minutes.',
  },
  oversizedOrder: {
    values: ['refuse-453', 'refuse-400', 'refuse-503', 'accept'],
    seed: 'refuse-453',
    observed: 'refuse-453',
    legacy: 'accept',
    about: 'More than 50,000 recipients in one request.',
  },
  rateLimit: {
    values: ['off', 'refuse-503'],
    seed: 'off',
    observed: 'off',
    legacy: 'off',
    about: 'Orders of up to 100 recipients above 100 recipients in one second per account.',
  },
  senderShape: {
    values: ['450', '459-460'],
    seed: '450',
    observed: '450',
    legacy: '459-460',
    about: 'An empty or ill-formed sender answers 450, or 459 and 460.',
  },
  apitestIys: {
    values: ['force', 'refuse-468'],
    seed: 'force',
    observed: 'force',
    legacy: 'force',
    about: 'APITEST with iys other than 0 is sent as iys=0, or refused.',
  },
  apitestAfterApproval: {
    values: ['refuse', 'allow'],
    seed: 'refuse',
    observed: 'refuse',
    legacy: 'allow',
    about: 'APITEST once the account has an approved sender: 450, or still usable and listed.',
  },
  cancelledReport: {
    values: ['115', '455'],
    seed: '115',
    observed: '115',
    legacy: '455',
    about: 'What get-report answers for a cancelled order.',
  },
  partsCounting: {
    values: ['table', 'highest'],
    seed: 'table',
    observed: 'table',
    legacy: 'highest',
    about: 'Parts of a long text by the documented table as written, or by the highest of its readings.',
  },
  turkishLetterCost: {
    values: ['1', '2'],
    seed: '1',
    observed: '1',
    legacy: '1',
    about: 'What each of Ş ş Ğ ğ ç ı İ costs in Turkish mode.',
  },
  unknownConsent: {
    values: ['empty-when-known', 'always-422', 'always-empty'],
    seed: 'empty-when-known',
    observed: 'empty-when-known',
    legacy: 'always-422',
    about:
      'iys-check without a record: [] when the registry knows the recipient otherwise and 422 when not, 422, or [].',
  },
  foreignBrandOnRegister: {
    values: ['refuse-422', 'silent-200'],
    seed: 'refuse-422',
    observed: 'silent-200',
    legacy: 'refuse-422',
    about: "iys-register with a brand code that is not the account's.",
  },
  foreignBrandOnCheck: {
    values: ['refuse-422', 'empty'],
    seed: 'refuse-422',
    observed: 'empty',
    legacy: 'refuse-422',
    about: "iys-check with a brand code that is not the account's.",
  },
  kararFirst: {
    values: ['refuse-422', 'silent-200'],
    seed: 'refuse-422',
    observed: 'silent-200',
    legacy: 'refuse-422',
    about: 'HS_KARAR as the first record of a recipient.',
  },
  retFirst: {
    values: ['silent-200', 'accept', 'refuse-422'],
    seed: 'silent-200',
    observed: 'silent-200',
    legacy: 'accept',
    about: 'RET as the first record of a recipient: accepted and never listed, listed, or refused.',
  },
  repeatedStatus: {
    values: ['accept', 'silent-200', 'refuse-422'],
    seed: 'accept',
    observed: 'silent-200',
    legacy: 'accept',
    about: 'ONAY after ONAY, RET after RET; the registry itself takes none.',
  },
  landlineCalls: {
    values: ['refuse-422', 'accept'],
    seed: 'refuse-422',
    observed: 'refuse-422',
    legacy: 'refuse-422',
    about: 'A landline as the recipient of a consent of the type ARAMA.',
  },
  consentAge: {
    values: ['calendar', 'business'],
    seed: 'calendar',
    observed: 'calendar',
    legacy: 'business',
    about: 'The three days of consentDate as 72 hours, or as three business days (weekends alone skipped).',
  },
  text422: {
    values: ['current', 'retired'],
    seed: 'current',
    observed: 'current',
    legacy: 'retired',
    about: 'The Turkish text of 422.',
  },
  webhookIdType: {
    values: ['number', 'string'],
    seed: 'number',
    observed: 'number',
    legacy: 'number',
    about: 'The type of id and packet_id in a delivery webhook.',
  },
} as const satisfies Record<string, QuirkDefinition>;

export type QuirkName = keyof typeof QUIRKS;
/** A reading for every switch. */
export type Quirks = { [Name in QuirkName]: (typeof QUIRKS)[Name]['values'][number] };
export const PROFILES = ['seed', 'observed', 'legacy'] as const;
/** A named set of readings. */
export type Profile = (typeof PROFILES)[number];
export const QUIRK_NAMES = Object.keys(QUIRKS).filter(isQuirkName);

export function isQuirkName(name: string): name is QuirkName {
  return Object.hasOwn(QUIRKS, name);
}

/** The readings of a profile, with single switches turned otherwise. */
export function quirksOf(profile: Profile, changes: Partial<Quirks> = {}): Quirks {
  // The table's own type proves that every profile names one of the quirk's values.
  const readings = Object.fromEntries(QUIRK_NAMES.map((name) => [name, QUIRKS[name][profile]])) as Quirks;
  return { ...readings, ...changes };
}

/** Which of the given readings are no quirk or no reading of it; empty when all are known. */
export function faultyQuirks(changes: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(changes).flatMap(([name, value]) => {
    if (!isQuirkName(name)) return [`there is no quirk "${name}"`];
    const values: readonly unknown[] = QUIRKS[name].values;
    return values.includes(value) ? [] : [`"${name}" is one of ${values.join(', ')}`];
  });
}
