package org.jawort.integration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.AskedWording;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.MailReceipt;
import org.jawort.consent.ShownPage;
import org.jawort.consent.StatedBasis;
import org.jawort.contact.MailBlock;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * An event of the ledger as the API shows it.
 *
 * @param purpose null where it is about the contact point's mail block alone
 * @param consentedTo what the purpose said that it is about, or null likewise; it may say something
 *     else now
 * @param status that it led to, or null likewise
 * @param actorId the member of staff or the API key, where one acted
 * @param mailBlock of the contact point after it
 */
@Schema(name = "Event")
record EventJson(
    UUID id,
    Instant at,
    EventType type,
    @Nullable String purpose,
    PurposeApi.@Nullable VersionJson consentedTo,
    @Nullable ConsentStatus status,
    Actor.Kind actor,
    @Nullable UUID actorId,
    String source,
    @Nullable MailBlock mailBlock,
    EvidenceJson evidence) {

  /** What backs it; what there is none of, or was erased, is left out. */
  @Schema(name = "Evidence")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EvidenceJson(
      @Nullable String address,
      @Nullable String ip,
      @Nullable String userAgent,
      @Nullable String page,
      @Nullable List<BoxJson> boxes,
      @Nullable String privacyPolicy,
      @Nullable String privacyPolicyVersion,
      @Nullable String note,
      @Nullable Declaration declaration,
      @Nullable VersionJson form,
      @Nullable VersionJson campaign,
      @Nullable UUID message,
      @Nullable VersionJson landingPage,
      @Nullable StatedBasis asking,
      @Nullable List<AskedWording> asked,
      @Nullable ShownPage shown,
      @Nullable MailReceipt mail) {}

  /** A box as it was shown. */
  @Schema(name = "Box")
  record BoxJson(String key, @Nullable UUID wording, String text, boolean ticked) {}

  /** Something in the version that was shown or sent. */
  @Schema(name = "Version")
  record VersionJson(UUID id, int version) {}

  static EventJson of(HistoryEntry entry) {
    return new EventJson(
        entry.id().value(),
        entry.at(),
        entry.type(),
        entry.purpose(),
        PurposeApi.VersionJson.of(entry.asked()),
        entry.status(),
        entry.actor().kind(),
        entry.actor().id(),
        entry.source(),
        entry.mailBlock(),
        evidence(entry));
  }

  private static EvidenceJson evidence(HistoryEntry entry) {
    Evidence e = entry.evidence();
    var form = entry.form();
    var campaign = entry.campaign();
    return new EvidenceJson(
        e == null ? null : e.address(),
        e == null ? null : e.ip(),
        e == null ? null : e.userAgent(),
        e == null ? null : e.page(),
        e == null ? null : e.boxes().stream().map(EventJson::box).toList(),
        e == null ? null : e.privacyPolicy(),
        e == null ? null : e.privacyPolicyVersion(),
        e == null ? null : e.note(),
        e == null ? null : e.declaration(),
        form == null ? null : new VersionJson(form.form(), form.version()),
        campaign == null ? null : new VersionJson(campaign.campaign(), campaign.version()),
        entry.message(),
        landingPage(e),
        e == null ? null : e.asking(),
        e == null || e.asked().isEmpty() ? null : e.asked(),
        e == null ? null : e.shown(),
        e == null ? null : e.mail());
  }

  private static @Nullable VersionJson landingPage(@Nullable Evidence evidence) {
    var shown = evidence == null ? null : evidence.landing();
    return shown == null ? null : new VersionJson(shown.page(), shown.version());
  }

  private static BoxJson box(Evidence.Box box) {
    return new BoxJson(box.key(), box.wording(), box.text(), box.ticked());
  }
}
