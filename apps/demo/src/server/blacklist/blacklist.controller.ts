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
import { BlockedNumberDto } from 'nest-iletimerkezi/dto';

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

  @Delete(':number')
  @HttpCode(204)
  async remove(@Param() { number }: BlockedNumberDto): Promise<void> {
    await this.blacklist.remove(number);
  }
}
