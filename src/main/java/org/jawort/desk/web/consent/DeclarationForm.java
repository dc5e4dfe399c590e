package org.jawort.desk.web.consent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.Basis;
import org.jawort.consent.Declaration;
import org.jawort.consent.declaration.DeclarationProblem;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The fields in which staff say what a person told them. */
final class DeclarationForm {
  /** Where the labels of the fields stand. */
  static final String LABELS = "statement.field";

  /** The choice of somebody who is not on the list. */
  static final String SOMEBODY_ELSE = "other";

  private static final int LINE = 200;
  private static final int TEXT = 4_000;

  private DeclarationForm() {}

  /**
   * Reads the fields and notes in the form what cannot be understood; what is missing is said by
   * the door.
   *
   * @param staff by id, of whom one may have heard it
   */
  static Declaration read(FormInput form, ZoneId zone, Map<UUID, String> staff) {
    UUID takenBy = staffMember(form, staff);
    @Nullable UUID wording = id(form, "wording");
    String words = form.text("wordingText", TEXT);
    return Declaration.builder()
        .basis(basis(form))
        .at(moment(form, zone))
        .saidBy(line(form, "saidBy"))
        .takenBy(takenBy)
        .takenByName(takenBy == null ? line(form, "takenByName") : staff.get(takenBy))
        .occasion(line(form, "occasion"))
        .wording(wording)
        .wordingText(words.isEmpty() ? null : words)
        .reference(line(form, "reference"))
        .call(call(form))
        .askAgain(day(form))
        .note(orNull(form.text("note", TEXT)))
        .file(file(form))
        .build();
  }

  private static @Nullable Basis basis(FormInput form) {
    return Arrays.stream(Basis.values())
        .filter(basis -> basis.name().equals(form.value("basis")))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Instant moment(FormInput form, ZoneId zone) {
    String typed = form.value("at");
    if (typed.isEmpty()) {
      return null;
    }
    try {
      LocalDateTime local = LocalDateTime.parse(typed);
      if (zone.getRules().getValidOffsets(local).isEmpty()) {
        form.refuse("at", "statement.wrong.gap");
      }
      return local.atZone(zone).toInstant();
    } catch (DateTimeException e) {
      form.refuse("at", "statement.wrong.moment");
      return null;
    }
  }

  private static @Nullable LocalDate day(FormInput form) {
    String typed = form.value("askAgain");
    try {
      return typed.isEmpty() ? null : LocalDate.parse(typed);
    } catch (DateTimeException e) {
      form.refuse("askAgain", "statement.wrong.day");
      return null;
    }
  }

  private static @Nullable UUID staffMember(FormInput form, Map<UUID, String> staff) {
    if (form.value("takenBy").equals(SOMEBODY_ELSE)) {
      return null;
    }
    UUID id = id(form, "takenBy");
    if (id != null && !staff.containsKey(id)) {
      form.refuse("takenBy", "desk.contact.choose");
      return null;
    }
    return id;
  }

  private static @Nullable UUID id(FormInput form, String field) {
    String value = form.value(field);
    try {
      return value.isEmpty() ? null : UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      form.refuse(field, "desk.contact.choose");
      return null;
    }
  }

  private static Declaration.@Nullable Call call(FormInput form) {
    String company = line(form, "company");
    String scope = line(form, "scope");
    String manner = line(form, "manner");
    return company == null && scope == null && manner == null
        ? null
        : new Declaration.Call(company, scope, manner);
  }

  private static Declaration.@Nullable File file(FormInput form) {
    UUID id = id(form, "file");
    return id == null ? null : Declaration.File.byId(id);
  }

  private static @Nullable String line(FormInput form, String field) {
    return orNull(form.optional(field, LINE));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Says in the form what the evidence lacks. */
  static void refuse(FormInput form, List<DeclarationProblem> lacks) {
    lacks.forEach(
        declarationProblem ->
            form.refuse(
                fieldOf(declarationProblem), "statement.lack." + declarationProblem.name()));
  }

  private static String fieldOf(DeclarationProblem declarationProblem) {
    return declarationProblem == DeclarationProblem.FILE_UNKNOWN
        ? "scan"
        : declarationProblem.part();
  }
}
