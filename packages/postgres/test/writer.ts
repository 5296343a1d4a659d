// A process that writes until it is killed, and says on stdout what was acknowledged to it.
import { connect, startPostgres } from '@gigafibre/postgres';

const dir = process.argv[2] ?? '';
const server = await startPostgres({ dir });
const pool = connect(server.connection);
await pool.query('create table if not exists acknowledged (id integer primary key)');
const { rows } = await pool.query<{ last: number }>('select coalesce(max(id), 0) as last from acknowledged');
for (let id = (rows[0]?.last ?? 0) + 1; ; id += 1) {
  await pool.query('insert into acknowledged values ($1)', [id]);
  process.stdout.write(`${id}\n`);
}
