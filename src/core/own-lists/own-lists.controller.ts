import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { Allow, CurrentCaller, type Caller } from '../auth/index.js';
import { notFound } from '../problems/index.js';
import { ListColumns, SavedFilterPage, SavedFilterQuery, SavedFilterView, SaveFilter } from './own-lists.dto.js';
import { OwnLists } from './own-lists.service.js';

/** A viewer too keeps filters and columns: they change nothing but one's own view. */
@ApiTags('lists')
@Controller('api')
@Allow('viewer')
export class OwnListsController {
  constructor(private readonly own: OwnLists) {}

  @Get('saved-filters')
  @ApiOperation({ summary: 'One’s own filters of a list, and those shared with one’s companies' })
  @ApiOkResponse({ type: SavedFilterPage })
  async filters(@CurrentCaller() caller: Caller, @Query() { list }: SavedFilterQuery): Promise<SavedFilterPage> {
    return { data: await this.own.filters(caller, list) };
  }

  @Post('saved-filters')
  @ApiOperation({ summary: 'Keep a filter under a name; with `company` shared with it' })
  @ApiCreatedResponse({ type: SavedFilterView })
  save(@CurrentCaller() caller: Caller, @Body() body: SaveFilter): Promise<SavedFilterView> {
    return this.own.save(caller, body);
  }

  @Delete('saved-filters/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    if (!isUUID(id)) throw notFound();
    await this.own.forget(caller, id);
  }

  @Get('list-columns/:list')
  @ApiOkResponse({ type: ListColumns })
  async columns(@CurrentCaller() caller: Caller, @Param() { list }: SavedFilterQuery): Promise<ListColumns> {
    return { columns: await this.own.columns(caller, list) };
  }

  @Patch('list-columns/:list')
  @ApiOperation({ summary: 'Which columns one wants to see' })
  @ApiOkResponse({ type: ListColumns })
  async choose(@CurrentCaller() caller: Caller, @Param() { list }: SavedFilterQuery, @Body() { columns }: ListColumns): Promise<ListColumns> {
    return { columns: await this.own.choose(caller, list, columns) };
  }
}
