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
import { BlacklistService, toBlacklist, type BlacklistView } from 'nest-iletimerkezi';
import { BlockedNumberDto, RecipientsDto } from 'nest-iletimerkezi/dto';
import type { BlockedNumbers } from '../../shared/api/blacklist.js';

/** The account's blacklist at the provider. */
@Controller('api/blacklist')
export class BlacklistController {
  constructor(private readonly blacklist: BlacklistService) {}

  @Get()
  list(@Query('limit', new DefaultValuePipe(1000), ParseIntPipe) limit: number): Promise<BlacklistView> {
    return toBlacklist(this.blacklist.list(), limit);
  }

  @Post()
  @HttpCode(204)
  async add(@Body() { number }: BlockedNumberDto): Promise<void> {
    await this.blacklist.add(number);
  }

  /** Blocks a list. The provider accepts one number per call; the others are blocked where one fails. */
  @Post('numbers')
  @HttpCode(200)
  async addAll(@Body() { recipients }: RecipientsDto): Promise<BlockedNumbers> {
    const { added, failed, untried } = await this.blacklist.addMany(recipients);
    return { blocked: added, failed: failed.length + untried.length };
  }

  @Delete(':number')
  @HttpCode(204)
  async remove(@Param() { number }: BlockedNumberDto): Promise<void> {
    await this.blacklist.remove(number);
  }
}
