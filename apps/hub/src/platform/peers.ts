import { BlockList } from 'node:net';
import type { Server } from 'node:http';

/** Whether a connection comes from one of the addresses and networks named. */
export type IsPeer = (address: string | undefined) => boolean;

/** @param named addresses and networks such as `10.0.0.2` or `172.18.0.0/16`. */
export function createPeers(named: readonly string[]): IsPeer {
  const list = new BlockList();
  for (const entry of named) {
    const [address = '', prefix] = entry.split('/');
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (given) => {
    const address = given?.replace(/^::ffff:/, '') ?? '';
    return address !== '' && list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  };
}

/** Closes connections from anyone else before a byte of theirs is read; the server has to know of them first, or it waits for them when it closes. */
export function hearOnly(server: Server, isPeer: IsPeer): void {
  server.on('connection', (socket) => {
    if (!isPeer(socket.remoteAddress)) socket.destroy();
  });
}
