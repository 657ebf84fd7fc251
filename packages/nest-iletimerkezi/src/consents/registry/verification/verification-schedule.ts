import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { CronJob } from 'cron';
import { ConfigurationError } from '../../../common/configuration.error.js';
import { loadCron } from '../../../common/load-cron.js';
import type { ConsentVerification } from './consent-verification.js';
import { VERIFICATION_DEFAULTS, type VerificationOptions } from '../../../options/verification.options.js';

/** A job fired more than this before its time was fired by hand. */
const EARLY_MS = 1_000;

/** Returns the name of an account's job in the host's `SchedulerRegistry`. */
export const verificationJob = (account: string): string => `iletimerkezi-verification-${account}`;

interface ScheduleParts {
  readonly account: string;
  /** Undefined without a schedule. */
  readonly options: VerificationOptions | undefined;
  readonly verification: ConsentVerification;
  readonly moduleRef: ModuleRef;
}

/**
 * Adds the verification of an account to the host's scheduler. The module does not import `ScheduleModule.forRoot()`, which
 * would run the host's jobs twice. Every instance fires; the scheduled time decides which one runs.
 */
export class VerificationSchedule implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  #registry: SchedulerRegistry | undefined;
  #job: CronJob | undefined;
  #due = new Date();

  constructor(private readonly parts: ScheduleParts) {}

  /** @throws ConfigurationError `scheduler-missing` */
  async onModuleInit(): Promise<void> {
    if (this.parts.options === undefined) return;
    const schedule = await import('@nestjs/schedule').catch(() => undefined);
    if (schedule === undefined) throw noScheduler(this.parts.account);
    try {
      this.#registry = this.parts.moduleRef.get(schedule.SchedulerRegistry, { strict: false });
    } catch {
      throw noScheduler(this.parts.account);
    }
  }

  onApplicationBootstrap(): void {
    if (this.#registry === undefined) return;
    const { cron, timeZone } = { ...VERIFICATION_DEFAULTS, ...this.parts.options };
    const job: CronJob = loadCron().CronJob.from({
      cronTime: cron,
      timeZone,
      onTick: (): void => this.#fire(job),
    });
    this.#job = job;
    this.#due = job.nextDate().toJSDate();
    this.#registry.addCronJob(verificationJob(this.parts.account), job);
    job.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#job?.stop();
  }

  #fire(job: CronJob): void {
    const due = this.#due;
    if (due.getTime() - Date.now() > EARLY_MS) {
      void this.parts.verification.fire(undefined);
      return;
    }
    this.#due = job.nextDate().toJSDate();
    void this.parts.verification.fire(due);
  }
}

const noScheduler = (account: string): ConfigurationError =>
  new ConfigurationError('scheduler-missing', { account });
