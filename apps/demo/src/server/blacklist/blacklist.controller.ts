import {
  Body,
  Controller,
  DefaultValuePipe,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Query,
} from '@nestjs/common';
import { BlacklistService, IsTurkishMobile } from 'nest-iletimerkezi';
import type { BlacklistPage } from '../../shared/api/blacklist.js';
import type { ProblemCode } from '../http/problems.js';
import { providerProblem } from '../http/provider-problem.js';

class BlockedNumberDto {
  @IsTurkishMobile({ message: 'number-invalid' satisfies ProblemCode })
  number: string;
}

/** The provider's blacklist. */
@Controller('api/blacklist')
export class BlacklistController {
  constructor(private readonly blacklist: BlacklistService) {}

  @Get()
  async list(
    @Query('limit', new DefaultValuePipe(1000), ParseIntPipe) limit: number,
  ): Promise<BlacklistPage> {
    const numbers: string[] = [];
    try {
      for await (const number of this.blacklist.list()) {
        if (numbers.length >= limit) return { numbers, more: true };
        numbers.push(number);
      }
    } catch (error) {
      throw providerProblem(error, 'other');
    }
    return { numbers, more: false };
  }

  @Post()
  @HttpCode(200)
  async add(@Body() { number }: BlockedNumberDto): Promise<{ number: string }> {
    try {
      await this.blacklist.add(number);
    } catch (error) {
      throw providerProblem(error, 'other');
    }
    return { number };
  }

  @Delete(':number')
  async remove(@Param() { number }: BlockedNumberDto): Promise<{ number: string }> {
    try {
      await this.blacklist.remove(number);
    } catch (error) {
      throw providerProblem(error, 'other');
    }
    return { number };
  }
}
