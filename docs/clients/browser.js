// Joins a conversation and says something in it (the conversations dialect), on a page of the server where somebody is
// signed in. It needs Socket.IO's client, which the server has:
//
//   <script src="/socket.io/socket.io.js"></script>
//   <script src="browser.js"></script>
//   <script>talk({ userId: 1, conversationId: 7, show: console.log }).say('Hello')</script>

/** `show` is called with each message. What is said before the conversation is joined waits. */
function talk({ userId, conversationId, show }) {
  const socket = io('/chat', { query: { userId }, forceNew: true });
  // After each connect, since a new connection is in no room.
  const join = () =>
    new Promise((joined) =>
      socket.emit('join-conversation', { conversationId, userId }, ({ success, error }) => {
        if (success) joined();
        else console.error(error);
      }),
    );
  let ready = new Promise((resolve) => socket.once('connect', () => resolve(join())));
  socket.io.on('reconnect', () => (ready = join()));
  socket.on('receive-message', ({ sender_id, content }) => show({ from: sender_id, content }));
  socket.on('message-error', ({ error }) => console.error(error));
  socket.on('connect_error', ({ message }) => console.error(message));
  return {
    async say(content) {
      await ready;
      socket.emit('send-message', {
        sender_id: userId,
        conversation_id: conversationId,
        message_type: 'text',
        content,
        clientId: crypto.randomUUID(),
      });
    },
    leave: () => socket.disconnect(),
  };
}
