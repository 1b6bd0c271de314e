/**
 * Sizes and counts that every dialect and REST keep to (protocols, "Every dialect"). Lengths of texts are Unicode code
 * points, as zod and Postgres count them: 👍 is one.
 */
export const limits = {
  /** Bytes of one frame from a client; a larger one closes its socket with 1009. */
  frameBytes: 64 * 1024,
  /** Length of a message's text. */
  text: 16_000,
  /** Length of an answer of the assistant, in UTF-16 code units. */
  answer: 32_000,
  clientId: 64,
  title: 120,
  /** Length of a label of a support chat. */
  label: 30,
  labelsPerChat: 10,
  /** Canned responses that there may be, and how long their names are. */
  cannedResponses: 500,
  cannedName: 40,
  /** Webhooks that there may be, and how long their addresses are. */
  webhooks: 20,
  webhookUrl: 2_000,
  /** Sites that may have the widget. */
  widgetOrigins: 100,
  /** Length of what is said by itself, and hours before something happens by itself. */
  automaticText: 1_000,
  silenceHours: 8_760,
  /** Length of what a client says to their rating of a support chat. */
  ratingComment: 1_000,
  /** Length of what an admin says to closing a support chat. */
  closeText: 500,
  /** Support chats that one command closes. */
  closedAtOnce: 100,
  /** Days that the figures of the desk may be asked for at once. */
  reportDays: 366,
  /** Days that a support chat may be snoozed. */
  snoozeDays: 366,
  /** Length of the excerpt of a message kept for lists and reply quotes. */
  excerpt: 160,
  emoji: 16,
  /** Different emojis on one message. */
  reactionsPerMessage: 20,
  groupMembers: 1_000,
  /** People named in one command. */
  idsPerCommand: 200,
  username: { min: 2, max: 32 },
  password: { min: 8, max: 200 },
  name: 60,
  /** Length of the origin of a site that has the widget, of a user's id there, and of what it signs of them. */
  site: 300,
  externalId: 200,
  siteToken: 4_000,
  email: 254,
  searchQuery: 64,
  /** Of a search at the desk: an address, or a sentence out of a message. */
  deskSearch: 200,
  /** Of a search in the articles, which may be a whole question; of a longer one its beginning is looked for. */
  question: 400,
  slug: 80,
  /** Length of an article's Markdown. */
  article: 30_000,
  /** Length of a model's name. */
  model: 100,
  /** Length of the reason for a rating. */
  ratingReason: 1_000,
  /** Of a question that is spoken. */
  recordingBytes: 8 * 1024 * 1024,
  recordingSeconds: 120,
  /** Conversations with the assistant that a user may have pinned. */
  pins: 50,
  page: { default: 50, max: 100 },
  /** Rows of one catch-up answer; more are asked for with the next cursor. */
  changesPage: 500,
  /** Versions a cursor may lie behind its head before `resync_required`. */
  changesSpan: 5_000,
} as const;
