package org.jawort.desk.web.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.AuditOutcome;
import org.jawort.tenant.audit.AuditQuestion;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What somebody searches the audit log for, as it was typed. */
record AuditWish(FormInput form, ZoneId zone) {
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The question; what cannot be read is refused with words, and asks for nothing. */
  AuditQuestion question() {
    return new AuditQuestion(
        day("from", 0),
        day("to", 1),
        id("who"),
        id("about"),
        one(AuditKind.values(), "kind"),
        one(AuditOutcome.values(), "outcome"));
  }

  private @Nullable Instant day(String field, int later) {
    String text = form.value(field);
    try {
      return text.isEmpty()
          ? null
          : LocalDate.parse(text).plusDays(later).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      form.refuse(field, "audit.day.wrong");
      return null;
    }
  }

  private @Nullable UUID id(String field) {
    String text = form.value(field);
    if (!text.isEmpty() && !ID.matcher(text).matches()) {
      form.refuse(field, "audit.id.wrong");
    }
    return ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  private <E extends Enum<E>> @Nullable E one(E[] values, String field) {
    return Arrays.stream(values)
        .filter(value -> value.name().equals(form.value(field)))
        .findFirst()
        .orElse(null);
  }

  /** Behind which entry the page goes on. */
  Optional<UUID> before() {
    String text = form.value("before");
    return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** The address under which a page or a file answers the same wish. */
  String address(String path, @Nullable UUID before) {
    var address = UriComponentsBuilder.fromPath(path);
    for (String field : new String[] {"from", "to", "who", "about", "kind", "outcome"}) {
      if (form.value(field).matches("[\\w-]+")) {
        address.queryParam(field, form.value(field));
      }
    }
    if (before != null) {
      address.queryParam("before", before);
    }
    return address.build().toUriString();
  }
}
