import { IsString, Length } from 'class-validator';
import { SendCampaignDto } from 'nest-iletimerkezi/dto';

/** What `SmsComposer` submits, and the name of the campaign. */
export class NewCampaignDto extends SendCampaignDto {
  @IsString()
  @Length(1, 80)
  name!: string;
}
