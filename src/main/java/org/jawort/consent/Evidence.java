package org.jawort.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Nachweis: the personal part of an event, as it stands in the ledger until it is erased (law 15).
 *
 * @param address as typed
 * @param ip by the tenant's setting whole, cut off, or null (law 16)
 * @param userAgent what the browser called itself, or null
 * @param page address of the page with the form, or null
 * @param boxes each box that was shown, ticked or not, in the order shown
 * @param privacyPolicy address of the policy that was linked, or null
 * @param note what else is to be said, such as who asked by API, or null
 * @param declaration what was said to staff, or null where a machine saw it all
 * @param landing the page whose button was pressed, or null where there was none
 * @param asking on what basis the person was asked, or null where they came themselves
 * @param form SHA-256 of the form as the dossier tells it, or null where none was shown
 * @param asked the words of a request that others wished for; empty where boxes were shown
 * @param shown the page whose button was pressed, as it was shown, or null where there was none
 * @param mail the mail that was handed over, or null where it is about none
 */
public record Evidence(
    @Nullable String address,
    @Nullable String ip,
    @Nullable String userAgent,
    @Nullable String page,
    List<Box> boxes,
    @Nullable String privacyPolicy,
    @Nullable String note,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Declaration declaration,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LandingVersion landing,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StatedBasis asking,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String form,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AskedWording> asked,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ShownPage shown,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MailReceipt mail) {

  /** Takes what an older version of the program left out as not there. */
  public Evidence {
    asked = asked == null ? List.of() : List.copyOf(asked);
  }

  private static final Evidence NOTHING =
      new Evidence(
          null, null, null, null, List.of(), null, null, null, null, null, null, List.of(), null,
          null);

  /** Nothing but the address, for what else a machine saw to be added; or not even that. */
  public static Evidence of(@Nullable String address) {
    return NOTHING.with(address, null, null, null, List.of(), null, null);
  }

  /** The same from that network address by that browser. */
  public Evidence seen(@Nullable String ip, @Nullable String userAgent) {
    return with(address, ip, userAgent, page, boxes, privacyPolicy, note);
  }

  /** The same on that page, which linked that policy. */
  public Evidence on(@Nullable String page, @Nullable String privacyPolicy) {
    return with(address, ip, userAgent, page, boxes, privacyPolicy, note);
  }

  /** The same with these boxes. */
  public Evidence shown(List<Box> boxes) {
    return with(address, ip, userAgent, page, boxes, privacyPolicy, note);
  }

  /** The same with a note. */
  public Evidence noting(@Nullable String note) {
    return with(address, ip, userAgent, page, boxes, privacyPolicy, note);
  }

  private Evidence with(
      @Nullable String address,
      @Nullable String ip,
      @Nullable String userAgent,
      @Nullable String page,
      List<Box> boxes,
      @Nullable String privacyPolicy,
      @Nullable String note) {
    return new Evidence(
        address,
        ip,
        userAgent,
        page,
        boxes,
        privacyPolicy,
        note,
        declaration,
        landing,
        asking,
        form,
        asked,
        shown,
        mail);
  }

  private Evidence resting(
      @Nullable Declaration declaration,
      @Nullable LandingVersion landing,
      @Nullable StatedBasis asking,
      List<AskedWording> asked,
      @Nullable ShownPage shown,
      @Nullable MailReceipt mail) {
    return new Evidence(
        address,
        ip,
        userAgent,
        page,
        boxes,
        privacyPolicy,
        note,
        declaration,
        landing,
        asking,
        form,
        asked,
        shown,
        mail);
  }

  /**
   * The same with the form that was shown.
   *
   * @param sha256 of the form as the dossier tells it, in hexadecimal digits
   */
  public Evidence onForm(@Nullable String sha256) {
    return new Evidence(
        address,
        ip,
        userAgent,
        page,
        boxes,
        privacyPolicy,
        note,
        declaration,
        landing,
        asking,
        sha256,
        asked,
        shown,
        mail);
  }

  /** A button behind a personal link that was pressed, on a page of which that is known. */
  public static Evidence pressed(
      @Nullable String ip,
      @Nullable String userAgent,
      @Nullable LandingVersion landing,
      @Nullable ShownPage shown) {
    return NOTHING.seen(ip, userAgent).resting(null, landing, null, List.of(), shown, null);
  }

  /** What was said to staff about an address. */
  public static Evidence said(String address, Declaration declaration) {
    return of(address).resting(declaration, null, null, List.of(), null, null);
  }

  /**
   * A request for consent that others wished for, on what basis (B-05), and in which words.
   *
   * @param privacyPolicy address of the policy that the mail leads to, or null
   */
  public static Evidence asked(
      String address,
      StatedBasis basis,
      List<AskedWording> wordings,
      @Nullable String privacyPolicy) {
    return of(address).on(null, privacyPolicy).resting(null, null, basis, wordings, null, null);
  }

  /** A mail that was handed over. */
  public static Evidence mailed(MailReceipt mail) {
    return NOTHING.resting(null, null, null, List.of(), null, mail);
  }

  private static final int LONGEST_USER_AGENT = 400;

  /** What is kept of a browser's name: at most 400 visible characters. */
  public static @Nullable String shortened(@Nullable String userAgent) {
    if (userAgent == null) {
      return null;
    }
    String visible = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
    return visible.substring(0, Math.min(visible.length(), LONGEST_USER_AGENT));
  }

  /**
   * A box as it was shown.
   *
   * @param key its name in the form
   * @param wording the version shown, or null where it is no consent to a purpose
   * @param text the words shown
   */
  public record Box(String key, @Nullable UUID wording, String text, boolean ticked) {}
}
