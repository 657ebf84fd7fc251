/**
 * Documented examples, written down by hand from the provider's pages (placeholders filled in): what is posted and
 * the exact bytes that come back. Neither the emulator nor the client was asked for any of it.
 */
export interface Example {
  name: string;
  path: string;
  /** The body as posted. */
  request: string;
  /** The body of the answer, to the byte. */
  response: string;
  http: number;
}

const AUTH = '"authentication":{"key":"API_KEY","hash":"API_HASH"}';
const OK = '"status":{"code":200,"message":"İşlem başarılı"}';

/** Posted one after another to an account with 10.584 TL, on 30 April 2026, 09:30 in Turkey. */
export const EXAMPLES: readonly Example[] = [
  {
    name: 'get-balance',
    path: '/v1/get-balance/json',
    request: `{"request":{${AUTH}}}`,
    response: `{"response":{${OK},"balance":{"amount":10.584,"sms":67}}}`,
    http: 200,
  },
  {
    name: 'get-sender',
    path: '/v1/get-sender/json',
    request: `{"request":{${AUTH}}}`,
    response: `{"response":{${OK},"senders":{"sender":["BASLIK"]}}}`,
    http: 200,
  },
  {
    name: 'send-sms',
    path: '/v1/send-sms/json',
    request: `{"request":{${AUTH},"order":{"sender":"BASLIK","sendDateTime":"","iys":"0","message":{"text":"Sifreniz 1234","receipents":{"number":["5301234567","+905301234568","905301234569"]}}}}}`,
    response: `{"response":{${OK},"order":{"id":"312000001"}}}`,
    http: 200,
  },
  {
    name: 'get-report of an order just sent',
    path: '/v1/get-report/json',
    request: `{"request":{${AUTH},"order":{"id":"312000001","page":1,"rowCount":2}}}`,
    response: `{"response":{${OK},"order":{"id":"312000001","status":113,"total":3,"delivered":0,"undelivered":0,"waiting":3,"submitAt":"2026-04-30 09:30:00","sendAt":"2026-04-30 09:30:00","sender":"BASLIK","price":0.4725,"message":[{"number":"+905301234567","status":110},{"number":"+905301234568","status":110}]}}}`,
    http: 200,
  },
  {
    name: 'get-reports',
    path: '/v1/get-reports/json',
    request: `{"request":{${AUTH},"filter":{"start":"2026-04-30","end":"2026-04-30","page":1}}}`,
    response: `{"response":{${OK},"count":1,"orders":[{"id":312000001,"status":113,"total":3,"delivered":0,"undelivered":0,"waiting":3,"submitAt":"2026-04-30 09:30:00","sendAt":"2026-04-30 09:30:00","sender":"BASLIK"}]}}`,
    http: 200,
  },
  {
    name: 'send-sms for later',
    path: '/v1/send-sms/json',
    request: `{"request":{${AUTH},"order":{"sender":"BASLIK","sendDateTime":["30/04/2026 18:00"],"iys":"0","iysList":"BIREYSEL","message":{"text":"Randevunuz yarin","receipents":{"number":["5301234567"]}}}}}`,
    response: `{"response":{${OK},"order":{"id":"312000002"}}}`,
    http: 200,
  },
  {
    name: 'get-report of an order not due',
    path: '/v1/get-report/json',
    request: `{"request":{${AUTH},"order":{"id":312000002}}}`,
    response: '{"response":{"status":{"code":456,"message":"Sipariş gönderim tarihi henüz gelmedi"}}}',
    http: 456,
  },
  {
    name: 'cancel-order',
    path: '/v1/cancel-order/json',
    request: `{"request":{${AUTH},"order":{"id":"312000002"}}}`,
    response: `{"response":{${OK}}}`,
    http: 200,
  },
  {
    name: 'cancel-order a second time',
    path: '/v1/cancel-order/json',
    request: `{"request":{${AUTH},"order":{"id":"312000002"}}}`,
    response: '{"response":{"status":{"code":455,"message":"Sipariş bulunamadı"}}}',
    http: 455,
  },
  {
    name: 'add-blacklist',
    path: '/v1/add-blacklist/json',
    request: `{"request":{${AUTH},"blacklist":{"number":"905301234567"}}}`,
    response: `{"response":{${OK}}}`,
    http: 200,
  },
  {
    name: 'get-blacklist',
    path: '/v1/get-blacklist/json',
    request: `{"request":{${AUTH},"blacklist":{"filter":{"start":"2026-04-30 00:00:00","end":"2026-04-30 23:59:59"},"page":"1","rowCount":"1000"}}}`,
    response: `{"response":{${OK},"blacklist":{"count":1,"number":["+905301234567"]}}}`,
    http: 200,
  },
  {
    name: 'delete-blacklist',
    path: '/v1/delete-blacklist/json',
    request: `{"request":{${AUTH},"blacklist":{"number":"+905301234567"}}}`,
    response: `{"response":{${OK}}}`,
    http: 200,
  },
  {
    name: 'delete-blacklist of a number that is not listed',
    path: '/v1/delete-blacklist/json',
    request: `{"request":{${AUTH},"blacklist":{"number":"5301234567"}}}`,
    response: '{"response":{"status":{"code":474,"message":"Bu numara üzerindeki engelleme kaldırılamaz"}}}',
    http: 474,
  },
  {
    name: 'iys-register of one record',
    path: '/v1/consent/create/json',
    request: `{"request":{${AUTH},"consent":{"brandCode":1234,"list":[{"recipient":"+905301234567","recipientType":"BIREYSEL","type":"MESAJ","status":"ONAY","source":"HS_WEB","consentDate":"2026-04-30 09:15:42"}]}}}`,
    response: `{"response":{${OK}}}`,
    http: 200,
  },
  {
    name: 'iys-register of several records',
    path: '/v1/consent/create/json',
    request: `{"request":{${AUTH},"consent":{"brandCode":"1234","list":[
      { "recipient": "+905301234561", "recipientType": "BIREYSEL", "type": "MESAJ", "status": "ONAY", "source": "HS_WEB",  "consentDate": "2026-04-30 09:15:42" },
      { "recipient": "+905301234562", "recipientType": "BIREYSEL", "type": "MESAJ", "status": "ONAY", "source": "HS_WEB",  "consentDate": "2026-04-30 09:16:08" },
      { "recipient": "+905301234563", "recipientType": "BIREYSEL", "type": "MESAJ", "status": "RET",  "source": "HS_MESAJ","consentDate": "2026-04-30 09:18:27" }
    ]}}}`,
    response: `{"response":{${OK}}}`,
    http: 200,
  },
  {
    name: 'iys-check',
    path: '/v1/consent/show/json',
    request: `{"request":{${AUTH},"consent":{"brandCode":1234,"recipient":"5301234567","recipientType":"BIREYSEL","type":"MESAJ"}}}`,
    response: `{"response":{${OK},"consent":{"brandCode":1234,"recipient":"+905301234567","recipientType":"BIREYSEL","type":"MESAJ","status":"ONAY","source":"HS_WEB","consentDate":"2026-04-30 09:15:42"}}}`,
    http: 200,
  },
  {
    name: 'iys-check of a recipient known under another channel',
    path: '/v1/consent/show/json',
    request: `{"request":{${AUTH},"consent":{"brandCode":1234,"recipient":"5301234567","recipientType":"BIREYSEL","type":"ARAMA"}}}`,
    response: `{"response":{${OK},"consent":[]}}`,
    http: 200,
  },
  {
    name: 'iys-check of an unknown recipient',
    path: '/v1/consent/show/json',
    request: `{"request":{${AUTH},"consent":{"brandCode":1234,"recipient":"5309999999","recipientType":"BIREYSEL","type":"MESAJ"}}}`,
    response:
      '{"response":{"status":{"code":422,"message":"İstekte gönderilen bazı değerler doğrulanamadı"}}}',
    http: 422,
  },
  {
    name: 'iys-register with one consent older than three days',
    path: '/v1/consent/create/json',
    request: `{"request":{${AUTH},"consent":{"brandCode":1234,"list":[{"recipient":"+905301234567","recipientType":"BIREYSEL","type":"MESAJ","status":"ONAY","source":"HS_WEB","consentDate":"2026-04-27 09:29:59"}]}}}`,
    response:
      '{"response":{"status":{"code":422,"message":"İstekte gönderilen bazı değerler doğrulanamadı"}}}',
    http: 422,
  },
  {
    name: 'a send with "recipients" for "receipents"',
    path: '/v1/send-sms/json',
    request: `{"request":{${AUTH},"order":{"sender":"BASLIK","iys":"0","message":{"text":"Merhaba","recipients":{"number":["5301234567"]}}}}}`,
    response: '{"response":{"status":{"code":452,"message":"Mesaj alıcıları hatalı"}}}',
    http: 452,
  },
  {
    name: 'wrong credentials',
    path: '/v1/get-balance/json',
    request: '{"request":{"authentication":{"key":"API_KEY","hash":"wrong"}}}',
    response: '{"response":{"status":{"code":401,"message":"Üyelik bilgileri hatalı"}}}',
    http: 401,
  },
];

/** The body of a delivery webhook, to the byte. */
export const WEBHOOK =
  '{"report":{"id":700000001,"packet_id":312000001,"status":"accepted","to":"+905301234567","body":"Sifreniz 1234"}}';
