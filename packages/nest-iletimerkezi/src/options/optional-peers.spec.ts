import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ModuleRef } from '@nestjs/core';
import { Test } from '@nestjs/testing';

/** Makes the import of a package fail, as if it were not installed. */
const uninstall = (name: string): void => {
  jest.unstable_mockModule(name, () => {
    throw new Error(`Cannot find package '${name}'`);
  });
};

afterEach(() => {
  jest.resetModules();
});

describe('an optional peer dependency', () => {
  it('is not required for options: without @nestjs/config they come from process.env', async () => {
    uninstall('@nestjs/config');
    const { environmentModule } = await import('./environment.js');
    const { ENVIRONMENT } = await import('./tokens.js');
    process.env['ILETIMERKEZI_SENDER'] = 'SHOP';
    try {
      const module = await Test.createTestingModule({ imports: [await environmentModule()] }).compile();
      expect(module.get(ENVIRONMENT, { strict: false }).get('ILETIMERKEZI_SENDER')).toBe('SHOP');
    } finally {
      delete process.env['ILETIMERKEZI_SENDER'];
    }
  });

  it('is named in the error when a scheduled verification requires it', async () => {
    uninstall('@nestjs/schedule');
    const { VerificationSchedule } =
      await import('../consents/registry/verification/verification-schedule.js');
    const rest: { verification: never; moduleRef: ModuleRef } = JSON.parse('{}');
    const schedule = new VerificationSchedule({ account: 'shop', options: {}, ...rest });
    await expect(schedule.onModuleInit()).rejects.toMatchObject({
      code: 'scheduler-missing',
      message: expect.stringMatching(
        /"shop".*@nestjs\/schedule is not installed.* Install @nestjs\/schedule/,
      ),
    });
  });
});
