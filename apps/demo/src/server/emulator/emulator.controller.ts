import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EmulatorState } from '../../shared/api/emulator.js';
import { ClockChangeDto, NewFaultDto } from './emulator.dto.js';
import { EmulatorControl } from './emulator-control.js';

/** Faults and clock of the emulator. With a real account every route responds with 404. */
@ApiTags('emulator')
@Controller('api/emulator')
export class EmulatorController {
  constructor(private readonly emulator: EmulatorControl) {}

  @Get()
  state(): Promise<EmulatorState> {
    return this.emulator.state();
  }

  @Post('faults')
  addFault(@Body() fault: NewFaultDto): Promise<EmulatorState> {
    return this.emulator.addFault(fault);
  }

  @Delete('faults')
  clearFaults(): Promise<EmulatorState> {
    return this.emulator.clearFaults();
  }

  @Delete('faults/:id')
  removeFault(@Param('id') id: string): Promise<EmulatorState> {
    return this.emulator.removeFault(id);
  }

  @Post('clock')
  @HttpCode(200)
  changeClock(@Body() change: ClockChangeDto): Promise<EmulatorState> {
    return this.emulator.changeClock(change);
  }
}
