package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.campaign.CampaignFacts;
import org.jawort.campaign.Campaigns;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepSurroundings;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what processes rely on: campaigns, groups, fields, staff. */
@Component
class ProcessReferences {
  private final Database database;
  private final JdbcClient jdbc;
  private final Campaigns campaigns;
  private final ContactGroups groups;
  private final CustomFields fields;

  ProcessReferences(
      Database database,
      JdbcClient jdbc,
      Campaigns campaigns,
      ContactGroups groups,
      CustomFields fields) {
    this.database = database;
    this.jdbc = jdbc;
    this.campaigns = campaigns;
    this.groups = groups;
    this.fields = fields;
  }

  /** What stands around the steps of a process in the given language. */
  StepSurroundings around(TenantId tenant, Language language, List<Step> steps) {
    return around(tenant, language, campaigns.facts(tenant, campaignsOf(steps)));
  }

  /** The same with all campaigns that a step may send. */
  StepSurroundings aroundAll(TenantId tenant, Language language) {
    List<UUID> all = campaigns.all(tenant).stream().map(campaign -> campaign.id().value()).toList();
    return around(tenant, language, campaigns.facts(tenant, all));
  }

  private StepSurroundings around(
      TenantId tenant, Language language, Map<UUID, CampaignFacts> facts) {
    List<CustomField> own = fields.all(tenant);
    return new StepSurroundings(
        language,
        facts,
        named(groups.all(tenant), ContactGroup::id, ContactGroup::name),
        named(own, CustomField::id, CustomField::name),
        staff(tenant),
        own.stream().collect(Collectors.toMap(CustomField::id, field -> field)));
  }

  /** In the given order. */
  private static <T> Map<UUID, String> named(
      List<T> all, Function<T, UUID> id, Function<T, String> name) {
    return all.stream()
        .collect(Collectors.toMap(id, name, (one, other) -> one, LinkedHashMap::new));
  }

  /** Keeps the campaigns as they are, and groups and fields there, until the transaction ends. */
  void hold(Connection connection, TenantId tenant, List<Step> steps) throws SQLException {
    campaigns.hold(connection, tenant, campaignsOf(steps));
    List<UUID> own =
        steps.stream()
            .map(
                step ->
                    switch (step) {
                      case Step.AddToGroup s -> s.group();
                      case Step.RemoveFromGroup s -> s.group();
                      case Step.SetField s -> s.field();
                      default -> null;
                    })
            .filter(Objects::nonNull)
            .toList();
    groups.hold(connection, tenant, own);
    fields.hold(connection, tenant, own);
  }

  /** What the ids in the steps are called; what is gone is missing. */
  Map<UUID, String> names(TenantId tenant, List<Step> steps) {
    return around(tenant, Language.EN, steps).names();
  }

  static List<UUID> campaignsOf(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> step instanceof Step.SendCampaign s ? Stream.of(s) : Stream.empty())
        .map(Step.SendCampaign::campaign)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Members of staff who may sign in, by their names. */
  private Map<UUID, String> staff(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc
                .sql(
                    """
                    SELECT id, name FROM staff_user
                    WHERE tenant_id = :tenant AND disabled_at IS NULL ORDER BY name, id
                    """)
                .param("tenant", tenant.value())
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> one,
                        LinkedHashMap::new)));
  }
}
