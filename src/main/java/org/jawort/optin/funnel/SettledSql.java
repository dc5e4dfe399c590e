package org.jawort.optin.funnel;

/** The one place that says which events are sign-ups and what became of each. */
final class SettledSql {
  /**
   * The events that are sign-ups: by the recipient, or at somebody else's wish. Asking to renew
   * what is given is none (the status stayed), neither is a trial of staff.
   */
  static final String IS_SIGN_UP =
      """
      (s.type = 'SIGNED_UP' OR s.type = 'REQUESTED' AND s.status IN ('TRIGGERED', 'SENT'))
      AND s.source <> 'TRIAL'\
      """;

  /**
   * The fate of each row s of consent_event, as the columns of sign_up_fate. The answer is the
   * first decision after the sign-up; the mails and fetches are those of the run that was open
   * then, so that whoever signs up again while asked shares mails and answer. Look-ups by index for
   * each row.
   */
  static final String FATE =
      """
      SELECT s.tenant_id, s.id AS event_id, s.contact_point_id, s.at, s.form_id, s.source,
             r.process_id, r.process_version, coalesce(mailbox_provider(p.address), 'UNKNOWN') AS provider,
             CASE WHEN k.given THEN 'GIVEN' WHEN d.type IS NOT NULL THEN d.type
                  WHEN p.id IS NULL THEN 'ERASED' ELSE 'WAITING' END AS fate,
             CASE WHEN k.given THEN 'NONE' WHEN k.pressed THEN 'ACCEPTED'
                  ELSE coalesce(m.mail, CASE WHEN EXISTS (
                    SELECT FROM consent_event a
                    WHERE a.tenant_id = s.tenant_id AND a.contact_point_id = s.contact_point_id
                      AND a.purpose_id = s.purpose_id AND a.type = 'SENT' AND a.id > s.id
                      AND a.at <= coalesce(d.at, 'infinity'))
                  THEN 'ACCEPTED' ELSE 'NONE' END) END AS mail,
             NOT k.given AND (k.pressed OR coalesce(m.fetched, false)) AS fetched,
             CASE WHEN d.type = 'CONFIRMED'
                  THEN greatest(0, floor(extract(epoch FROM d.at - s.at)))::int END AS seconds
      FROM sign_up s
      LEFT JOIN LATERAL (
        SELECT p.id, p.address FROM contact_point p
        WHERE p.tenant_id = s.tenant_id AND p.id = s.contact_point_id LIMIT 1) p ON true
      LEFT JOIN LATERAL (
        SELECT d.type, d.at, d.source FROM consent_event d
        WHERE d.tenant_id = s.tenant_id AND d.contact_point_id = s.contact_point_id
          AND d.purpose_id = s.purpose_id AND d.type IN ('CONFIRMED', 'REFUSED', 'LAPSED')
          AND d.id > s.id AND s.status NOT IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
        ORDER BY d.id LIMIT 1) d ON true
      CROSS JOIN LATERAL (
        SELECT s.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') AS given,
               coalesce(d.type <> 'LAPSED' AND d.source = 'LINK', false) AS pressed) k
      LEFT JOIN LATERAL (
        SELECT r.id, r.process_id, r.process_version FROM run r
        WHERE r.tenant_id = s.tenant_id AND r.contact_point_id = s.contact_point_id
          AND r.purpose_id = s.purpose_id AND r.started_at <= s.at AND NOT k.given
        ORDER BY r.started_at DESC, r.id DESC LIMIT 1) r ON true
      LEFT JOIN LATERAL (
        SELECT (array_agg(w.state ORDER BY w.place DESC))[1] AS mail,
               bool_or(EXISTS (
                 SELECT FROM link_fetch l
                 WHERE l.tenant_id = w.tenant_id AND l.message_id = w.id
                   AND l.at <= coalesce(d.at, 'infinity'))) AS fetched
        FROM (SELECT m.tenant_id, m.id, t.state,
                     array_position('{WITHHELD,EXPIRED,REFUSED,UNTRIED,TRIED,ACCEPTED}', t.state)
                       AS place
              FROM message m
              CROSS JOIN LATERAL (
                SELECT CASE WHEN m.status <> 'QUEUED' THEN m.status
                            WHEN m.answer IS NULL THEN 'UNTRIED' ELSE 'TRIED' END AS state) t
              WHERE m.tenant_id = s.tenant_id AND m.contact_point_id = s.contact_point_id
                AND (m.run_id = r.id OR EXISTS (
                  SELECT FROM message_also a
                  WHERE a.tenant_id = m.tenant_id AND a.message_id = m.id AND a.run_id = r.id))
                AND m.message_class = 'OPT_IN' AND NOT k.pressed) w) m ON true
      """;

  /**
   * Sign-ups that nothing is written down of, and of those that are not settled what is: what the
   * work looked through last, and for the contact points {@code :touched}, of which something was
   * told since, the events themselves. Columns of FATE; of the period from {@code :from} to {@code
   * :to}.
   */
  static final String UNSETTLED =
      """
      WITH touched AS MATERIALIZED (SELECT unnest(:touched::uuid[]) AS id),
      sign_up AS MATERIALIZED (
        SELECT s.* FROM touched t
        JOIN consent_event s ON s.contact_point_id = t.id
        WHERE s.tenant_id = :tenant AND s.at >= :from AND s.at < :to AND %s
          AND NOT EXISTS (SELECT FROM sign_up_fate f
                          WHERE f.tenant_id = :tenant AND f.event_id = s.id))
      SELECT at, form_id, source, process_id, process_version, provider, fate, mail, fetched,
             seconds
      FROM sign_up_open o
      WHERE o.tenant_id = :tenant AND o.at >= :from AND o.at < :to
        AND NOT EXISTS (SELECT FROM touched t WHERE t.id = o.contact_point_id)
      UNION ALL
      SELECT at, form_id, source, process_id, process_version, provider, fate, mail, fetched,
             seconds
      FROM (%s) l
      """
          .formatted(IS_SIGN_UP, FATE);

  /** Rows of sign_up_fate, counted as the rows of sign_up_day. */
  static String days(String fates) {
    return """
        (SELECT tenant_id, (at AT TIME ZONE 'UTC')::date AS day,
                coalesce(form_id::text, '') AS form, source,
                coalesce(process_id || ':' || process_version, '') AS process, provider, fate,
                mail, fetched, coalesce(told_seconds(seconds), -1) AS seconds, count(*) AS count
         FROM %s GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
        """
        .formatted(fates);
  }

  /** The same as the rows of sign_up_quarter. */
  static String quarters(String fates) {
    return """
        (SELECT tenant_id, date_bin('15 minutes', at, '2000-01-01Z') AS quarter,
                coalesce(form_id::text, '') AS form, fate, count(*) AS count
         FROM %s GROUP BY 1, 2, 3, 4)
        """
        .formatted(fates);
  }

  private SettledSql() {}
}
