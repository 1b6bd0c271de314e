/**
 * How each dialect says what the buttons do. `join`, `leave`, `typing` and `send` answer what goes over the wire: for
 * Socket.IO an event and its payload, for a raw WebSocket one frame. What a dialect has no word for it leaves out.
 */

const number = (text) => (/^\d+$/.test(text) ? Number(text) : text);

export const dialects = {
  conversations: {
    about:
      'Socket.IO, namespace /chat. The user ID names who connects; the token, or your session here, proves it.',
    namespace: '/chat',
    options: ({ user, token }) => ({ query: { userId: user }, ...(token && { auth: { token } }) }),
    join: ({ conversation, user }) => [
      'join-conversation',
      { conversationId: number(conversation), userId: number(user) },
    ],
    leave: ({ conversation }) => ['leave-conversation', { conversationId: number(conversation) }],
    typing: ({ conversation, user }, isTyping) => [
      'typing',
      { conversationId: number(conversation), userId: number(user), isTyping },
    ],
    send: ({ conversation, user }, content) => [
      'send-message',
      {
        sender_id: number(user),
        conversation_id: number(conversation),
        message_type: 'text',
        content,
      },
    ],
  },
  support: {
    about: 'Socket.IO, namespace /. The token, or your session here, says who connects.',
    namespace: '/',
    options: ({ token }) => ({ ...(token && { auth: { token } }) }),
    join: ({ conversation }) => ['joinChat', conversation],
    leave: ({ conversation }) => ['leaveChat', conversation],
    typing: ({ conversation }, isTyping) => ['typing', { chatId: conversation, isTyping }],
    send: ({ conversation }, text) => ['sendMessage', { chatId: conversation, message: { text } }],
  },
  subscriptions: {
    about:
      'WebSocket on /chats/ws. A conversation is named by its uuid or its number; joining is subscribing.',
    path: ({ token }) => `/chats/ws${token && `?token=${encodeURIComponent(token)}`}`,
    join: ({ conversation }) => ({ action: 'subscribe', chat_ids: [conversation] }),
    send: ({ conversation }, text) => ({ action: 'message', chat_id: conversation, text }),
  },
  feed: {
    about: 'WebSocket on /ws/feed. It is only listened to: the token goes out first, then everything comes.',
    path: () => '/ws/feed',
    greet: ({ token }) => ({ type: 'auth', ...(token && { token }) }),
  },
  assistant: {
    about: 'WebSocket on /ws/assistant. Without a conversation ID the first prompt begins a new one.',
    path: ({ token }) => `/ws/assistant${token && `?token=${encodeURIComponent(token)}`}`,
    send: ({ conversation, user }, prompt) => ({
      event: 'chat_message',
      data: {
        userId: number(user),
        prompt,
        ...(conversation && { sessionId: number(conversation) }),
      },
    }),
  },
};
