package org.jawort.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which evidence each basis needs (law 18, 19). */
final class DeclarationRules {
  /** Before it nobody could consent to electronic mail. */
  static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private DeclarationRules() {}

  /** What a consent lacks. */
  static List<Lack> ofConsent(Declaration declaration, boolean calls, Instant now) {
    var lacks = new ArrayList<Lack>();
    need(declaration.basis(), Lack.BASIS, lacks);
    time(declaration.at(), now, lacks);
    if (declaration.basis() != null) {
      basis(declaration, declaration.basis(), lacks);
    }
    if (calls) {
      calls(declaration, lacks);
    }
    return lacks.stream().distinct().toList();
  }

  private static void basis(Declaration declaration, Basis basis, List<Lack> lacks) {
    switch (basis) {
      case CONTRACT -> need(declaration.reference(), Lack.CONTRACT, lacks);
      case SIGNATURE, PAPER -> {
        if (declaration.file() == null) {
          need(declaration.reference(), Lack.ORIGINAL, lacks);
        }
      }
      case TABLET -> need(declaration.wordingText(), Lack.WORDING, lacks);
      case ORAL -> {
        need(declaration.saidBy(), Lack.SAID_BY, lacks);
        need(declaration.takenByName(), Lack.TAKEN_BY, lacks);
        need(declaration.occasion(), Lack.OCCASION, lacks);
        need(declaration.wordingText(), Lack.WORDING, lacks);
      }
      case OTHER -> need(declaration.note(), Lack.NOTE, lacks);
    }
  }

  private static void calls(Declaration declaration, List<Lack> lacks) {
    Declaration.@Nullable Call call = declaration.call();
    need(declaration.saidBy(), Lack.SAID_BY, lacks);
    need(declaration.takenByName(), Lack.TAKEN_BY, lacks);
    need(call == null ? null : call.company(), Lack.COMPANY, lacks);
    need(call == null ? null : call.scope(), Lack.SCOPE, lacks);
    need(call == null ? null : call.manner(), Lack.MANNER, lacks);
  }

  /** What a refusal, a withdrawal or a use lacks: only its moment must be plain. */
  static List<Lack> ofMoment(Declaration declaration, Instant now) {
    var lacks = new ArrayList<Lack>();
    time(declaration.at(), now, lacks);
    return lacks;
  }

  /** A mistake must be explained. */
  static List<Lack> ofMistake(Declaration declaration) {
    var lacks = new ArrayList<Lack>();
    need(declaration.note(), Lack.NOTE, lacks);
    return lacks;
  }

  /** Asking later needs a day that is not past. */
  static List<Lack> ofReminder(Declaration declaration, Instant now, ZoneId zone) {
    var lacks = new ArrayList<Lack>();
    need(declaration.askAgain(), Lack.DAY, lacks);
    LocalDate day = declaration.askAgain();
    if (day != null && day.isBefore(LocalDate.ofInstant(now, zone))) {
      lacks.add(Lack.DAY_PAST);
    }
    return lacks;
  }

  private static void time(@Nullable Instant at, Instant now, List<Lack> lacks) {
    if (at == null) {
      lacks.add(Lack.TIME);
    } else if (at.isAfter(now)) {
      lacks.add(Lack.FUTURE);
    } else if (at.isBefore(EARLIEST)) {
      lacks.add(Lack.TOO_EARLY);
    }
  }

  private static void need(@Nullable Object part, Lack lack, List<Lack> lacks) {
    if (part == null || part instanceof String text && text.isBlank()) {
      lacks.add(lack);
    }
  }
}
