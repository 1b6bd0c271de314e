import { callRest, nothing } from '#components/rest/rest-call.ts';
import { administrator, administrators, auditLog } from '#server/protocol/administration.ts';
import { keptSettings, type KeptSettings } from '#server/protocol/support-settings.ts';

/** What owners do, over REST. Each rejects with a RestError. */
export const administrationApi = {
  admins: () => callRest('GET', '/api/admins', administrators),
  setAdmin: (id: number, owner: boolean) => callRest('PUT', `/api/admins/${id}`, administrator, { owner }),
  removeAdmin: (id: number) => callRest('DELETE', `/api/admins/${id}`, nothing),
  saveSettings: (kept: KeptSettings) => callRest('PUT', '/api/support-settings', keptSettings, kept),
  /** The latest, or with a cursor what came before. */
  auditLog: (cursor: string) =>
    callRest('GET', `/api/audit-log${cursor && `?cursor=${encodeURIComponent(cursor)}`}`, auditLog),
};

/** The query of all admins. */
export const adminsKey = ['administration', 'admins'] as const;
/** The query of the audit log. */
export const auditKey = ['administration', 'audit'] as const;
