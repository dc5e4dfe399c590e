package org.jawort.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactReads;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.springframework.stereotype.Component;

/**
 * Contacts of whom nothing was heard and to whom nothing was sent for long: a list to decide on,
 * and nothing goes by itself. Whether somebody is still needed no rule can tell.
 */
@Component
public class InactiveContacts {
  /** Contacts on a page. */
  public static final int PAGE = 50;

  /** So many contacts one page looks at, be most of them active. */
  private static final int LOOKED_AT = 2_000;

  private final Database database;
  private final ContactReads reads;
  private final RetentionPeriods periods;
  private final InstantSource clock;

  InactiveContacts(
      Database database, ContactReads reads, RetentionPeriods periods, InstantSource clock) {
    this.database = database;
    this.reads = reads;
    this.periods = periods;
    this.clock = clock;
  }

  /**
   * A page.
   *
   * @param cards the oldest first
   * @param next where the next page begins; empty where there is none
   */
  public record Page(List<ContactCard> cards, Optional<UUID> next) {
    /** Copies the list. */
    public Page {
      cards = List.copyOf(cards);
    }
  }

  private record Looked(UUID contact, boolean inactive) {}

  /**
   * Looks on behind a contact.
   *
   * @param after all zeros: from the beginning
   */
  public Page page(TenantId tenant, UUID after) {
    Instant before = clock.instant().minus(periods.of(tenant, KeptThing.INACTIVE));
    return database.read(
        tenant,
        connection -> {
          List<Looked> looked = looked(connection, tenant, after, before);
          List<UUID> found =
              looked.stream().filter(Looked::inactive).map(Looked::contact).limit(PAGE).toList();
          List<ContactCard> cards =
              reads
                  .cards(connection, tenant, found.stream().map(ContactId::new).toList())
                  .reversed();
          return new Page(cards, next(looked, found));
        });
  }

  private static Optional<UUID> next(List<Looked> looked, List<UUID> found) {
    if (found.size() == PAGE && !found.getLast().equals(looked.getLast().contact())) {
      return Optional.of(found.getLast());
    }
    return looked.size() == LOOKED_AT ? Optional.of(looked.getLast().contact()) : Optional.empty();
  }

  /** Ids begin with their time (UUIDv7), those of contacts as those of events and messages. */
  private static List<Looked> looked(
      Connection connection, TenantId tenant, UUID after, Instant before) throws SQLException {
    String sql =
        """
        SELECT c.id, NOT EXISTS (
                 SELECT FROM contact_point p
                 WHERE p.tenant_id = c.tenant_id AND p.contact_id = c.id
                   AND (EXISTS (SELECT FROM consent_event e
                                WHERE e.tenant_id = p.tenant_id AND e.contact_point_id = p.id
                                  AND e.at >= :before)
                     OR EXISTS (SELECT FROM message m
                                WHERE m.tenant_id = p.tenant_id AND m.contact_point_id = p.id
                                  AND m.created_at >= :before))) AS inactive
        FROM (
          SELECT tenant_id, id FROM contact
          WHERE tenant_id = :tenant AND id > :after AND id < :first AND updated_at < :before
            AND NOT trial
          ORDER BY id LIMIT :most) c
        ORDER BY c.id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("after", after)
        .uuid("first", new UUID(before.toEpochMilli() << 16, 0))
        .instant("before", before)
        .integer("most", LOOKED_AT)
        .list(row -> new Looked(row.getObject("id", UUID.class), row.getBoolean("inactive")));
  }
}
