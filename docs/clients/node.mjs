// Hears all that is said in one's conversations (the feed dialect), and says something by REST. Node 22 or newer:
//
//   node node.mjs http://localhost:3000 ada@example.com ada-password [conversation text]
const [server, email, password, conversation, text] = process.argv.slice(2);

async function post(path, body, token) {
  const answer = await fetch(server + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error.message);
  return content;
}

/** The same clientId each time: whatever gets lost on the way, it is said once. */
const message = { message_type: 'text', content: text, clientId: crypto.randomUUID() };
let said = text === undefined;

async function connect() {
  // A token is good for an hour.
  const { token } = await post('/api/tokens', { email, password });
  const socket = new WebSocket(`${server.replace(/^http/, 'ws')}/ws/feed`);
  socket.onopen = () => socket.send(JSON.stringify({ type: 'auth', token }));
  socket.onmessage = async ({ data }) => {
    const { type, payload, message: complaint } = JSON.parse(data);
    if (type === 'new_message') console.log(`${payload.chatId} ${payload.role}: ${payload.content}`);
    else if (type === 'new_chat') console.log(`${payload.id} begins: ${payload.title}`);
    else if (type !== 'auth_success') console.error(complaint);
    else if (!said) {
      await post(`/api/chats/conversations/${conversation}/messages`, message, token);
      said = true;
    }
  };
  socket.onclose = () => setTimeout(retry, 1_000 + Math.random() * 4_000);
}

const retry = () => connect().catch((error) => (console.error(error.message), setTimeout(retry, 5_000)));
await retry();
