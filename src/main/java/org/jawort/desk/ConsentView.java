package org.jawort.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.contact.ContactPoint;
import org.jspecify.annotations.Nullable;

/**
 * A contact point's consents, and what staff can do about them.
 *
 * @param name of the contact; may be empty
 */
public record ConsentView(ContactPoint point, String name, List<OfPurpose> purposes) {
  /** Copies the list. */
  public ConsentView {
    purposes = List.copyOf(purposes);
  }

  /**
   * The consent to one purpose.
   *
   * @param key of the purpose
   * @param name of the purpose, in each language
   * @param calls whether it is advertising by call (§ 7a UWG)
   * @param event that led to the status or renewed it, or null where nothing ever happened
   * @param asked since when the answer to a request beside the status is awaited, for renewal or a
   *     sign-up beside a "no"; or null
   */
  public record OfPurpose(
      PurposeId id,
      String key,
      PurposeName name,
      boolean calls,
      ConsentStatus status,
      @Nullable UUID event,
      @Nullable Instant since,
      @Nullable Instant asked,
      List<ConsentAction> actions) {
    /** Copies the list. */
    public OfPurpose {
      actions = List.copyOf(actions);
    }

    /** The same, of which staff can do these. */
    OfPurpose offering(List<ConsentAction> possible) {
      return new OfPurpose(id, key, name, calls, status, event, since, asked, possible);
    }

    /** One of which nothing was ever said. */
    static OfPurpose untouched(PurposeId id, String key, PurposeName name, boolean calls) {
      return new OfPurpose(
          id, key, name, calls, ConsentStatus.UNKNOWN, null, null, null, List.of());
    }

    /** Tells whether staff can do it now. */
    public boolean offers(ConsentAction action) {
      return actions.contains(action);
    }

    /** Tells whether staff can record a consent given elsewhere. */
    public boolean mayDeclare() {
      return offers(ConsentAction.DECLARE);
    }
  }

  /** The consent to the purpose of this key; empty where the tenant has none such. */
  public Optional<OfPurpose> purpose(String key) {
    return purposes.stream().filter(purpose -> purpose.key().equals(key)).findFirst();
  }
}
