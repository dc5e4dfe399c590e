package org.jawort.integration.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.ConditionFault;
import org.jawort.consent.filter.ConditionRead;
import org.jawort.consent.filter.Conditions;
import org.jawort.platform.TenantId;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a condition in a body; what is wrong with it is said where it stands. */
@Component
class FilterInputs {
  private final Conditions conditions;
  private final MessageSource messages;

  FilterInputs(Conditions conditions, MessageSource messages) {
    this.conditions = conditions;
    this.messages = messages;
  }

  /** Empty where the member is missing, or cannot be asked, which stands in the body then. */
  Optional<Condition> of(TenantId tenant, JsonInput body, String name) {
    JsonNode node = body.whole(name);
    if (node == null) {
      return Optional.empty();
    }
    return switch (conditions.read(tenant, node)) {
      case ConditionRead.Good(Condition condition) -> Optional.of(condition);
      case ConditionRead.Bad(List<ConditionFault> faults) -> {
        faults.forEach(fault -> body.refuseWithin(name, fault.where(), sentence(fault)));
        yield Optional.empty();
      }
    };
  }

  private String sentence(ConditionFault fault) {
    return messages.getMessage(fault.key(), fault.arguments().toArray(), Locale.ENGLISH);
  }
}
