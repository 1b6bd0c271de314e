/**
 * Both transports look alike: `send(said)` says what a dialect made, `close()` ends it. `log` hears of each frame,
 * `changed` of the state: `open`, `closed` or `refused`, with a text.
 */

/** A Socket.IO namespace. */
function openSocketIo(dialect, settings, { log, changed }) {
  if (!window.io) throw new Error('The Socket.IO client of this server did not load.');
  const socket = window.io(new URL(dialect.namespace, settings.server).href, {
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    ...dialect.options(settings),
  });
  socket.on('connect', () => changed('open', 'Connected'));
  socket.on('connect_error', (error) => changed('refused', `Refused: ${error.message}`));
  socket.on('disconnect', (reason) => changed('closed', `Disconnected: ${reason}`));
  socket.onAny((event, payload) => log('received', event, payload));
  return {
    send([event, payload]) {
      log('sent', event, payload);
      socket.emit(event, payload, (answer) => log('received', `answer to ${event}`, answer));
    },
    close: () => socket.disconnect(),
  };
}

const nameOf = (frame) => frame?.event ?? frame?.action ?? frame?.type ?? 'frame';

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A raw WebSocket. */
function openWebSocket(dialect, settings, { log, changed }) {
  const address = new URL(dialect.path(settings), settings.server);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new WebSocket(address);
  const send = (frame) => {
    log('sent', nameOf(frame), frame);
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  };
  let opened = false;
  socket.addEventListener('open', () => {
    opened = true;
    changed('open', 'Connected');
    if (dialect.greet) send(dialect.greet(settings));
  });
  socket.addEventListener('message', ({ data }) => {
    const frame = parsed(data);
    log('received', nameOf(frame), frame);
  });
  socket.addEventListener('close', ({ code, reason }) =>
    changed(opened ? 'closed' : 'refused', `Closed with ${code}${reason && `: ${reason}`}`),
  );
  return { send, close: () => socket.close() };
}

export const open = (dialect, settings, ears) =>
  (dialect.namespace ? openSocketIo : openWebSocket)(dialect, settings, ears);
