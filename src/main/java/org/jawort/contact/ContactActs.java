package org.jawort.contact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.UUID;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes for good what was done to contacts, by whom and when; nothing about the people. */
@Component
public class ContactActs {
  private final Ids ids;
  private final InstantSource clock;

  ContactActs(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** What can be done. */
  public enum Act {
    /** Another contact was merged into it. */
    MERGED,
    /** It was erased, with everything personal in its history. */
    ERASED,
    /** One of its contact points was. */
    POINT_ERASED,
    /** A contact point without history was removed. */
    POINT_REMOVED,
    /** It was erased but for the proof that must still be kept. */
    PROOF_KEPT,
    /** That proof was erased too. */
    PROOF_ERASED,
    /** The recipient confirmed anew, which ended the suppression of the address. */
    SUPPRESSION_LIFTED,
    /** A member of staff took an address off the suppression list. */
    SUPPRESSION_REMOVED
  }

  /**
   * Notes it inside the caller's transaction.
   *
   * @param other the contact that was merged, or the contact point, or null
   * @param note a reason in the words of staff, or null
   * @return the id of the note
   */
  public UUID note(
      Connection connection,
      TenantId tenant,
      Act act,
      Actor actor,
      @Nullable UUID contact,
      @Nullable UUID other,
      @Nullable String note)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_act (tenant_id, id, at, act, actor, actor_id, contact_id, other_id, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    UUID id = ids.next();
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, id);
      insert.setTimestamp(3, Timestamp.from(clock.instant()));
      insert.setString(4, act.name());
      insert.setString(5, actor.kind().name());
      insert.setObject(6, actor.id());
      insert.setObject(7, contact);
      insert.setObject(8, other);
      insert.setString(9, note);
      insert.executeUpdate();
    }
    return id;
  }
}
