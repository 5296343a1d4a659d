import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { faultsOfAnswer, faultsOfMessage, faultsOfRequest } from './traccar-document.ts';

export const TRACCAR_TOKEN = 'a-token-of-the-test';

export interface StandInDevice {
  readonly id: number;
  readonly name: string;
  readonly uniqueId: string;
  readonly status: string;
}

export interface StandInPosition {
  readonly id: number;
  readonly deviceId: number;
  readonly protocol: string;
  readonly deviceTime: string;
  readonly fixTime: string;
  readonly serverTime: string;
  readonly valid: boolean;
  readonly latitude: number;
  readonly longitude: number;
  readonly speed: number;
  readonly course: number;
  readonly accuracy: number;
}

/** A position as Traccar tells it: somewhere near Saint-Rémi, 20 knots to the north-east, unless told otherwise. */
export const positionOf = (id: number, deviceId: number, at: string, more: Partial<StandInPosition> = {}): StandInPosition => ({
  id, deviceId, protocol: 'teltonika', deviceTime: at, fixTime: at, serverTime: at, valid: true, latitude: 45.26 + id / 10_000, longitude: -73.6, speed: 20, course: 45, accuracy: 6, ...more,
});

/** A Traccar server of one account. It refuses whatever its document does not know, and remembers that it did. */
export async function startTraccar() {
  const devices: StandInDevice[] = [];
  const positions: StandInPosition[] = [];
  const faults: string[] = [];
  const asked: string[] = [];
  const switches = { isDown: false, refusesSockets: false };
  const sockets = new Set<WebSocket>();

  function lastPositions(): readonly StandInPosition[] {
    const last = new Map<number, StandInPosition>();
    for (const position of positions) last.set(position.deviceId, position);
    return [...last.values()];
  }
  function answerTo(path: string, query: URLSearchParams): readonly object[] {
    if (path === '/devices') return devices;
    const deviceId = query.get('deviceId');
    if (deviceId === null) return lastPositions();
    return positions.filter((position) => position.deviceId === Number(deviceId) && position.fixTime >= (query.get('from') ?? '') && position.fixTime <= (query.get('to') ?? ''));
  }
  function serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://traccar');
    const path = url.pathname.replace(/^\/api/, '');
    asked.push(path + url.search);
    if (switches.isDown) return void response.writeHead(503).end();
    if (request.headers.authorization !== `Bearer ${TRACCAR_TOKEN}`) return void response.writeHead(401).end();
    const wrong = faultsOfRequest(path, url.searchParams);
    if (wrong.length > 0) {
      faults.push(...wrong);
      return void response.writeHead(400).end();
    }
    const body = answerTo(path, url.searchParams);
    faults.push(...faultsOfAnswer(path, body));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const server = createServer(serve);
  const door = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '', 'http://traccar');
    if (switches.isDown || switches.refusesSockets || url.pathname !== '/api/socket' || url.searchParams.get('token') !== TRACCAR_TOKEN) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    door.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened);
      opened.on('close', () => sockets.delete(opened));
      send(opened, { devices, positions: lastPositions() }); // the first message has everything that is known
    });
  });
  function send(socket: WebSocket, message: { devices?: readonly object[]; positions?: readonly object[] }): void {
    faults.push(...faultsOfMessage(message));
    socket.send(JSON.stringify(message));
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What did not fit the document, on either side. */
    faults,
    /** What was asked over REST. */
    asked,
    switches,
    hasSocket: () => sockets.size > 0,
    addDevice: (device: StandInDevice) => void devices.push(device),
    /** A device measured: whoever listens hears of it. */
    measure(...measured: readonly StandInPosition[]): void {
      positions.push(...measured);
      for (const socket of sockets) send(socket, { positions: measured });
    },
    keepAlive: () => sockets.forEach((socket) => socket.send('{}')),
    cutSockets: () => sockets.forEach((socket) => socket.terminate()),
    async close(): Promise<void> {
      sockets.forEach((socket) => socket.terminate());
      door.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
