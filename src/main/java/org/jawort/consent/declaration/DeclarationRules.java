package org.jawort.consent.declaration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jawort.consent.Basis;
import org.jawort.consent.Declaration;
import org.jspecify.annotations.Nullable;

/** Which evidence each basis needs (law 18, 19). */
final class DeclarationRules {
  /** Before it nobody could consent to electronic mail. */
  static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private DeclarationRules() {}

  /** What a consent lacks. */
  static List<DeclarationProblem> ofConsent(Declaration declaration, boolean calls, Instant now) {
    var lacks = new ArrayList<DeclarationProblem>();
    need(declaration.basis(), DeclarationProblem.BASIS, lacks);
    time(declaration.at(), now, lacks);
    if (declaration.basis() != null) {
      basis(declaration, declaration.basis(), lacks);
    }
    if (calls) {
      calls(declaration, lacks);
    }
    return lacks.stream().distinct().toList();
  }

  private static void basis(Declaration declaration, Basis basis, List<DeclarationProblem> lacks) {
    switch (basis) {
      case CONTRACT -> need(declaration.reference(), DeclarationProblem.CONTRACT, lacks);
      case SIGNATURE, PAPER -> {
        if (declaration.file() == null) {
          need(declaration.reference(), DeclarationProblem.ORIGINAL, lacks);
        }
      }
      case TABLET -> need(declaration.wordingText(), DeclarationProblem.WORDING, lacks);
      case ORAL -> {
        need(declaration.saidBy(), DeclarationProblem.SAID_BY, lacks);
        need(declaration.takenByName(), DeclarationProblem.TAKEN_BY, lacks);
        need(declaration.occasion(), DeclarationProblem.OCCASION, lacks);
        need(declaration.wordingText(), DeclarationProblem.WORDING, lacks);
      }
      case IMPORTED, OTHER -> need(declaration.note(), DeclarationProblem.NOTE, lacks);
    }
  }

  private static void calls(Declaration declaration, List<DeclarationProblem> lacks) {
    Declaration.@Nullable Call call = declaration.call();
    need(declaration.saidBy(), DeclarationProblem.SAID_BY, lacks);
    need(declaration.takenByName(), DeclarationProblem.TAKEN_BY, lacks);
    need(call == null ? null : call.company(), DeclarationProblem.COMPANY, lacks);
    need(call == null ? null : call.scope(), DeclarationProblem.SCOPE, lacks);
    need(call == null ? null : call.manner(), DeclarationProblem.MANNER, lacks);
  }

  /** What a refusal, a withdrawal or a use lacks: only its moment must be plain. */
  static List<DeclarationProblem> ofMoment(Declaration declaration, Instant now) {
    var lacks = new ArrayList<DeclarationProblem>();
    time(declaration.at(), now, lacks);
    return lacks;
  }

  /** A mistake must be explained. */
  static List<DeclarationProblem> ofMistake(Declaration declaration) {
    var lacks = new ArrayList<DeclarationProblem>();
    need(declaration.note(), DeclarationProblem.NOTE, lacks);
    return lacks;
  }

  /** Asking later needs a day that is not past. */
  static List<DeclarationProblem> ofReminder(Declaration declaration, Instant now, ZoneId zone) {
    var lacks = new ArrayList<DeclarationProblem>();
    need(declaration.askAgain(), DeclarationProblem.DAY, lacks);
    LocalDate day = declaration.askAgain();
    if (day != null && day.isBefore(LocalDate.ofInstant(now, zone))) {
      lacks.add(DeclarationProblem.DAY_PAST);
    }
    return lacks;
  }

  private static void time(@Nullable Instant at, Instant now, List<DeclarationProblem> lacks) {
    if (at == null) {
      lacks.add(DeclarationProblem.TIME);
    } else if (at.isAfter(now)) {
      lacks.add(DeclarationProblem.FUTURE);
    } else if (at.isBefore(EARLIEST)) {
      lacks.add(DeclarationProblem.TOO_EARLY);
    }
  }

  private static void need(
      @Nullable Object part,
      DeclarationProblem declarationProblem,
      List<DeclarationProblem> lacks) {
    if (part == null || part instanceof String text && text.isBlank()) {
      lacks.add(declarationProblem);
    }
  }
}
