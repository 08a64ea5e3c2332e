import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { says } from '../problems/index.js';

const LIST = /^[a-z0-9-]{1,63}$/;
const LIST_RULE = says({ es: 'es el nombre de una lista, como messages', en: 'is the name of a list, like messages' });
const NAME = /^[a-z0-9_]{1,63}$/;
const NAME_RULE = says({ es: 'son nombres de columnas', en: 'are names of columns' });

export class SavedFilterQuery {
  @ApiProperty({ example: 'messages' }) @Matches(LIST, LIST_RULE) list: string;
}

export class SaveFilter extends SavedFilterQuery {
  @ApiProperty({ maxLength: 60 }) @IsString() @IsNotEmpty() @MaxLength(60) name: string;
  @ApiProperty({ example: 'filters.outcome=failed&sortBy=received_at&direction=desc', description: 'as it stands in the address of the list' }) @IsString() @MaxLength(4000) query: string;
  @ApiPropertyOptional({ description: 'Company code: whoever sees it sees the filter too. For managers' }) @IsOptional() @IsString() @IsNotEmpty() @MaxLength(63) company?: string;
}

export class SavedFilterView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() list: string;
  @ApiProperty() name: string;
  @ApiProperty() query: string;
  @ApiProperty() owner_name: string;
  @ApiProperty({ description: 'made by whoever asks' }) own: boolean;
  @ApiProperty({ type: String, nullable: true }) company: string | null;
}

export class SavedFilterPage {
  @ApiProperty({ type: [SavedFilterView] }) data: SavedFilterView[];
}

export class ListColumns {
  @ApiProperty({ type: [String], description: 'in their order; empty = as the house has it' })
  @IsArray() @ArrayMaxSize(60) @IsString({ each: true }) @Matches(NAME, { each: true, ...NAME_RULE }) columns: string[];
}
