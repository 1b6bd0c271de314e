import type { AuditAction, AuditEntry } from '#server/protocol/administration.ts';

const actions = {
  user_created: 'made an account for',
  user_disabled: 'disabled the account of',
  user_enabled: 'enabled the account of',
  admin_added: 'made an admin of',
  admin_removed: 'took the role of an admin from',
  owner_added: 'made an owner of',
  owner_removed: 'took the role of an owner from',
  settings_changed: 'changed the settings of',
  article_created: 'wrote the article',
  article_changed: 'changed the article',
  article_deleted: 'deleted the article',
  response_created: 'wrote the canned response',
  response_changed: 'changed the canned response',
  response_deleted: 'deleted the canned response',
  webhook_created: 'added the webhook',
  webhook_changed: 'changed the webhook',
  webhook_secret_changed: 'made a new secret for the webhook',
  webhook_deleted: 'deleted the webhook',
} as const satisfies Record<AuditAction, string>;

/** Names of settings, where they are not words already. */
const fields: Record<string, string> = {
  widgetOrigins: 'sites with the chat button',
  awayReply: 'automatic reply',
  autoClose: 'closing by itself',
};

/** What somebody did, to be read after their name: "changed the settings of", its subject, and what it touched. */
export function auditWords({ action, subject, changes }: AuditEntry) {
  return {
    did: actions[action],
    subject: action === 'settings_changed' ? 'the desk' : subject,
    touched: changes.map((field) => fields[field] ?? field).join(', '),
  };
}
