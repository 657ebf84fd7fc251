/** The provider's endpoints by the names its documentation gives them, with their paths. All are POST. */
export const ENDPOINTS = {
  'send-sms': '/v1/send-sms/json',
  'cancel-order': '/v1/cancel-order/json',
  'get-report': '/v1/get-report/json',
  'get-reports': '/v1/get-reports/json',
  'get-balance': '/v1/get-balance/json',
  'get-sender': '/v1/get-sender/json',
  'get-blacklist': '/v1/get-blacklist/json',
  'add-blacklist': '/v1/add-blacklist/json',
  'delete-blacklist': '/v1/delete-blacklist/json',
  'iys-register': '/v1/consent/create/json',
  'iys-check': '/v1/consent/show/json',
} as const;
export type EndpointName = keyof typeof ENDPOINTS;
