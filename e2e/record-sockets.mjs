// Loaded before the hub (NODE_OPTIONS): writes down every connection that is not to this machine. It hinders nothing.
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';
import dgram from 'node:dgram';

const file = process.env.SOCKETS_RECORD_FILE;
const isHere = (host) => host === undefined || host === '' || host === 'localhost' || /^(?:127\.|::1$|0:0:0:0:0:0:0:1$|::ffff:127\.)/.test(host);
const note = (kind, host, port) => file !== undefined && !isHere(host) && appendFileSync(file, `${kind} ${host}:${port}\n`);

const { connect } = Socket.prototype;
Socket.prototype.connect = function recorded(...given) {
  // net.connect hands its normalized arguments over as one array
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  const options = typeof first === 'object' && first !== null ? first : { port: first, host: typeof second === 'string' ? second : undefined };
  if (options.path === undefined) note('tcp', options.host, options.port);
  return connect.apply(this, given);
};

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function recorded(...given) {
  const last = typeof given.at(-1) === 'function' ? given.at(-2) : given.at(-1);
  if (given.length > 2 && typeof last === 'string') note('udp', last, '');
  return send.apply(this, given);
};
