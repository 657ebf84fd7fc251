import { Body, ConflictException, Controller, Get, Headers, Post } from '@nestjs/common';
import type { ConsentOutcomeView } from 'nest-iletimerkezi';
import { ConsentFormDto, consentTextFault } from 'nest-iletimerkezi/dto';
import { ConsentsService } from './consents.service.js';
import { FORM } from './statement.js';

/** For the site only: it listens on loopback. Verify first that the number belongs to the person, for example by a code. */
@Controller()
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @Get('form')
  form() {
    return FORM;
  }

  @Post('consents')
  decide(
    @Body() form: ConsentFormDto,
    @Headers('user-agent') userAgent?: string,
  ): Promise<ConsentOutcomeView> {
    if (form.decision === 'consent' && consentTextFault(form.evidence, FORM.statement))
      throw new ConflictException('The text of the form has changed. Load it again.');
    return this.consents.record(form, userAgent);
  }

  @Get('customers')
  customers() {
    return this.consents.customers();
  }
}
