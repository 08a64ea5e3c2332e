import { Type } from 'class-transformer';
import { IsInt, IsString, Matches, Max, MinLength, ValidateNested } from 'class-validator';
import { makeValidationPipe, Problem, says } from './index.js';

class Item {
  @IsString() @MinLength(2) name: string;
  @IsInt() @Max(9) amount: number;
}
class Order {
  @ValidateNested({ each: true }) @Type(() => Item) items: Item[];
  @Matches(/^A/, says({ es: 'debe empezar por A', en: 'must start with A' })) code: string;
}

async function problemsOf(body: unknown) {
  try {
    await makeValidationPipe().transform(body, { type: 'body', metatype: Order });
  } catch (error) {
    if (error instanceof Problem) return error.details.errors ?? [];
    throw error;
  }
  return [];
}

describe('makeValidationPipe', () => {
  it('names every wrong field by its path, in both languages', async () => {
    const errors = await problemsOf({ items: [{ name: 'ok', amount: 1 }, { name: 'x', amount: 10, extra: 1 }], code: 'B', more: 1 });
    expect(errors.map(({ path, es }) => `${path} ${es}`).sort()).toEqual([
      'code debe empezar por A',
      'items[1].amount no puede ser mayor que 9',
      'items[1].extra no es un campo conocido',
      'items[1].name debe tener al menos 2 caracteres',
      'more no es un campo conocido',
    ]);
    expect(errors.find(({ path }) => path === 'items[1].amount')?.en).toBe('amount must not be greater than 9');
    expect(errors.find(({ path }) => path === 'code')?.en).toBe('must start with A');
  });

  it('never answers more than a reader can mend', async () => {
    const items = Array.from({ length: 1_000 }, () => ({ name: '', amount: 'x' }));
    expect(await problemsOf({ items, code: 'A' })).toHaveLength(100);
  });

  it.each([null, [], 'text', 7])('refuses %p as a body', async (body) => expect(await problemsOf(body)).not.toEqual([]));
});
