import type { Account, Person } from '#server/protocol/identity.ts';
import type { Audience, UserStore } from '#server/core/identity-store.ts';
import type pg from 'pg';
import { isUniqueViolation } from '#db/client.ts';
import { lockOwners } from './administrators.ts';
import { transaction } from './changing.ts';
import { accountView, iso, personView } from './views.ts';

/** `ada lov` → `'ada':* & 'lov':*`; undefined where nothing is left to search for. */
function prefixQuery(query: string): string | undefined {
  const words = query.match(/[\p{L}\p{N}]+/gu);
  return words?.map((word) => `'${word}':*`).join(' & ');
}

/** Of a support chat `s` that is ACTIVE: its client where `user` is its owner, its owner where they are its client. */
const otherOf = (user: string) =>
  `case when s.status = 'ACTIVE' then case ${user} when s.client_id then s.admin_id when s.admin_id then s.client_id end end`;

export function createUserStore(pool: pg.Pool): UserStore {
  return {
    async create({ username, name, email, passwordHash, role }) {
      try {
        const { rows } = await pool.query<{ view: Account }>(
          `insert into users as u (username, name, email, password_hash, role) values ($1, $2, $3, $4, $5)
           returning ${accountView} as view`,
          [username, name, email, passwordHash, role],
        );
        return rows[0]?.view;
      } catch (error) {
        if (isUniqueViolation(error)) return undefined;
        throw error;
      }
    },

    async forSignIn(email) {
      const { rows } = await pool.query<{ account: Account; passwordHash: string | null }>(
        `select ${accountView} as account, u.password_hash as "passwordHash" from users u
         where lower(u.email) = lower($1) and u.disabled_at is null`,
        [email],
      );
      return rows[0];
    },

    async passwordHash(userId) {
      const { rows } = await pool.query<{ hash: string | null }>(
        'select password_hash as hash from users where id = $1',
        [userId],
      );
      return rows[0]?.hash ?? null;
    },

    async setPasswordHash(userId, hash) {
      await pool.query('update users set password_hash = $2 where id = $1', [userId, hash]);
    },

    async speaksAlways(userId) {
      const { rows } = await pool.query<{ always: boolean }>({
        name: 'speaks-always',
        text: 'select speaks_always as always from users where id = $1',
        values: [userId],
      });
      return rows[0]?.always ?? false;
    },

    async setSpeaksAlways(userId, always) {
      await pool.query('update users set speaks_always = $2 where id = $1', [userId, always]);
    },

    async setName(userId, name) {
      const { rows } = await pool.query<{ view: Account }>(
        `update users u set name = $2 where id = $1 returning ${accountView} as view`,
        [userId, name],
      );
      return rows[0]?.view;
    },

    setDisabled: (userId, disabled) =>
      transaction(pool, async (client) => {
        const owners = await lockOwners(client);
        if (disabled && owners.length > 0 && owners.every((id) => id === userId)) return 'last_owner';
        const { rows } = await client.query<{ view: Account }>(
          `update users u set disabled_at = case when $2 then coalesce(disabled_at, now()) end
           where id = $1 returning ${accountView} as view`,
          [userId, disabled],
        );
        const account = rows[0]?.view;
        if (!account) return undefined;
        if (!disabled) return { account, ended: [] };
        const ended = await client.query<{ id: string }>(
          'update sessions set revoked_at = now() where user_id = $1 and revoked_at is null returning id',
          [userId],
        );
        return { account, ended: ended.rows.map(({ id }) => id) };
      }),

    async people(userIds) {
      const { rows } = await pool.query<{ view: Person }>({
        name: 'people',
        text: `select ${personView} as view from users u where u.id = any($1::bigint[]) order by u.id`,
        values: [userIds],
      });
      return rows.map(({ view }) => view);
    },

    async registered(userIds) {
      const { rows } = await pool.query<{ view: Person }>({
        name: 'registered',
        text: `select ${personView} as view from users u
          where u.id = any($1::bigint[]) and u.role <> 'ASSISTANT' and not u.visitor order by u.id`,
        values: [userIds],
      });
      return rows.map(({ view }) => view);
    },

    async peopleAround(userId, userIds) {
      const { rows } = await pool.query<{ view: Person }>({
        name: 'people-around',
        text: `select ${personView} as view from users u
          where u.id = any($2::bigint[]) and (u.id = $1 or exists (
            select 1 from participants a join participants b on b.conversation_id = a.conversation_id
            where a.user_id = $1 and a.left_at is null and b.user_id = u.id)) order by u.id`,
        values: [userId, userIds],
      });
      return rows.map(({ view }) => view);
    },

    async accounts(userIds) {
      const { rows } = await pool.query<{ view: Account }>({
        name: 'accounts',
        text: `select ${accountView} as view from users u where u.id = any($1::bigint[])`,
        values: [userIds],
      });
      return rows.map(({ view }) => view);
    },

    async admins() {
      const { rows } = await pool.query<{ view: Person; available: boolean }>(
        `select ${personView} as view, u.available from users u
         where u.role = 'ADMIN' and u.disabled_at is null order by lower(u.name), u.id`,
      );
      return rows.map(({ view, available }) => ({ ...view, available }));
    },

    async setAvailable(userId, available) {
      await pool.query('update users set available = $2 where id = $1', [userId, available]);
    },

    async search(query, askerId, limit) {
      const words = prefixQuery(query);
      if (!words && query.trim() !== '') return [];
      const { rows } = await pool.query<{ view: Person }>(
        `select ${personView} as view from users u
         where u.disabled_at is null and u.id <> $1 and u.role <> 'ASSISTANT' and not u.visitor
           and ($2::text is null or
             to_tsvector('simple', u.name || ' ' || translate(u.username, '._-', '   ')) @@ to_tsquery('simple', $2))
         order by lower(u.name), u.id limit $3`,
        [askerId, words, limit],
      );
      return rows.map(({ view }) => view);
    },

    async contacts(userId, userIds) {
      const { rows } = await pool.query<{ userId: number; lastSeenAt: string | null }>({
        name: 'contacts',
        text: `select u.id as "userId", ${iso('u.last_seen_at')} as "lastSeenAt" from users u
          where u.id = any($2::bigint[]) and (u.id = $1 or exists (
            select 1 from participants a join participants b on b.conversation_id = a.conversation_id
            left join support_chats s on s.conversation_id = a.conversation_id
            where a.user_id = $1 and a.left_at is null and b.user_id = u.id and b.left_at is null
              and (s.conversation_id is null
                or s.status = 'ACTIVE' and (s.client_id, s.admin_id) in (($1, u.id), (u.id, $1)))))`,
        values: [userId, userIds],
      });
      return rows;
    },

    async audiences(userIds) {
      const { rows } = await pool.query<Audience>({
        name: 'audiences',
        text: `select u.id as "userId", ${iso('u.last_seen_at')} as "lastSeenAt",
            coalesce(json_agg(p.conversation_id) filter (
              where p.conversation_id is not null and s.conversation_id is null), '[]') as "conversationIds",
            coalesce(json_agg(distinct ${otherOf('u.id')}) filter (where ${otherOf('u.id')} is not null), '[]')
              as "contactIds"
          from users u
            left join participants p on p.user_id = u.id and p.left_at is null
            left join support_chats s on s.conversation_id = p.conversation_id
          where u.id = any($1::bigint[]) group by u.id`,
        values: [userIds],
      });
      return rows;
    },

    async acquaintances(userId) {
      const { rows } = await pool.query<{ id: number }>({
        name: 'acquaintances',
        text: `select distinct b.user_id as id from participants a
            left join support_chats s on s.conversation_id = a.conversation_id
            join participants b on b.conversation_id = a.conversation_id
          where a.user_id = $1 and a.left_at is null and b.left_at is null and b.user_id <> $1
            and (s.conversation_id is null or b.user_id = ${otherOf('$1')})`,
        values: [userId],
      });
      return rows.map(({ id }) => id);
    },

    async touchLastSeen(userIds) {
      await pool.query('update users set last_seen_at = now() where id = any($1::bigint[])', [userIds]);
    },
  };
}
