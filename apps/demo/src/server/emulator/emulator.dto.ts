import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  FAULT_ENDPOINTS,
  FAULT_KINDS,
  type ClockChange,
  type FaultEndpoint,
  type FaultKind,
  type NewFault,
} from '../../shared/api/emulator.js';

export class NewFaultDto implements NewFault {
  @ApiProperty({ enum: FAULT_ENDPOINTS })
  @IsIn(FAULT_ENDPOINTS)
  endpoint: FaultEndpoint;

  @ApiProperty({ enum: FAULT_KINDS })
  @IsIn(FAULT_KINDS)
  fault: FaultKind;

  @ApiProperty({ minimum: 1, maximum: 1000 })
  @IsInt()
  @Min(1)
  @Max(1000)
  times: number;
}

/** The durations that the page offers. */
const ADVANCES = ['PT1M', 'PT10M', 'PT1H', 'P1D'];

export class ClockChangeDto implements ClockChange {
  @ApiPropertyOptional({ enum: ADVANCES })
  @IsOptional()
  @IsIn(ADVANCES)
  advance?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  freeze?: boolean;
}
