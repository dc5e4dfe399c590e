package org.jawort.consent.filter;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The door to conditions: read them, write them, ask them. */
@Component
public class Conditions {
  private final Purposes purposes;
  private final CustomFields fields;
  private final ContactGroups groups;
  private final Tenants tenants;
  private final InstantSource clock;
  private final JsonMapper json;

  Conditions(
      Purposes purposes,
      CustomFields fields,
      ContactGroups groups,
      Tenants tenants,
      InstantSource clock,
      JsonMapper json) {
    this.purposes = purposes;
    this.fields = fields;
    this.groups = groups;
    this.tenants = tenants;
    this.clock = clock;
    this.json = json;
  }

  /** Reads the JSON form; what it names must be the tenant's. */
  public ConditionRead read(TenantId tenant, JsonNode node) {
    var reader = new ConditionJson();
    Condition condition = reader.read(node);
    if (condition == null || !reader.faults().isEmpty()) {
      return new ConditionRead.Bad(reader.faults());
    }
    var check = new ConditionCheck(vocabulary(tenant));
    Condition checked = check.check(condition, "");
    return check.faults().isEmpty()
        ? new ConditionRead.Good(checked)
        : new ConditionRead.Bad(check.faults());
  }

  /** Whether a condition that was put together otherwise can be asked; its values as kept. */
  public ConditionRead check(TenantId tenant, Condition condition) {
    return read(tenant, ConditionJson.write(condition));
  }

  /** The JSON form. */
  public JsonNode write(Condition condition) {
    return ConditionJson.write(condition);
  }

  /**
   * What defines a dynamic group, as it is kept.
   *
   * @throws IllegalStateException where it is none of ours, as a newer program wrote it
   */
  public Condition kept(String definition) {
    var reader = new ConditionJson();
    Condition condition = reader.read(json.readTree(definition));
    if (condition == null || !reader.faults().isEmpty()) {
      throw new IllegalStateException("a condition that cannot be read: " + reader.faults());
    }
    return condition;
  }

  /** The statement that finds whom it holds for; asked inside a transaction of the tenant. */
  public ConditionSql sql(TenantId tenant, Condition condition) {
    return new ConditionCompiler(tenant.value(), vocabulary(tenant)).compile(condition);
  }

  private Vocabulary vocabulary(TenantId tenant) {
    Tenant own = tenants.find(tenant);
    return new Vocabulary(
        LocalDate.ofInstant(clock.instant(), own.timeZone()),
        own.timeZone(),
        own.country(),
        purposes.all(tenant).stream().collect(Collectors.toMap(Purpose::key, p -> p.id().value())),
        fields.all(tenant).stream().collect(Collectors.toMap(CustomField::id, Function.identity())),
        groups(tenant));
  }

  private Map<UUID, Optional<Condition>> groups(TenantId tenant) {
    var known = new HashMap<UUID, Optional<Condition>>();
    groups
        .definitions(tenant)
        .forEach((group, definition) -> known.put(group, definition.map(this::kept)));
    return known;
  }
}
