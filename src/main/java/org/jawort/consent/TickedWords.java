package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.WordingId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The words that somebody ticked, told apart by purpose: one submission may consent to several, and
 * each mail and page shows those that it is about.
 *
 * @param purposes of the wordings, where there are several to be told apart
 */
public record TickedWords(Map<WordingId, PurposeId> purposes) {
  /** Copies them. */
  public TickedWords {
    purposes = Map.copyOf(purposes);
  }

  /** Looks up what has to be told apart in these, inside the caller's transaction. */
  public static TickedWords in(
      Connection connection, Collection<TenantId> tenants, Collection<Evidence> evidences)
      throws SQLException {
    Set<UUID> wordings =
        evidences.stream()
            .map(Evidence::consents)
            .filter(boxes -> boxes.size() > 1)
            .flatMap(List::stream)
            .map(Evidence.Box::wording)
            .collect(Collectors.toSet());
    var purposes = new HashMap<WordingId, PurposeId>();
    if (!wordings.isEmpty()) {
      String sql =
          """
          SELECT w.id, w.purpose_id FROM wording w
          WHERE w.tenant_id = ANY (:tenants::uuid[]) AND w.id = ANY (:wordings::uuid[])
          """;
      Rows.batch(connection, sql, wordings)
          .uuids("tenants", tenants, TenantId::value)
          .uuids("wordings", id -> id)
          .each(
              row ->
                  purposes.put(
                      new WordingId(row.getObject("id", UUID.class)),
                      new PurposeId(row.getObject("purpose_id", UUID.class))));
    }
    return new TickedWords(purposes);
  }

  /** Those that were ticked for a purpose, in the order of the form. */
  public List<String> of(Evidence evidence, PurposeId asked) {
    List<Evidence.Box> boxes = evidence.consents();
    return boxes.stream()
        .filter(box -> boxes.size() == 1 || asked.equals(purpose(box)))
        .map(Evidence.Box::text)
        .toList();
  }

  private @Nullable PurposeId purpose(Evidence.Box box) {
    return box.wording() == null ? null : purposes.get(new WordingId(box.wording()));
  }
}
