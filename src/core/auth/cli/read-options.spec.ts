import { CreateUser } from '../dto/users.dto.js';
import { listOf, readOptions } from './read-options.js';

describe('readOptions', () => {
  const options = { email: 'ana@cafe.example', name: 'Ana', role: 'viewer', companies: ['default'], password: 'una clave larga' };

  it('gives the DTO', async () => expect(await readOptions(CreateUser, options)).toBeInstanceOf(CreateUser));

  it('says in Spanish everything that is wrong', async () => {
    const wrong = readOptions(CreateUser, { ...options, email: 'no', role: 'jefa', companies: listOf(' , ') });
    await expect(wrong).rejects.toThrow(
      /email: debe ser un correo electrónico/,
    );
    await expect(wrong).rejects.toThrow(/role: debe ser uno de: viewer, operator, manager, admin/);
    await expect(wrong).rejects.toThrow(/companies: no puede ser una lista vacía/);
  });
});

it('listOf reads a comma-separated list', () => expect(listOf('azul, rojo,')).toEqual(['azul', 'rojo']));
