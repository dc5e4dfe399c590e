package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.permission.AskingLimits;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.optin.process.ActiveProcesses;
import org.jawort.optin.run.MailBudget;
import org.jawort.optin.run.MailBudgets;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Why a request for consent would be refused at this moment, in the order in which {@link
 * OptInRequests} refuses; a property test compares the two.
 */
@Component
class RequestLimits implements AskingLimits {
  private final Purposes purposes;
  private final Wordings wordings;
  private final Tenants tenants;
  private final ActiveProcesses activeProcesses;
  private final MailBudgets budgets;
  private final InstantSource clock;

  RequestLimits(
      Purposes purposes,
      Wordings wordings,
      Tenants tenants,
      ActiveProcesses activeProcesses,
      MailBudgets budgets,
      InstantSource clock) {
    this.purposes = purposes;
    this.wordings = wordings;
    this.tenants = tenants;
    this.activeProcesses = activeProcesses;
    this.budgets = budgets;
    this.clock = clock;
  }

  @Override
  public Map<Asking, String> against(Connection connection, Collection<Asking> all)
      throws SQLException {
    var against = new HashMap<Asking, String>();
    Map<TenantId, List<Asking>> ofTenant =
        all.stream().collect(Collectors.groupingBy(Asking::tenant));
    for (Map.Entry<TenantId, List<Asking>> some : ofTenant.entrySet()) {
      against.putAll(against(connection, some.getKey(), some.getValue()));
    }
    return against;
  }

  private Map<Asking, String> against(Connection connection, TenantId tenant, List<Asking> some)
      throws SQLException {
    List<ContactPointId> points = some.stream().map(Asking::contactPoint).distinct().toList();
    Map<ContactPointId, Language> languages = languages(connection, tenant, points);
    MailBudget budget = budgets.ofKnown(connection, tenant, points, clock.instant());
    var worded = new HashMap<@Nullable String, Set<Language>>();
    some.forEach(one -> worded.computeIfAbsent(one.purpose(), key -> worded(tenant, key)));
    var against = new HashMap<Asking, String>();
    for (Asking one : some) {
      Language language = languages.get(one.contactPoint());
      if (language != null) {
        reason(one, language, worded.getOrDefault(one.purpose(), Set.of()), budget)
            .ifPresent(reason -> against.put(one, reason));
      }
    }
    return against;
  }

  private Optional<String> reason(
      Asking one, Language language, Set<Language> worded, MailBudget budget) {
    if (!worded.contains(language)) {
      return Optional.of("NO_WORDING");
    }
    if (!tenants.isComplete(one.tenant())) {
      return Optional.of("PROFILE");
    }
    // Whoever is not written to at once has time until the budget is there again.
    return activeProcesses.active(one.tenant(), language).atOnce()
            && !budget.allows(one.tenant(), one.contactPoint())
        ? Optional.of("MAILED_ENOUGH")
        : Optional.empty();
  }

  private Set<Language> worded(TenantId tenant, @Nullable String key) {
    return Optional.ofNullable(key).flatMap(known -> purposes.byKey(tenant, known)).stream()
        .flatMap(purpose -> wordings.current(tenant, purpose.id()).stream())
        .filter(wording -> wording.channel() == Channel.EMAIL)
        .map(Wording::language)
        .collect(Collectors.toSet());
  }

  private static Map<ContactPointId, Language> languages(
      Connection connection, TenantId tenant, List<ContactPointId> points) throws SQLException {
    String sql =
        """
        SELECT p.id, c.language FROM contact_point p
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        WHERE p.tenant_id = :tenant AND p.id = ANY (:points::uuid[])
        """;
    var languages = new HashMap<ContactPointId, Language>();
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .each(
            row ->
                languages.put(
                    new ContactPointId(row.getObject(1, UUID.class)),
                    Language.ofCode(row.getString(2))));
    return languages;
  }
}
