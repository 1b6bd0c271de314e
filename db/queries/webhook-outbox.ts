/**
 * The rest of a statement that has written the rows `e` of `support_events`: writes down what webhooks are told of them. Only
 * what a payload may have is taken along: no reason, label or snooze. Messages are written down by `send_messages`.
 */
export const tellWebhooks = `
  insert into webhook_deliveries (webhook_id, event, conversation_id, actor_id, at, facts)
  select w.id, n.event, e.conversation_id, e.actor_id, e.at, case n.event
      when 'status' then jsonb_build_object('status', e.to_status, 'previousStatus', e.from_status, 'ownerId', e.to_admin_id)
      when 'rating' then jsonb_build_object('rating', e.details -> 'rating')
      else '{}' end
  from e
  cross join lateral (select case
    when e.kind = 'opened' then 'created' when e.kind = 'rated' then 'rating'
    when e.from_status <> e.to_status then 'status' end as event) n
  join webhooks w on w.enabled and n.event = any (w.events)
  order by w.id`;
