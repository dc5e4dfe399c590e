package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.purpose.WordingId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a declaration, and puts into it what it names by id: words and file as they are kept. */
@Component
class DeclaredEvidence {
  private final EvidenceFiles files;
  private final InstantSource clock;

  DeclaredEvidence(EvidenceFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * A declaration that holds what its evidence is, and what it lacks.
   *
   * @param lacks empty where it is complete
   */
  record Checked(Declaration declaration, List<DeclarationProblem> lacks) {}

  private record Words(String text, Instant since) {}

  Checked check(Connection connection, Recording by, Declaration given) throws SQLException {
    var lacks = new ArrayList<DeclarationProblem>();
    Declaration whole =
        given.with(
            words(connection, by, given, lacks), file(connection, by.tenant(), given, lacks));
    lacks.addAll(
        DeclarationRules.ofConsent(whole, isForCalls(connection, by, given), clock.instant()));
    return new Checked(whole, lacks.stream().distinct().toList());
  }

  private static @Nullable String words(
      Connection connection, Recording by, Declaration given, List<DeclarationProblem> lacks)
      throws SQLException {
    if (given.wording() == null) {
      return given.wordingText();
    }
    Optional<Words> words = words(connection, by, new WordingId(given.wording()));
    if (words.isEmpty()) {
      lacks.add(DeclarationProblem.WORDING_UNKNOWN);
    } else if (given.at() != null && given.at().isBefore(words.get().since())) {
      lacks.add(DeclarationProblem.WORDING_LATER);
    }
    // Words stand in for those that are not known, so that they are complained about once.
    return words.map(Words::text).orElse("?");
  }

  private static Optional<Words> words(Connection connection, Recording by, WordingId id)
      throws SQLException {
    String sql =
        """
        SELECT text, created_at FROM wording
        WHERE tenant_id = :tenant AND purpose_id = :purpose AND id = :id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", by.tenant().value())
        .uuid("purpose", by.purpose().value())
        .uuid("id", id.value())
        .first(
            row ->
                new Words(
                    row.getString(1), Objects.requireNonNull(Rows.instant(row, "created_at"))));
  }

  private Declaration.@Nullable File file(
      Connection connection, TenantId tenant, Declaration given, List<DeclarationProblem> lacks)
      throws SQLException {
    if (given.file() == null) {
      return null;
    }
    Optional<Declaration.File> kept = files.find(connection, tenant, given.file().id());
    if (kept.isEmpty()) {
      lacks.add(DeclarationProblem.FILE_UNKNOWN);
    }
    return kept.orElse(given.file());
  }

  /**
   * Whether what was said is about calls (§ 7a UWG), by the version of the purpose that {@code
   * Ledger} finds for it, or by what the purpose says now: the stricter of the two.
   */
  private static boolean isForCalls(Connection connection, Recording by, Declaration given)
      throws SQLException {
    String sql =
        """
        SELECT u.calls OR coalesce(
                 (SELECT n.calls FROM purpose_version n
                  WHERE n.tenant_id = u.tenant_id AND n.purpose_id = u.id AND n.version = coalesce(
                    (SELECT w.purpose_version FROM wording w
                     WHERE w.tenant_id = u.tenant_id AND w.purpose_id = u.id AND w.id = :wording),
                    (SELECT max(m.version) FROM purpose_version m
                     WHERE m.tenant_id = u.tenant_id AND m.purpose_id = u.id
                       AND m.valid_from <= :at),
                    u.version)),
                 false)
        FROM purpose u WHERE u.tenant_id = :tenant AND u.id = :purpose
        """;
    return Rows.sql(connection, sql)
        .uuid("wording", given.wording())
        .instant("at", given.at())
        .uuid("tenant", by.tenant().value())
        .uuid("purpose", by.purpose().value())
        .first(row -> row.getBoolean(1))
        .orElseThrow(() -> new IllegalArgumentException("no purpose " + by.purpose()));
  }
}
