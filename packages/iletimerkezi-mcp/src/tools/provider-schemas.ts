import type { JsonSchemaType } from '@modelcontextprotocol/server';

/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema. */

/** The names of the tools of the provider's own MCP server. */
export type ProviderToolName =
  | 'send_sms'
  | 'cancel_order'
  | 'get_report'
  | 'get_reports'
  | 'get_balance'
  | 'get_sender'
  | 'get_blacklist'
  | 'add_blacklist'
  | 'delete_blacklist'
  | 'iys_register'
  | 'iys_check';

/**
 * The input schemas of the tools of the provider's own MCP server, unchanged. Source: the provider's API manifest, version 1,
 * generated on 2026-05-11, `endpoints[].mcp_tool` and `input_schema`.
 */
export const PROVIDER_SCHEMAS: Readonly<Record<ProviderToolName, JsonSchemaType>> = {
  send_sms: {
    type: 'object',
    properties: {
      order: {
        type: 'object',
        properties: {
          sender: {
            type: 'string',
            maxLength: 11,
            description:
              'Approved sender ID (header) from get-sender. Use "APITEST" for pre-approval testing only while the account has no approved sender yet — once a sender is approved, APITEST is rejected with 450 and you must use the approved value. With APITEST the message text is replaced by a fixed verification string and iys must be "0".',
          },
          sendDateTime: {
            type: 'string',
            description:
              'Optional scheduled send time, format: dd/MM/yyyy HH:mm (Turkey local time, no seconds — providing seconds causes the backend to ignore sendDateTime and dispatch immediately).',
          },
          iys: {
            type: 'string',
            enum: ['0', '1'],
            description:
              '"0" = transactional (OTP, login code, password reset, order/delivery/payment notification, appointment reminder, account update, regulatory notice) — out of scope of commercial-message consent under Law No. 6563 (Turkish E-Commerce Law) and İYS rules; no prior consent required. KVKK obligations on personal data still apply separately. Always "0" when sender is "APITEST". "1" = commercial (campaign, promotion, discount, greeting, marketing) — iysList becomes required. Required.',
          },
          iysList: {
            type: 'string',
            enum: ['BIREYSEL', 'TACIR'],
            description:
              'Recipient list type, required when iys="1": BIREYSEL (individuals) or TACIR (businesses).',
          },
          message: {
            type: 'object',
            properties: {
              text: {
                type: 'string',
                description:
                  'Message body. B186 operator code is appended automatically. Limits: 155/153 GSM-7, 150/148 Turkish, 65/63 Unicode (first/subsequent parts). Max 7 parts ≈ 1071 chars.',
              },
              receipents: {
                type: 'object',
                description:
                  'Recipient container. IMPORTANT: the field name is intentionally "receipents" (sic.) for API backward compatibility — do NOT auto-correct to "recipients". Lives under order.message, not under order.',
                properties: {
                  number: {
                    type: 'array',
                    items: { type: 'string' },
                    minItems: 1,
                    description:
                      'Recipient phone numbers. Accepted formats: 905XXXXXXXXX, +905XXXXXXXXX, 5XXXXXXXXX.',
                  },
                },
                required: ['number'],
              },
            },
            required: ['text', 'receipents'],
          },
        },
        required: ['sender', 'iys', 'message'],
        allOf: [
          { if: { properties: { iys: { const: '1' } }, required: ['iys'] }, then: { required: ['iysList'] } },
          {
            if: { properties: { sender: { const: 'APITEST' } }, required: ['sender'] },
            then: { properties: { iys: { const: '0' } } },
          },
        ],
      },
    },
    required: ['order'],
  },
  cancel_order: {
    type: 'object',
    properties: {
      order: {
        type: 'object',
        properties: {
          id: {
            type: ['string', 'integer'],
            description:
              'Order id returned from a previous send-sms call. Only future-scheduled orders that have not entered the carrier queue can be cancelled.',
          },
        },
        required: ['id'],
      },
    },
    required: ['order'],
  },
  get_report: {
    type: 'object',
    properties: {
      order: {
        type: 'object',
        properties: {
          id: {
            type: ['string', 'integer'],
            description: 'Order id returned from a previous send-sms call.',
          },
          page: {
            type: 'integer',
            minimum: 1,
            description: 'Page number for paginated per-recipient results.',
          },
          rowCount: { type: 'integer', minimum: 1, description: 'Number of recipient rows per page.' },
        },
        required: ['id'],
      },
    },
    required: ['order'],
  },
  get_reports: {
    type: 'object',
    properties: {
      filter: {
        type: 'object',
        properties: {
          start: { type: 'string', description: 'Range start date, format Y-m-d (e.g. 2026-04-01).' },
          end: {
            type: 'string',
            description:
              'Range end date, format Y-m-d. The gap between start and end must not exceed 10 days; otherwise 458 is returned.',
          },
          page: {
            type: 'integer',
            minimum: 1,
            description: 'Page number for paginated results, default 1. Page size is fixed server-side.',
          },
        },
        required: ['start', 'end'],
      },
    },
    required: ['filter'],
  },
  get_balance: { type: 'object', properties: {}, additionalProperties: false },
  get_sender: { type: 'object', properties: {}, additionalProperties: false },
  get_blacklist: {
    type: 'object',
    properties: {
      blacklist: {
        type: 'object',
        properties: {
          filter: {
            type: 'object',
            properties: {
              start: {
                type: 'string',
                description: 'Filter start datetime, format "YYYY-MM-DD HH:MM:SS" (Turkey local time).',
              },
              end: {
                type: 'string',
                description: 'Filter end datetime, format "YYYY-MM-DD HH:MM:SS" (Turkey local time).',
              },
            },
          },
          page: { type: 'string', description: 'Page number for paginated results (default "1").' },
          rowCount: {
            type: 'string',
            description: 'Number of numbers per page (default "1000", max "1000").',
          },
        },
      },
    },
  },
  add_blacklist: {
    type: 'object',
    properties: {
      blacklist: {
        type: 'object',
        properties: {
          number: {
            type: 'string',
            description: 'Phone number to block. Accepted formats: 905XXXXXXXXX, +905XXXXXXXXX, 5XXXXXXXXX.',
          },
        },
        required: ['number'],
      },
    },
    required: ['blacklist'],
  },
  delete_blacklist: {
    type: 'object',
    properties: {
      blacklist: {
        type: 'object',
        properties: {
          number: {
            type: 'string',
            description:
              'Phone number to remove from blacklist. Accepted formats: 905XXXXXXXXX, +905XXXXXXXXX, 5XXXXXXXXX.',
          },
        },
        required: ['number'],
      },
    },
    required: ['blacklist'],
  },
  iys_register: {
    type: 'object',
    properties: {
      consent: {
        type: 'object',
        properties: {
          brandCode: {
            type: ['integer', 'string'],
            description: 'Active İYS brand code provisioned for your account.',
          },
          list: {
            type: 'array',
            minItems: 1,
            maxItems: 5000,
            description:
              'Up to 5000 consent records per request. Batch is atomic — one bad record fails the whole request (422), no records persist.',
            items: {
              type: 'object',
              properties: {
                recipient: {
                  type: 'string',
                  description: 'Phone number (905XXXXXXXXX / +905XXXXXXXXX / 5XXXXXXXXX) or email address.',
                },
                recipientType: {
                  type: 'string',
                  enum: ['BIREYSEL', 'TACIR'],
                  description: 'BIREYSEL (individual) or TACIR (business).',
                },
                type: {
                  type: 'string',
                  enum: ['MESAJ', 'EPOSTA', 'ARAMA'],
                  description: 'Communication channel: MESAJ (SMS), EPOSTA (email), ARAMA (voice call).',
                },
                status: {
                  type: 'string',
                  enum: ['ONAY', 'RET'],
                  description: 'ONAY (consent given) or RET (consent rejected / opted out).',
                },
                source: {
                  type: 'string',
                  enum: [
                    'HS_KARAR',
                    'HS_FIZIKSEL_ORTAM',
                    'HS_ISLAK_IMZA',
                    'HS_ETKINLIK',
                    'HS_ATM',
                    'HS_EORTAM',
                    'HS_WEB',
                    'HS_MOBIL',
                    'HS_MESAJ',
                    'HS_EPOSTA',
                    'HS_CAGRI_MERKEZI',
                    'HS_SOSYAL_MEDYA',
                  ],
                  description: 'Channel through which consent was obtained.',
                },
                consentDate: {
                  type: 'string',
                  description:
                    'When consent was obtained, format YYYY-MM-DD HH:MM:SS, Turkey local time. Cannot be older than 3 days.',
                },
              },
              required: ['recipient', 'recipientType', 'type', 'status', 'source', 'consentDate'],
            },
          },
        },
        required: ['brandCode', 'list'],
      },
    },
    required: ['consent'],
  },
  iys_check: {
    type: 'object',
    properties: {
      consent: {
        type: 'object',
        properties: {
          brandCode: {
            type: ['integer', 'string'],
            description: 'Active İYS brand code provisioned for your account (string or integer accepted).',
          },
          recipient: {
            type: 'string',
            description:
              'Phone number (905XXXXXXXXX / +905XXXXXXXXX / 5XXXXXXXXX) or email address to look up.',
          },
          recipientType: {
            type: 'string',
            enum: ['BIREYSEL', 'TACIR'],
            description: 'BIREYSEL (individual) or TACIR (business).',
          },
          type: {
            type: 'string',
            enum: ['MESAJ', 'EPOSTA', 'ARAMA'],
            description: 'Communication channel: MESAJ (SMS), EPOSTA (email), ARAMA (voice call).',
          },
        },
        required: ['brandCode', 'recipient', 'recipientType', 'type'],
      },
    },
    required: ['consent'],
  },
};
