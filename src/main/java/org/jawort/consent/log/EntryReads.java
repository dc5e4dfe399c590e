package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The tenants' side of the log: where their events stand, and the proof of it. */
@Component
public class EntryReads {
  private final Database database;
  private final LogReads log;

  EntryReads(Database database, LogReads log) {
    this.database = database;
    this.log = log;
  }

  /**
   * What became of an event: where it stands, or that it waits; ids that are unknown are left out.
   */
  public sealed interface Found {
    /**
     * It has its place.
     *
     * @param file the proof, a file {@code c2sp.org/tlog-proof@v1}
     */
    record Sealed(long position, byte[] commitment, String file) implements Found {}

    /** The sealer has not come to it, or witnesses that answer have not cosigned it yet. */
    record Waiting() implements Found {}
  }

  private record Place(long position, byte[] commitment) {}

  /** Proofs of all the events, against one and the same checkpoint. */
  public Map<UUID, Found> proofs(TenantId tenant, List<UUID> events) {
    return database.read(
        tenant,
        connection -> {
          // First the places, then the checkpoint: so none of them lies beyond it.
          Map<UUID, Optional<Place>> places = places(connection, tenant, events);
          long entries =
              places.values().stream()
                  .flatMap(Optional::stream)
                  .mapToLong(place -> place.position() + 1)
                  .max()
                  .orElse(0);
          Optional<LogReads.Latest> checkpoint = log.covering(connection, entries);
          return checkpoint.isPresent()
              ? found(connection, places, checkpoint.get())
              : waiting(places.keySet());
        });
  }

  /** Witnesses are just being asked. */
  private static Map<UUID, Found> waiting(Set<UUID> events) {
    var found = new HashMap<UUID, Found>();
    events.forEach(event -> found.put(event, new Found.Waiting()));
    return found;
  }

  private static Map<UUID, Found> found(
      Connection connection, Map<UUID, Optional<Place>> places, LogReads.Latest latest)
      throws SQLException {
    var needed = new LinkedHashSet<TileTree.Place>();
    places
        .values()
        .forEach(
            p -> p.ifPresent(q -> needed.addAll(TileTree.needed(q.position(), latest.size()))));
    var tree = new TileTree(latest.size(), LogReads.tiles(connection, needed));
    var found = new HashMap<UUID, Found>();
    places.forEach(
        (event, place) ->
            found.put(
                event,
                place.<Found>map(p -> sealed(p, tree, latest)).orElseGet(Found.Waiting::new)));
    return found;
  }

  /**
   * Proofs of the events against an earlier checkpoint, by event; without those that it does not
   * cover.
   *
   * @param note the checkpoint as it was signed
   */
  public Map<UUID, String> proofsAgainst(String note, TenantId tenant, List<UUID> events) {
    long size = Checkpoint.parse(SignedNote.parse(note).text()).size();
    return database.read(
        tenant,
        connection -> {
          Map<UUID, Optional<Place>> places = places(connection, tenant, events);
          var covered = new HashMap<UUID, Place>();
          places.forEach(
              (event, place) ->
                  place.filter(p -> p.position() < size).ifPresent(p -> covered.put(event, p)));
          var needed = new LinkedHashSet<TileTree.Place>();
          covered.values().forEach(p -> needed.addAll(TileTree.needed(p.position(), size)));
          var tree = new TileTree(size, LogReads.tiles(connection, needed));
          var against = new LogReads.Latest(size, note, log.latest(connection).verifierKey());
          var proofs = new HashMap<UUID, String>();
          covered.forEach((event, place) -> proofs.put(event, file(place, tree, against)));
          return proofs;
        });
  }

  private static Found sealed(Place place, TileTree tree, LogReads.Latest latest) {
    return new Found.Sealed(place.position(), place.commitment(), file(place, tree, latest));
  }

  private static String file(Place place, TileTree tree, LogReads.Latest checkpoint) {
    return new LogProof(
            Optional.of(new ProofExtra(place.commitment(), checkpoint.verifierKey()).bytes()),
            place.position(),
            tree.path(place.position()),
            SignedNote.parse(checkpoint.note()))
        .toString();
  }

  private static Map<UUID, Optional<Place>> places(
      Connection connection, TenantId tenant, List<UUID> events) throws SQLException {
    String sql =
        """
        SELECT e.id, l.position, l.commitment FROM consent_event e
        LEFT JOIN log_entry l ON l.tenant_id = e.tenant_id AND l.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.id = ANY (:events)
        """;
    var places = new LinkedHashMap<UUID, Optional<Place>>();
    Rows.batch(connection, sql, events)
        .uuid("tenant", tenant.value())
        .uuids("events", event -> event)
        .each(row -> places.put(row.getObject("id", UUID.class), place(row)));
    return places;
  }

  private static Optional<Place> place(ResultSet row) throws SQLException {
    byte[] commitment = row.getBytes("commitment");
    return commitment == null
        ? Optional.empty()
        : Optional.of(new Place(row.getLong("position"), commitment));
  }

  /** The openings of those of the events whose personal part was neither erased nor restricted. */
  public Map<UUID, EntryOpening> openings(TenantId tenant, List<UUID> events) {
    String sql =
        """
        SELECT %s FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.id = ANY (:events) AND NOT v.restricted
        """
            .formatted(CanonicalRecord.COLUMNS);
    return database.read(
        tenant,
        connection -> {
          var openings = new HashMap<UUID, EntryOpening>();
          Rows.batch(connection, sql, events)
              .uuid("tenant", tenant.value())
              .uuids("events", event -> event)
              .each(
                  row ->
                      openings.put(
                          row.getObject("id", UUID.class),
                          new EntryOpening(CanonicalRecord.of(row), row.getBytes("salt"))));
          return openings;
        });
  }
}
