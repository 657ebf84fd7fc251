/// <reference types="node" />
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import {
  formatDate,
  formatDateTime,
  formatFileDateTime,
  formatSendDateTime,
  istanbulDay,
  parseDate,
  parseDateTime,
  parseFileDateTime,
  parseSendDateTime,
  startOfIstanbulDay,
} from './istanbul-time.js';

const moment = new Date('2027-01-20T21:30:15.500Z');

describe('formatting Istanbul time', () => {
  it('formats the four formats of the wire and of consent files', () => {
    expect(formatDate(moment)).toBe('2027-01-21');
    expect(formatDateTime(moment)).toBe('2027-01-21 00:30:15');
    expect(formatFileDateTime(moment)).toBe('21.01.2027 00:30:15');
    expect(formatSendDateTime(moment)).toBe('21/01/2027 00:31');
  });

  it('never formats a time before the given one for scheduling', () => {
    expect(formatSendDateTime(new Date('2027-01-20T10:45:00.000Z'))).toBe('20/01/2027 13:45');
    expect(formatSendDateTime(new Date('2027-01-20T10:45:00.001Z'))).toBe('20/01/2027 13:46');
    expect(formatSendDateTime(new Date('2026-12-31T20:59:59Z'))).toBe('01/01/2027 00:00');
  });

  it.each([
    ['2015-03-29T00:59:59Z', '2015-03-29 02:59:59'],
    ['2015-03-29T01:00:00Z', '2015-03-29 04:00:00'],
    ['2015-04-30T21:00:00Z', '2015-05-01 00:00:00'],
    ['2015-11-08T00:59:59Z', '2015-11-08 03:59:59'],
    ['2015-11-08T01:00:00Z', '2015-11-08 03:00:00'],
    ['2016-03-27T00:59:59Z', '2016-03-27 02:59:59'],
    ['2016-03-27T01:00:00Z', '2016-03-27 04:00:00'],
    ['2016-10-30T01:00:00Z', '2016-10-30 04:00:00'],
  ])('applies the changes of the offset up to 2016: %s is %s', (utc, wall) => {
    expect(formatDateTime(new Date(utc))).toBe(wall);
  });
});

describe('parsing Istanbul time', () => {
  it('parses all four formats', () => {
    expect(parseDateTime('2027-01-21 00:30:15')).toEqual(new Date('2027-01-20T21:30:15Z'));
    expect(parseFileDateTime('21.01.2027 00:30:15')).toEqual(new Date('2027-01-20T21:30:15Z'));
    expect(parseSendDateTime('21/01/2027 00:30')).toEqual(new Date('2027-01-20T21:30:00Z'));
    expect(parseDate('2027-01-21')).toEqual(new Date('2027-01-20T21:00:00Z'));
  });

  it('distinguishes winter and summer time before 2016, and returns the first of a repeated hour', () => {
    expect(parseDateTime('2015-01-15 12:00:00')).toEqual(new Date('2015-01-15T10:00:00Z'));
    expect(parseDateTime('2015-07-15 12:00:00')).toEqual(new Date('2015-07-15T09:00:00Z'));
    expect(parseDateTime('2015-11-08 03:30:00')).toEqual(new Date('2015-11-08T00:30:00Z'));
    expect(parseDateTime('2015-11-08 04:30:00')).toEqual(new Date('2015-11-08T02:30:00Z'));
  });

  it.each([
    '',
    '2027-02-29 00:00:00',
    '2027-13-01 00:00:00',
    '2027-00-10 00:00:00',
    '2027-01-00 00:00:00',
    '2027-01-01 24:00:00',
    '2027-01-01 00:60:00',
    '2027-01-01 00:00:60',
    '2027-01-01 99:00:00',
    '0999-01-01 00:00:00',
    undefined,
    '0000-00-00 00:00:00',
    '2027-1-1 0:0:0',
    '2027-01-01 00:00:00Z',
  ])('refuses %p', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });

  it('parses the first and the last second of a day, and the year 1000', () => {
    expect(parseDateTime('2027-01-01 00:00:00')).toEqual(new Date('2026-12-31T21:00:00Z'));
    expect(parseDateTime('2027-12-31 23:59:59')).toEqual(new Date('2027-12-31T20:59:59Z'));
    expect(parseDateTime('2027-01-01 00:00')).toEqual(new Date('2026-12-31T21:00:00Z'));
    expect(formatDate(new Date('1000-06-01T12:00:00Z'))).toBe('1000-06-01');
    expect(parseDate('1000-06-01')).toBeInstanceOf(Date);
  });

  it.each([parseDate, parseSendDateTime, parseFileDateTime])('returns undefined for %p', (parse) => {
    expect(parse(undefined)).toBeUndefined();
    expect(parse('gestern')).toBeUndefined();
  });

  it('parses what it formatted, to the second', () => {
    const dates = fc.date({
      min: new Date('2016-03-27T01:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000);
        expect(parseDateTime(formatDateTime(date))).toEqual(seconds);
        expect(parseFileDateTime(formatFileDateTime(date))).toEqual(seconds);
        const minutes = new Date(Math.ceil(date.getTime() / 60_000) * 60_000);
        expect(parseSendDateTime(formatSendDateTime(date))).toEqual(minutes);
        expect(startOfIstanbulDay(istanbulDay(date))).toEqual(parseDate(formatDate(date)));
      }),
    );
  });
});

describe('a date that no format of the provider has', () => {
  it.each([new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15), new Date('0999-01-01')])(
    '%p is refused with a reason',
    (date) => {
      for (const format of [
        formatDate,
        formatDateTime,
        formatSendDateTime,
        formatFileDateTime,
        istanbulDay,
      ]) {
        expect(() => format(date)).toThrow('must be a valid date in the years 1000 to 9999');
      }
    },
  );
});

describe('the machine’s time zone', () => {
  const module = new URL('./istanbul-time.ts', import.meta.url).href;
  const script = `
    const time = await import(${JSON.stringify(module)});
    const samples = ['2015-01-15T10:00:00Z', '2015-11-08T01:00:00Z', '2027-03-14T07:30:00Z', '2027-10-31T21:30:15Z'];
    const lines = samples.map((sample) => {
      const date = new Date(sample);
      const texts = [time.formatDate(date), time.formatDateTime(date), time.formatFileDateTime(date), time.formatSendDateTime(date)];
      return [...texts, time.parseDateTime(texts[1]).toISOString(), time.istanbulDay(date)].join(' | ');
    });
    console.log(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), lines }));
  `;
  const run = promisify(execFile);

  it('has no effect: same results in Los Angeles, Istanbul and on the Chatham Islands', async () => {
    const zones = ['America/Los_Angeles', 'Europe/Istanbul', 'Pacific/Chatham'];
    const outputs = await Promise.all(
      zones.map(async (TZ) => {
        const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
          env: { ...process.env, TZ, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
        });
        return JSON.parse(stdout) as { offset: number; lines: string[] };
      }),
    );
    expect(outputs.map(({ offset }) => offset)).toEqual([480, -120, -765]);
    expect(outputs[0]?.lines).toEqual([
      '2015-01-15 | 2015-01-15 12:00:00 | 15.01.2015 12:00:00 | 15/01/2015 12:00 | 2015-01-15T10:00:00.000Z | 16450',
      '2015-11-08 | 2015-11-08 03:00:00 | 08.11.2015 03:00:00 | 08/11/2015 03:00 | 2015-11-08T00:00:00.000Z | 16747',
      '2027-03-14 | 2027-03-14 10:30:00 | 14.03.2027 10:30:00 | 14/03/2027 10:30 | 2027-03-14T07:30:00.000Z | 20891',
      '2027-11-01 | 2027-11-01 00:30:15 | 01.11.2027 00:30:15 | 01/11/2027 00:31 | 2027-10-31T21:30:15.000Z | 21123',
    ]);
    expect(outputs[1]?.lines).toEqual(outputs[0]?.lines);
    expect(outputs[2]?.lines).toEqual(outputs[0]?.lines);
  });
});
