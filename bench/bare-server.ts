import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdapter } from '@socket.io/redis-adapter';
import { jwtVerify } from 'jose';
import pg from 'pg';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { createBareStore } from './bare-store.ts';
import type { BareAck, BareMessage } from './dialects.ts';
import { answerParent } from './processes.ts';
import type { BenchServer } from './targets.ts';
import { SECRET } from './tokens.ts';
import { ownCpu, peakMemory, settledMemory } from './usage.ts';

/**
 * What the product is measured against: Socket.IO and Postgres with nothing between them, as a good tutorial would
 * write it. It checks a token and who is in the conversation, stores with one prepared INSERT a message, acknowledges
 * after the commit and emits to the room. It has no idempotency, no order across a restart, no catch-up.
 */
const [url = '', writing = 'single', redisUrl, index = '0'] = process.argv.slice(2);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: url, max: 20 });
const place = { index: Number(index), of: redisUrl ? 2 : 1 };
const store = await createBareStore(pool, writing === 'batched', place);
const key = new TextEncoder().encode(SECRET);

const http = createServer((_request, response) => response.writeHead(404).end());
const io = new Server(http, {
  serveClient: false,
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: 64 * 1024,
  pingInterval: 10_000,
  pingTimeout: 8_000,
});

if (redisUrl) {
  const publisher = createClient({ url: redisUrl });
  const subscriber = publisher.duplicate();
  await Promise.all([publisher.connect(), subscriber.connect()]);
  io.adapter(createAdapter(publisher, subscriber));
}

io.use((socket, next) => {
  jwtVerify(String(socket.handshake.auth.token), key).then(
    ({ payload }) => {
      socket.data.userId = Number(payload.sub);
      next();
    },
    () => next(new Error('unauthorized')),
  );
});

io.on('connection', async (socket) => {
  const userId: number = socket.data.userId;
  socket.on(
    'message',
    async (input: { conversationId: number; content: string }, acknowledge: (ack: BareAck) => void) => {
      const { conversationId, content } = input;
      const room = `c${conversationId}`;
      if (!socket.rooms.has(room) || typeof content !== 'string') return acknowledge({ ok: false });
      try {
        const { id, seq, createdAt } = await store.insert(conversationId, userId, content);
        const message: BareMessage = { id, conversationId, seq, senderId: userId, content, createdAt };
        io.to(room).emit('message', message);
        acknowledge({ ok: true, id, seq });
      } catch {
        acknowledge({ ok: false });
      }
    },
  );
  await socket.join((await store.conversationsOf(userId)).map((id) => `c${id}`));
  socket.emit('ready');
});

// A raw WebSocket that only proves who it is: the reference for what a socket takes.
const raw = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 64 * 1024 });
http.on('upgrade', (request, stream, head) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname !== '/raw') return;
  const token = searchParams.get('token') ?? '';
  raw.handleUpgrade(request, stream, head, (socket) => {
    socket.on('error', () => socket.terminate());
    jwtVerify(token, key).then(
      () => socket.send('ready'),
      () => socket.close(1008),
    );
  });
});

await new Promise<void>((listening) =>
  http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, listening),
);

const commands: BenchServer = {
  port: () => (http.address() as AddressInfo).port,
  cpu: ownCpu,
  memory: settledMemory,
  peak: peakMemory,
};
answerParent(commands);
