import { IsInt, IsOptional, Matches } from 'class-validator';
import { SendCampaignDto } from 'nest-iletimerkezi/dto';

/** Body of `POST /api/orders`, `POST /api/orders/check` and `POST /api/orders/preview`. */
export class NewOrderDto extends SendCampaignDto {
  /** The number of SMS that the user confirmed; required for a real account. */
  @IsOptional()
  @IsInt()
  confirmedSms?: number;

  /** The `digest` of the preview that the user confirmed. An order with other content is refused. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  expect?: string;
}
