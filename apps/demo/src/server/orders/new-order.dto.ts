import { IsInt, IsOptional } from 'class-validator';
import { SendCampaignDto } from 'nest-iletimerkezi/dto';

/** Body of `POST /api/orders` and `POST /api/orders/check`. */
export class NewOrderDto extends SendCampaignDto {
  /** The number of SMS that the user confirmed; required for a real account. */
  @IsOptional()
  @IsInt()
  confirmedSms?: number;
}
