package org.jawort.desk.dossier;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.desk.ContactRecord;
import org.jawort.erasure.KeptProof;
import org.jawort.erasure.KeptRecord;
import org.jspecify.annotations.Nullable;

/**
 * The contact point of a dossier.
 *
 * @param standings one per purpose
 * @param known what else is known of it, or null where its contact was erased
 */
public record DossierPoint(
    UUID id,
    Channel channel,
    String address,
    List<Standing> standings,
    @Nullable ContactPoint known) {
  /** Copies the standings. */
  public DossierPoint {
    standings = List.copyOf(standings);
  }

  /**
   * Where it stands for a purpose, or stood when it was erased.
   *
   * @param purpose key of the purpose
   * @param asked what the purpose said then, or null where it was never asked
   * @param since or null likewise
   */
  public record Standing(
      String purpose,
      ConsentStatus status,
      @Nullable PurposeVersion asked,
      @Nullable Instant since) {}

  static DossierPoint of(ContactRecord.Point point) {
    List<Standing> standings =
        point.consents().stream()
            .map(ContactRecord.PurposeConsent::status)
            .map(
                status ->
                    new Standing(status.purpose(), status.status(), status.asked(), status.since()))
            .toList();
    ContactPoint known = point.point();
    return new DossierPoint(known.id().value(), known.channel(), known.address(), standings, known);
  }

  /** The status rows were erased; the events still tell where each kept consent stood. */
  static DossierPoint of(ContactPointId id, KeptRecord kept) {
    List<Standing> standings =
        kept.proofs().stream()
            .map(KeptProof::purpose)
            .flatMap(purpose -> last(kept, purpose).stream())
            .toList();
    return new DossierPoint(id.value(), kept.channel(), kept.address(), standings, null);
  }

  private static List<Standing> last(KeptRecord kept, String purpose) {
    return kept.history().reversed().stream()
        .filter(entry -> purpose.equals(entry.purpose()))
        .flatMap(
            entry ->
                entry.status() == null
                    ? Stream.empty()
                    : Stream.of(new Standing(purpose, entry.status(), entry.asked(), entry.at())))
        .limit(1)
        .toList();
  }
}
