import { Injectable, type CanActivate } from '@nestjs/common';
import { DemoSettings } from '../demo-settings.js';
import { problem, ProblemException } from '../http/problems.js';

/** Refuses requests without a brand code, because the ledger belongs to a brand. */
@Injectable()
export class BrandCodeGuard implements CanActivate {
  constructor(private readonly settings: DemoSettings) {}

  canActivate(): boolean {
    if (!this.settings.keepsConsents) throw new ProblemException(409, problem('brand-code-missing'));
    return true;
  }
}
