package org.jawort.consent.permission;

/**
 * Who is on Austria's ECG list, in SQL: what {@code may_we_write} is told of a row p of
 * contact_point. The list binds whoever writes under Austria's law, from Austria, or to an address
 * of it (law 67); it is no matter where no message would rest on it.
 */
public final class ListedSql {
  private ListedSql() {}

  /**
   * At this moment, given as {@code :now}.
   *
   * @param kind expression for the message class
   * @param jurisdiction expression for that of the purpose
   */
  public static String now(String kind, String jurisdiction) {
    return at(kind, jurisdiction, ":now");
  }

  /** At the past instant t.moment. */
  static String then(String kind, String jurisdiction) {
    return at(kind, jurisdiction, "t.moment");
  }

  private static String at(String kind, String jurisdiction, String moment) {
    return """
        (CASE WHEN %s IN ('ADVERTISING', 'EXISTING_CUSTOMER') AND p.channel = 'EMAIL'
               AND (%s = 'AT' OR p.address_key LIKE '%%.at'
                 OR p.tenant_id = ANY (ARRAY(SELECT id FROM tenant WHERE country = 'AT')))
              THEN on_ecg_list(p.tenant_id, p.address_key, %s) ELSE false END)\
        """
        .formatted(kind, jurisdiction, moment);
  }
}
