package org.jawort.delivery;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a mail server answers (RFC 5321 section 4.2, RFC 3463): whether it is about the
 * recipient, the mail, or the way we are set up. Only the first may block an address.
 */
final class SmtpReplies {
  private static final Pattern ENHANCED =
      Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
  private static final Pattern ADDRESS = Pattern.compile("<[^<>\\s]*@[^<>\\s]*>|\\S*@\\S*");
  private static final int LONGEST = 500;

  /** Unknown or misplaced command, sign-in needed or refused: nothing that a recipient can mend. */
  private static final Set<Integer> ABOUT_US = Set.of(500, 502, 503, 530, 534, 535, 538);

  private SmtpReplies() {}

  /** The command that was answered. */
  enum Phase {
    /** Greeting, EHLO, STARTTLS, AUTH. */
    CONNECT,
    /** MAIL FROM. */
    SENDER,
    /** RCPT TO. */
    RECIPIENT,
    /** DATA and the last dot. */
    CONTENT
  }

  /**
   * Reads an answer that is no success.
   *
   * @param code of three digits, or less than 100 where the connection ended instead
   */
  static Reply failure(Phase phase, int code, String answer) {
    String text = shown(answer);
    if (code < 500) {
      return new Reply.Deferred(text);
    }
    String enhanced = enhanced(answer);
    return switch (phase) {
      case CONNECT -> new Reply.NoConnection(text);
      case SENDER -> code == 552 ? new Reply.MailRefused(text) : new Reply.Unusable(text);
      case RECIPIENT ->
          aboutUs(code, enhanced, answer)
              ? new Reply.Unusable(text)
              : new Reply.RecipientRefused(text);
      case CONTENT -> content(code, enhanced, text);
    };
  }

  private static boolean aboutUs(int code, String enhanced, String answer) {
    return ABOUT_US.contains(code)
        || enhanced.startsWith("5.7.")
        || enhanced.startsWith("5.5.")
        || answer.toLowerCase(Locale.ROOT).contains("relay");
  }

  private static Reply content(int code, String enhanced, String text) {
    if (ABOUT_US.contains(code) || enhanced.equals("5.1.7") || enhanced.equals("5.1.8")) {
      return new Reply.Unusable(text);
    }
    return enhanced.startsWith("5.1.")
        ? new Reply.RecipientRefused(text)
        : new Reply.MailRefused(text);
  }

  private static String enhanced(String answer) {
    Matcher matcher = ENHANCED.matcher(answer.strip());
    return matcher.find() ? matcher.group(1) : "";
  }

  /** One line without addresses (law 52: the record outlives the person). */
  static String shown(String answer) {
    String oneLine = answer.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String text = ADDRESS.matcher(oneLine).replaceAll("<…>");
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
