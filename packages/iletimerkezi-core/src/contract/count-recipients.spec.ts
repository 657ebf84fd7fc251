import { describe, expect, it } from '@jest/globals';
import { countRecipients, type SmsOrder } from './send-sms.js';

/** An order as an untyped caller may pass it. */
const untyped = (json: string): SmsOrder => JSON.parse(json);

describe('countRecipients', () => {
  it.each([
    ['{"text":"a","recipients":["1","2"]}', 2],
    ['{"messages":[{"text":"a","recipients":["1"]},{"text":"b","recipients":["2","3"]}]}', 3],
    ['{"messages":[{"text":"a"},null]}', 0],
    ['{"recipients":"12"}', 0],
    ['{}', 0],
    ['null', 0],
  ])('counts the recipients of %s as %i', (json, count) => {
    expect(countRecipients(untyped(json))).toBe(count);
  });
});
