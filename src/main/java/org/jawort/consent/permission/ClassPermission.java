package org.jawort.consent.permission;

import java.util.List;
import java.util.Optional;
import org.jawort.consent.purpose.PurposeName;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "may we write?" for one message class.
 *
 * @param purpose key of the purpose, or null where the answer rests on none
 * @param name of the purpose, or null likewise
 */
public record ClassPermission(
    @Nullable String purpose,
    @Nullable PurposeName name,
    MessageClass messageClass,
    Permission permission) {
  /** Tells whether the rule lets somebody be asked. */
  boolean letsAsk() {
    return messageClass == MessageClass.OPT_IN && permission.allowed();
  }

  /** The same question, answered with no. */
  ClassPermission refused(String why) {
    return new ClassPermission(purpose, name, messageClass, permission.refused(why));
  }

  /** The answer among these for a purpose and a class; empty where none is about them. */
  public static Optional<Permission> among(
      List<ClassPermission> answers, String purpose, MessageClass kind) {
    return answers.stream()
        .filter(answer -> purpose.equals(answer.purpose()) && answer.messageClass() == kind)
        .map(ClassPermission::permission)
        .findFirst();
  }
}
