import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { Allow, CurrentCaller } from '../auth/decorators.js';
import { CompanyAnswer, CompanyList, CreateCompany, UpdateCompany } from './companies.dto.js';
import { CompaniesService } from './companies.service.js';
import type { Company } from './company.entity.js';

@ApiTags('companies')
@Controller('api/companies')
export class CompaniesController {
  constructor(private readonly companies: CompaniesService) {}

  @Get()
  @ApiOkResponse({ type: CompanyList })
  async list(@CurrentCaller() caller: Caller): Promise<CompanyList> {
    return { data: (await this.companies.list(caller)).map(answer), next_cursor: null };
  }

  @Get(':code')
  @ApiOkResponse({ type: CompanyAnswer })
  async get(@CurrentCaller() caller: Caller, @Param('code') code: string): Promise<CompanyAnswer> {
    return answer(await this.companies.get(caller, code));
  }

  @Post()
  @Allow('admin')
  @ApiCreatedResponse({ type: CompanyAnswer })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateCompany): Promise<CompanyAnswer> {
    return answer(await this.companies.create(caller, body));
  }

  @Patch(':code')
  @Allow('admin')
  @ApiOkResponse({ type: CompanyAnswer })
  async update(@CurrentCaller() caller: Caller, @Param('code') code: string, @Body() body: UpdateCompany): Promise<CompanyAnswer> {
    return answer(await this.companies.update(caller, code, body));
  }
}

const answer = ({ settings: _settings, ...company }: Company): CompanyAnswer => company;
