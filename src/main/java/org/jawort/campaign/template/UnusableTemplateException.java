package org.jawort.campaign.template;

import java.util.List;
import java.util.Set;

/** A template that cannot be used; the message says why, without anything of a recipient. */
public final class UnusableTemplateException extends RuntimeException {
  private static final Set<String> TOO_MUCH = Set.of("endless", "bulky");

  private final String reason;
  private final int line;
  private final List<String> arguments;

  /** For what nobody who writes templates can meet. */
  UnusableTemplateException(String message) {
    this("wrong", 0, message);
  }

  /**
   * Says what is wrong where.
   *
   * @param reason last part of the message key that says it in words
   * @param line of the template, or 0 where none is known
   * @param arguments for the words; the first one also for the log
   */
  public UnusableTemplateException(String reason, int line, String... arguments) {
    super(message(reason, line, arguments));
    this.reason = reason;
    this.line = line;
    this.arguments = List.of(arguments);
  }

  private static String message(String reason, int line, String... arguments) {
    return (line > 0 ? "line " + line + ": " : "")
        + "the template is unusable ("
        + reason
        + "): "
        + String.join(", ", arguments);
  }

  /** Tells whether it is right, but asks for more than one mail may cost. */
  boolean isTooMuch() {
    return TOO_MUCH.contains(reason);
  }

  /** What the template's part is called and where it is wrong. */
  public CampaignProblem lack(CampaignProblem.Part part) {
    return new CampaignProblem(CampaignProblem.Kind.TEMPLATE, reason, part, line, arguments);
  }
}
