import { describe, expect, it } from '@jest/globals';
import { compareConsents, consentCountsFrom, type DatedDecision } from './standing.js';

const at = (time: string): Date => new Date(`2026-11-20T09:00:${time}Z`);
const consent = (date: string, recorded?: string): DatedDecision => ({
  status: 'ONAY',
  consentDate: at(date),
  recordedAt: recorded === undefined ? undefined : at(recorded),
});
const refusal = (date: string, recorded?: string): DatedDecision => ({
  ...consent(date, recorded),
  status: 'RET',
});
const inForce = (decisions: DatedDecision[]): string | undefined =>
  decisions.toSorted(compareConsents)[0]?.status;

describe('the order of two decisions', () => {
  it.each<[string, DatedDecision, DatedDecision, string]>([
    [
      'a refusal in whole seconds, learnt later',
      consent('10.500', '10.500'),
      refusal('10.000', '30.000'),
      'RET',
    ],
    [
      'a refusal in whole seconds, learnt at once',
      consent('10.500', '10.500'),
      refusal('10.000', '10.700'),
      'RET',
    ],
    ['both in whole seconds', consent('10.000', '30.000'), refusal('10.000', '30.000'), 'RET'],
    [
      'a consent in milliseconds from a file',
      consent('10.900', '30.000'),
      refusal('10.100', '10.100'),
      'RET',
    ],
    ['both in milliseconds from a file', consent('10.900', '30.000'), refusal('10.100', '30.000'), 'RET'],
    ['without the time of recording', consent('10.900'), refusal('10.000'), 'RET'],
    ['recorded at the same instant', consent('10.500', '10.500'), refusal('10.500', '10.500'), 'RET'],
    ['a consent of the next second', consent('11.000', '30.000'), refusal('10.000', '30.000'), 'ONAY'],
    [
      'a consent recorded after the refusal',
      consent('10.900', '10.900'),
      refusal('10.000', '10.300'),
      'ONAY',
    ],
    ['a consent dated after its recording', consent('15.000', '10.000'), refusal('12.000', '12.000'), 'RET'],
    ['an older refusal', consent('12.000', '30.000'), refusal('10.000', '30.000'), 'ONAY'],
  ])('%s', (_what, given, refused, expected) => {
    expect(inForce([given, refused])).toBe(expected);
    expect(inForce([refused, given])).toBe(expected);
  });

  it('never counts a decision from later than its recording', () => {
    for (const decision of [
      consent('59.999', '10.000'),
      refusal('10.100', '10.200'),
      refusal('10.000', '10.001'),
    ]) {
      expect(consentCountsFrom(decision).getTime()).toBeLessThanOrEqual(decision.recordedAt?.getTime() ?? 0);
    }
  });
});
