/** Why the local PostgreSQL cannot be started, in one sentence that names the remedy. Meant to be printed as it is. */
export class PostgresRefusal extends Error {
  override readonly name = 'PostgresRefusal';
}

/** The `code` of a Node system error (`EACCES`, `ENOENT`), or an empty text. */
export const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
