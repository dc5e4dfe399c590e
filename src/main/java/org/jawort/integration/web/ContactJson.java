package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the API shows it.
 *
 * @param trial whether it belongs to a trial, and goes with it within a day
 */
@Schema(name = "Contact")
record ContactJson(
    UUID id,
    ContactKind kind,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String company,
    @Schema(allowableValues = {"de", "en"}) String language,
    Origin origin,
    Instant createdAt,
    Instant updatedAt,
    boolean trial,
    List<PointJson> contactPoints) {

  /**
   * One of its contact points.
   *
   * @param subscribed whether there is no mail block; says nothing about consent (S1-04)
   * @param mailBlock why it may not be written to for advertising, or null
   * @param suppressed whether the address is on the suppression list: only its owner can end that
   */
  @Schema(name = "ContactPoint")
  record PointJson(
      UUID id,
      Channel channel,
      String address,
      boolean subscribed,
      @Nullable MailBlock mailBlock,
      boolean suppressed,
      List<ConsentJson> consents) {}

  /**
   * Where a contact point stands for one purpose.
   *
   * @param since when it came to this status, or the recipient renewed it; null where never asked
   * @param campaign name of the mail through which it came to this status, or null
   */
  @Schema(name = "Consent")
  record ConsentJson(
      String purpose, ConsentStatus status, @Nullable Instant since, @Nullable String campaign) {}
}
