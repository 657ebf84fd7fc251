import { Injectable, type CanActivate } from '@nestjs/common';
import { DemoSettings } from '../demo-settings.js';
import { problem, ProblemException } from '../http/problems.js';

/** A ledger belongs to a brand: without a brand code there is none that could be asked, and the caller is told the fix. */
@Injectable()
export class BrandCodeGuard implements CanActivate {
  constructor(private readonly settings: DemoSettings) {}

  canActivate(): boolean {
    if (!this.settings.keepsConsents) throw new ProblemException(409, problem('brand-code-missing'));
    return true;
  }
}
