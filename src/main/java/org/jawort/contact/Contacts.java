package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.DatabaseException;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to contacts: create, find, list, edit. */
@Component
public class Contacts {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int ATTEMPTS = 5;

  /** Addresses and numbers that one contact may have. */
  public static final int MOST_POINTS = 20;

  private final Database database;
  private final ContactReads reads;
  private final ContactWrites writes;
  private final Suppressions suppressions;
  private final AuditTrail trail;

  Contacts(
      Database database,
      ContactReads reads,
      ContactWrites writes,
      Suppressions suppressions,
      AuditTrail trail) {
    this.database = database;
    this.reads = reads;
    this.writes = writes;
    this.suppressions = suppressions;
    this.trail = trail;
  }

  /**
   * Creates contacts that do not come by their own request; no mail block is set, and without a
   * consent nobody may write to them all the same.
   *
   * @return for each in the same order: the new contact, or who has one of its addresses
   */
  public List<CreationOutcome> create(TenantId tenant, List<NewContact> wanted) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.write(tenant, connection -> create(connection, tenant, wanted));
      } catch (DatabaseException e) {
        // Another node took an address between our look and our insert: now we see it.
        if (attempt == ATTEMPTS || !isTaken(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isTaken(DatabaseException e) {
    return e.getCause() instanceof SQLException cause
        && UNIQUE_VIOLATION.equals(cause.getSQLState());
  }

  private List<CreationOutcome> create(
      Connection connection, TenantId tenant, List<NewContact> wanted) throws SQLException {
    List<CheckedAddress> addresses = addresses(wanted);
    Map<ContactReads.Key, ContactId> owners = reads.owners(connection, tenant, addresses);
    // Asked after the owners: who was erased in between is either still there or on the list.
    Set<CheckedAddress> suppressed = suppressions.among(connection, tenant, addresses);
    var created = new ArrayList<ContactCard>();
    var answers = new ArrayList<CreationOutcome>();
    for (NewContact contact : wanted) {
      CreationOutcome.@Nullable Known known = known(contact, owners);
      if (known == null) {
        ContactCard card = writes.draft(contact, suppressed);
        card.points().forEach(p -> owners.put(ContactReads.Key.of(p), card.contact().id()));
        created.add(card);
        answers.add(new CreationOutcome.Created(card));
      } else {
        answers.add(known);
      }
    }
    if (!created.isEmpty()) {
      writes.insert(connection, tenant, created);
      created.forEach(card -> trail.about(card.contact().id().value()));
    }
    return answers;
  }

  private static List<CheckedAddress> addresses(List<NewContact> wanted) {
    return wanted.stream().flatMap(contact -> contact.addresses().stream()).distinct().toList();
  }

  private static CreationOutcome.@Nullable Known known(
      NewContact contact, Map<ContactReads.Key, ContactId> owners) {
    return contact.addresses().stream()
        .filter(address -> owners.containsKey(ContactReads.Key.of(address)))
        .findFirst()
        .map(
            address ->
                new CreationOutcome.Known(
                    address, Objects.requireNonNull(owners.get(ContactReads.Key.of(address)))))
        .orElse(null);
  }

  /** Finds a contact; empty where the tenant has none of that id. */
  public Optional<ContactCard> find(TenantId tenant, ContactId id) {
    return database.read(
        tenant, connection -> reads.cards(connection, tenant, List.of(id)).stream().findFirst());
  }

  /** Whom each of the addresses belongs to, in their order; those that nobody has are missing. */
  public Map<CheckedAddress, ContactId> owners(TenantId tenant, List<CheckedAddress> addresses) {
    return database.read(
        tenant,
        connection -> {
          Map<ContactReads.Key, ContactId> known = reads.owners(connection, tenant, addresses);
          var owners = new LinkedHashMap<CheckedAddress, ContactId>();
          for (CheckedAddress address : addresses) {
            ContactId owner = known.get(ContactReads.Key.of(address));
            if (owner != null) {
              owners.put(address, owner);
            }
          }
          return owners;
        });
  }

  /** Finds whom an address belongs to. */
  public Optional<ContactCard> find(TenantId tenant, CheckedAddress address) {
    return database.read(
        tenant,
        connection -> {
          var owners = reads.owners(connection, tenant, List.of(address)).values();
          return reads.cards(connection, tenant, List.copyOf(owners)).stream().findFirst();
        });
  }

  /** Finds contact points; those that the tenant does not have are missing in the answer. */
  public Map<ContactPointId, ContactPoint> points(TenantId tenant, List<ContactPointId> ids) {
    return database.read(
        tenant,
        connection ->
            reads.points(connection, tenant, ids).stream()
                .collect(Collectors.toMap(ContactPoint::id, point -> point)));
  }

  /**
   * Lists contacts, the newest first; as fast on the last page as on the first.
   *
   * @param before the last one of the page before; empty for the first page
   * @param most contacts on the page
   */
  public List<ContactCard> list(TenantId tenant, Optional<ContactId> before, int most) {
    return database.read(
        tenant,
        connection ->
            reads.cards(connection, tenant, reads.page(connection, tenant, before, most)));
  }

  /**
   * Gives a contact one more address.
   *
   * @return what became of it
   */
  public AddPointOutcome add(TenantId tenant, ContactId contact, CheckedAddress address) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.write(tenant, connection -> add(connection, tenant, contact, address));
      } catch (DatabaseException e) {
        if (attempt == ATTEMPTS || !isTaken(e)) {
          throw e;
        }
      }
    }
  }

  private AddPointOutcome add(
      Connection connection, TenantId tenant, ContactId contact, CheckedAddress address)
      throws SQLException {
    // Nobody may merge or erase the contact meanwhile.
    if (writes.lock(connection, tenant, contact).isEmpty()) {
      return new AddPointOutcome.NoSuchContact();
    }
    ContactCard card = reads.cards(connection, tenant, List.of(contact)).getFirst();
    if (card.points().size() >= MOST_POINTS) {
      return new AddPointOutcome.Enough();
    }
    var owner =
        reads.owners(connection, tenant, List.of(address)).get(ContactReads.Key.of(address));
    if (owner != null) {
      return new AddPointOutcome.Known(owner);
    }
    boolean suppressed = !suppressions.among(connection, tenant, List.of(address)).isEmpty();
    ContactPoint point = writes.draft(contact, address, suppressed);
    ContactWrites.insertPoints(connection, tenant, List.of(point));
    writes.changed(connection, tenant, List.of(point.contact()));
    return new AddPointOutcome.Added(point);
  }

  /**
   * Changes a contact's master data.
   *
   * @param change makes the new data from those that stand
   * @return the contact as it is now; empty where the tenant has none of that id
   */
  public Optional<ContactCard> edit(
      TenantId tenant, ContactId id, UnaryOperator<MasterData> change) {
    return database.write(
        tenant,
        connection -> {
          Optional<MasterData> before = writes.lock(connection, tenant, id);
          if (before.isPresent() && !before.get().equals(change.apply(before.get()))) {
            writes.update(connection, tenant, id, change.apply(before.get()));
          }
          return reads.cards(connection, tenant, List.of(id)).stream().findFirst();
        });
  }
}
