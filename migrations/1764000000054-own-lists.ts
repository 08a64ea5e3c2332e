import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each person likes their lists: filters they named, columns they chose. */
export class OwnLists1764000000054 implements MigrationInterface {
  name = 'OwnLists1764000000054';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- owner: \`user:<id>\` or \`api_key:<id>\`. With a company it is shared with whoever sees that company.
      CREATE TABLE saved_filter (
        id          uuid PRIMARY KEY,
        list        text NOT NULL,
        name        text NOT NULL,
        query       text NOT NULL,
        owner       text NOT NULL,
        owner_name  text NOT NULL,
        company     text REFERENCES company (code),
        created_at  timestamptz NOT NULL DEFAULT now(),
        UNIQUE (owner, list, name)
      );
      CREATE INDEX saved_filter_shared ON saved_filter (list, company) WHERE company IS NOT NULL;
      CREATE TABLE list_columns (
        owner       text NOT NULL,
        list        text NOT NULL,
        columns     text[] NOT NULL,
        PRIMARY KEY (owner, list)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE list_columns, saved_filter');
  }
}
