package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.Basis;
import org.jawort.consent.Declaration;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.Recording;
import org.jawort.consent.declaration.ImportedStatement;
import org.jawort.consent.declaration.ImportedStatements;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The firewall: hands what rows say of consents to the ledger's doors, a "no" before a consent. The
 * row itself is the evidence.
 */
@Component
class ClaimedRows {
  /** Where the ledger says that it comes from. */
  static final String SOURCE = "IMPORT";

  private final ImportedStatements statements;
  private final MailBlockChanges blocks;
  private final JsonMapper json;

  ClaimedRows(ImportedStatements statements, MailBlockChanges blocks, JsonMapper json) {
    this.statements = statements;
    this.blocks = blocks;
    this.json = json;
  }

  private record Claimed(
      ContactPointId point, Claim claim, StagedRow.Proof proof, @Nullable UUID purpose) {}

  /**
   * Who brings the claims.
   *
   * @param by whose act a "no" is
   * @param declares whose act a consent is; by it undoing an import finds what it declared
   * @param source where the ledger says that they come from
   */
  record Bringer(Actor by, Actor declares, String source) {
    /** A file, and who uploaded it. */
    static Bringer of(Import of) {
      return new Bringer(of.actor(), actor(of.id()), SOURCE);
    }
  }

  /** An import's own actor. */
  static Actor actor(ImportId id) {
    return new Actor(Actor.Kind.IMPORT, id.value());
  }

  /** Records the claims of a span; returns how many came to what. */
  Map<String, Integer> record(
      Connection connection, Span span, Mapping mapping, Bringer bringer, Instant now)
      throws SQLException {
    var counts = new HashMap<String, Integer>();
    var about = new LinkedHashMap<UUID, List<Claimed>>();
    for (Claimed one : read(connection, span)) {
      UUID purpose = one.purpose() == null ? mapping.purpose() : one.purpose();
      if (purpose != null) {
        about.computeIfAbsent(purpose, any -> new ArrayList<>()).add(one);
      }
    }
    for (Map.Entry<UUID, List<Claimed>> one : about.entrySet()) {
      var no =
          new Recording(span.tenant(), new PurposeId(one.getKey()), bringer.by(), bringer.source());
      record(connection, no, bringer.declares(), one.getValue(), now)
          .forEach((what, count) -> counts.merge(what, count, Integer::sum));
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private Map<String, Integer> record(
      Connection connection, Recording by, Actor declares, List<Claimed> claims, Instant now)
      throws SQLException {
    var counts = new HashMap<String, Integer>();
    List<ImportedStatement> no = said(claims.stream().filter(c -> c.claim().isNo()).toList());
    if (!no.isEmpty()) {
      counts.put("REVOKED", statements.refuse(connection, by, no).size());
    }
    List<Claimed> blocked = claims.stream().filter(c -> c.claim().blocks()).toList();
    if (!blocked.isEmpty()) {
      counts.put("BLOCKED", block(connection, by, blocked, now));
    }
    List<ImportedStatement> given =
        said(claims.stream().filter(c -> c.claim() == Claim.GIVEN).toList());
    if (!given.isEmpty()) {
      var recording = new Recording(by.tenant(), by.purpose(), declares, by.source());
      counts.put("DECLARED", statements.declare(connection, recording, given).size());
    }
    return counts;
  }

  private List<Claimed> read(Connection connection, Span span) throws SQLException {
    String sql =
        """
        SELECT p.id, r.claim, r.evidence, r.purpose_id FROM import_row r
        """
            + KnownRows.POINT
            + """
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome <> 'REFUSED' AND r.claim IS NOT NULL
        ORDER BY r.number
        """;
    return span.sql(connection, sql)
        .plannedAnew()
        .list(
            row ->
                new Claimed(
                    new ContactPointId(row.getObject(1, UUID.class)),
                    Claim.valueOf(row.getString(2)),
                    json.readValue(row.getString(3), StagedRow.Proof.class),
                    row.getObject(4, UUID.class)));
  }

  /** Each contact point once; the first row counts. */
  private static List<ImportedStatement> said(List<Claimed> claims) {
    Set<ContactPointId> taken = new HashSet<>();
    var said = new ArrayList<ImportedStatement>();
    for (Claimed one : claims) {
      if (taken.add(one.point())) {
        said.add(new ImportedStatement(one.point(), declaration(one), one.proof().ip()));
      }
    }
    return said;
  }

  private static Declaration declaration(Claimed one) {
    StagedRow.Proof proof = one.proof();
    boolean given = one.claim() == Claim.GIVEN;
    Instant yes = proof.confirmedAt() == null ? proof.at() : proof.confirmedAt();
    return Declaration.builder()
        .basis(given ? Basis.IMPORTED : null)
        .at(given ? yes : proof.outAt())
        .occasion(proof.source())
        .wordingText(given ? proof.wording() : null)
        .note(proof.row())
        .build();
  }

  private int block(Connection connection, Recording by, List<Claimed> claims, Instant now)
      throws SQLException {
    Set<ContactPointId> taken = new HashSet<>();
    List<MailBlockChanges.Report> reports =
        claims.stream()
            .filter(one -> taken.add(one.point()))
            .map(
                one ->
                    new MailBlockChanges.Report(
                        by.tenant(),
                        one.point(),
                        one.claim() == Claim.BOUNCED ? MailBlock.HARD_BOUNCE : MailBlock.COMPLAINT,
                        by.source(),
                        null,
                        null,
                        now))
            .toList();
    blocks.report(connection, reports);
    return reports.size();
  }
}
