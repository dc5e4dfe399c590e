package org.jawort.optin;

import java.util.List;
import java.util.UUID;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's own request on a form, checked and complete.
 *
 * @param address e-mail address as typed
 * @param addressKey the same normalised, see {@code EmailAddress}
 * @param language of the form, which decides the process and the mail
 * @param purposes what was ticked, each once, in the order of the form; at least one
 * @param evidence what was shown and sent; the IP address already cut as the tenant wishes
 * @param answers what else was written on the form, in the words of the room that has forms; null
 *     where it keeps none
 * @param passage how it came in
 * @param asks whether the person is asked to confirm; else nothing but what came in is kept
 * @param mail the campaign that asks in place of the process's own; null for that one
 */
public record SignUp(
    TenantId tenant,
    String address,
    String addressKey,
    @Nullable String firstName,
    @Nullable String lastName,
    Language language,
    List<PurposeId> purposes,
    FormVersion form,
    Evidence evidence,
    @Nullable String answers,
    Passage passage,
    boolean asks,
    @Nullable UUID mail) {
  /** Copies the list. */
  public SignUp {
    purposes = List.copyOf(purposes);
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException("a sign-up that consents to nothing");
    }
  }

  /** A sign-up for one purpose, of which nothing is kept beside the ledger. */
  public SignUp(
      TenantId tenant,
      String address,
      String addressKey,
      @Nullable String firstName,
      @Nullable String lastName,
      Language language,
      PurposeId purpose,
      FormVersion form,
      Evidence evidence) {
    this(
        tenant,
        address,
        addressKey,
        firstName,
        lastName,
        language,
        List.of(purpose),
        form,
        evidence,
        null,
        Passage.UNKNOWN,
        true,
        null);
  }

  /** The same with what else was written on the form. */
  public SignUp answering(String json) {
    return with(purposes, json, passage, asks, mail);
  }

  /** The same with how it came in. */
  public SignUp by(Passage way) {
    return with(purposes, answers, way, asks, mail);
  }

  /** The same for all of these purposes. */
  public SignUp consentingTo(List<PurposeId> ticked) {
    return with(ticked, answers, passage, asks, mail);
  }

  /** The same without a question: no run, no mail, and nothing of a consent changes (S1-13). */
  public SignUp unasked() {
    return with(purposes, answers, passage, false, mail);
  }

  /** The same, asked by this campaign; null for the one of the process. */
  public SignUp askedWith(@Nullable UUID campaign) {
    return with(purposes, answers, passage, asks, campaign);
  }

  private SignUp with(
      List<PurposeId> ticked,
      @Nullable String json,
      Passage way,
      boolean asking,
      @Nullable UUID campaign) {
    return new SignUp(
        tenant,
        address,
        addressKey,
        firstName,
        lastName,
        language,
        ticked,
        form,
        evidence,
        json,
        way,
        asking,
        campaign);
  }
}
