package org.jawort.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
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
 * @param privacyPolicyVersion what the tenant called that version of it, or null where they did not
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
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String privacyPolicyVersion,
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

  private static final Evidence NOTHING = new Parts().made();

  /** What one is put together from, each part by its name. */
  private static final class Parts {
    private @Nullable String address;
    private @Nullable String ip;
    private @Nullable String userAgent;
    private @Nullable String page;
    private List<Box> boxes = List.of();
    private @Nullable String privacyPolicy;
    private @Nullable String privacyPolicyVersion;
    private @Nullable String note;
    private @Nullable Declaration declaration;
    private @Nullable LandingVersion landing;
    private @Nullable StatedBasis asking;
    private @Nullable String form;
    private List<AskedWording> asked = List.of();
    private @Nullable ShownPage shown;
    private @Nullable MailReceipt mail;

    private Parts() {}

    private Parts(Evidence of) {
      address = of.address;
      ip = of.ip;
      userAgent = of.userAgent;
      page = of.page;
      boxes = of.boxes;
      privacyPolicy = of.privacyPolicy;
      privacyPolicyVersion = of.privacyPolicyVersion;
      note = of.note;
      declaration = of.declaration;
      landing = of.landing;
      asking = of.asking;
      form = of.form;
      asked = of.asked;
      shown = of.shown;
      mail = of.mail;
    }

    private Evidence made() {
      return new Evidence(
          address,
          ip,
          userAgent,
          page,
          boxes,
          privacyPolicy,
          privacyPolicyVersion,
          note,
          declaration,
          landing,
          asking,
          form,
          asked,
          shown,
          mail);
    }
  }

  private Evidence with(Consumer<Parts> change) {
    var parts = new Parts(this);
    change.accept(parts);
    return parts.made();
  }

  /** Nothing but the address, for what else a machine saw to be added; or not even that. */
  public static Evidence of(@Nullable String address) {
    return NOTHING.with(parts -> parts.address = address);
  }

  /** The same from that network address by that browser. */
  public Evidence seen(@Nullable String ip, @Nullable String userAgent) {
    return with(
        parts -> {
          parts.ip = ip;
          parts.userAgent = userAgent;
        });
  }

  /** The same on that page, which linked that policy. */
  public Evidence on(@Nullable String page, @Nullable String privacyPolicy) {
    return with(
        parts -> {
          parts.page = page;
          parts.privacyPolicy = privacyPolicy;
        });
  }

  /** The same with what the tenant called the version of the linked policy. */
  public Evidence ofPolicy(@Nullable String version) {
    return with(parts -> parts.privacyPolicyVersion = version);
  }

  /** The same with these boxes. */
  public Evidence shown(List<Box> boxes) {
    return with(parts -> parts.boxes = boxes);
  }

  /** The same with what staff noted who were there. */
  public Evidence witnessed(Declaration declaration) {
    return with(parts -> parts.declaration = declaration);
  }

  /** The ticked boxes that consent to a purpose; terms and the like are accepted (law 1). */
  public List<Box> consents() {
    return boxes.stream().filter(box -> box.ticked() && box.wording() != null).toList();
  }

  /** The same with a note. */
  public Evidence noting(@Nullable String note) {
    return with(parts -> parts.note = note);
  }

  /**
   * The same with the form that was shown.
   *
   * @param sha256 of the form as the dossier tells it, in hexadecimal digits
   */
  public Evidence onForm(@Nullable String sha256) {
    return with(parts -> parts.form = sha256);
  }

  /** A button behind a personal link that was pressed, on a page of which that is known. */
  public static Evidence pressed(
      @Nullable String ip,
      @Nullable String userAgent,
      @Nullable LandingVersion landing,
      @Nullable ShownPage shown) {
    return NOTHING
        .seen(ip, userAgent)
        .with(
            parts -> {
              parts.landing = landing;
              parts.shown = shown;
            });
  }

  /** What was said to staff about an address. */
  public static Evidence said(String address, Declaration declaration) {
    return of(address).with(parts -> parts.declaration = declaration);
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
    return of(address)
        .on(null, privacyPolicy)
        .with(
            parts -> {
              parts.asking = basis;
              parts.asked = wordings;
            });
  }

  /** A mail that was handed over. */
  public static Evidence mailed(MailReceipt mail) {
    return NOTHING.with(parts -> parts.mail = mail);
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
