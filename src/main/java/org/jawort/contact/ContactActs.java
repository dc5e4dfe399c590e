package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
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
    SUPPRESSION_REMOVED,
    /** It was put into a group. */
    GROUP_JOINED,
    /** It was taken out of a group. */
    GROUP_LEFT,
    /** One of the tenant's own fields was written. */
    FIELD_WRITTEN
  }

  /**
   * Notes the same of many contacts, inside the caller's transaction.
   *
   * @param other the group or the field
   */
  public void note(
      Connection connection,
      TenantId tenant,
      Act act,
      Actor actor,
      Collection<ContactId> contacts,
      UUID other)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_act (tenant_id, id, at, act, actor, actor_id, contact_id, other_id)
        SELECT :tenant, n.id, :at, :act, :actor, :by, n.contact_id, :other
        FROM unnest(:id::uuid[], :contact::uuid[]) AS n (id, contact_id)
        """;
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .instant("at", clock.instant())
        .text("act", act.name())
        .text("actor", actor.kind().name())
        .uuid("by", actor.id())
        .uuid("other", other)
        .uuids("id", contact -> ids.next())
        .uuids("contact", ContactId::value)
        .update();
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
        VALUES (:tenant, :id, :at, :act, :actor, :by, :contact, :other, :note)
        """;
    UUID id = ids.next();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id)
        .instant("at", clock.instant())
        .text("act", act.name())
        .text("actor", actor.kind().name())
        .uuid("by", actor.id())
        .uuid("contact", contact)
        .uuid("other", other)
        .text("note", note)
        .update();
    return id;
  }
}
