import { open } from './websocket-test/connections.js';
import { dialects } from './websocket-test/dialects.js';
import { createLog } from './websocket-test/log.js';

const at = (id) => document.getElementById(id);
const log = createLog({
  list: at('frames'),
  empty: at('empty'),
  filter: at('filter'),
  direction: at('direction'),
  clear: at('clear'),
});

/** @type {{ send: Function, close: Function } | undefined} */
let connection;
let connected = false;
const dialect = () => dialects[at('dialect').value];

/** What the fields hold now. */
const settings = () => ({
  server: at('server').value.trim(),
  token: at('token').value.trim(),
  user: at('user').value.trim(),
  conversation: at('conversation').value.trim(),
});

/** Only what the dialect has a word for, and only while there is somebody to hear it. */
function refresh() {
  at('about').textContent = dialect().about;
  at('event-label').hidden = !dialect().namespace;
  for (const id of ['join', 'leave', 'typing', 'send']) at(id).disabled = !connected || !dialect()[id];
  at('send-raw').disabled = !connected;
  at('connect').disabled = Boolean(connection);
  at('disconnect').disabled = !connection;
  for (const id of ['dialect', 'server']) at(id).disabled = Boolean(connection);
}

function changed(state, text) {
  connected = state === 'open';
  if (!connected) {
    connection = undefined;
    at('typing').setAttribute('aria-pressed', 'false');
  }
  at('state').textContent = text;
  at('state').dataset.state = state;
  log('note', text);
  refresh();
}

function connect() {
  try {
    at('state').textContent = 'Connecting …';
    connection = open(dialect(), settings(), { log, changed });
    refresh();
  } catch (error) {
    changed('refused', error.message);
  }
}

async function fetchToken() {
  const { server } = settings();
  const answer = await fetch(new URL('/api/tokens', server), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: at('email').value, password: at('password').value }),
  });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error.message);
  at('token').value = content.token;
  at('user').value = content.user.id;
  at('password').value = '';
  return `Signed in as ${content.user.username}, user ${content.user.id}`;
}

function say(name, ...more) {
  connection?.send(dialect()[name](settings(), ...more));
}

at('dialect').append(...Object.keys(dialects).map((name) => new Option(name)));
at('server').value = location.origin;
at('dialect').addEventListener('change', refresh);
at('connection').addEventListener('submit', (event) => {
  event.preventDefault();
  connect();
});
at('disconnect').addEventListener('click', () => connection?.close());
at('fetch-token').addEventListener('click', () =>
  fetchToken().then(
    (text) => log('note', text),
    (error) => log('note', `No token: ${error.message}`),
  ),
);
at('join').addEventListener('click', () => say('join'));
at('leave').addEventListener('click', () => say('leave'));
at('typing').addEventListener('click', () => {
  const typing = at('typing').getAttribute('aria-pressed') !== 'true';
  at('typing').setAttribute('aria-pressed', String(typing));
  say('typing', typing);
});
at('sending').addEventListener('submit', (event) => {
  event.preventDefault();
  say('send', at('message').value);
  at('message').value = '';
});
at('raw').addEventListener('submit', (event) => {
  event.preventDefault();
  try {
    const payload = JSON.parse(at('payload').value);
    connection?.send(dialect().namespace ? [at('event').value, payload] : payload);
  } catch (error) {
    log('note', `Not sent: ${error.message}`);
  }
});
refresh();
