import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import {
  SAVED_TEMPLATE_LIMITS,
  type Audience,
  type SavedTemplateStatus,
  type SavedText,
  type SavedTextChange,
  type TemplateToSave,
} from 'iletimerkezi-core';
import { IsAudience, IsKind, IsPlainText, IsSavedText, IsSenderId } from '../validators/validators.js';

const MOST_ROWS = 1_000;
const LARGEST_VERSION = 2_147_483_646;
const LONGEST_POSITION = 60;

/** The fields of a saved text without its content. */
abstract class SavedTextFieldsDto {
  /** Default: a new one. */
  @IsOptional()
  @IsUUID('all')
  id?: string;

  /** The version that was read. Default 0, for a first save. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LARGEST_VERSION)
  version?: number;

  /** 1 to 100 characters. */
  @IsPlainText(SAVED_TEMPLATE_LIMITS.name)
  name!: string;

  @IsOptional()
  @IsKind()
  kind?: 'transactional' | 'commercial';

  @IsOptional()
  @IsAudience()
  audience?: Audience;

  @IsOptional()
  @IsSenderId()
  sender?: string;
}

/** The body of a request that saves a template or a draft. */
export class SaveTemplateDto extends SavedTextFieldsDto {
  @IsIn(['ready', 'draft'])
  status!: SavedTemplateStatus;

  /** A template that can be parsed. A draft may be empty and may have faults. At most 10,000 characters. */
  @IsSavedText()
  text!: string;
}

/** Returns the text for `TemplatesService.save()`. */
export function toTemplateToSave({
  id,
  version,
  status,
  name,
  text,
  kind,
  audience,
  sender,
  ...rest
}: SaveTemplateDto): TemplateToSave {
  // Compile-time check that all fields of SaveTemplateDto are read above.
  rest satisfies Record<keyof typeof rest, never>;
  return {
    status,
    name,
    text,
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
    ...(kind !== undefined && { kind }),
    ...(audience !== undefined && { audience }),
    ...(sender !== undefined && { sender }),
  };
}

/** A text of a change. `TemplatesService.change()` checks the content of the one that is saved. */
export class SavedTextDto extends SavedTextFieldsDto implements SavedText {
  /** At most 10,000 characters. */
  @MaxLength(SAVED_TEMPLATE_LIMITS.text)
  text!: string;
}

/** The body of a request with a change of `SmsComposer`, for `TemplatesService.change()`. */
export class SavedTextChangeDto implements SavedTextChange {
  @IsIn(['ready', 'draft'])
  status!: SavedTemplateStatus;

  /** Absent: `previous` is deleted. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SavedTextDto)
  item?: SavedTextDto;

  /** Absent: `item` is new. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SavedTextDto)
  previous?: SavedTextDto;

  @IsIn(['add', 'overwrite', 'rename', 'undo'])
  reason!: SavedTextChange['reason'];
}

/** The query of a request that lists saved texts, for `TemplatesService.list()`. */
export class ListTemplatesDto {
  @IsOptional()
  @IsIn(['ready', 'draft'])
  status?: SavedTemplateStatus;

  /** 1 to 1,000. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;

  /** `next` of the previous page. */
  @IsOptional()
  @MaxLength(LONGEST_POSITION)
  after?: string;
}
